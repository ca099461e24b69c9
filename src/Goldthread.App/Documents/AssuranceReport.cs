using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>The board's assurance: of each objective its risks, what controls them, who has looked in which of the three lines, and where nobody has.</summary>
static class AssuranceReport
{
    static readonly GridColumn[] Columns =
    [
        new("Risk", 4),
        new("Controls", 4),
        new("First line: those who do the work", 3),
        new("Second line: those who oversee it", 3),
        new("Third line: those from outside", 3),
        new("Gaps", 3),
    ];

    internal static Document Of(PlanWords words)
    {
        var plan = words.Document;
        List<Block> blocks = [];
        var open = plan.Risks.Where(r => r.Status is not OpenStatus.Closed).OrderByDescending(r => Score(r) ?? 0).ToList();
        blocks.Add(
            new Paragraph(
                open.Count == 0
                    ? "No risk is open."
                    : $"{Several.Count(open.Count, "open risk")}, {open.Count(r => Gaps(r).Count > 0):N0} with a gap, {open.Count(r => Score(r) > Shipped.RiskScale.AcceptedOf(r)):N0} above what we accept."
            )
            {
                Address = words.ToList<Risk>(),
            }
        );
        foreach (var objective in plan.Objectives)
        {
            blocks.Add(new Heading(1, objective.Title));
            var own = open.Where(r => r.Objectives.Contains(objective.Id)).ToList();
            blocks.Add(
                own.Count == 0
                    ? new Paragraph(objective.NoRiskReason is { } why ? $"No risk, because: {why}" : "No risk is named.")
                    {
                        Address = words.To(objective),
                    }
                    : Table(words, own, $"Risks of “{objective.Title}” with their controls, assurance in three lines and gaps")
            );
        }
        var others = open.Where(r => !r.Objectives.Any(o => plan.Objectives.Any(p => p.Id == o))).ToList();
        if (others.Count > 0)
        {
            blocks.Add(new Heading(1, "Risks of no objective"));
            blocks.Add(Table(words, others, "Risks of no objective with their controls, assurance in three lines and gaps"));
        }
        return new(words.Plan.Title + ": board assurance", words.Standing, blocks);
    }

    static Grid Table(PlanWords words, IEnumerable<Risk> risks, string description) =>
        new(
            description,
            Columns,
            [
                .. risks.Select(r =>
                    (IReadOnlyList<Cell>)
                        [
                            new Cell([
                                words.Of(r, r.Called ?? "A risk"),
                                new Line(Score(r) is { } score ? Shipped.RiskScale.Read(score) : "not measured"),
                                new Line(words.Person(r.Owner) ?? "nobody yet", "Owner"),
                            ]),
                            new Cell([.. r.Controls.Select(c => new Line(c))]),
                            Line(r, 1),
                            Line(r, 2),
                            Line(r, 3),
                            new Cell([.. Gaps(r).Select(g => new Line(g))]),
                        ]
                ),
            ]
        );

    static Cell Line(Risk risk, int line) =>
        new([
            .. risk
                .Assurances.Where(a => a.Line == line)
                .Select(a => new Line($"{a.Text ?? "Looked at"}{(a.On is { } on ? $" ({Days.Read(on)})" : "")}")),
        ]);

    static int? Score(Risk risk) => (risk.Residual ?? risk.Inherent)?.Score;

    /// <summary>What is missing, in words.</summary>
    static List<string> Gaps(Risk risk)
    {
        List<string> gaps = [];
        if (risk.Controls.Count == 0)
            gaps.Add("Nothing controls it");
        if (risk.Assurances.Count == 0)
            gaps.Add("Nobody has looked whether the controls work");
        else if (!risk.Assurances.Any(a => a.Line > 1))
            gaps.Add("Nobody but those who do the work has looked");
        if (Score(risk) is null)
            gaps.Add("It is not measured");
        if (risk.Owner is null)
            gaps.Add("Nobody owns it");
        return gaps;
    }
}
