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
    public static Task<bool> RunAsync(Work work, string id, string check, string list, string key, string? reason, DateOnly? until) =>
        RunAsync(work, id, check, list, key, reason, until, found: null);

    /// <param name="found">What stands, where it was worked out already: waivers change nothing of it but that it is let stand.</param>
    internal static async Task<bool> RunAsync(
        Work work,
        string id,
        string check,
        string list,
        string key,
        string? reason,
        DateOnly? until,
        PlanFound? found
    )
    {
        var plan = await work.PlanAsync(id, Permission.See);
        var holds = await Approval.WhyNotAsync(work.Db, work.Actor, plan) is null;
        if (!holds && !work.Actor.May(Permission.WritePlans, plan.Area!.Path))
            throw new Forbidden("A planner of the area asks for it, and an approver agrees.");
        Holder.Of(plan).RefuseClosed();
        found ??= await KeptFindings.WorkOutAsync(work.Db, id, plan.Revision, work.Today, work.Actor);
        if (found.About(list, key).FirstOrDefault(f => f.Check.Id == check) is not { } finding)
            throw new Missing("finding");
        if (finding.Severity == Severity.Info)
            throw new RuleBroken("Advice needs no waiver. Put it away instead.");
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(reason))
            refusals.Add(new("reason", "Say why it may stand."));
        else if (reason.Length > 1000)
            refusals.Add(new("reason", "Write at most 1,000 characters."));
        if (until is null || until < work.Today || until > Latest(work.Today))
            refusals.Add(
                new("expires", $"Give a day from {Days.Read(work.Today)} to {Days.Read(Latest(work.Today))}. Then it is looked at again.")
            );
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var thing = Thing.Of<Waiver>();
        var rows = await work.Db.Items.Where(i => i.Owner == id && i.List == thing.List && i.RemovedAt == null).ToListAsync();
        var row = rows.FirstOrDefault(r => PlanFound.Concerns((Waiver)ItemRows.Read(thing, r), finding, id));
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
        var of = await work.Db.Items.FirstOrDefaultAsync(i => i.Owner == id && i.List == list && i.Id == about && i.Restricted);
        if (of is not null || row is { Restricted: true })
            values["restricted"] = true;
        if (!holds && row is not null && ((Waiver)ItemRows.Read(thing, row)).Holds(work.Today))
            throw new RuleBroken("It is accepted already. An approver can change the end.");
        var now = Items.With(thing.Shape, thing.Shape.New(), values);
        if (Acceptance.Refusals(thing.Shape, now) is { Count: > 0 } more)
            throw new RuleBroken(more);
        var operation = holds ? "GrantWaiver" : "ProposeWaiver";
        if (row is null)
        {
            var (next, position) = await ItemStore.NextAsync(work.Db, id, thing, of is not null);
            row = await ItemStore.AddAsync(work, id, thing, now, next, position, operation: operation);
        }
        else
        {
            await ItemStore.ChangeAsync(work, thing, row, now, operation: operation);
        }
        if (of is not null)
            row.Author = of.Author;
        return holds;
    }

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
