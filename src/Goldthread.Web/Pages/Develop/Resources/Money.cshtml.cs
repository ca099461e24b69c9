using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Resources;

/// <summary>What is spent and expected against what was approved, by line and by month; and what has to be bought.</summary>
public sealed class MoneyModel : PicturePage<MoneyBook>
{
    /// <summary>Months of single lines that are shown at most.</summary>
    public const int MostMonths = 200;

    protected override string Place => "resources/money";

    protected override IReadOnlyCollection<string> Lists => [BudgetLine.List, EquipmentItem.List];

    protected override MoneyBook Look(PlanDocument document) => MoneyBook.Of(document);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-money");

    /// <summary>The lines with their sums.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Budget lines",
            Columns =
            [
                new("What it is for"),
                new("Planned") { IsFigure = true },
                new("Spent") { IsFigure = true, IsKey = true },
                new("Expected in all") { IsFigure = true },
                new("More than planned") { IsFigure = true, IsKey = true },
                new("Let pass") { IsFigure = true },
                new("Is it kept?"),
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<BudgetLine>(l.Budget.Id, l.Title),
                            Units.Pounds(l.Planned),
                            Units.Pounds(l.Spent),
                            Units.Pounds(l.Expected),
                            Units.Pounds(l.Over),
                            Units.Pounds(l.Budget.Tolerance ?? 0),
                            l.IsOver ? Inline.Of(State.Of(StateKind.Overdue, "No")) : Inline.Of(State.Of(StateKind.Done, "Yes")),
                        ]
                ),
            Foot =
            [
                View.Approved is { } approved ? $"Sum; {Units.Pounds(approved)} is approved" : "Sum; nothing is approved yet",
                Units.Pounds(View.Planned),
                Units.Pounds(View.Spent),
                Units.Pounds(View.Expected),
                Units.Pounds(View.Expected - View.Planned),
                "",
                "",
            ],
        };

    /// <value>All lines together, month by month.</value>
    public IReadOnlyList<MoneyBook.Month> Months => MoneyBook.MonthsOf(View.Lines);

    /// <summary>The months of all lines, with their sums.</summary>
    public DataTable ByMonth() =>
        new()
        {
            Caption = "All lines, month by month",
            Columns = [new("Month"), .. Figures, new("Why")],
            Rows = Months.Select(m => (IReadOnlyList<Inline>)[Days.ReadMonth(m.First), .. Of(m), Several.Of(m.Reasons, 2)]),
            Foot = ["Sum", .. Sums(Months), ""],
        };

    /// <summary>The months of each line.</summary>
    public DataTable ByLine() =>
        new()
        {
            Caption = "Each line, month by month",
            Columns = [new("What it is for"), new("Month") { IsKey = true }, .. Figures, new("Why")],
            Rows = View
                .Lines.SelectMany(l =>
                    MoneyBook
                        .MonthsOf([l])
                        .Select(m =>
                            (IReadOnlyList<Inline>)
                                [LinkTo<BudgetLine>(l.Budget.Id, l.Title), Days.ReadMonth(m.First), .. Of(m), Several.Of(m.Reasons, 2)]
                        )
                )
                .Take(MostMonths),
        };

    static Column[] Figures =>
        [
            new("Planned") { IsFigure = true },
            new("Spent") { IsFigure = true, IsKey = true },
            new("Spent or expected") { IsFigure = true },
            new("More than planned") { IsFigure = true },
        ];

    static Inline[] Of(MoneyBook.Month month) =>
        [
            Units.Pounds(month.Planned),
            Units.Pounds(month.Spent),
            Units.Pounds(month.Expected),
            Units.Pounds(month.Expected - month.Planned),
        ];

    static Inline[] Sums(IReadOnlyList<MoneyBook.Month> months) =>
        [
            Units.Pounds(months.Sum(m => m.Planned)),
            Units.Pounds(months.Sum(m => m.Spent)),
            Units.Pounds(months.Sum(m => m.Expected)),
            Units.Pounds(months.Sum(m => m.Expected - m.Planned)),
        ];

    /// <summary>What has to be bought, with its sum.</summary>
    public DataTable Equipment() =>
        new()
        {
            Caption = "What has to be bought",
            Columns = [new("What"), new("By") { IsKey = true }, new("Cost") { IsFigure = true, IsKey = true }],
            Rows = OnThisPage(View.Equipment)
                .Select(e =>
                    (IReadOnlyList<Inline>)
                        [
                            e.Title ?? "A piece of equipment",
                            e.By is { } by ? Days.Read(by) : "No date",
                            e.Cost is { } cost ? Units.Pounds(cost) : "Not said",
                        ]
                ),
            Foot = ["Sum", "", Units.Pounds(View.Equipment.Sum(e => e.Cost ?? 0))],
        };
}
