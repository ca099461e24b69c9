using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Monitor;

/// <summary>
/// What a meeting could talk about, from how the plan stands: what the meetings before it left open, what is late, what asks why, what is to be decided.
/// It is offered; who leads the meeting chooses. Nothing restricted is offered, since an agenda is read by all who come.
/// </summary>
public sealed class MeetingAgenda
{
    /// <summary>So many points of one kind are offered at most.</summary>
    public const int MostOfAKind = 20;

    /// <summary>So many days before its day a review counts as one to prepare.</summary>
    const int SoonDays = 28;

    /// <summary>A point.</summary>
    /// <param name="Text">As it stands on the agenda: "Late: hang the lamps (Deputy manager, 12 days)".</param>
    /// <param name="List">The list of what it is about.</param>
    /// <param name="Id">Its id.</param>
    public sealed record Point(string Text, string List, string Id);

    /// <summary>Points of one kind.</summary>
    /// <param name="Title">"Matters arising".</param>
    /// <param name="Points">The points, what waits longest first.</param>
    public sealed record Group(string Title, IReadOnlyList<Point> Points);

    MeetingAgenda(IReadOnlyList<Group> groups) => Groups = groups;

    /// <value>Matters arising, late, questions, to decide; none that is empty.</value>
    public IReadOnlyList<Group> Groups { get; }

    /// <summary>The meetings before one, the nearest first: each follows the next.</summary>
    public static IReadOnlyList<Meeting> Before(PlanDocument plan, Meeting meeting)
    {
        var all = plan.Meetings.ToDictionary(m => m.Id, StringComparer.Ordinal);
        List<Meeting> before = [];
        // A circle ends where it began.
        for (var at = meeting; at.Follows is { } id && all.TryGetValue(id, out var earlier); at = earlier)
        {
            if (earlier == meeting || before.Contains(earlier))
                break;
            before.Add(earlier);
        }
        return before;
    }

    /// <summary>The day that fits the next of a series: as much later as this one was after the one before it, else four weeks.</summary>
    public static DateOnly? NextDay(PlanDocument plan, Meeting meeting)
    {
        if (meeting.On is not { } on)
            return null;
        var days = Before(plan, meeting) is [{ On: { } earlier }, ..] && earlier < on ? on.DayNumber - earlier.DayNumber : 28;
        // A month later is the same day of the month.
        return days is >= 28 and <= 31 && Before(plan, meeting).Count > 0 ? Days.AddMonths(on, 1) : on.AddDays(days);
    }

    /// <summary>The points that a meeting could have.</summary>
    /// <param name="plan">Meetings, actions, questions, reviews, required actions and adaptations of the plan; other lists are not looked at.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="today">Today; late is what is late on the day of the meeting where that comes later.</param>
    /// <param name="role">The role of somebody of the staff list; null where nobody is named.</param>
    public static MeetingAgenda Of(PlanDocument plan, Meeting meeting, DateOnly today, Func<string?, string?> role)
    {
        var day = meeting.On > today ? meeting.On.Value : today;
        var before = Before(plan, meeting);
        var earlier = before.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var came = before
            .SelectMany(m => m.Actions.Concat(m.Decisions.Select(d => d.Action).OfType<string>()))
            .ToHashSet(StringComparer.Ordinal);
        bool IsOfEarlier(Action action) =>
            came.Contains(action.Id) || action.From is { Kind: Implement.ActionOriginKind.Meeting, Id: { } from } && earlier.Contains(from);
        var open = plan.Actions.Where(a => a.IsOpen && a.Restricted is not true).OrderBy(a => a.Due ?? DateOnly.MaxValue).ToList();
        string Who(string? id, string more) => string.Join(", ", new[] { role(id), more }.Where(t => !string.IsNullOrEmpty(t)));
        string With(string text, string? id, string more) => Who(id, more) is { Length: > 0 } who ? $"{text} ({who})" : text;
        Group[] all =
        [
            new(
                "Matters arising",
                [
                    .. open.Where(IsOfEarlier)
                        .Select(a => new Point(
                            With($"Matters arising: {a.Title}", a.Answers, a.Due is { } due ? "by " + Days.Read(due) : "no day"),
                            Action.List,
                            a.Id
                        )),
                    .. before
                        .SelectMany(m => m.Decisions.Where(d => d.Review <= day).Select(d => (Meeting: m, Decision: d)))
                        .Where(d => d.Meeting.Restricted is not true && !string.IsNullOrWhiteSpace(d.Decision.Text))
                        .Select(d => new Point($"To look at again: {d.Decision.Text!.Trim().TrimEnd('.')}", Meeting.List, d.Meeting.Id)),
                ]
            ),
            new(
                "Late",
                [
                    .. open.Where(a => a.Due < day && !IsOfEarlier(a))
                        .Select(a => new Point(
                            With($"Late: {a.Title}", a.Answers, Several.Count(day.DayNumber - a.Due!.Value.DayNumber, "day")),
                            Action.List,
                            a.Id
                        )),
                    .. plan
                        .RegulatoryActions.Where(r => r.Status is not OpenStatus.Closed && r.Due < day && r.Restricted is not true)
                        .OrderBy(r => r.Due)
                        .Select(r => new Point($"Late, asked by an inspection: {r.Text}", RegulatoryAction.List, r.Id)),
                ]
            ),
            new(
                "Questions",
                [
                    .. plan
                        .Questions.Where(q => q.Closed is null && q.Restricted is not true && !string.IsNullOrWhiteSpace(q.Why))
                        .OrderBy(q => q.Due ?? DateOnly.MaxValue)
                        .Select(q => new Point(With($"Question: {q.Why!.Trim().TrimEnd('.')}", q.Owner, ""), Question.List, q.Id)),
                ]
            ),
            new(
                "To decide",
                [
                    .. plan
                        .Adaptations.Where(a => a.Stands is AdaptationState.Asked && a.Restricted is not true)
                        .Select(a => new Point(
                            string.IsNullOrWhiteSpace(a.Reason)
                                ? "To decide: a change of the plan"
                                : $"To decide: a change of the plan. {a.Reason.Trim().TrimEnd('.')}",
                            Adaptation.List,
                            a.Id
                        )),
                    .. plan
                        .Reviews.Where(r => r.HeldOn is null && r.Scheduled <= day.AddDays(SoonDays) && r.Restricted is not true)
                        .OrderBy(r => r.Scheduled)
                        .Select(r => new Point($"To prepare: the review of {Days.Read(r.Scheduled!.Value)}", Review.List, r.Id)),
                ]
            ),
        ];
        return new([
            .. all.Select(g => g with { Points = [.. g.Points.DistinctBy(p => p.Text, StringComparer.Ordinal).Take(MostOfAKind)] })
                .Where(g => g.Points.Count > 0),
        ]);
    }
}
