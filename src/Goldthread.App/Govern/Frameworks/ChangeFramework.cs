using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Frameworks;

/// <summary>
/// What cites an older framework cites the newer one too, in many plans at once: all of it or nothing, each with its own line of the record. What was cited
/// before stays, so that nothing is lost; one step takes back what was added, and nothing that was done since.
/// </summary>
public static class ChangeFramework
{
    /// <summary>The most plans that are changed at once.</summary>
    public const int MostPlans = 200;

    /// <summary>The most things that are changed at once.</summary>
    public const int MostThings = 20_000;

    /// <summary>How the reason of each line begins.</summary>
    public const string Mark = "Change of standards ";

    /// <summary>What was done.</summary>
    /// <param name="Things">How many things changed.</param>
    /// <param name="Plans">In how many plans.</param>
    /// <param name="Reason">The reason that its lines have, by which it is taken back.</param>
    public sealed record Done(int Things, int Plans, string Reason);

    /// <summary>Takes what cites the older framework over to the newer one.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="newer">The newer framework.</param>
    /// <param name="older">The id of the older one.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="withRelated">True to take over also what is about the same matter alone.</param>
    /// <exception cref="Forbidden">They do not write one of the plans.</exception>
    /// <exception cref="RuleBroken">No plan is chosen, or there is nothing to do.</exception>
    public static async Task<Done> RunAsync(Work work, Framework newer, string older, IReadOnlyCollection<string> plans, bool withRelated)
    {
        if (plans.Count == 0)
            throw new RuleBroken("Choose at least one plan.", "plans");
        if (plans.Count > MostPlans)
            throw new RuleBroken($"Choose at most {MostPlans} plans at once.", "plans");
        var to = Crosswalk
            .Of(newer, older)
            .SelectMany(c =>
                c.Olders.Where(o => withRelated || o.How is not Crossing.Related).Select(o => (o.Older, Newer: $"{newer.Id}:{c.Newer.Id}"))
            )
            .ToLookup(o => o.Older, o => o.Newer, StringComparer.Ordinal);
        var reason = $"{Mark}{Guid.NewGuid().ToString("N")[..8]}: {older} to {newer.Id}";
        var (things, changed) = (0, 0);
        foreach (var plan in plans.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = things;
            var holder = await work.HolderAsync(plan);
            if (!holder.MayWrite(work.Actor))
                throw new Forbidden("A planner of the area can do this.");
            foreach (var (thing, row) in await CitingAsync(work, plan, [.. to.Select(t => t.Key)]))
            {
                var part = ItemRows.Read(thing, row);
                var values = Values(thing, part, codes => codes.Concat(codes.SelectMany(c => to[c])).Distinct(StringComparer.Ordinal));
                if (values.Count == 0)
                    continue;
                await EditAsync(work, thing, row, values, reason);
                if (++things > MostThings)
                    throw new RuleBroken($"These plans cite it more than {MostThings:N0} times. Choose fewer plans.", "plans");
            }
            if (things > before)
                changed++;
        }
        return things == 0 ? throw new RuleBroken("Nothing in these plans is left to take over.", "plans") : new(things, changed, reason);
    }

