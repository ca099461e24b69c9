using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Findings;

/// <summary>
/// Lets a finding stand for a time. Where an approver does it who neither owns nor wrote the plan, it holds at once; where a planner does it, it is a
/// proposal: a waiver without the name of who agreed, which lets nothing stand until an approver agrees.
/// </summary>
public static class Waive
{
    /// <summary>The furthest end: a year from today.</summary>
    public static DateOnly Latest(DateOnly today) => today.AddYears(1);

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    /// <param name="check">The check.</param>
    /// <param name="list">The list of what the finding is about; empty for the plan.</param>
    /// <param name="key">Its id; <c>plan</c> for the plan.</param>
    /// <param name="reason">Why it may stand.</param>
    /// <param name="until">The last day on which it does.</param>
    /// <returns>True where it holds now; false where it waits for an approver.</returns>
    /// <exception cref="Missing">The plan has no such finding.</exception>
    /// <exception cref="RuleBroken">The reason is missing, or the end is not within a year.</exception>
    public static async Task<bool> RunAsync(Work work, string id, string check, string list, string key, string? reason, DateOnly? until) =>
        await (await OfAsync(work, id)).LetStandAsync(check, list, key, reason, until);

    /// <summary>What letting findings of a plan stand asks for once, however many there are.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    internal static async Task<Several> OfAsync(Work work, string id)
    {
        var plan = await work.PlanAsync(id, Permission.See);
        var holds = await Approval.WhyNotAsync(work.Db, work.Actor, plan) is null;
        if (!holds && !work.Actor.May(Permission.WritePlans, plan.Area!.Path))
            throw new Forbidden("A planner of the area asks for it, and an approver agrees.");
        Holder.Of(plan).RefuseClosed();
        var found = await KeptFindings.WorkOutAsync(work.Db, id, plan.Revision, work.Today, work.Actor);
        var rows = await work.Db.Items.Where(i => i.Owner == id && i.List == Waiver.List && i.RemovedAt == null).ToListAsync();
        var restricted = await work.Db.Items.AsNoTracking().Where(i => i.Owner == id && i.Restricted).ToListAsync();
        return new(work, id, holds, found, rows, restricted, await ItemStore.FreeAsync(work.Db, id, Thing.Of<Waiver>()));
    }

    /// <summary>Lets findings of one plan stand, one after the other.</summary>
    internal sealed class Several(
        Work work,
        string id,
        bool holds,
        PlanFound found,
        List<ItemRow> rows,
        IReadOnlyList<ItemRow> restricted,
        ItemStore.FreeIds free
    )
    {
        static readonly Thing Waivers = Thing.Of<Waiver>();
        int added;

        /// <returns>True where it holds now; false where it waits for an approver.</returns>
        /// <exception cref="Missing">The plan has no such finding.</exception>
        /// <exception cref="RuleBroken">The reason is missing, or the end is not within a year.</exception>
        public async Task<bool> LetStandAsync(string check, string list, string key, string? reason, DateOnly? until)
        {
            if (found.About(list, key).FirstOrDefault(f => f.Check.Id == check) is not { } finding)
                throw new Missing("finding");
            if (finding.Severity == Severity.Info)
                throw new RuleBroken("Advice needs no waiver. Put it away instead.");
            var refusals = new List<Refusal>();
            if (string.IsNullOrWhiteSpace(reason))
                refusals.Add(new("reason", "Say why it may stand."));
            else if (reason.Length > 1000)
                refusals.Add(new("reason", "Write at most 1,000 characters."));
            if (WhyNotUntil(until, work.Today) is { } wrong)
                refusals.Add(new("expires", wrong));
            if (refusals.Count > 0)
                throw new RuleBroken(refusals);
            var row = rows.Find(r => PlanFound.Concerns((Waiver)ItemRows.Read(Waivers, r), finding, id));
            var values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["check"] = check,
                ["about"] = key,
                ["reason"] = reason!.Trim(),
                ["expires"] = until,
                ["by"] = holds ? work.Actor.Name : null,
                ["on"] = holds ? work.Today : null,
            };
            // Who does not see a thing does not read why a finding about it may stand.
            var about = found.RowOf(list, key);
            var of = restricted.FirstOrDefault(i => i.List == list && i.Id == about);
            if (of is not null || row is { Restricted: true })
                values["restricted"] = true;
            if (!holds && row is not null && ((Waiver)ItemRows.Read(Waivers, row)).Holds(work.Today))
                throw new RuleBroken("It is accepted already. An approver can change the end.");
            var now = Items.With(Waivers.Shape, Waivers.Shape.New(), values);
            if (Acceptance.Refusals(Waivers.Shape, now) is { Count: > 0 } more)
                throw new RuleBroken(more);
            var operation = holds ? "GrantWaiver" : "ProposeWaiver";
            if (row is null)
            {
                row = await ItemStore.AddAsync(
                    work,
                    id,
                    Waivers,
                    now,
                    free.Next(of is not null),
                    free.Position + added++,
                    operation: operation,
                    secret: of
                );
                rows.Add(row);
            }
            else
            {
                await ItemStore.ChangeAsync(work, Waivers, row, now, operation: operation, secret: of);
            }
            return holds;
        }
    }

    /// <summary>Why something may not stand until a day; null where it may.</summary>
    /// <param name="until">The last day on which it would.</param>
    /// <param name="today">Today.</param>
    public static string? WhyNotUntil(DateOnly? until, DateOnly today) =>
        until is null || until < today || until > Latest(today)
            ? $"Give a day from {Days.Read(today)} to {Days.Read(Latest(today))}. Then it is looked at again."
            : null;

    /// <summary>Whoever writes a waiver past the page of its finding meets the same rule: the name and day of who agreed are an approver's to give.</summary>
    /// <exception cref="RuleBroken">Somebody else gives them, or the end is further than a year.</exception>
    internal static async Task GuardAsync(Work work, Holder holder, Part? before, Part after)
    {
        if (after is not Waiver now)
            return;
        var old = before as Waiver;
        if (now.Expires > Latest(work.Today) && now.Expires != old?.Expires)
            throw new RuleBroken($"Give an end of {Days.Read(Latest(work.Today))} at the latest. Then it is looked at again.", "expires");
        if (now.By is null && now.On is null && old?.By is null)
            return;
        var plan = await work.PlanAsync(holder.Id, Permission.See);
        if (await Approval.WhyNotAsync(work.Db, work.Actor, plan) is not null)
            throw new RuleBroken(
                "An approver who neither owns nor wrote the plan agrees to a waiver. Leave out who agreed and when; it then waits for one.",
                "by"
            );
    }
}
