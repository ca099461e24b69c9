using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Strategy;

/// <summary>Who changed the strategy, when and what.</summary>
public sealed class HistoryModel : StrategyPage
{
    public const int Most = 200;

    public IReadOnlyList<RecordRow> Lines { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        var owner = Row.Owner;
        Lines = await Seen.Records.Where(r => r.Stream == owner).OrderByDescending(r => r.Seq).Take(Most).ToListAsync(Cancel);
    }
}
