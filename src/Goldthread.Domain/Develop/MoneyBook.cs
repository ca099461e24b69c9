using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The money of the plan: what is approved, planned, spent and expected, by line and by month.</summary>
public sealed class MoneyBook
{
    /// <summary>A budget line.</summary>
    public sealed record Line(BudgetLine Budget)
    {
        /// <value>What it is for.</value>
        public string Title => string.IsNullOrWhiteSpace(Budget.Title) ? "A budget line" : Budget.Title;

        /// <value>What is planned.</value>
        public decimal Planned => Budget.Planned ?? 0;

        /// <value>What is spent; where nobody says, what the months say.</value>
        public decimal Spent => Budget.Spent ?? Budget.Months.Sum(m => m.Actual ?? 0);

        /// <value>What is expected in all; what is planned where nobody says.</value>
        public decimal Expected => Budget.Forecast ?? Planned;

        /// <value>How much more is expected than planned; less is below 0.</value>
        public decimal Over => Expected - Planned;

        /// <value>True where more is expected, or spent, than planned and let pass.</value>
        public bool IsOver => Math.Max(Expected, Spent) > Planned + (Budget.Tolerance ?? 0);
    }

    /// <summary>A month of a line, or of all lines together.</summary>
    /// <param name="First">The first day of the month.</param>
    /// <param name="Planned">What was planned.</param>
    /// <param name="Spent">What was spent.</param>
    /// <param name="Expected">What is expected where it is not spent yet.</param>
    /// <param name="Reasons">Why it differs.</param>
    public sealed record Month(DateOnly First, decimal Planned, decimal Spent, decimal Expected, IReadOnlyList<string> Reasons);

    MoneyBook(decimal? approved, IReadOnlyList<Line> lines, IReadOnlyList<EquipmentItem> equipment) =>
        (Approved, Lines, Equipment) = (approved, lines, equipment);

    /// <value>What is approved in all; null where nobody says.</value>
    public decimal? Approved { get; }

    /// <value>The lines: those over what is let pass first.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <value>What has to be bought, the soonest first.</value>
    public IReadOnlyList<EquipmentItem> Equipment { get; }

    public decimal Planned => Lines.Sum(l => l.Planned);
    public decimal Spent => Lines.Sum(l => l.Spent);
    public decimal Expected => Lines.Sum(l => l.Expected);

    /// <summary>The money of a plan.</summary>
    /// <param name="document">The plan with its budget lines and its equipment.</param>
    public static MoneyBook Of(PlanDocument document) =>
        new(
            document.Resources?.Budget?.ApprovedTotal,
            [
                .. (document.Resources?.Budget?.Lines ?? [])
                    .Select(l => new Line(l))
                    .OrderByDescending(l => l.IsOver)
                    .ThenByDescending(l => l.Over),
            ],
            [.. (document.Resources?.Equipment ?? []).OrderBy(e => e.By ?? DateOnly.MaxValue)]
        );

    /// <summary>The months of some lines, summed.</summary>
    public static IReadOnlyList<Month> MonthsOf(IEnumerable<Line> lines) =>
        [
            .. lines
                .SelectMany(l => l.Budget.Months)
                .Where(m => m.Month is not null)
                .GroupBy(m => new DateOnly(m.Month!.Value.Year, m.Month.Value.Month, 1))
                .OrderBy(g => g.Key)
                .Select(g => new Month(
                    g.Key,
                    g.Sum(m => m.Planned ?? 0),
                    g.Sum(m => m.Actual ?? 0),
                    g.Sum(m => m.Actual ?? m.Forecast ?? m.Planned ?? 0),
                    [.. g.Select(m => m.Reason).OfType<string>().Where(r => r.Length > 0)]
                )),
        ];

    /// <summary>What is spent and expected against what was approved, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "Nobody has said yet what the plan costs.";
            var first = Approved is { } approved
                ? $"{Units.Pounds(Spent)} of {Units.Pounds(approved)} approved is spent. {Units.Pounds(Expected)} is expected in all: {(Expected > approved ? $"{Units.Pounds(Expected - approved)} more than approved" : Expected == approved ? "as much as approved" : $"{Units.Pounds(approved - Expected)} less than approved")}."
                : $"{Units.Pounds(Spent)} of {Units.Pounds(Planned)} planned is spent, and {Units.Pounds(Expected)} is expected in all. Nobody has said how much is approved.";
            var over = Lines.Where(l => l.IsOver).ToList();
            return over.Count == 0
                ? first
                : $"{first} {Several.Of([.. over.Select(l => $"“{l.Title}”")], 3)} {(over.Count == 1 ? "is" : "are")} over what is let pass.";
        }
    }
}
