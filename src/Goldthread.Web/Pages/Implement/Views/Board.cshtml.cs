using System.ComponentModel.DataAnnotations;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Views;

/// <summary>The actions by where they stand, a column each, every card with what can be done next. A move that asks nothing is made here.</summary>
public sealed class BoardModel : ActionsPage
{
    /// <summary>Cards in one column: more than these are a list.</summary>
    public const int MostCards = 30;

    /// <summary>A column: the state as written and as read, its cards and how many there are.</summary>
    public sealed record Column(string Written, string Title, IReadOnlyList<Action> Cards, int All);

    [BindProperty(Name = "id")]
    [MaxLength(200)]
    public string? Id { get; set; }

    [BindProperty(Name = "move")]
    [MaxLength(60)]
    public string? Move { get; set; }

    /// <inheritdoc/>
    public override string View => "board";

    /// <value>The columns from not started to cancelled; what nobody cancelled has none.</value>
    public IReadOnlyList<Column> Columns { get; private set; } = [];

    /// <value>How it stands, in words.</value>
    public string Lead
    {
        get
        {
            var (late, blocked) = (Shown.Count(IsLate), Shown.Count(a => a.Standing is ActionStatus.Blocked));
            return (late, blocked) switch
            {
                (0, 0) => "Nothing is late, and nothing is blocked.",
                (_, 0) => $"{Counted(late)} late.",
                (0, _) => $"{Counted(blocked)} blocked.",
                _ => $"{Counted(late)} late, {blocked} blocked.",
            };

            static string Counted(int count) => count == 1 ? "1 action is" : $"{count} actions are";
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await LoadAsync();
        var by = Shown.ToLookup(a => a.Standing);
        Columns =
        [
            .. Enum.GetValues<ActionStatus>()
                .Where(s => s is not ActionStatus.Cancelled || by[s].Any())
                .Select(s =>
                {
                    var all = by[s].ToList();
                    var first = s is ActionStatus.Done or ActionStatus.Cancelled
                        ? all.OrderByDescending(a => a.Closed?.On ?? a.Due ?? DateOnly.MinValue)
                        : all.OrderBy(a => a.Due ?? DateOnly.MaxValue).ThenBy(a => a.Priority ?? 4);
                    return new Column(Words.Written(s), Capital(Words.Read(s)), [.. first.Take(MostCards)], all.Count);
                }),
        ];
    }

    /// <summary>Who, and by when.</summary>
    public string Facts(Action action) =>
        string.Join(
            ". ",
            new[]
            {
                Who(action),
                action is { Standing: ActionStatus.Done, Closed.On: { } closed } ? "Closed " + Days.Read(closed)
                : action.Due is not { } due ? "No day"
                : !IsLate(action) ? "Due " + Days.Read(due)
                : Today.DayNumber - due.DayNumber is 1 ? "1 day late"
                : $"{Today.DayNumber - due.DayNumber} days late",
                action is { IsOpen: true, Progress: { } progress and > 0 } ? $"{progress}% done" : "",
            }.Where(s => s.Length > 0)
        );

    /// <summary>What can be done with it next: the usual step, and the one beside it.</summary>
    public IReadOnlyList<MoveKind> Next(Action action) =>
        [
            .. MovesOf(Actions, action, action.Answers)
                .Where(m => m.Name is "start" or "close" or "block" || (m.Name is "check" && action.Check is { Held: null }))
                .Take(2),
        ];

    /// <summary>Makes a move that asks nothing.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        var move = MoveKind.Find(Actions, Move ?? "") is { Shape.Fields.Count: 0 } found ? found : throw new Missing("move");
        await Writer.RunAsync(
            Actor,
            work => MakeMove.RunAsync(work, PlanId, move, Id ?? "", new Dictionary<string, object?>(StringComparer.Ordinal)),
            Cancel
        );
        return Done(With(View), $"{move.Sentence(null)}.");
    }
}
