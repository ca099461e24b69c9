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

    ItemForm? form;

    /// <value>The form; what the thing is called cannot be left out.</value>
    public ItemForm Form
    {
        get
        {
            if (form is not null)
                return form;
            Field[] asked =
            [
                .. Thing.Shape.Fields.Where(f => f.Name is "name" or "title" or "horizon" or "in_scope" or "out_of_scope_reason"),
            ];
            return form = new(asked, Request, ModelState)
            {
                Owes = f => f == asked[0],
                Cancel = "/strategy" + Query,
                Besides = IsNew ? null : new LinkButton($"Remove this {Thing.Noun}", "?handler=Remove" + (Of is { } of ? $"&of={of}" : "")),
            };
        }
    }

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
            (Form.Version, Form.Answers) = (row.Version, Answers.Of(Thing.Shape, ItemRows.Read(Thing, row)));
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
        Form.Take(Request.Form);
        var refusals = new List<Refusal>();
        var values = Form.Values(refusals);
        var name = Form.Asked[0];
        if (values[name.Name] is null)
            refusals.Add(new(name.Name, name.LeftOut));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        try
        {
            if (IsNew)
                await Writer.RunAsync(Actor, work => AddItem.RunAsync(work, Row.Owner, Thing, values), Cancel);
            else
                await Writer.RunAsync(Actor, work => EditItem.RunAsync(work, Row.Owner, Thing, Id!, Form.Version, values), Cancel);
        }
        catch (StaleEdit stale)
        {
            Form.Meet(stale, Answers.Of(Thing.Shape, stale.Now));
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
        Form.Take(Request.Form);
        try
        {
            await Writer.RunAsync(Actor, work => RemoveItem.RunAsync(work, Row.Owner, Thing, Id!, Form.Version), Cancel);
        }
        catch (StaleEdit stale)
        {
            throw new RuleBroken($"{stale.Who} changed it in between. Look at it again before you remove it.");
        }
        return Done("/strategy" + Query, $"The {Thing.Noun} is removed.");
    }
}
