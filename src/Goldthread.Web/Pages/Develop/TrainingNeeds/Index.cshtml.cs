using System.Globalization;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Develop.TrainingNeeds;

/// <summary>What people need to learn, by action and by role; what is late, and whether it worked.</summary>
public sealed class IndexModel : PicturePage<LearningPlan>
{
    protected override string Place => "training-needs";

    protected override async Task<LearningPlan> LookAsync()
    {
        // The needs, and the titles of the actions that they name: one query.
        var named = Seen.Links.Where(l => l.Owner == PlanId && l.List == TrainingNeed.List && l.ToList == Action.List).Select(l => l.ToId);
        var rows = await SeenItems
            .Where(i => i.RemovedAt == null && (i.List == TrainingNeed.List || (i.List == Action.List && named.Contains(i.Id))))
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
                Body = i.List == TrainingNeed.List ? i.Body : "",
            })
            .ToListAsync(Cancel);
        var titles = rows.Where(r => r.List == Action.List).ToDictionary(r => r.Id, r => r.Title, StringComparer.Ordinal);
        return LearningPlan.Of(
            rows.Where(r => r.List == TrainingNeed.List).Select(r => Hidden.Shown((TrainingNeed)Shape.Of<TrainingNeed>().FromJson(r.Body))),
            titles.GetValueOrDefault,
            Today
        );
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-training-needs");

    /// <summary>The needs, with what they cost.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Classes = "table--many",
            Caption = "What people need to be able to do",
            Columns =
            [
                new("What"),
                new("Who needs it") { IsKey = true },
                new("For which actions"),
                new("How"),
                new("By"),
                new("Done") { IsKey = true },
                new("Did it work?"),
                new("Cost") { IsFigure = true },
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<TrainingNeed>(l.Need.Id, l.Title),
                            l.Need.Audience ?? "Nobody named",
                            l.Actions.Count == 0 ? "None" : Several.Of([.. l.Actions.Select(a => a.Title)], 2),
                            l.Need.Method,
                            l.Need.Due is { } due ? Days.Read(due) : "No date",
                            l.Need.Done is { } done ? Days.Read(done)
                            : l.IsLate ? Inline.Of(State.Of(StateKind.Overdue, "Late"))
                            : "Not yet",
                            LearningPlan.Level(l.Need.Evaluation?.Level) is { } level
                                ? $"Level {l.Need.Evaluation!.Level} of 4, {level}{(string.IsNullOrWhiteSpace(l.Need.Evaluation.Finding) ? "" : ": " + l.Need.Evaluation.Finding)}"
                            : l.Need.Done is null ? ""
                            : "Nobody has looked yet",
                            l.Need.Cost is { } cost ? Units.Pounds(cost) : "",
                        ]
                ),
            Foot = ["Sum", "", "", "", "", "", "", Units.Pounds(View.Cost)],
        };

    /// <summary>The same by role.</summary>
    public DataTable ByRole() =>
        new()
        {
            Caption = "Training needs by role",
            Columns =
            [
                new("Who needs it"),
                new("In all") { IsFigure = true },
                new("Done") { IsFigure = true, IsKey = true },
                new("Late") { IsFigure = true, IsKey = true },
            ],
            Rows = View.Roles.Take(PageSize).Select(r => (IReadOnlyList<Inline>)[r.Role, Number(r.All), Number(r.Done), Number(r.Late)]),
        };

    static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
