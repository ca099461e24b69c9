using Goldthread.App.Develop.Findings;
using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>
/// Who agrees: to a plan, to letting a finding stand, to a change. Always an approver of the area, never the plan's owner. To the plan and to a finding
/// nobody who wrote anything of the plan since it was last approved; to a change, anybody but who made it.
/// </summary>
public static class Approval
{
    /// <summary>What an approver does in approving, and what only looks or counts: none of it is writing the plan.</summary>
    static readonly string[] NoWriting =
    [
        nameof(ApprovePlan),
        nameof(SendBackPlan),
        nameof(ApproveChange),
        nameof(RefuseChange),
        PutBack.Operation,
        PutBack.Stays,
        "PutAwayAdvice",
        "TakeBackAdvice",
        "RecordReadings",
        "PublishFamilyPage",
        "TakeDownFamilyPage",
    ];

    /// <summary>Why a person may not agree to a change of this plan that somebody else made; null where they may.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="plan">The plan, with its area.</param>
    public static string? WhyNotToChanges(Actor actor, PlanRow plan) =>
        !actor.May(Permission.Approve, plan.Area!.Path) ? "An approver of the area agrees to it."
        : plan.Person is { } owner && actor.StaffIn(plan.Area.Path).Contains(owner, StringComparer.Ordinal)
            ? "You own this plan. Somebody else has to approve it."
        : null;

    /// <summary>Why a person may not agree to this plan; null where they may.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">The person.</param>
    /// <param name="plan">The plan, with its area.</param>
    public static async Task<string?> WhyNotAsync(Db db, Actor actor, PlanRow plan, CancellationToken cancel = default)
    {
        if (WhyNotToChanges(actor, plan) is { } why)
            return why;
        if (
            actor.PersonId is { } person
            && await db.Records.AnyAsync(
                r =>
                    r.Stream == plan.Id
                    && r.PersonId == person
                    && !NoWriting.Contains(r.Operation)
                    // A waiver is asked for and agreed to, on its own form too.
                    && (r.List == null || r.List != Waiver.List)
                    && !db.Records.Any(later => later.Stream == plan.Id && later.Operation == nameof(ApprovePlan) && later.Seq > r.Seq),
                cancel
            )
        )
            return "You wrote in this plan since it was last approved. Somebody else has to approve it.";
        return null;
    }

    /// <exception cref="Forbidden">The person may not agree to this plan.</exception>
    internal static async Task AllowAsync(Work work, PlanRow plan)
    {
        if (await WhyNotAsync(work.Db, work.Actor, plan) is { } why)
            throw new Forbidden(why);
    }

    /// <exception cref="Forbidden">The person may not agree to this change.</exception>
    internal static async Task AllowChangeAsync(Work work, Holder holder, string change)
    {
        RefuseChanges(work, await work.PlanAsync(holder.Id, Permission.See));
        if ((await OwnChangesAsync(work, holder.Id)).Contains(change))
            throw new Forbidden("This change is your own. Somebody else has to agree to it.");
    }

    /// <exception cref="Forbidden">The person may not agree to changes of this plan.</exception>
    internal static void RefuseChanges(Work work, PlanRow plan)
    {
        if (WhyNotToChanges(work.Actor, plan) is { } why)
            throw new Forbidden(why);
    }

    /// <summary>The ids of the changes that this person made.</summary>
    internal static async Task<IReadOnlyCollection<string?>> OwnChangesAsync(Work work, string plan) =>
        work.Actor.PersonId is not { } person
            ? []
            : await work
                .Db.Records.Where(r => r.Stream == plan && r.List == Adaptation.List && r.PersonId == person && r.Operation == "AddItem")
                .Select(r => r.Item)
                .ToListAsync();

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

/// <summary>An approver agrees to all that was changed since the plan was approved: the move of each change, together.</summary>
public static class ApproveChanges
{
    /// <returns>How many changes were agreed to; one's own are left to somebody else.</returns>
    /// <exception cref="Forbidden">The person may not agree to this plan.</exception>
    /// <exception cref="RuleBroken">There is no change that this person could agree to.</exception>
    public static async Task<int> RunAsync(Work work, string id)
    {
        var plan = await work.PlanAsync(id, Permission.Approve);
        Approval.RefuseChanges(work, plan);
        var thing = Thing.Of<Adaptation>();
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == id && i.List == thing.List && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .ToListAsync();
        // Nobody agrees to what they do not see.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, Holder.Of(plan));
        var own = await Approval.OwnChangesAsync(work, id);
        var approved = PlanRows.Read(plan).Plan!.ApprovedOn;
        List<string> open =
        [
            .. rows.Where(r => !own.Contains(r.Id) && !hidden.Has(r))
                .Select(r => (r.Id, Change: ItemRows.Read<Adaptation>(r)))
                .Where(r => IsOpen(r.Change, approved) && !hidden.Has(thing.Shape["about"], r.Change.About ?? ""))
                .Select(r => r.Id),
        ];
        if (open.Count == 0)
            throw new RuleBroken("There is no change here for you to agree to. Somebody else agrees to your own.");
        var agree = MoveKind.OfOperation(nameof(ApproveChange))!;
        foreach (var change in open)
            await MakeMove.RunAsync(work, id, agree, change, new Dictionary<string, object?>(StringComparer.Ordinal));
        return open.Count;
    }

    /// <summary>True for a change that nobody has decided on yet, or that came after the approval and was not approved since.</summary>
    /// <param name="adaptation">The change.</param>
    /// <param name="approvedOn">When the plan was approved.</param>
    public static bool IsOpen(Adaptation adaptation, DateOnly? approvedOn) =>
        adaptation is { ReApproved: null, Refused: null } && (string.IsNullOrWhiteSpace(adaptation.Approver) || adaptation.On > approvedOn);
}

/// <summary>Approving is of what the approver saw; no error and no warning stands but those that are let stand with it.</summary>
sealed class Approve : Follow<ApprovePlan>
{
    public override bool IsOfWhatWasSeen => true;

    public override async Task AllowAsync(Work work, Holder holder, string id) =>
        await Approval.AllowAsync(work, await work.PlanAsync(id, Permission.See));

    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, ApprovePlan move)
    {
        var at = 0;
        var several = move.Findings.Count == 0 ? null : await Waive.OfAsync(work, id);
        foreach (var stands in move.Findings)
        {
            var about = stands.About!.Split('/', 2);
            var (list, key) = about.Length == 2 ? (about[0], about[1]) : ("", about[0]);
            try
            {
                await several!.LetStandAsync(stands.Check!, list, key, stands.Reason, stands.Expires);
            }
            catch (RuleBroken broken)
            {
                throw new RuleBroken([.. broken.Refusals.Select(r => r with { Field = $"findings[{at}].{r.Field}" })]);
            }
            catch (Missing)
            {
                throw new RuleBroken("The plan has no such finding. Name one as the checks do.", $"findings[{at}].check");
            }
            at++;
        }
        // What is let stand is read again with the rest.
        await work.Db.SaveChangesAsync();
        await Approval.RefuseFindingsAsync(work, await work.PlanAsync(id, Permission.See));
    }

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, ApprovePlan move) =>
        Notices.Decide(work, Notices.Agreed, id, PlanRow.List, id, (await work.PlanAsync(id, Permission.See)).Person);
}

/// <summary>Whose plan it is hears that it came back.</summary>
sealed class SendBack : Follow<SendBackPlan>
{
    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, SendBackPlan move) =>
        Notices.Decide(work, Notices.SentBack, id, PlanRow.List, id, (await work.PlanAsync(id, Permission.See)).Person);
}
