using Goldthread.App.Store;
using Goldthread.Domain.Develop;

namespace Goldthread.App.Things;

/// <summary>An item that names another.</summary>
/// <param name="List">Its list.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Field">The field by which it names the other.</param>
/// <param name="State">Its state, or null.</param>
public sealed record Naming(string List, string Id, string Title, string Field, string? State);

/// <summary>An item by its title.</summary>
public sealed record Titled(string List, string Id, string Title);

/// <summary>An item as a list shows it; <c>Serves</c> is the title of its objective.</summary>
public sealed record Listed(string Id, string Title, string? Person, DateOnly? Due, string? State, string? Objective, string? Serves);

/// <summary>One item and what is around it, each translated to SQL once: its page asks for all of them. Whether the plan may be seen is the caller's to ask.</summary>
public static class ItemQueries
{
    /// <summary>The row of an item, removed or not.</summary>
    public static readonly Compiled<string, string, string, ItemRow> Row = new(
        (db, owner, list, id) => db.Items.Where(i => i.Owner == owner && i.List == list && i.Id == id)
    );

    /// <summary>A list in its order, what everybody sees of it, past so many rows: at most <see cref="MostListed"/>.</summary>
    public static readonly Compiled<string, string, int, Listed> Open = new(
        (db, owner, list, skip) =>
            db
                .Items.Where(i => i.Owner == owner && i.List == list && i.RemovedAt == null && !i.Restricted)
                .OrderBy(i => i.Position)
                .ThenBy(i => i.Id)
                .Skip(skip)
                .Take(MostListed)
                // After the page is cut: titles are looked up for the rows that are shown.
                .GroupJoin(
                    db.Items.Where(o => o.Owner == owner && o.List == Domain.Develop.Objective.List),
                    i => i.Objective,
                    o => o.Id,
                    (i, o) => new { Item = i, Objectives = o }
                )
                .SelectMany(
                    r => r.Objectives.DefaultIfEmpty(),
                    (r, o) =>
                        new Listed(
                            r.Item.Id,
                            r.Item.Title,
                            r.Item.Person,
                            r.Item.Due,
                            r.Item.State,
                            r.Item.Objective,
                            o == null ? null : o.Title
                        )
                )
    );

    /// <summary>Rows on one page of a list.</summary>
    public const int MostListed = 50;

    /// <summary>What of a plan and of its area names it: at most 200.</summary>
    public static readonly Compiled<string, string, string, string, Naming> NamedBy = new(
        (db, plan, area, list, id) =>
            db
                .Links.Where(l =>
                    (l.Owner == plan || l.Owner == area)
                    && l.ToId == id
                    && (("|" + l.ToList + "|").Contains("|" + list + "|") || l.ToList == "any")
                )
                .Join(
                    db.Items.Where(i => i.RemovedAt == null),
                    l => new
                    {
                        l.Owner,
                        l.List,
                        l.Id,
                    },
                    i => new
                    {
                        i.Owner,
                        i.List,
                        i.Id,
                    },
                    (l, i) =>
                        new
                        {
                            i.List,
                            i.Id,
                            i.Title,
                            l.Field,
                            i.State,
                            i.Position,
                        }
                )
                .OrderBy(n => n.List)
                .ThenBy(n => n.Position)
                .Take(200)
                .Select(n => new Naming(n.List, n.Id, n.Title, n.Field, n.State))
    );

    /// <summary>What an item of the first owner names: of that owner, of the strategy and of the area.</summary>
    public static readonly Compiled<string, string, string, string, string, Titled> Names = new(
        (db, owner, strategy, area, list, id) =>
            db
                .Items.Where(i =>
                    (i.Owner == owner || i.Owner == strategy || i.Owner == area)
                    && db.Links.Where(l => l.Owner == owner && l.List == list && l.Id == id).Select(l => l.ToId).Contains(i.Id)
                )
                .Select(i => new Titled(i.List, i.Id, i.Title))
    );

    /// <summary>An objective, and what of the plan's strategy it serves.</summary>
    public static readonly Compiled<string, string, string, Titled> Above = new(
        (db, plan, strategy, objective) =>
            db
                .Items.Where(i =>
                    i.RemovedAt == null
                    && (
                        (i.Owner == plan && i.List == Objective.List && i.Id == objective)
                        || (
                            i.Owner == strategy
                            && db.Links.Any(l =>
                                l.Owner == plan && l.List == Objective.List && l.Id == objective && l.ToList == i.List && l.ToId == i.Id
                            )
                        )
                    )
                )
                .Select(i => new Titled(i.List, i.Id, i.Title))
    );

    /// <summary>The newest fifty lines of its record.</summary>
    public static readonly Compiled<string, string, string, RecordRow> History = new(
        (db, owner, list, id) =>
            db.Records.Where(r => r.Stream == owner && r.List == list && r.Item == id).OrderByDescending(r => r.Seq).Take(50)
    );
}
