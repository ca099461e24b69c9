using System.Globalization;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>A figure that a review looked at, and that was corrected after it was held.</summary>
/// <param name="Measure">The measure's id.</param>
/// <param name="Day">The day of the figure.</param>
/// <param name="Was">The figure as the review saw it.</param>
/// <param name="Now">What it became; null where it was taken away.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who corrected it.</param>
/// <param name="At">When.</param>
public sealed record CorrectedSince(string Measure, DateOnly Day, Reading Was, Reading? Now, string? Reason, string By, DateTimeOffset At)
{
    /// <summary>The most lines of the record that are looked through, and corrections that are told.</summary>
    const int Most = 200;

    /// <summary>What was corrected, the newest first; one query.</summary>
    /// <param name="db">To read with.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="review">A held review.</param>
    /// <param name="held">The place in the record where it was held; null where a file told of it.</param>
    public static async Task<IReadOnlyList<CorrectedSince>> OfAsync(
        Db db,
        string plan,
        Review review,
        long? held,
        CancellationToken cancel = default
    )
    {
        if (review.HeldOn is not { } day)
            return [];
        var since = held ?? 0;
        // The figures of that day may be those that were looked at.
        var from = held is null ? ServiceTime.EndOf(day) : DateTimeOffset.MinValue;
        var lines = await db
            .Records.AsNoTracking()
            .Where(r => r.Stream == plan && r.List == Domain.Monitor.Measure.List && r.Operation == "RecordReadings" && r.Seq > since)
            .OrderByDescending(r => r.Seq)
            .Take(Most)
            .ToListAsync(cancel);
        return [.. lines.Where(l => l.At >= from).SelectMany(l => Of(l, review)).Take(Most)];
    }

    static IEnumerable<CorrectedSince> Of(RecordRow line, Review review)
    {
        var shape = Shape.Of<Reading>();
        Reading? One(JsonElement json) => json.ValueKind is JsonValueKind.Object ? (Reading)shape.FromJson(json.GetRawText()) : null;
        using var changes = JsonDocument.Parse(line.Changes);
        var told = new List<CorrectedSince>();
        foreach (var change in changes.RootElement.EnumerateObject())
        {
            if (DateOnly.TryParseExact(change.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                Add(day, One(change.Value[0]), One(change.Value[1]));
            else if (change.Value[0].ValueKind is JsonValueKind.Array && change.Value[1].ValueKind is JsonValueKind.Array)
            {
                // A plan file tells the figures whole.
                var now = change
                    .Value[1]
                    .EnumerateArray()
                    .Select(One)
                    .OfType<Reading>()
                    .Where(r => r.On is not null)
                    .ToLookup(r => r.On!.Value);
                foreach (var was in change.Value[0].EnumerateArray().Select(One).OfType<Reading>().Where(r => r.On is not null))
                {
                    if (!now[was.On!.Value].Any(r => Monitor.Readings.SeriesEdit.IsSame(was, r)))
                        Add(was.On.Value, was, now[was.On.Value].LastOrDefault());
                }
            }
        }
        return told;

        void Add(DateOnly day, Reading? was, Reading? now)
        {
            if (was is not null && review.Locks(day))
                told.Add(new(line.Item!, day, was, now, line.Reason, line.Actor, line.At));
        }
    }
}
