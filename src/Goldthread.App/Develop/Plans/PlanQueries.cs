using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>A whole plan from the store: what the checks, the plan file and the thread read.</summary>
public static class PlanQueries
{
    static readonly Compiled<string, PlanRow> ById = new(
        (db, id) => db.Plans.AsNoTracking().Include(p => p.Area).Where(p => p.Id == id && p.RemovedAt == null)
    );

    const string StrategyLine = "@strategy";
    const string AwayLine = "@put-away";

    /// <summary>A plan's row with its area, or null. Whether the person may see it is asked by the caller.</summary>
    public static ValueTask<PlanRow?> RowAsync(Db db, string id, CancellationToken cancel = default) =>
        ById.On(db, id).FirstOrDefaultAsync(cancel);

    /// <summary>Loads what somebody sees of a plan, with all its lists, in three queries.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">The plan's id.</param>
    /// <param name="actor">Who looks. Whether they may see the plan is asked by the caller.</param>
    /// <returns>The document, or null where there is no such plan.</returns>
    public static async Task<PlanDocument?> LoadAsync(Db db, string id, Actor actor, CancellationToken cancel = default) =>
        await RowAsync(db, id, cancel) is { } row ? (await LoadAsync(db, row, actor, cancel)).Document : null;

    /// <summary>As <see cref="LoadAsync(Db, string, Actor, CancellationToken)"/>, where its row was read already, with its area: two queries.</summary>
    public static async Task<PlanDocument> DocumentAsync(Db db, PlanRow row, Actor actor, CancellationToken cancel = default) =>
        (await LoadAsync(db, row, actor, cancel)).Document;

    /// <summary>As <see cref="DocumentAsync"/>, with what the statistics keep of each measure, by its id: two queries.</summary>
    public static async Task<(PlanDocument Document, IReadOnlyDictionary<string, SeriesRow> Series)> WithSeriesAsync(
        Db db,
        PlanRow row,
        Actor actor,
        CancellationToken cancel = default
    )
    {
        var loaded = await LoadAsync(db, row, actor, cancel);
        return (loaded.Document, loaded.Series);
    }

    /// <summary>A plan and where its items are stored.</summary>
    /// <param name="Document">The plan.</param>
    /// <param name="Rows">The row of each item that is known by role or place, by list and key.</param>
    /// <param name="PutAway">The advice that was put away, as <see cref="Findings.PutAway.KeyOf(string, string)"/> writes it.</param>
    /// <param name="Hidden">What is left out of it.</param>
    internal sealed record Loaded(
        PlanDocument Document,
        IReadOnlyDictionary<(string List, string Key), string> Rows,
        IReadOnlySet<string> PutAway,
        Hidden Hidden
    )
    {
        /// <value>The series of the measures that are seen, by measure; empty where nobody read them.</value>
        internal IReadOnlyDictionary<string, SeriesRow> Series { get; init; } = new Dictionary<string, SeriesRow>(StringComparer.Ordinal);
    }

