using Goldthread.App.Store;
using Goldthread.Domain;

namespace Goldthread.App.Documents;

/// <summary>A document that can be made of any plan. One line of the table is one document: as a page, in print, in Word and on the command line.</summary>
/// <param name="Name">Its word in addresses and on the command line: <c>one-page</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="For">For what it is good, in a sentence.</param>
/// <param name="Make">Makes it of what somebody sees of a plan.</param>
public sealed record DocumentKind(string Name, string Title, string For, Func<PlanWords, Document> Make)
{
    /// <value>The stage below whose pages it stands.</value>
    public Stage Stage { get; init; } = Stage.Evaluate;

    /// <value>True where it is of the plan's record, and not of the plan.</value>
    public bool IsOfRecord { get; init; }

    /// <value>All of them.</value>
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        new("one-page", "Plan on a page", "One sheet of A4, from the values to the measures.", PlanOnAPage.Of) { Stage = Stage.Develop },
        new("plan", "The whole plan as a document", "Everything in the plan, to read, to print and to send.", WholePlan.Of)
        {
            Stage = Stage.Develop,
        },
        new("board", "Report to the board", "What stands out, on two pages at most.", BoardReport.Of),
        new("assurance", "Board assurance", "Risks, controls, who has looked, and gaps.", AssuranceReport.Of),
        new("change-since", "What has changed", "What became of the plan since a meeting, from its record.", ChangeReport.Of)
        {
            IsOfRecord = true,
        },
        new("evaluation", "Evaluation", "What came of the plan, and what was learnt.", EvaluationReport.Of),
        new("pir", "Provider information return", "The answers to CQC, kept ready all year.", ReturnReport.Of),
        new("reg45", "Review of the quality of care", "Regulation 45 of the children's homes regulations.", HomeReports.Review),
        new("reg44", "Answer to the independent person", "Regulation 44 of the children's homes regulations.", HomeReports.Response),
    ];

    /// <summary>The document of a name.</summary>
    /// <exception cref="Missing">There is none.</exception>
    public static DocumentKind Of(string name) =>
        All.FirstOrDefault(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new Missing("document");
}
