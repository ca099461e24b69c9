using Goldthread.App.Things;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Parts;

/// <summary>Small words and parts that the lists share.</summary>
public static class States
{
    /// <summary>A state as a shape and a word.</summary>
    /// <param name="state">The plan file's word, or null.</param>
    /// <param name="late">True where it is owed since.</param>
    public static IHtmlContent Of(string? state, bool late) =>
        late
            ? State.Of(StateKind.Overdue)
            : state switch
            {
                null or "not-started" => State.Of(StateKind.NotStarted),
                "in-progress" => State.Of(StateKind.InProgress),
                "blocked" => State.Of(StateKind.Blocked),
                "done" => State.Of(StateKind.Done),
                "held" => State.Of(StateKind.Done, "Held"),
                "planned" => State.Of(StateKind.NotStarted, "Planned"),
                "cancelled" => State.Of(StateKind.Stopped, "Cancelled"),
                "closed" => State.Of(StateKind.Done, "Closed"),
                "asked" => State.Of(StateKind.NotStarted, "Asked for"),
                "agreed" => State.Of(StateKind.Done, "Agreed"),
                "open" => State.Of(StateKind.InProgress, "Open"),
                _ => State.Of(StateKind.Unknown, PlanPage.Capital(state)),
            };

    /// <summary>The states by which a list can be filtered.</summary>
    public static IEnumerable<Option> Options(Thing thing)
    {
        if (thing.CanBeLate)
            yield return new Option("Late", ItemFilter.Late);
        if (thing.StateHeading is "State")
            foreach (var word in thing.States)
                yield return new Option(PlanPage.Capital(word.Read), word.Written);
    }

    /// <summary>"an objective", "a measure".</summary>
    public static string Article(string noun) => ("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;

    /// <summary>The filters of a list in words.</summary>
    public static IReadOnlyList<(string, string)> Chips(ListModel list)
    {
        var chips = new List<(string, string)>();
        if (!string.IsNullOrEmpty(list.Words))
            chips.Add(($"Has “{list.Words}”", list.With("q", null)));
        if (!string.IsNullOrEmpty(list.Person))
            chips.Add(
                ($"Who: {list.People.FirstOrDefault(o => o.Value == list.Person)?.Text ?? "somebody else"}", list.With("person", null))
            );
        if (!string.IsNullOrEmpty(list.State))
            chips.Add(
                (
                    list.Thing.StateHeading is "Kind"
                        ? $"Kind: {list.Read(list.State)}"
                        : $"State: {Options(list.Thing).FirstOrDefault(o => o.Value == list.State)?.Text ?? list.State}",
                    list.With("state", null)
                )
            );
        if (!string.IsNullOrEmpty(list.Objective))
            chips.Add(
                (
                    list.Rows.FirstOrDefault(r => r.Objective == list.Objective)?.Serves is { } serves
                        ? $"Objective: {serves}"
                        : "One objective",
                    list.With("objective", null)
                )
            );
        if (list.Removed)
            chips.Add(("Removed ones", list.With("removed", null)));
        return chips;
    }

    /// <summary>Links to the pages of a list; nothing where there is one page.</summary>
    public static IHtmlContent Pages(int number, int total, int size, Func<int, string> href)
    {
        return Pagination.Of(number, (total + size - 1) / size, href) is { } pages
            ? pages with
            {
                AriaLabel = "Pages of the list",
            }
            : HtmlString.Empty;
    }
}
