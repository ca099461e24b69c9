using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Evaluate.Decisions;

/// <summary>What was decided at all meetings and reviews: by whom, why, what came of it, and when it is looked at again.</summary>
public sealed class IndexModel : PicturePage<DecisionLog>
{
    /// <inheritdoc/>
    protected override Stage? Current => Stage.Evaluate;

    /// <inheritdoc/>
    protected override string Place => "decisions";

    /// <inheritdoc/>
    protected override IReadOnlyCollection<string> Lists => [Meeting.List, Review.List, Action.List];

    /// <inheritdoc/>
    public override string Here => $"{To.Plan(PlanId)}/evaluate/{Place}";

    /// <inheritdoc/>
    protected override DecisionLog Look(PlanDocument document) => DecisionLog.Of(document, Today);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-decisions");

    /// <summary>The decisions.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Decisions, those to be looked at again first",
            Columns =
            [
                new("Decision") { IsKey = true },
                new("When") { IsKey = true },
                new("Where"),
                new("By"),
                new("Why"),
                new("Looked at again"),
                new("What came of it"),
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            l.Text,
                            l.On is { } on ? Days.Read(on) : "Not said",
                            Inline.Of(new Link(l.Place, To.Item(PlanId, Thing.Find(l.List)!, l.Id))),
                            l.By ?? "",
                            l.Why ?? "",
                            l.Review is not { } review ? ""
                            : View.IsDue(l) ? Inline.Of(State.Of(StateKind.Overdue, $"Since {Days.Read(review)}"))
                            : Days.Read(review),
                            l is { Action: { } action, Came: { } came } ? LinkTo<Action>(action, came) : "",
                        ]
                ),
        };
}
