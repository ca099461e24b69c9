using System.Security.Cryptography;
using System.Text.Json;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>
/// Is everything as it was written? The chains of the record; each file of evidence and its hash; each packed series and its rows; each item's columns
/// and its body. It changes nothing. Batches bound its memory.
/// </summary>
public sealed class Verification
{
    const int MostFaults = 1000;
    const int Batch = 200;

    readonly List<Recorded.Fault> faults = [];
    readonly Database database;
    readonly FileStore store;
    readonly CancellationToken stop;

    Verification(Database database, FileStore store, CancellationToken stop) =>
        (this.database, this.store, this.stop) = (database, store, stop);

    /// <value>What was found, at most a thousand.</value>
    public IReadOnlyList<Recorded.Fault> Faults => faults;

    /// <value>Lines of the record that were read.</value>
    public long Lines { get; private set; }

    /// <value>Files that were read.</value>
    public int Files { get; private set; }

    /// <value>Series of readings that were compared.</value>
    public int Series { get; private set; }

    /// <value>Items that were compared.</value>
    public long Items { get; private set; }

    /// <value>False where it was stopped before the end.</value>
    public bool IsWhole { get; private set; }

    /// <summary>Looks at everything, or as far as it comes.</summary>
    /// <param name="database">The database.</param>
    /// <param name="store">The files of evidence.</param>
    /// <param name="stop">Stops it; what was found until then is kept.</param>
    public static async Task<Verification> RunAsync(Database database, FileStore store, CancellationToken stop = default)
    {
        var found = new Verification(database, store, stop);
        try
        {
            await found.RecordAsync();
            await found.FilesAsync();
            await found.ItemsAsync();
            await found.SeriesAsync();
            found.IsWhole = true;
        }
        catch (Exception stopped) when (stop.IsCancellationRequested && stopped is not OutOfMemoryException)
        {
            // The engines tell of it in ways of their own.
        }
        return found;
    }

    void Add(string where, string what)
    {
        if (faults.Count < MostFaults)
            faults.Add(new(where, 0, what));
    }

    // A context a part: on SQLite a moment that was opened stays with its context.
    async Task RecordAsync()
    {
        await using var db = database.Open();
        var (wrong, lines) = await Recorded.VerifyAsync(db, stop);
        faults.AddRange(wrong.Take(MostFaults));
        Lines = lines;
    }

    async Task FilesAsync()
    {
        await using var db = database.Open();
        var lost = await db
            .Records.Where(r => r.List == StoreFile.List && !db.Files.Any(f => f.Hash == r.Item))
            .Select(r => new { r.Stream, r.Item })
            .Take(MostFaults)
            .ToListAsync(stop);
        foreach (var file in lost)
            Add(file.Stream, $"The file {file.Item} is in the record and not in the list of files.");
        for (var after = ""; ; )
        {
#pragma warning disable CA1309 // translated to SQL
            var rows = await db
                .Files.Where(f => string.Compare(f.Hash, after) > 0)
                .OrderBy(f => f.Hash)
                .Select(f => new { f.Hash, f.Size })
                .Take(Batch)
                .ToListAsync(stop);
#pragma warning restore CA1309
            if (rows.Count == 0)
                return;
            foreach (var row in rows)
            {
                await using var content = store.Open(row.Hash);
                if (content is null)
                    Add("files", $"The file {row.Hash} is missing.");
                else if (content.Length != row.Size)
                    Add("files", $"The file {row.Hash} has {content.Length} bytes; it was stored with {row.Size}.");
                else if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != row.Hash)
                    Add("files", $"The file {row.Hash} is not as it was stored.");
                Files++;
            }
            after = rows[^1].Hash;
        }
    }

    async Task ItemsAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        await foreach (var row in db.Items.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            Items++;
            if (WhatDiffers(row) is { } what)
                Add($"{row.Owner}, {row.List}/{row.Id}", what);
        }
    }

    static string? WhatDiffers(ItemRow row)
    {
        if (Thing.Find(row.List) is not { } thing)
            return "There is no such list.";
        var right = new ItemRow { Id = row.Id };
        try
        {
            ItemRows.Write(thing, ItemRows.Read(thing, row), right);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return "Its body cannot be read.";
        }
        var columns = string.Join(
            ", ",
            new[]
            {
                row.Title != right.Title ? "title" : null,
                row.Person != right.Person ? "person" : null,
                row.Due != right.Due ? "due" : null,
                row.State != right.State ? "state" : null,
                row.Objective != right.Objective ? "objective" : null,
            }.OfType<string>()
        );
        return columns.Length == 0 ? null : $"These columns are not what its body says: {columns}.";
    }

    async Task SeriesAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        for (var after = 0; ; )
        {
            var batch = await db.Series.AsNoTracking().Where(s => s.Id > after).OrderBy(s => s.Id).Take(Batch).ToListAsync(stop);
            if (batch.Count == 0)
                return;
            var last = batch[^1].Id;
            var rows = (
                await db
                    .Readings.AsNoTracking()
                    .Where(r => r.Series > after && r.Series <= last)
                    .OrderBy(r => r.Series)
                    .ThenBy(r => r.On)
                    .ThenBy(r => r.Ordinal)
                    .ToListAsync(stop)
            ).ToLookup(r => r.Series);
            foreach (var series in batch)
            {
                Series++;
                if (WhatDiffers(series, [.. rows[series.Id]]) is { } what)
                    Add($"{series.Plan}, measures/{series.Measure}", what);
            }
            after = last;
        }
    }

    static string? WhatDiffers(SeriesRow series, List<ReadingRow> rows)
    {
        IReadOnlyList<Reading> packed;
        try
        {
            packed = PackedReadings.Unpack(series.Packed);
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return "Its packed readings cannot be read.";
        }
        if (packed.Count != rows.Count || series.Count != rows.Count)
            return $"It has {rows.Count} readings, {packed.Count} packed, {series.Count} counted.";
        for (var i = 0; i < rows.Count; i++)
        {
            var (one, row) = (packed[i], rows[i]);
            if (
                (one.On ?? DateOnly.MinValue) != row.On
                || !Nullable.Equals(one.Value, row.Value)
                || !Nullable.Equals(one.Numerator, row.Numerator)
                || !Nullable.Equals(one.Denominator, row.Denominator)
                || (one.Note ?? "") != (row.Note ?? "")
            )
                return $"The reading of {row.On:yyyy-MM-dd} is not the packed one.";
        }
        return null;
    }
}
