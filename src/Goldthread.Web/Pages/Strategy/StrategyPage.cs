using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Strategy;

/// <summary>A page about a strategy: the organisation's own, or with <c>?of=2</c> one that came with a plan file.</summary>
public abstract class StrategyPage : GoldthreadPage
{
    [BindProperty(SupportsGet = true, Name = "of")]
    public int? Of { get; set; }

    public StrategyRow Row { get; private set; } = null!;
    public bool MayWrite { get; private set; }

    /// <value>The query that keeps to this strategy.</value>
    public string Query => Of is { } of ? $"?of={of}" : "";

    /// <summary>Finds it; the first one where none is asked for.</summary>
    protected async Task FindAsync()
    {
        Row =
            await Db.Strategies.OrderBy(s => s.Id).FirstOrDefaultAsync(s => Of == null || s.Id == Of, Cancel)
            ?? throw new Missing("strategy");
        var root = await Db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Path).FirstOrDefaultAsync(Cancel);
        MayWrite = new Holder(Row.Owner, root ?? "/", false, null).MayWrite(Actor);
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";
}
