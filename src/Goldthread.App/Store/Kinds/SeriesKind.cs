using Goldthread.App.Monitor.Readings;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Series: the packed copy of a measure's readings, and what the statistics say of them, which is said again here.</summary>
sealed class SeriesKind : Kind
{
    public override string Table => "series";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = Reasons.Version,
            ["worse_asked"] = Asked,
            ["missed_asked"] = Asked,
        };

    const string Asked = "Keeps one run from being asked about twice; the questions themselves are told by the record.";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.Series.Select(s => s.Plan).Distinct().ToListAsync(stop);

    public override async IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain)
    {
        var series = await chain.Db.Series.Where(s => s.Plan == chain.Owner).OrderBy(s => s.Id).ToListAsync(chain.Stop);
        if (series.Count == 0)
            yield break;
        chain.Whole.Look(Table, series.Count);
        var rows = (await ReadingsKind.OfAsync(chain)).ToLookup(r => r.Series);
        var measures = chain.Items.Where(i => i.List is Measure.List).ToDictionary(i => i.Id, StringComparer.Ordinal);
        var bases = await ChartBases.LoadAsync(chain.Db, chain.Owner, chain.Stop);
        foreach (var one in series)
        {
            if (WhatDiffers(one, [.. rows[one.Id]], measures.GetValueOrDefault(one.Measure), bases) is { } what)
                yield return ($"{chain.Owner}, measures/{one.Measure}", what);
        }
    }

    static string? WhatDiffers(SeriesRow series, List<ReadingRow> rows, ItemRow? item, ChartBases bases)
    {
        if (item is null)
            return "There are readings of it, and no such measure.";
        IReadOnlyList<Reading> packed;
        try
        {
            packed = PackedReadings.Unpack(series.Packed);
        }
        catch (Exception broken) when (Unreadable.Is(broken))
        {
            return "Its packed readings cannot be read.";
        }
        if (packed.Count != rows.Count || series.Count != rows.Count)
            return $"It has {rows.Count} readings, {packed.Count} packed, {series.Count} counted.";
        for (var i = 0; i < rows.Count; i++)
        {
            if ((packed[i].On ?? DateOnly.MinValue) != rows[i].On || !SeriesEdit.IsSame(packed[i], ReadingsKind.Of(rows[i])))
                return $"The reading of {rows[i].On:yyyy-MM-dd} is not the packed one.";
        }
        // What was said of a measure that is taken out is shown to nobody, and is said again when it comes back.
        if (item.RemovedAt is not null)
            return null;
        var right = new SeriesRow();
        try
        {
            RecordReadings.Judge(right, ItemRows.Read<Measure>(item), packed, bases.Of(series.Measure));
        }
        catch (Exception broken) when (Unreadable.Is(broken))
        {
            return "What the statistics say of its readings cannot be worked out.";
        }
        var wrong = ItemsKind.Columns(
            (series.Last != right.Last, "last"),
            (!Nullable.Equals(series.Latest, right.Latest), "latest"),
            (!Nullable.Equals(series.Previous, right.Previous), "previous"),
            (!Nullable.Equals(series.Target, right.Target), "target"),
            (series.Variation != right.Variation, "variation"),
            (series.Assurance != right.Assurance, "assurance"),
            // A series that is older than these says nothing of them until it is judged again.
            (series.WorseSince is not null && series.WorseSince != right.WorseSince, "worse_since"),
            (series.Misses != 0 && series.Misses != right.Misses, "misses"),
            (series.MissedSince is not null && series.MissedSince != right.MissedSince, "missed_since"),
            (series.Sentence != right.Sentence, "sentence")
        );
        // A measure that nobody has entered a figure of has not been judged.
        return wrong is null || (rows.Count == 0 && IsUntouched(series))
            ? null
            : wrong.Replace("its body says", "its readings say", StringComparison.Ordinal);
    }

    static bool IsUntouched(SeriesRow series) =>
        series is { Last: null, Latest: null, Previous: null, Target: null, Variation: "not-enough-yet", Assurance: null, Sentence: "" };
}