    /// <summary>Takes back what a change added: what of it still stands.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="reason">The reason that its lines have.</param>
    /// <exception cref="RuleBroken">Nothing of it stands any more.</exception>
    public static async Task<Done> UndoAsync(Work work, string reason)
    {
        if (!reason.StartsWith(Mark, StringComparison.Ordinal))
            throw new Missing("change of standards");
        var seen = new Seen(work.Db, work.Actor);
        var lines = await seen
            .Records.AsNoTracking()
            .Where(r => r.Reason == reason && r.Operation == nameof(EditItem) && seen.Plans.Any(p => p.Id == r.Stream))
            .OrderBy(r => r.Stream)
            .ThenBy(r => r.Seq)
            .Select(r => new
            {
                r.Stream,
                r.List,
                r.Item,
                r.Changes,
            })
            .ToListAsync();
        if (lines.Count == 0)
            throw new Missing("change of standards");
        var (things, plans) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            if (line.List is null || line.Item is null || Thing.Find(line.List) is not { } thing)
                continue;
            var row = await seen.Items.FirstOrDefaultAsync(i =>
                i.Owner == line.Stream && i.List == line.List && i.Id == line.Item && i.RemovedAt == null
            );
            if (row is null)
                continue;
            var added = Added(line.Changes);
            var values = Values(thing, ItemRows.Read(thing, row), codes => codes.Where(c => !added.Contains(c)));
            if (values.Count == 0)
                continue;
            await EditAsync(work, thing, row, values, "Taken back: " + reason);
            things++;
            plans.Add(line.Stream);
        }
        return things == 0
            ? throw new RuleBroken("Nothing of this change stands any more: it was taken back, or the plans were changed since.")
            : new(things, plans.Count, reason);
    }

    /// <summary>Changes one thing; where that is refused, the refusal says of which thing it is, and nothing is stored.</summary>
    static async Task EditAsync(Work work, Thing thing, ItemRow row, Dictionary<string, object?> values, string reason)
    {
        try
        {
            await EditItem.RunAsync(work, row.Owner, thing, row.Id, row.Version, values, reason);
        }
        catch (RuleBroken refused)
        {
            throw new RuleBroken($"{Words.Capital(thing.Noun)} “{row.Title}” in {row.Owner}: {refused.Message}", "plans");
        }
    }

    /// <summary>The lists whose things cite requirements.</summary>
    public static IReadOnlyList<Thing> Lists { get; } = [.. Thing.All.Where(t => Citing(t).Any())];

    static IEnumerable<Field> Citing(Thing thing) =>
        thing.Shape.Fields.Where(f =>
            f.Known is Known.Requirement || (f.Kind is FieldKind.Parts && f.Inner!.Find("id") is { Known: Known.Requirement })
        );

    /// <summary>What of a plan cites one of some requirements and is seen.</summary>
    static async Task<List<(Thing Thing, ItemRow Row)>> CitingAsync(Work work, string plan, string[] codes)
    {
        var seen = new Seen(work.Db, work.Actor);
        var rows = await seen
            .Items.Where(i =>
                i.Owner == plan
                && i.RemovedAt == null
                && work.Db.Links.Any(l =>
                    l.Owner == i.Owner && l.List == i.List && l.Id == i.Id && l.ToList == "requirement" && codes.Contains(l.ToId)
                )
            )
            .OrderBy(i => i.List)
            .ThenBy(i => i.Position)
            .ToListAsync();
        return [.. rows.Select(r => (Thing: Thing.Find(r.List)!, r)).Where(r => Lists.Contains(r.Thing))];
    }

    /// <summary>The fields of a thing that would cite others than now, with what they would hold.</summary>
    static Dictionary<string, object?> Values(Thing thing, Part part, Func<IReadOnlyList<string>, IEnumerable<string>> change)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        // What stands as it was seen or decided then is left as it is.
        var settled = (part as Item)?.Settled()?.Fields ?? [];
        foreach (var field in Citing(thing).Where(f => !settled.Contains(f.Name)))
        {
            if (field.Inner is { } inner)
            {
                var parts = (field.Get(part) as IReadOnlyList<Part>) ?? [];
                var codes = parts.Select(p => inner["id"].Get(p) as string ?? "").ToList();
                var now = change(codes).ToList();
                if (now.SequenceEqual(codes, StringComparer.Ordinal))
                    continue;
                values[field.Name] = field.List(
                    now.Select(code =>
                    {
                        if (parts.FirstOrDefault(p => inner["id"].Get(p) as string == code) is { } kept)
                            return (object)kept;
                        var cited = inner.New();
                        inner["id"].Set(cited, code);
                        return cited;
                    })
                );
            }
            else
            {
                var codes = (field.Get(part) as IReadOnlyList<string>) ?? [];
                var now = change(codes).ToList();
                if (!now.SequenceEqual(codes, StringComparer.Ordinal))
                    values[field.Name] = now;
            }
        }
        return values;
    }

    /// <summary>The requirements that a line of the record added.</summary>
    static HashSet<string> Added(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var field in json
                .RootElement.EnumerateObject()
                .Where(f => f.Value.ValueKind is JsonValueKind.Array && f.Value.GetArrayLength() == 2)
        )
            added.UnionWith(Codes(field.Value[1]).Except(Codes(field.Value[0]), StringComparer.Ordinal));
        return added;

        static IEnumerable<string> Codes(JsonElement value) =>
            value.ValueKind is not JsonValueKind.Array
                ? []
                :
                [
                    .. value
                        .EnumerateArray()
                        .Select(e =>
                            e.ValueKind is JsonValueKind.String ? e.GetString()
                            : e.ValueKind is JsonValueKind.Object && e.TryGetProperty("id", out var id) ? id.GetString()
                            : null
                        )
                        .OfType<string>(),
                ];
    }
}
