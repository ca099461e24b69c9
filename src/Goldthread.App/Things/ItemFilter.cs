using Goldthread.App.Govern;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>Which items of a list somebody asks for. Its page, its tables and its call ask here, so that all of them answer alike.</summary>
/// <param name="Owner">The plan's id, or <c>strategy:1</c>. Whether it may be seen is the caller's to ask.</param>
/// <param name="List">The list.</param>
public sealed record ItemFilter(string Owner, string List)
{
    /// <value>The word of <see cref="State"/> for what is owed since.</value>
    public const string Late = "late";

    /// <value>Words that stand in the title or the id, in any order and any letters; null for anything.</value>
    public string? Words { get; init; }

    /// <value>The staff id of whose it is; null for anybody's.</value>
    public string? Person { get; init; }

    /// <value>The state's or the kind's word as in the plan file, or <see cref="Late"/>; null for any.</value>
    public string? State { get; init; }

    /// <value>The objective that it names; null for any or none.</value>
    public string? Objective { get; init; }

    /// <value>True for the removed ones.</value>
    public bool Removed { get; init; }

    /// <summary>The rows, in no order.</summary>
    /// <param name="db">The database.</param>
    /// <param name="seen">What whoever asks sees.</param>
    /// <param name="hidden">What of the plan is hidden from them.</param>
    /// <param name="today">What is late was due before this day.</param>
    public IQueryable<ItemRow> Of(Db db, Seen seen, Hidden hidden, DateOnly today)
    {
        var rows = seen.Items.Where(i => i.Owner == Owner && i.List == List && (Removed ? i.RemovedAt != null : i.RemovedAt == null));
        // A character that no stored text has, and that PostgreSQL takes in no parameter.
        if (new[] { Words, Person, State, Objective }.Any(asked => asked?.Contains('\0', StringComparison.Ordinal) == true))
            return rows.Where(_ => false);
        // Nothing is of somebody, or serves something, that is hidden: that would tell that it is there.
        if (hidden.Has(Domain.Develop.StaffMember.List, Person ?? "") || hidden.Has(Domain.Develop.Objective.List, Objective ?? ""))
            return rows.Where(_ => false);
        if (!string.IsNullOrWhiteSpace(Words))
        {
            foreach (var word in Like.WordsOf(Words))
            {
                var like = Like.Holding(db, word);
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
                rows = rows.Where(i => EF.Functions.Like(i.Title.ToLower(), like, "\\") || EF.Functions.Like(i.Id.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311, CA1862
            }
        }
        if (!string.IsNullOrEmpty(Person))
            rows = rows.Where(i => i.Person == Person);
        if (!string.IsNullOrEmpty(State))
            rows =
                State is Late ? rows.Where(i => Domain.Shapes.Late.Is(i.List, i.State, i.Due, today)) : rows.Where(i => i.State == State);
        var links = seen.Links;
        if (!string.IsNullOrEmpty(Objective))
            rows = rows.Where(i =>
                links.Any(l =>
                    l.Owner == i.Owner
                    && l.List == i.List
                    && l.Id == i.Id
                    && l.ToList == Domain.Develop.Objective.List
                    && l.ToId == Objective
                )
            );
        return rows;
    }

    /// <summary>Rows with what needs somebody first: what is open before what is done, the earliest day first, what has no day last.</summary>
    public static IQueryable<ItemRow> ByNeed(IQueryable<ItemRow> rows) =>
        rows.OrderBy(i => i.State == "done" || i.State == "cancelled" || i.State == "held" || i.State == "closed")
            .ThenBy(i => i.Due == null)
            .ThenBy(i => i.Due)
            .ThenBy(i => i.Position);

    /// <summary>Rows in an order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="sort"><c>title</c>, <c>person</c>, <c>due</c> or <c>state</c>, with <c>-</c> before it for backwards; else the list's own order.</param>
    public static IQueryable<ItemRow> Sorted(IQueryable<ItemRow> rows, string? sort = null) =>
        sort switch
        {
            "title" => rows.OrderBy(i => i.Title).ThenBy(i => i.Position),
            "-title" => rows.OrderByDescending(i => i.Title).ThenBy(i => i.Position),
            // What has none comes last; the engines put null at different ends.
            "person" => rows.OrderBy(i => i.Person == null).ThenBy(i => i.Person).ThenBy(i => i.Position),
            "-person" => rows.OrderBy(i => i.Person == null).ThenByDescending(i => i.Person).ThenBy(i => i.Position),
            "due" => rows.OrderBy(i => i.Due == null).ThenBy(i => i.Due).ThenBy(i => i.Position),
            "-due" => rows.OrderBy(i => i.Due == null).ThenByDescending(i => i.Due).ThenBy(i => i.Position),
            "state" => rows.OrderBy(i => i.State == null).ThenBy(i => i.State).ThenBy(i => i.Position),
            "-state" => rows.OrderBy(i => i.State == null).ThenByDescending(i => i.State).ThenBy(i => i.Position),
            _ => rows.OrderBy(i => i.Position).ThenBy(i => i.Id),
        };
}
