using System.Security.Cryptography;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>
/// Is everything as it was written? Each chain of the record, line by line; what the lines tell against the rows of every table, as its <see cref="Kind"/>
/// says; what is worked out from rows (columns, links, packed readings, what the statistics and the checks say) against what it is worked out from; and
/// each file of evidence against its hash. It changes nothing. What cannot be read is a fault and ends nothing. One chain at a time bounds its memory.
/// </summary>
public sealed class Verification
{
    const int MostFaults = 1000;

    readonly List<Recorded.Fault> faults = [];
    readonly Database database;
    readonly FileStore store;
    readonly DateOnly today;
    readonly CancellationToken stop;

    Verification(Database database, FileStore store, DateOnly today, CancellationToken stop) =>
        (this.database, this.store, this.today, this.stop) = (database, store, today, stop);

    /// <value>What was found, at most a thousand.</value>
    public IReadOnlyList<Recorded.Fault> Faults => faults;

    /// <value>Lines of the record that were read.</value>
    public long Lines { get; private set; }

    /// <value>Files that were read.</value>
    public int Files { get; private set; }

    /// <value>Series of readings that were compared.</value>
    public long Series { get; private set; }

    /// <value>Items that were compared.</value>
    public long Items { get; private set; }

    /// <value>False where it was stopped before the end.</value>
    public bool IsWhole { get; private set; }

    /// <summary>What was looked at and how it stands, in one sentence.</summary>
    public string Sentence =>
        $"{Lines} lines of the record, {Files} files, {Items} items, {Series} series of readings, "
        + (Faults.Count == 0 ? "all as they were written." : $"{Faults.Count} found.");

    /// <summary>Looks at everything, or as far as it comes.</summary>
    /// <param name="database">The database.</param>
    /// <param name="store">The files of evidence.</param>
    /// <param name="clock">What day it is; the system's clock unless said.</param>
    /// <param name="stop">Stops it; what was found until then is kept.</param>
    public static async Task<Verification> RunAsync(
        Database database,
        FileStore store,
        TimeProvider? clock = null,
        CancellationToken stop = default
    )
    {
        var found = new Verification(database, store, (clock ?? TimeProvider.System).Today(), stop);
        try
        {
            await found.RowsAsync();
            await found.FilesAsync();
            found.IsWhole = true;
        }
        catch (Exception stopped) when (stop.IsCancellationRequested && stopped is not OutOfMemoryException)
        {
            // The engines tell of it in ways of their own.
        }
        return found;
    }

    void Add(Recorded.Fault fault)
    {
        if (faults.Count < MostFaults)
            faults.Add(fault);
    }

    /// <summary>The chains, and the rows of each against what it tells, all at one moment.</summary>
    async Task RowsAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        var whole = new Whole(db, today, stop);
        var heads = await db.RecordHeads.ToDictionaryAsync(h => h.Stream, StringComparer.Ordinal, stop);
        var streams = (await db.Records.Select(r => r.Stream).Distinct().ToListAsync(stop)).Union(heads.Keys).Append(Recorded.Installation);
        foreach (var kind in Kind.All)
        {
            try
            {
                streams = streams.Union(await kind.OwnersAsync(db, stop));
            }
            catch (Exception broken) when (Unreadable.Is(broken))
            {
                Add(new(kind.Table, 0, "Whose a row of it is cannot be read."));
            }
        }
        foreach (var stream in streams.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
            await ChainAsync(new Chain(whole, stream, new Replay()), heads.GetValueOrDefault(stream));
        foreach (var kind in Kind.All)
            await SayAsync(kind, kind.Table, kind.RestAsync(whole), []);
    }

    async Task ChainAsync(Chain chain, RecordHeadRow? head)
    {
        var broken = new List<Recorded.Fault>();
        Lines += await Recorded.WalkAsync(chain.Db, chain.Owner, head, broken, chain.Told.Tell, stop);
        broken.ForEach(Add);
        foreach (var (list, id) in chain.Told.Things.Keys.Where(k => Kind.Of(k.List) is null))
            Add(new(chain.Owner, 0, $"The record tells of {list}/{id}, and no table keeps such things."));
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in Kind.All)
            said.UnionWith(await SayAsync(kind, $"{chain.Owner}, {kind.Table}", kind.FaultsAsync(chain), said));
        Items = chain.Whole.Looked.GetValueOrDefault("items");
        Series = chain.Whole.Looked.GetValueOrDefault("series");
    }

    /// <summary>Says what a kind finds, but for what is wrong where another kind has found a fault: that follows from it.</summary>
    async Task<IReadOnlyCollection<string>> SayAsync(
        Kind kind,
        string where,
        IAsyncEnumerable<(string Where, string What)> found,
        HashSet<string> said
    )
    {
        var places = new List<string>();
        try
        {
            await foreach (var fault in found.WithCancellation(stop))
            {
                places.Add(fault.Where);
                if (!said.Contains(fault.Where))
                    Add(new(fault.Where, 0, fault.What));
            }
        }
        catch (Exception broken) when (Unreadable.Is(broken))
        {
            Add(new(where, 0, $"A row of the table {kind.Table} cannot be read: {broken.Message}"));
        }
        return places;
    }

    async Task FilesAsync()
    {
        await using var db = database.Open();
        // As they come: a name that is no text is greater than any, and a next page that begins after it would hold it again, for ever.
        await foreach (
            var row in db.Files.OrderBy(f => f.Hash).Select(f => new { f.Hash, f.Size }).AsAsyncEnumerable().WithCancellation(stop)
        )
        {
            if (await WhatDiffersAsync(row.Hash, row.Size) is { } what)
                Add(new("files", 0, what));
            Files++;
        }
    }

    async Task<string?> WhatDiffersAsync(string hash, long size)
    {
        if (hash.Length != 2 * SHA256.HashSizeInBytes || !hash.All(char.IsAsciiHexDigitLower))
            return $"The file “{hash}” has no name that a file can have.";
        await using var content = store.Open(hash);
        return content is null ? $"The file {hash} is missing."
            : content.Length != size ? $"The file {hash} has {content.Length} bytes; it was stored with {size}."
            : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != hash ? $"The file {hash} is not as it was stored."
            : null;
    }
}
