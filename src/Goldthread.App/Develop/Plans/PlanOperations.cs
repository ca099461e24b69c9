using Goldthread.App.Evaluate;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>Starts a plan for an area: a draft that follows the organisation's strategy and takes over the area's staff list from its last plan.</summary>
public static class StartPlan
{
    /// <param name="work">The operation under way.</param>
    /// <param name="areaId">The area.</param>
    /// <param name="values">The plan's own fields by name; id, title, starts and ends are owed.</param>
    /// <returns>The plan's id.</returns>
    public static async Task<string> RunAsync(Work work, int areaId, IReadOnlyDictionary<string, object?> values)
    {
        var db = work.Db;
        var area = await db.Areas.FirstOrDefaultAsync(a => a.Id == areaId && a.RemovedAt == null);
        if (area is null || !work.Actor.May(Permission.See, area.Path))
            throw new Missing("area");
        if (!work.Actor.May(Permission.WritePlans, area.Path))
            throw new Forbidden("You do not write plans in this area.");
        var shape = Shape.Of<Plan>();
        var plan = (Plan)Items.With(shape, shape.New(), values);
        Acceptance.RefuseMoved(null, shape.Fields.Where(f => f.IsSet(plan)));
        var refusals = Acceptance.Refusals(shape, plan);
        if (string.IsNullOrWhiteSpace(plan.Id))
            refusals.Add(new("id", "Give the plan a short id, like OP-2026."));
        else if (!plan.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || plan.Id.Length > 60)
            refusals.Add(new("id", "Use letters, digits and hyphens only, at most 60, like OP-2026."));
        else if (await db.Plans.AnyAsync(p => p.Id == plan.Id))
            refusals.Add(new("id", "There is a plan of this id already. Choose another, like OP-2026-2."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var document = new PlanDocument();
        Shape.Of<PlanDocument>()["plan"].Set(document, plan);
        var strategy = await db.Strategies.OrderBy(s => s.Id).Select(s => (int?)s.Id).FirstOrDefaultAsync();
        var row = new PlanRow
        {
            Id = plan.Id,
            AreaId = areaId,
            StrategyId = strategy,
        };
        var last = await db
            .Plans.Where(p => p.AreaId == areaId && p.RemovedAt == null)
            .OrderByDescending(p => p.Ends)
            .Select(p => p.Id)
            .FirstOrDefaultAsync();
        await ItemStore.WritePlanAsync(
            work,
            row,
            document,
            "StartPlan",
            [.. Items.Difference(shape, null, plan), .. PlanRows.PlaceChanges(null, area, strategy)]
        );
        if (last is not null)
        {
            var place = 0;
            foreach (
                var staff in await db
                    .Items.AsNoTracking()
                    .Where(i => i.Owner == last && i.List == "staff" && i.RemovedAt == null && !i.Restricted)
                    .OrderBy(i => i.Position)
                    .ToListAsync()
            )
            {
                var thing = Thing.Find("staff")!;
                var person = ItemRows.Read(thing, staff);
                await ItemStore.AddAsync(work, plan.Id, thing, person, staff.Id, ++place, $"Taken over from {last}");
            }
        }
        return plan.Id;
    }
}

/// <summary>Changes what a plan says of itself.</summary>
public static class EditPlan
{
    /// <summary>What the law asks of a children's home stands beside the plan in the plan file; it is written with it.</summary>
    public const string HomeField = "childrens_home";

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="values">New values by field name, of the plan or <see cref="HomeField"/>; fields that are left out stay.</param>
    /// <param name="reason">Why, owed for some fields once the plan is approved.</param>
    /// <returns>The version now.</returns>
    /// <exception cref="StaleEdit">Somebody saved in between.</exception>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<int> RunAsync(
        Work work,
        string id,
        int version,
        IReadOnlyDictionary<string, object?> values,
        string? reason = null
    )
    {
        var row = await work.PlanAsync(id, Permission.WritePlans);
        var document = PlanRows.Read(row);
        var shape = Shape.Of<Plan>();
        var old = document.Plan!;
        var home = Shape.Of<PlanDocument>()[HomeField];
        var own = values.Where(v => v.Key != home.Name).ToDictionary(StringComparer.Ordinal);
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, Holder.Of(row));
        List<Refusal> unknown = [.. hidden.Unknown(Items.With(shape, shape.New(), own))];
        var now = hidden.Kept(old, (Plan)Items.With(shape, shape.Copy(old), own));
        var changes = Items.Difference(shape, old, now);
        if (values.TryGetValue(home.Name, out var duties))
        {
            var was = Shape.ToJson(home, document);
            home.Set(document, duties);
            if (Shape.ToJson(home, document) is var will && was != will)
                changes.Add(new(home.Name, was, will));
        }
        if (changes.Count == 0 && unknown.Count == 0)
            return row.Version;
        if (row.Version != version)
            throw new StaleEdit(old, row.Version, await work.LastWriterAsync(id, "plan"));
        if (changes.Any(c => c.Field is "id"))
            throw new RuleBroken("The id of a plan cannot change.", "id");
        Acceptance.RefuseMoved(null, changes.Select(c => shape.Find(c.Field)).OfType<Field>());
        Acceptance.OweReason(Holder.Of(row), changes.Any(c => shape.Find(c.Field) is { AsksWhy: true }), reason);
        var refusals = Acceptance.Refusals(shape, now);
        refusals.AddRange(unknown);
        refusals.AddRange((await References.OfAsync(work, Holder.Of(row), now)).Broken(now));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await StoreAsync(work, row, document, now, "EditPlan", changes, reason);
        await Adapt.RecordAsync(work, Holder.Of(row), "plan", shape, old, now, reason);
        return row.Version;
    }

    internal static Task StoreAsync(
        Work work,
        PlanRow row,
        PlanDocument document,
        Plan now,
        string operation,
        IReadOnlyList<Change> changes,
        string? reason
    )
    {
        Shape.Of<PlanDocument>()["plan"].Set(document, now);
        return ItemStore.WritePlanAsync(work, row, document, operation, changes, reason);
    }
}
