using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Staff;

/// <summary>Something that somebody answers for.</summary>
/// <param name="Plan">The plan's id.</param>
/// <param name="PlanTitle">The plan's title.</param>
/// <param name="List">The list; <c>plan</c> for the plan itself.</param>
/// <param name="Id">The id of the item, or the plan.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Due">By when, or null.</param>
public sealed record Owned(string Plan, string PlanTitle, string List, string Id, string Title, DateOnly? Due);

/// <summary>
/// All that one person of an area's staff list answers for, in every plan of the area that is not closed, handed over to one or several others: all of it
/// or nothing, with one reason, each with its own line of the record and, where the plan is approved, its own adaptation. What is over stays theirs.
/// </summary>
public static class HandOverAll
{
    /// <summary>The most that is handed over at once.</summary>
    public const int Most = 500;

    /// <summary>What somebody answers for and whoever asks sees: two queries.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="area">The area whose staff list it is.</param>
    /// <param name="person">The id in the staff list.</param>
    public static async Task<IReadOnlyList<Owned>> OfAsync(Db db, Actor actor, int area, string person, CancellationToken cancel = default)
    {
        var seen = new Seen(db, actor);
        var plans = await seen
            .Plans.Where(p => p.AreaId == area && p.Status != "closed")
            .OrderBy(p => p.Starts)
            .ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id,
                p.Title,
                p.Person,
                p.Ends,
            })
            .ToListAsync(cancel);
        string[] ids = [.. plans.Select(p => p.Id)];
        var rows = await seen
            .Items.Where(i => ids.Contains(i.Owner) && i.RemovedAt == null && i.Person == person)
            .OrderBy(i => i.Due == null)
            .ThenBy(i => i.Due)
            .ThenBy(i => i.Position)
            .Take(Most)
            .Select(i => new
            {
                i.Owner,
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
            })
            .ToListAsync(cancel);
        return
        [
            .. plans.SelectMany(p =>
                (p.Person == person ? [new Owned(p.Id, p.Title, PlanRow.List, p.Id, p.Title, p.Ends)] : Array.Empty<Owned>()).Concat(
                    rows.Where(r => r.Owner == p.Id && Thing.Find(r.List) is { } thing && IsHandedOver(thing, r.State))
                        .OrderBy(r => Thing.All.Index().First(t => t.Item.List == r.List).Index)
                        .Select(r => new Owned(p.Id, p.Title, r.List, r.Id, r.Title, r.Due))
                )
            ),
        ];
    }

    /// <summary>What is over stays whose it was, and so do hours of a week: who takes them is another plan.</summary>
    static bool IsHandedOver(Thing thing, string? state) =>
        thing is { HasId: true, PersonField: not null } && !thing.States.Any(s => s.IsOver && s.Written == state);

    /// <summary>
    /// Hands all of it over for some days: somebody of the staff list stands in, acts as the other on whatever is theirs, and it is theirs again afterwards.
    /// </summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="area">The area.</param>
    /// <param name="person">Who is away.</param>
    /// <param name="deputy">Who stands in.</param>
    /// <param name="from">The first day away.</param>
    /// <param name="to">The last day away.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="Forbidden">They do not write plans in this area.</exception>
    /// <exception cref="RuleBroken">Nobody is chosen, the days are not days to come within a year, or the reason is missing.</exception>
    public static async Task WhileAwayAsync(
        Work work,
        int area,
        string person,
        string? deputy,
        DateOnly? from,
        DateOnly? to,
        string? reason
    )
    {
        var owner = await MayAsync(work, area);
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(reason))
            refusals.Add(new("reason", "Say why it is handed over."));
        if (deputy is null || deputy == person || (await KnownAsync(work, owner, [deputy])).Count == 0)
            refusals.Add(new("to", "Choose somebody else of the staff list."));
        if (from is null)
            refusals.Add(new("from", "Give the first day away."));
        if (to is null || to < from || to < work.Today || to > work.Today.AddYears(1))
            refusals.Add(new("until", "Give the last day away: today or later, within a year, and not before the first."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var plan =
            await work
                .Db.Plans.Where(p => p.AreaId == area && p.RemovedAt == null && p.Status != "closed")
                .OrderBy(p => p.Id)
                .Select(p => p.Id)
                .FirstOrDefaultAsync()
            ?? throw new RuleBroken("There is no plan under way in this area: there is nothing to hand over.", "to");
        var thing = Thing.Of<StaffMember>();
        var row = await Items.RowAsync(work, plan, thing, person);
        var now = (StaffMember)thing.Shape.Copy(ItemRows.Read(thing, row));
        now.GoesAway(deputy!, from!.Value, to!.Value);
        await EditItem.RunAsync(
            work,
            plan,
            thing,
            person,
            row.Version,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["deputy"] = deputy, ["leave"] = now.Leave },
            reason
        );
    }

    /// <summary>Asks whether this person may hand over in an area.</summary>
    /// <returns>The owner of its staff list, which nobody else changes meanwhile.</returns>
    static async Task<string> MayAsync(Work work, int area)
    {
        var row = await work.Db.Areas.FirstOrDefaultAsync(a => a.Id == area && a.RemovedAt == null);
        if (row is null || !work.Actor.May(Permission.See, row.Path))
            throw new Missing("area");
        if (!work.Actor.May(Permission.WritePlans, row.Path))
            throw new Forbidden("A planner of the area can do this.");
        var owner = AreaRow.OwnerOf(area);
        await work.AloneAsync(owner);
        return owner;
    }

    /// <summary>Those of these people who are in a staff list.</summary>
    static async Task<List<string>> KnownAsync(Work work, string owner, string[] people) =>
        await work
            .Db.Items.Where(i => i.Owner == owner && i.List == StaffMember.List && i.RemovedAt == null && people.Contains(i.Id))
            .Select(i => i.Id)
            .ToListAsync();

    /// <summary>Hands it over.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="area">The area.</param>
    /// <param name="from">Who answered for it.</param>
    /// <param name="to">What goes to whom, by the ids in the staff list.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="Forbidden">They do not write plans in this area.</exception>
    /// <exception cref="RuleBroken">Nobody is chosen, the reason is missing, or something is not theirs any more.</exception>
    public static async Task RunAsync(
        Work work,
        int area,
        string from,
        IReadOnlyList<(string Plan, string List, string Id, string To)> to,
        string? reason
    )
    {
        var owner = await MayAsync(work, area);
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(reason))
            refusals.Add(new("reason", "Say why it is handed over."));
        string[] people = [.. to.Select(t => t.To).Distinct(StringComparer.Ordinal)];
        var known = await KnownAsync(work, owner, people);
        if (people.Length == 0 || people.Any(p => p == from || !known.Contains(p)))
            refusals.Add(new("to", "Choose somebody else of the staff list."));
        if (to.Count > Most)
            refusals.Add(new("to", "Hand over at most 500 things at once."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        foreach (var (plan, list, id, person) in to)
        {
            if (list is PlanRow.List)
            {
                var whole = await work.PlanAsync(plan, Permission.WritePlans);
                if (whole.AreaId != area || whole.Person != from)
                    throw Gone(whole.Title);
                await EditPlan.RunAsync(
                    work,
                    plan,
                    whole.Version,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["owner"] = person },
                    reason
                );
                continue;
            }
            var thing = Thing.Find(list) is { PersonField: not null } found ? found : throw new Missing("list");
            var holder = await work.HolderAsync(plan);
            var item = await Items.RowAsync(work, holder, thing, id);
            if (holder.Area != owner || item.Person != from)
                throw Gone(item.Title);
            var field = thing.PersonField!;
            object value = field.Get(ItemRows.Read(thing, item)) is IReadOnlyList<string> several
                ? field.List(several.Select(s => s == from ? person : s).Distinct(StringComparer.Ordinal))
                : person;
            await EditItem.RunAsync(
                work,
                plan,
                thing,
                id,
                item.Version,
                new Dictionary<string, object?>(StringComparer.Ordinal) { [field.Name] = value },
                reason
            );
        }

        static RuleBroken Gone(string title) => new($"“{title}” is not theirs any more. Look at the list again.", "to");
    }
}
