using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Develop.Objectives;

/// <summary>A copy of an objective has copies of what hangs on it, as they were planned; what came before an action comes before its copy.</summary>
sealed class Copy : Follow<CopyObjective>
{
    static readonly Thing Objectives = Thing.Of<Objective>();
    static readonly Thing Actions = Thing.Of<Action>();
    static readonly Thing[] Copied = [Thing.Of<Measure>(), Actions, Thing.Of<Risk>(), Thing.Of<BudgetLine>(), Thing.Of<EquipmentItem>()];

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, CopyObjective move)
    {
        // What they do not see they could not name in a copy either.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        var values = Planned(Objectives, hidden.Shown(thing));
        values["title"] = move.Title;
        if (move.Due is not null)
            values["due"] = move.Due;
        // Whether a reason is owed is asked of theirs alone: where it comes from is always said.
        Acceptance.OweReason(holder, true, move.Reason);
        var why = $"Copied from “{((Objective)thing).Title}”{(string.IsNullOrWhiteSpace(move.Reason) ? "" : ": " + move.Reason.Trim())}";
        why = why.Length <= 1000 ? why : why[..999] + "…";
        var copy = (await AddItem.AddAsync(work, holder, Objectives, values, why)).Id;
        move.Makes(copy);

        var lists = Copied.Select(t => t.List).ToList();
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i =>
                i.Owner == holder.Id
                && i.RemovedAt == null
                && lists.Contains(i.List)
                && work.Db.Links.Any(l =>
                    l.Owner == i.Owner
                    && l.List == i.List
                    && l.Id == i.Id
                    && l.ToList == Objectives.List
                    && l.ToId == id
                    && l.Field != "also"
                )
            )
            .OrderBy(i => i.Position)
            .ToListAsync();
        var actions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in Copied)
        {
            foreach (var row in rows.Where(r => r.List == list.List && !hidden.Has(r)))
                await AddAsync(list, row);
        }

        async Task AddAsync(Thing list, ItemRow row)
        {
            // One that comes before another of them may have been copied with it.
            if (list == Actions && !actions.TryAdd(row.Id, ""))
                return;
            var part = hidden.Shown(ItemRows.Read(list, row));
            var planned = Planned(list, part);
            foreach (var field in list.Shape.Fields.Where(f => f.RefersTo.Contains(Objectives.List) && planned.ContainsKey(f.Name)))
                planned[field.Name] = field.Kind is FieldKind.Texts ? field.List([copy]) : copy;
            planned.Remove("also");
            if (part is Action { After.Count: > 0 } action)
            {
                foreach (var earlier in rows.Where(r => r.List == Actions.List && action.After.Contains(r.Id) && !hidden.Has(r)))
                    await AddAsync(Actions, earlier);
                planned["after"] = list.Shape["after"]
                    .List(action.After.Select(a => actions.GetValueOrDefault(a, a)).Where(a => a.Length > 0));
            }
            var added = (await AddItem.AddAsync(work, holder, list, planned, why)).Id;
            if (list == Actions)
                actions[row.Id] = added;
        }
    }

    /// <summary>What of an item was planned, by field: neither what happened nor what moves set.</summary>
    static Dictionary<string, object?> Planned(Thing thing, Part part)
    {
        var copy = thing.Shape.FromJson(thing.Shape.ToJson(part));
        Walk.Forget(copy);
        return thing.Shape.Fields.Where(f => !f.IsId && f.IsSet(copy)).ToDictionary(f => f.Name, f => f.Get(copy), StringComparer.Ordinal);
    }
}
