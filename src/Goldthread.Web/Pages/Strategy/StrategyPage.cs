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
        var found =
            await Db
                .Strategies.Where(s => Of == null || s.Id == Of)
                .OrderBy(s => s.Id)
                .Select(s => new
                {
                    Row = s,
                    Root = Db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Path).FirstOrDefault(),
                })
                .FirstOrDefaultAsync(Cancel)
            ?? throw new Missing("strategy");
        Row = found.Row;
        MayWrite = new Holder(Row.Owner, found.Root ?? "/", false, null, null).MayWrite(Actor);
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";
}