    /// <summary>Loads the rest of a plan whose row was read already, with its area, as somebody sees it: two queries.</summary>
    internal static async Task<Loaded> LoadAsync(Db db, PlanRow row, Actor actor, CancellationToken cancel = default)
    {
        var id = row.Id;
        var strategy = row.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null;
        var ofArea = AreaRow.OwnerOf(row.AreaId);
        // The strategy's own text and the advice that was put away come along as lines of their own: a query less.
        var items = await db
            .Items.AsNoTracking()
            .Where(i => (i.Owner == id || i.Owner == strategy || i.Owner == ofArea) && i.RemovedAt == null)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Position,
                i.Body,
                i.Owner,
                i.Title,
                i.Restricted,
                i.Author,
            })
            .Concat(
                db.Strategies.Where(s => s.Id == row.StrategyId)
                    .Select(s => new
                    {
                        List = StrategyLine,
                        Id = "",
                        Position = 0,
                        s.Body,
                        Owner = "",
                        Title = "",
                        Restricted = false,
                        Author = (Guid?)null,
                    })
            )
            .Concat(
                db.PutAway.Where(a => a.Plan == id)
                    .Select(a => new
                    {
                        List = AwayLine,
                        Id = a.CheckId,
                        Position = 0,
                        Body = a.About,
                        Owner = "",
                        Title = "",
                        Restricted = false,
                        Author = (Guid?)null,
                    })
            )
            .ToListAsync(cancel);
        var readings = await db
            .Series.AsNoTracking()
            .Where(s => s.Plan == id)
            .ToDictionaryAsync(s => s.Measure, StringComparer.Ordinal, cancel);
        var strategyBody = items.Find(i => i.List is StrategyLine)?.Body;
        var away = items.Where(i => i.List is AwayLine).Select(i => Findings.PutAway.KeyOf(i.Id, i.Body)).ToHashSet(StringComparer.Ordinal);
        items.RemoveAll(i => i.List is StrategyLine or AwayLine);
        var hidden = Hidden.Of(
            [.. items.Where(i => i.Restricted).Select(i => new RestrictedItem(i.Owner, i.List, i.Id, i.Title, i.Author))],
            actor,
            row.Area!.Path
        );
        items.RemoveAll(i => i.Restricted && hidden.Has(i.List, i.Id));

        var document = (PlanDocument)Shape.Of<PlanDocument>().FromJson(row.Body);
        var root = Shape.Of<PlanDocument>();
        var area = Shape.Of<Area>().FromJson(row.Area!.Body);
        Shape.Of<Area>()["name"].Set(area, row.Area.Name);
        root["area"].Set(document, area);
        if (strategyBody is { } text)
        {
            var quoted = root.FromJson(text);
            foreach (var name in (string[])["organisation", "strategy"])
                root[name].Set(document, root[name].Get(quoted));
        }
        var rows = new Dictionary<(string, string), string>();
        foreach (var list in items.GroupBy(i => i.List))
        {
            var thing = Thing.Find(list.Key)!;
            var ordered = list.OrderBy(i => i.Position).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
            Part[] parts = [.. ordered.Select(i => thing.Shape.FromJson(i.Body))];
            foreach (var measure in parts.OfType<Measure>())
            {
                if (readings.TryGetValue(measure.Id, out var series) && series.Packed.Length > 0)
                    thing.Shape["readings"].Set(measure, PackedReadings.Unpack(series.Packed));
            }
            document.SetItems(thing, parts);
            for (var i = 0; i < parts.Length; i++)
            {
                // Known by role or place, as KeyOf says; asked here it would count the list again for each.
                if (parts[i] is not Item { Id.Length: > 0 })
                    rows.TryAdd(
                        (
                            thing.List,
                            parts[i] is EstablishmentPost { Role: { } role } && !string.IsNullOrWhiteSpace(role)
                                ? role
                                : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                        ),
                        ordered[i].Id
                    );
            }
        }
        foreach (var unseen in readings.Keys.Where(m => hidden.Has(Measure.List, m)).ToList())
            readings.Remove(unseen);
        return new(hidden.Shown(document), rows, away, hidden) { Series = readings };
    }

    /// <summary>Some lists of a plan as somebody sees them, with what the plan says of itself: one query.</summary>
    /// <param name="seen">What they see.</param>
    /// <param name="hidden">What of the plan is hidden from them.</param>
    /// <param name="row">The plan's row, with its area.</param>
    /// <param name="lists">The lists; the staff is the area's.</param>
    public static async Task<PlanDocument> SomeAsync(
        Seen seen,
        Hidden hidden,
        PlanRow row,
        IReadOnlyCollection<string> lists,
        CancellationToken cancel = default
    )
    {
        var (id, ofArea) = (row.Id, AreaRow.OwnerOf(row.AreaId));
        var items = await seen
            .Items.AsNoTracking()
            .Where(i => (i.Owner == id || i.Owner == ofArea) && i.RemovedAt == null && lists.Contains(i.List))
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Position,
                i.Body,
            })
            .ToListAsync(cancel);
        var document = (PlanDocument)Shape.Of<PlanDocument>().FromJson(row.Body);
        Shape.Of<PlanDocument>()["area"].Set(document, Shape.Of<Area>().FromJson(row.Area!.Body));
        foreach (var list in items.GroupBy(i => i.List))
        {
            var thing = Thing.Find(list.Key)!;
            document.SetItems(
                thing,
                [.. list.OrderBy(i => i.Position).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => thing.Shape.FromJson(i.Body))]
            );
        }
        return hidden.Shown(document);
    }

    /// <summary>The part of a document that a plan's row keeps: without lists, organisation, area and strategy.</summary>
    internal static string Body(PlanDocument document) => Shape.Of<PlanDocument>().ToJson(Own(document));

    /// <inheritdoc cref="Body"/>
    internal static PlanDocument Own(PlanDocument document) => Rest(document, ["organisation", "area", "strategy"], folds: true);

    /// <summary>Do two bodies of a plan say the same? An older one may have a group without anything in it.</summary>
    internal static bool SayTheSame(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || string.Equals(Again(one), Again(other), StringComparison.Ordinal);

    static string Again(string body) => Body((PlanDocument)Shape.Of<PlanDocument>().FromJson(body));

    /// <summary>The part of a document that a strategy's row keeps; null where the plan names neither organisation nor strategy.</summary>
    internal static string? StrategyBody(PlanDocument document)
    {
        if (document.Organisation is null && document.Strategy is null)
            return null;
        var root = Shape.Of<PlanDocument>();
        return root.ToJson(
            Rest(document, [.. root.Fields.Select(f => f.Name).Where(n => n is not ("organisation" or "strategy" or "goldthread"))])
        );
    }

    /// <summary>The part of an area that its row keeps: without name and staff.</summary>
    internal static string AreaBody(Area? area)
    {
        var shape = Shape.Of<Area>();
        var copy = area is null ? shape.New() : shape.Copy(area);
        shape["name"].Set(copy, null);
        shape["staff"].Set(copy, null);
        return shape.ToJson(copy);
    }

    /// <param name="document">The document; it is not changed.</param>
    /// <param name="without">Keys that are left out.</param>
    /// <param name="folds">True to leave out a group of lists that says nothing else: they come and go by themselves.</param>
    static PlanDocument Rest(PlanDocument document, string[] without, bool folds = false)
    {
        var root = Shape.Of<PlanDocument>();
        // A copy through JSON, since emptying a list inside a group must not reach the document itself.
        var copy = (PlanDocument)root.FromJson(root.ToJson(document));
        foreach (var thing in Thing.All)
        {
            copy.SetItems(thing, []);
            if (folds)
                Fold(copy, thing.Groups);
        }
        foreach (var name in without)
            root[name].Set(copy, null);
        return copy;

        static void Fold(Part owner, IEnumerable<Field> groups)
        {
            if (groups.FirstOrDefault() is not { } group || group.Get(owner) is not Part inner)
                return;
            Fold(inner, groups.Skip(1));
            if (group.Inner!.Fields.All(f => !f.IsSet(inner)))
                group.Set(owner, null);
        }
    }
}
