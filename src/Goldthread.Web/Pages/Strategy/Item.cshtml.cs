using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Strategy;

/// <summary>A value or a strategic objective, new or old; removing it asks on the same page.</summary>
public sealed class ItemModel : StrategyPage
{
    [FromRoute(Name = "list")]
    public string ListName { get; set; } = "";

    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    public Thing Thing => Thing.Find("strategy." + ListName) ?? throw new Missing("list");
    public bool IsNew => Id is null;
    public string Heading => IsNew ? "Add " + Parts.States.Article(Thing.Noun) : "Change the " + Thing.Noun;
    public IReadOnlyList<Field> Fields =>
        [.. Thing.Shape.Fields.Where(f => f.Name is "name" or "title" or "horizon" or "in_scope" or "out_of_scope_reason")];
    public Answers Answers { get; private set; } = new();
    public FormChoices Choices { get; } = new(new Dictionary<string, IReadOnlyList<(string, string)>>(), []);
    public int Version { get; private set; }
    public Stale? Stale { get; private set; }
    public IReadOnlyList<RecordRow> History { get; private set; } = [];

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        if (!MayWrite)
            throw new Forbidden("Only an administrator, or a planner of the whole organisation, changes the strategy.");
        if (!IsNew)
        {
            var owner = Row.Owner;
            var list = Thing.List;
            var row =
                await Seen.Items.FirstOrDefaultAsync(i => i.Owner == owner && i.List == list && i.Id == Id && i.RemovedAt == null, Cancel)
                ?? throw new Missing(Thing.Noun);
            Version = row.Version;
            Answers = Answers.Of(Thing.Shape, ItemRows.Read(Thing, row));
        }
        await ShowAsync();
        return Page();
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Row is null)
            await FindAsync();
        var (owner, list) = (Row!.Owner, Thing.List);
        if (!IsNew)
            History = await Seen
                .Records.Where(r => r.Stream == owner && r.List == list && r.Item == Id)
                .OrderByDescending(r => r.Seq)
                .Take(50)
                .ToListAsync(Cancel);
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        var refusals = new List<Refusal>();
        var values = Answers.Values(Fields, refusals);
        if (values[Fields[0].Name] is null)
            refusals.Add(new(Fields[0].Name, Fields[0].LeftOut));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        try
        {
            if (IsNew)
                await Writer.RunAsync(Actor, work => AddItem.RunAsync(work, Row.Owner, Thing, values), Cancel);
            else
                await Writer.RunAsync(Actor, work => EditItem.RunAsync(work, Row.Owner, Thing, Id!, Version, values), Cancel);
        }
        catch (StaleEdit stale)
        {
            (Version, Stale) = (stale.Version, Stale.Of(stale, Fields, Answers.Of(Thing.Shape, stale.Now), Answers));
            await ShowAsync();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done("/strategy" + Query, $"The {Thing.Noun} is saved.", IsNew ? new ShellLink("Go on with my work", "/") : null);
    }

    /// <summary>Takes it out.</summary>
    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await FindAsync();
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        try
        {
            await Writer.RunAsync(Actor, work => RemoveItem.RunAsync(work, Row.Owner, Thing, Id!, Version), Cancel);
        }
        catch (StaleEdit stale)
        {
            throw new RuleBroken($"{stale.Who} changed it in between. Look at it again before you remove it.");
        }
        return Done("/strategy" + Query, $"The {Thing.Noun} is removed.");
    }
}
