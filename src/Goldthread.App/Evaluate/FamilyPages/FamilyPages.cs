using System.Globalization;
using System.Text.RegularExpressions;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.FamilyPages;

/// <summary>
/// What families read of a plan at an address of its own: written by those who plan, published by an approver, and frozen until it is published again. What
/// changes in the plan, or in the draft, changes nothing there.
/// </summary>
public static partial class FamilyPages
{
    internal static readonly Shape Shape = Shape.Of<FamilyPage>();

    /// <summary>The shortest and the longest address.</summary>
    public const int Shortest = 3,
        Longest = 60;

    /// <summary>The draft of a plan's page; a new one where there is none.</summary>
    public static FamilyPage Draft(FamilyPageRow? row) => (FamilyPage)(row is null ? Shape.New() : Shape.FromJson(row.Draft));

    /// <summary>Writes the draft and its address.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="version">The version that the person saw; 0 for a new page.</param>
    /// <param name="slug">The end of its address.</param>
    /// <param name="values">The answers by field name of <see cref="FamilyPage"/>; what is left out stays.</param>
    /// <exception cref="StaleEdit">Somebody saved in between.</exception>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task WriteAsync(Work work, string plan, int version, string? slug, IReadOnlyDictionary<string, object?> values)
    {
        await work.PlanAsync(plan, Permission.WritePlans);
        var row = await work.Db.FamilyPages.FirstOrDefaultAsync(p => p.Plan == plan);
        var old = Draft(row);
        var now = (FamilyPage)Items.With(Shape, Shape.Copy(old), values);
        slug = (slug ?? "").Trim().ToLower(CultureInfo.InvariantCulture);
        if (row is not null && row.Version != version)
            throw new StaleEdit(old, row.Version, await work.LastWriterAsync(plan, FamilyPagesKind.List));
        var refusals = Acceptance.Refusals(Shape, now);
        refusals.AddRange(await UnseenAsync(work.Db, plan, now));
        if (slug.Length is < Shortest or > Longest || !Address().IsMatch(slug))
            refusals.Add(
                new("slug", $"Write {Shortest} to {Longest} small letters and figures, with a hyphen between words: rowan-court.")
            );
        else if (Identifiable.Find(slug) is { } kind)
            refusals.Add(new("slug", kind.Explanation()));
        else if (await work.Db.FamilyPages.AnyAsync(p => p.Slug == slug && p.Plan != plan))
            refusals.Add(new("slug", "Another page has this address. Choose another."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var body = Shape.ToJson(now);
        if (row?.Draft == body && row.Slug == slug)
            return;
        var was = row is null ? null : FamilyPagesKind.Fields(row);
        if (row is null)
            work.Db.FamilyPages.Add(row = new FamilyPageRow { Plan = plan });
        (row.Slug, row.Draft, row.WrittenBy) = (slug, body, work.Actor.PersonId);
        row.Version++;
        Record(work, row, was, "WriteFamilyPage");
    }

    /// <summary>Why this person may not publish the page as it is drafted; null where they may.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="plan">The plan, with its area.</param>
    /// <param name="row">Its page.</param>
    public static string? WhyNot(Govern.Actor actor, PlanRow plan, FamilyPageRow row) =>
        Approval.WhyNotToChanges(actor, plan) is { } why ? why
        : actor.PersonId is { } person && row.WrittenBy == person
            ? "You were the last to write this page. Another approver publishes it, so that two people have read it."
        : !plan.IsApproved ? "The plan is not approved yet. What it promises can change until then."
        : null;

    /// <summary>Publishes the draft: it stands at its address until it is published again or taken down.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="version">The version that the person read.</param>
    /// <exception cref="Missing">There is no draft.</exception>
    /// <exception cref="Forbidden">The person does not approve here, or wrote it.</exception>
    /// <exception cref="RuleBroken">It is not finished, or the plan is not approved.</exception>
    /// <exception cref="StaleEdit">It is not what the person read.</exception>
    public static async Task PublishAsync(Work work, string plan, int version)
    {
        var holder = await work.PlanAsync(plan, Permission.Approve);
        var row = await work.Db.FamilyPages.FirstOrDefaultAsync(p => p.Plan == plan) ?? throw new Missing("page");
        var draft = Draft(row);
        if (WhyNot(work.Actor, holder, row) is { } why)
            throw new Forbidden(why);
        if (row.Version != version)
            throw new StaleEdit(draft, row.Version, await work.LastWriterAsync(plan, FamilyPagesKind.List));
        var left = Acceptance.Refusals(Shape, draft);
        left.AddRange(draft.ToFinish());
        left.AddRange(await UnseenAsync(work.Db, plan, draft));
        if (left.Count > 0)
            throw new RuleBroken([.. left.Select(r => r with { Field = null })]);
        Publish(work, row);
    }

    /// <summary>Publishes it, whoever asked for it and may.</summary>
    internal static void Publish(Work work, FamilyPageRow row)
    {
        var was = FamilyPagesKind.Fields(row);
        (row.Published, row.PublishedOn) = (row.Draft, work.Today);
        row.Version++;
        Record(work, row, was, "PublishFamilyPage", quotes: true);
    }

    /// <summary>Takes the page down: its address answers nothing from now on. The draft stays.</summary>
    /// <exception cref="Missing">Nothing is published.</exception>
    public static async Task TakeDownAsync(Work work, string plan)
    {
        var holder = await work.PlanAsync(plan, Permission.See);
        if (!MayTakeDown(work.Actor, holder))
            throw new Forbidden("A planner or an approver of the area takes the page down.");
        var row = await work.Db.FamilyPages.FirstOrDefaultAsync(p => p.Plan == plan && p.Published != null) ?? throw new Missing("page");
        var was = FamilyPagesKind.Fields(row);
        (row.Published, row.PublishedOn) = (null, null);
        row.Version++;
        Record(work, row, was, "TakeDownFamilyPage");
    }

    /// <summary>May this person take it down? Whoever plans or approves there, also when the plan is closed.</summary>
    public static bool MayTakeDown(Govern.Actor actor, PlanRow plan) =>
        actor.May(Permission.WritePlans, plan.Area!.Path) || actor.May(Permission.Approve, plan.Area!.Path);

    /// <summary>
    /// What stands at a public address; null where nothing does: never published, taken down, the plan removed, or an objective on it restricted since.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="slug">The end of the address.</param>
    public static async Task<(FamilyPage Page, DateOnly On)?> PublishedAsync(Db db, string slug, CancellationToken cancel)
    {
        if (slug.Length is < Shortest or > Longest)
            return null;
        var found = await db
            .FamilyPages.AsNoTracking()
            .Where(p => p.Slug == slug && p.Published != null && db.Plans.Any(h => h.Id == p.Plan && h.RemovedAt == null))
            .Select(p => new
            {
                p.Published,
                p.PublishedOn,
                Gone = db
                    .Items.Where(i => i.Owner == p.Plan && i.List == Objective.List && (i.Restricted || i.RemovedAt != null))
                    .Select(i => i.Id)
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var page = (FamilyPage)Shape.FromJson(found.Published!);
        return page.Promises.Any(p => p.Objective is { } about && found.Gone.Contains(about)) ? null : (page, found.PublishedOn!.Value);
    }

    /// <summary>Nothing restricted is promised in public: an objective that not everybody sees is, on this page, none.</summary>
    static async Task<IReadOnlyList<Refusal>> UnseenAsync(Db db, string plan, FamilyPage page)
    {
        var seen = await db
            .Items.Where(i => i.Owner == plan && i.List == Objective.List && i.RemovedAt == null && !i.Restricted)
            .Select(i => i.Id)
            .ToListAsync();
        return
        [
            .. page
                .Promises.Select((p, i) => (p.Objective, Place: i))
                .Where(p => p.Objective is { } about && !seen.Contains(about))
                .Select(p => new Refusal(
                    string.Create(CultureInfo.InvariantCulture, $"promises[{p.Place}].objective"),
                    "Choose an objective of this plan."
                )),
        ];
    }

    static void Record(Work work, FamilyPageRow row, IReadOnlyList<Change>? was, string operation, bool quotes = false) =>
        work.Record(
            row.Plan,
            operation,
            FamilyPagesKind.List,
            FamilyPagesKind.Only,
            [.. FamilyPagesKind.Fields(row).Select((f, i) => new Change(f.Field, was?[i].New ?? "null", f.New)).Where(c => c.Old != c.New)],
            quotes: quotes
        );

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
