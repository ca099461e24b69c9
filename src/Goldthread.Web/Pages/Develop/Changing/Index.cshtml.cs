using Goldthread.App.Develop.Pictures;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Changing;

/// <summary>How people are led through the change: steps, how ready each group is over time, doubts with their answers. It is the plan's own: no query.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "change-plan";

    /// <value>The change; null where the plan says nothing of it.</value>
    public ChangeBook? View { get; private set; }

    /// <value>The page's address.</value>
    public string Here => To.Plan(PlanId) + "/develop/change-plan";

    /// <value>Where it is written.</value>
    public string Edit => To.Plan(PlanId) + "/edit?mend=change#change";

    /// <inheritdoc/>
    protected override Task ShowAsync()
    {
        View = ChangeBook.Of(Hidden.Shown(PlanRows.Read(Plan).Plan!).Change, Shipped.ChangeModels);
        return Task.CompletedTask;
    }

    /// <value>How ready each group is over time, as a small chart.</value>
    public Component Picture =>
        new CurvesPicture(
            CurvesLayout.Of(
                ["1 not at all", "2", "3", "4", "5 fully"],
                [
                    .. View!.Groups.Select(g => new Course(
                        $"{g.Group}: {g.Scores[^1].Score}",
                        [.. g.Scores.Select(s => (s.On, (double)s.Score))]
                    )),
                ]
            ),
            "How ready each group is over time",
            string.Join(
                " ",
                View.Groups.Take(CurvesLayout.Most)
                    .Select(g => $"{g.Group}: {string.Join(", ", g.Scores.Select(s => $"{s.Score} on {Days.Read(s.On)}"))}.")
            )
        );

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => View is null ? null : (Ready(), $"{PlanId}-readiness");

    /// <summary>The same as a table.</summary>
    public DataTable Ready() =>
        new()
        {
            Id = "as-table",
            Caption = "How ready each group is, of 5",
            Columns = [new("Group"), new("Now") { IsKey = true }, new("Asked last") { IsKey = true }, new("Before")],
            Rows = View!.Groups.Select(g =>
                (IReadOnlyList<Inline>)
                    [
                        g.Group,
                        $"{g.Scores[^1].Score} of 5",
                        Days.Read(g.Scores[^1].On),
                        g.Scores.Count == 1
                            ? "Not asked before"
                            : Several.Of([.. g.Scores.SkipLast(1).Reverse().Select(s => $"{s.Score} on {Days.Read(s.On)}")], 3),
                    ]
            ),
        };

    /// <summary>The steps.</summary>
    public DataTable Steps() =>
        new()
        {
            Caption = "The steps of the change",
            Columns = [new("Step"), new("What it means"), new("What we do") { IsKey = true }, new("By") { IsKey = true }, new("Who")],
            Rows = View!.Steps.Select(s =>
                (IReadOnlyList<Inline>)
                    [
                        s.Name,
                        s.Says ?? "A step of our own",
                        s.Step is null ? Inline.Of(State.Of(StateKind.Unknown, "Not planned")) : s.Step.Text,
                        s.Step?.By is { } by ? Days.Read(by) : "",
                        s.Step is null ? ""
                        : s.Step.Owner is { } owner ? Staff(owner) ?? "Somebody who left"
                        : "Nobody yet",
                    ]
            ),
        };

    /// <summary>The doubts, and what is done about them.</summary>
    public DataTable Doubts() =>
        new()
        {
            Caption = "Doubts and answers",
            Columns = [new("Who"), new("What they doubt") { IsKey = true }, new("What we do about it") { IsKey = true }],
            Rows = View!
                .Plan.Resistance.OrderBy(r => !string.IsNullOrWhiteSpace(r.Response))
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            r.Group ?? "A group",
                            r.Reason,
                            string.IsNullOrWhiteSpace(r.Response) ? Inline.Of(State.Of(StateKind.Unknown, "No answer yet")) : r.Response,
                        ]
                ),
        };
}
