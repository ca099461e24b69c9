using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Family = Goldthread.App.Evaluate.FamilyPages.FamilyPages;

namespace Goldthread.Web.Pages.Evaluate.FamilyPages;

/// <summary>What families read of the plan: how it stands, what the draft says, and the way to publish it or take it down.</summary>
public sealed class IndexModel(Post post) : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "family";

    /// <value>The version that the person read.</value>
    [BindProperty(Name = "version")]
    public int Version { get; set; }

    /// <value>The page; null where nobody wrote one.</value>
    public FamilyPageRow? Row { get; private set; }

    /// <value>What is drafted.</value>
    public FamilyPage Draft { get; private set; } = null!;

    /// <value>What stands in the way of publishing the draft.</value>
    public IReadOnlyList<Refusal> Left { get; private set; } = [];

    /// <value>Why this person does not publish it; null where they may.</value>
    public string? WhyNot { get; private set; }

    public string Here => $"{To.Plan(PlanId)}/evaluate/family";

    /// <value>The path of the public page.</value>
    public string Path => $"/p/{Row?.Slug}";

    /// <value>Its whole address, to give away.</value>
    public string Whole => post.Site.ToString().TrimEnd('/') + Path;

    public bool IsPublic => Row?.Published is not null;

    /// <value>True where the draft says something else than what is published.</value>
    public bool IsNewer => IsPublic && Row!.Published != Row.Draft;

    public bool MayTakeDown => IsPublic && Family.MayTakeDown(Actor, Plan);

    /// <value>How it stands, in words.</value>
    public string Lead =>
        Row is null
            ? "What was promised, what was done, did it help: in plain words, at an address that families can open. There is none yet."
        : !IsPublic ? "Nobody outside can read it yet. An approver publishes it."
        : IsNewer
            ? $"Published on {Days.Read(Row.PublishedOn!.Value)}. The draft has changed since; what families read stays until it is published again."
        : $"Published on {Days.Read(Row.PublishedOn!.Value)}. It stays as it is until it is published again.";

    /// <value>What a reader of the rules of easy read would say of the draft's lines.</value>
    public IEnumerable<(string Line, string Says)> Advice =>
        Draft.Lines.SelectMany(l => EasyRead.Look(l.Says).Where(f => !f.IsOwed).Select(f => (l.Says ?? "", f.Says)));

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Row = await Db.FamilyPages.AsNoTracking().FirstOrDefaultAsync(p => p.Plan == PlanId, Cancel);
        Draft = Family.Draft(Row);
        Left = Row is null ? [] : Draft.ToFinish();
        WhyNot = Row is null ? "" : Family.WhyNot(Actor, Plan, Row);
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => "";

    /// <summary>Publishes what the person read.</summary>
    public async Task<IActionResult> OnPostPublishAsync()
    {
        await FindPlanAsync();
        try
        {
            await Writer.RunAsync(Actor, work => Family.PublishAsync(work, PlanId, Version), Cancel);
        }
        catch (StaleEdit stale)
        {
            return await ConflictAsync($"{stale.Who} changed the draft since you read it. Read it again first.");
        }
        return Done(Here, "The page is published.");
    }

    /// <summary>Takes it down.</summary>
    public async Task<IActionResult> OnPostDownAsync()
    {
        await FindPlanAsync();
        await Writer.RunAsync(Actor, work => Family.TakeDownAsync(work, PlanId), Cancel);
        return Done(Here, "The page is taken down. Its address answers nothing any more.");
    }
}
