using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>Who agrees: to a plan, to letting a finding stand, to a change. Always an approver of the area, never the plan's owner or writer.</summary>
public static class Approval
{
    /// <summary>Why a person may not agree to this plan; null where they may.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">The person.</param>
    /// <param name="plan">The plan, with its area.</param>
    public static async Task<string?> WhyNotAsync(Db db, Actor actor, PlanRow plan, CancellationToken cancel = default)
    {
        if (!actor.May(Permission.Approve, plan.Area!.Path))
            return "An approver of the area agrees to it.";
        if (plan.Person is { } owner && actor.StaffIn(plan.Area.Path).Contains(owner, StringComparer.Ordinal))
            return "You own this plan. Somebody else has to approve it.";
        if (
            actor.PersonId is { } person
            && await db.Records.AnyAsync(
                r => r.Stream == plan.Id && r.PersonId == person && (r.Operation == "StartPlan" || r.Operation == "ImportPlan"),
                cancel
            )
        )
            return "You wrote this plan. Somebody else has to approve it.";
        return null;
    }

    /// <exception cref="Forbidden">The person may not agree to this plan.</exception>
    internal static async Task AllowAsync(Work work, PlanRow plan)
    {
        if (await WhyNotAsync(work.Db, work.Actor, plan) is { } why)
            throw new Forbidden(why);
    }

    /// <summary>Refuses where an error or a warning stands that no waiver lets stand.</summary>
    /// <exception cref="RuleBroken">Each of them, errors first, at most 100; its field is the check and what it is about.</exception>
    internal static async Task RefuseFindingsAsync(Work work, PlanRow plan)
    {
        var found = await KeptFindings.WorkOutAsync(work.Db, plan.Id, plan.Revision, work.Today, work.Actor);
        var refusals = found
            .Blocking.Take(100)
            .Select(f => new Refusal(FieldOf(f), $"{(f.Severity == Severity.Error ? "Error" : "Warning")}: {f.Message}"))
            .ToList();
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
    }

    /// <summary>How a refusal names a finding: <c>PL001 objectives/O2</c>.</summary>
    public static string FieldOf(Finding finding) => $"{finding.Check.Id} {finding.About}";
}

/// <summary>An approver agrees to what was changed since the plan was approved.</summary>
public static class ApproveChanges
{
    /// <returns>How many changes were agreed to; one's own are left to somebody else.</returns>
    /// <exception cref="Forbidden">The person may not agree to this plan.</exception>
    /// <exception cref="RuleBroken">There is no change that this person could agree to.</exception>
    public static async Task<int> RunAsync(Work work, string id)
    {
        var plan = await work.PlanAsync(id, Permission.Approve);
        await Approval.AllowAsync(work, plan);
        var thing = Thing.Of<Adaptation>();
        var rows = await work.Db.Items.Where(i => i.Owner == id && i.List == thing.List && i.RemovedAt == null).ToListAsync();
        // Nobody agrees to what they do not see.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, Holder.Of(plan));
        var person = work.Actor.PersonId;
        var own = person is null
            ? []
            : await work
                .Db.Records.Where(r => r.Stream == id && r.List == thing.List && r.PersonId == person && r.Operation == "AddItem")
                .Select(r => r.Item)
                .ToListAsync();
        var approved = PlanRows.Read(plan).Plan!.ApprovedOn;
        var agreed = 0;
        foreach (var row in rows.Where(r => !own.Contains(r.Id) && !hidden.Has(r)))
        {
            var old = (Adaptation)ItemRows.Read(thing, row);
            if (!IsOpen(old, approved) || hidden.Has(thing.Shape["about"], old.About ?? ""))
                continue;
            var now = thing.Shape.Copy(old);
            if (string.IsNullOrWhiteSpace(old.Approver))
                thing.Shape["approver"].Set(now, work.Actor.Name);
            thing.Shape["re_approved"].Set(now, work.Today);
            await ItemStore.ChangeAsync(work, thing, row, now, operation: "ApproveChange");
            agreed++;
        }
        if (agreed == 0)
            throw new RuleBroken("There is no change here for you to agree to. Somebody else agrees to your own.");
        return agreed;
    }

    /// <summary>True for a change that nobody has agreed to yet, or that came after the approval and was not approved since.</summary>
    /// <param name="adaptation">The change.</param>
    /// <param name="approvedOn">When the plan was approved.</param>
    public static bool IsOpen(Adaptation adaptation, DateOnly? approvedOn) =>
        adaptation.ReApproved is null && (string.IsNullOrWhiteSpace(adaptation.Approver) || adaptation.On > approvedOn);
}
