using Goldthread.App.Things;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>The items of all lists, of whichever owner: what they say, the columns by which they are searched, their places and their links.</summary>
sealed class ItemsKind : ToldKind
{
    public override string Table => "items";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = Reasons.Version };

    // Any other operation on an item, a move of any name, sets the fields that its line has.
    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["AddItem"] = Means.Makes,
            ["RemoveItem"] = Means.Removes,
            ["RestoreItem"] = Means.RestoresOrMakes,
            ["OrderItems"] = Means.Orders,
        };

    public override bool Tells(string list) => Thing.Find(list) is not null;

    public override bool Has(string list, string field) => Thing.Find(list)?.Shape.Find(field) is not null;

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.Items.Select(i => i.Owner).Distinct().ToListAsync(stop);

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        chain.Items = await chain.Db.Items.Where(i => i.Owner == chain.Owner).ToListAsync(chain.Stop);
        var links = (await chain.Db.Links.Where(l => l.Owner == chain.Owner).OrderBy(l => l.Ordinal).ToListAsync(chain.Stop)).ToLookup(l =>
            (l.List, l.Id)
        );
        return [.. chain.Items.Select(row => Of(row, [.. links[(row.List, row.Id)]]))];
    }

    static Present Of(ItemRow row, LinkRow[] links)
    {
        var where = $"{row.Owner}, {row.List}/{row.Id}";
        if (Thing.Find(row.List) is not { } thing)
            return new(row.List, row.Id, where, []) { Wrong = "There is no such list." };
        var (columns, areLinked) = ((string?)null, true);
        var present = Bodies.Row(
            row.List,
            row.Id,
            where,
            row.Body,
            () =>
            {
                var part = ItemRows.Read(thing, row);
                columns = Columns(thing, part, row);
                areLinked = AreSame(Things.Items.Links(row.Owner, thing, row.Id, part), links);
                return Things.Items.Difference(thing.Shape, null, part);
            }
        );
        return present with
        {
            RemovedAt = row.RemovedAt,
            Wrong = present.Wrong ?? columns,
            More = told =>
                !areLinked ? NotLinked
                // An item that is older than the column has no author there.
                : row.Author != told.Author && (row.Author is not null || row.Restricted)
                    ? "Its author is not the one that the record tells."
                : null,
        };
    }

    public const string NotLinked = "Its links are not what its body says.";

    /// <summary>True where the links of a row are those that its body makes.</summary>
    public static bool AreSame(IEnumerable<LinkRow> right, IEnumerable<LinkRow> links) =>
        right.Select(l => (l.Ordinal, l.Field, l.ToList, l.ToId)).SequenceEqual(links.Select(l => (l.Ordinal, l.Field, l.ToList, l.ToId)));

    static string? Columns(Thing thing, Part part, ItemRow row)
    {
        var right = new ItemRow { Id = row.Id };
        ItemRows.Write(thing, part, right, null);
        return Columns(
            (row.Title != right.Title, "title"),
            (row.Person != right.Person, "person"),
            (row.Due != right.Due, "due"),
            (row.State != right.State, "state"),
            (row.Objective != right.Objective, "objective"),
            (row.Restricted != right.Restricted, "restricted")
        );
    }

    /// <summary>Says which columns do not hold what the body says; null for none.</summary>
    public static string? Columns(params (bool Differs, string Name)[] columns)
    {
        var names = string.Join(", ", columns.Where(c => c.Differs).Select(c => c.Name));
        return names.Length == 0 ? null : $"These columns are not what its body says: {names}.";
    }

    public override async IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain)
    {
        await foreach (var fault in base.FaultsAsync(chain))
            yield return fault;
        foreach (var list in chain.Items.GroupBy(i => i.List))
        {
            var rows = ItemRows.InOrder(list).ToList();
            // One that is missing or strange has been said.
            var (there, told) = (rows.ConvertAll(i => i.Id), chain.Told.Order(list.Key));
            if (!chain.Told.IsGenerated && !there.Intersect(told).SequenceEqual(told.Intersect(there)))
                yield return ($"{chain.Owner}, {list.Key}", "Its order is not as the record tells.");
            else if (rows.Index().Any(r => r.Item.Position != r.Index + 1))
                yield return ($"{chain.Owner}, {list.Key}", "The places of its items are not 1, 2, 3 and so on.");
        }
    }
}

/// <summary>Links: each belongs to an item or to the plan itself, whose body says what they are.</summary>
sealed class LinksKind : Kind
{
    public override string Table => "links";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.Links.Select(l => l.Owner).Distinct().ToListAsync(stop);

    public override async IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain)
    {
        var items = chain.Items.Select(i => (i.List, i.Id)).ToHashSet();
        if (await chain.Db.Plans.AnyAsync(p => p.Id == chain.Owner, chain.Stop))
            items.Add((PlanRow.List, chain.Owner));
        if (AreaRow.IdOf(chain.Owner) is { } area && await chain.Db.Areas.AnyAsync(a => a.Id == area, chain.Stop))
            items.Add((AreaRow.List, area.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var links = await chain
            .Db.Links.Where(l => l.Owner == chain.Owner)
            .Select(l => new { l.List, l.Id })
            .Distinct()
            .ToListAsync(chain.Stop);
        foreach (var link in links.Where(l => !items.Contains((l.List, l.Id))))
            yield return ($"{chain.Owner}, {link.List}/{link.Id}", "It has links and is not there.");
    }
}
