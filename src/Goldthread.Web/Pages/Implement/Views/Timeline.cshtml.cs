using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Views;

/// <summary>The actions by month: what waits for what, what cannot slip, what was approved, and the same as a table.</summary>
public class TimelineModel : ActionsPage
{
    /// <summary>Actions on one picture: more than these nobody follows.</summary>
    public const int PageSize = 100;

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    /// <inheritdoc/>
    public override string View => "timeline";

    /// <value>The actions of the page, in the order of the picture.</value>
    public IReadOnlyList<Action> Rows { get; private set; } = [];

    /// <value>The picture.</value>
    public TimelineLayout Picture { get; private set; } = null!;

    IReadOnlyDictionary<string, int> room = new Dictionary<string, int>();
    readonly Dictionary<(string Id, AdaptedField Field), DateOnly?> approved = [];
    WorkingDays days = null!;

    /// <value>How it stands, in words.</value>
    public string Lead
    {
        get
        {
            var late = Shown.Count(IsLate);
            var critical = Shown.Count(IsCritical);
            var undated = Shown.Count(a => a is { Starts: null, Due: null });
            return string.Join(
                ' ',
                new[]
                {
                    late switch
                    {
                        0 => Shown.Count == 0 ? "" : "Nothing is late.",
                        1 => "1 action is late.",
                        _ => $"{late} actions are late.",
                    },
                    room.Count == 0 ? "No open action waits for another, so nothing says what cannot slip."
                    : critical == 0 ? ""
                    : $"{(critical == 1 ? "1 action" : $"{critical} actions")} cannot slip without moving the end.",
                    undated == 0
                        ? ""
                        : $"{(undated == 1 ? "1 action has" : $"{undated} actions have")} no day, and {(undated == 1 ? "stands" : "stand")} in the table alone.",
                }.Where(s => s.Length > 0)
            );
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await LoadAsync(withAdaptations: true);
        days = await WorkingDaysAsync();
        room = CriticalPath.Room(All, days);
        FindApproved();
        Number = Math.Clamp(Number, 1, Math.Max(1, (Shown.Count + PageSize - 1) / PageSize));
        var place = Objectives.Keys.Index().ToDictionary(o => o.Item, o => o.Index, StringComparer.Ordinal);
        Rows =
        [
            .. Shown
                .Select((action, at) => (action, at))
                .OrderBy(a => place.GetValueOrDefault(a.action.Objective ?? "", int.MaxValue))
                .ThenBy(a => a.action.Starts ?? a.action.Due ?? DateOnly.MaxValue)
                .ThenBy(a => a.action.Due ?? DateOnly.MaxValue)
                .ThenBy(a => a.at)
                .Select(a => a.action)
                .Skip((Number - 1) * PageSize)
                .Take(PageSize),
        ];
        var groups = Rows.Any(a => a.Objective is not null && Objectives.ContainsKey(a.Objective));
        Picture = new(
            $"Timeline of {Plan.Title}",
            [
                .. Rows.Select(a => new TimelineRow(
                    a.Id,
                    a.Title,
                    groups ? Objectives.GetValueOrDefault(a.Objective ?? "") ?? "No objective" : null,
                    a.Starts,
                    a.Due,
                    a.Standing
                )
                {
                    IsMilestone = a.Milestone == true,
                    IsCritical = IsCritical(a),
                    IsLate = IsLate(a),
                    After = a.After,
                    Approved = (Approved(a, AdaptedField.Starts), Approved(a, AdaptedField.Due)),
                    Progress = a.Progress ?? 0,
                }),
            ],
            Plan.Starts,
            Plan.Ends,
            Today
        );
    }

    bool IsCritical(Action action) => room.TryGetValue(action.Id, out var left) && left <= 0;

    /// <summary>
    /// The days of the last approval: what the first change of a day since then changed it from. Each such change is an adaptation, so that nothing more is
    /// read than the plan itself.
    /// </summary>
    void FindApproved()
    {
        var on = App.Develop.Plans.PlanRows.Read(Plan).Plan?.ApprovedOn;
        foreach (
            var change in Adaptations.Where(a => a.About is not null && a.Field is AdaptedField.Starts or AdaptedField.Due && !(a.On < on))
        )
            approved.TryAdd((change.About!, change.Field!.Value), change.From is { } from && Days.TryRead(from, out var day) ? day : null);
    }

    /// <summary>The day that was approved, where it is another than now.</summary>
    DateOnly? Approved(Action action, AdaptedField field) =>
        approved.GetValueOrDefault((action.Id, field)) is { } was && was != (field is AdaptedField.Due ? action.Due : action.Starts)
            ? was
            : null;

    /// <summary>What the picture shows, as rows.</summary>
    public DataTable Table()
    {
        var names = All.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Title, StringComparer.Ordinal);
        // A column that would say nothing is not there.
        var (moved, waits) = (Rows.Any(a => IsMoved(a)), room.Count > 0);
        return new()
        {
            Caption = $"Actions of {Plan.Title} by day",
            Columns =
            [
                new("Action") { IsKey = true },
                new("State"),
                new("Who"),
                new("Starts"),
                new("Due") { IsKey = true },
                .. moved ? new[] { new Column("Approved for") } : [],
                new("After"),
                .. waits ? new[] { new Column("Can slip") } : [],
            ],
            Rows = Rows.Select(a =>
                (Inline[])
                    [
                        Inline.Of(new Link(a.Milestone == true ? $"{a.Title} (milestone)" : a.Title, Address(a))),
                        Inline.Of(States.Of(Words.Written(a.Standing), IsLate(a))),
                        Who(a),
                        a.Starts is { } starts ? Days.Read(starts) : "",
                        a.Due is { } due ? Days.Read(due) : "No day",
                        .. moved
                            ?
                            [
                                string.Join(
                                    " to ",
                                    new[] { Approved(a, AdaptedField.Starts), Approved(a, AdaptedField.Due) }
                                        .OfType<DateOnly>()
                                        .Select(Days.Read)
                                ),
                            ]
                            : Array.Empty<Inline>(),
                        string.Join("; ", a.After.Select(names.GetValueOrDefault).OfType<string>()),
                        .. waits ? [Slip(a)] : Array.Empty<Inline>(),
                    ]
            ),
        };
    }

    bool IsMoved(Action action) => Approved(action, AdaptedField.Starts) is not null || Approved(action, AdaptedField.Due) is not null;

    Inline Slip(Action action) =>
        !room.TryGetValue(action.Id, out var left) ? ""
        : left <= 0 ? "Not at all: critical path"
        : left == 1 ? "1 working day"
        : $"{left} working days";
}

/// <summary>The picture of the timeline as a file of its own.</summary>
public sealed class TimelinePictureModel : TimelineModel
{
    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        await ShowAsync();
        Response.Headers.CacheControl = "private, no-cache";
        return Content(new TimelinePicture(Picture).ToString(), "image/svg+xml; charset=utf-8");
    }
}
