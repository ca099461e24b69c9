using Goldthread.App.Monitor.Readings;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;
using Goldthread.Web.Pages.Things;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>A measure: the verdict in one sentence, its chart, what happened, the figures, and what it is.</summary>
public sealed class MeasureModel : DetailModel
{
    public Measure Measure => (Measure)Item;
    public Chart? Chart { get; private set; }
    public string? Refused { get; private set; }
    public IReadOnlyList<Reading> Readings { get; private set; } = [];
    public ChartWords ChartWords => MeasureChart.WordsOf(Measure);
    public ChartSuggestion? Suggestion { get; private set; }

    /// <value>True where the newest figure is older than one and a half periods.</value>
    public bool IsStale { get; private set; }

    public bool MayEnter =>
        MayWrite
        || Actor.May(Permission.Assure, Plan.Area!.Path)
        || (
            Row.Person is { } person && Actor.May(Permission.Contribute, Plan.Area!.Path) && Actor.StaffIn(Plan.Area!.Path).Contains(person)
        );

    public MeasureModel() => (ListName, StageWord) = ("measures", "monitor");

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await base.ShowAsync();
        var packed =
            await Db.Series.Where(s => s.Plan == PlanId && s.Measure == Id).Select(s => s.Packed).FirstOrDefaultAsync(Cancel) ?? [];
        Readings = PackedReadings.Unpack(packed);
        Chart = MeasureChart.Make(Measure, Readings, out var refusal);
        Refused = refusal?.Message;
        Suggestion = MeasureChart.Suggest(Measure, Readings);
        IsStale = Freshness.IsStale(Measure.Frequency, Readings.Count == 0 ? null : Readings[^1].On, Today);
    }

    /// <summary>The picture with what happened marked on it.</summary>
    public PictureOptions Picture() => new() { ShowVerdict = false };

    /// <summary>What happened, newest first: limits counted anew, notes beside figures.</summary>
    public IReadOnlyList<(DateOnly On, string Text)> Happened() =>
        [
            .. Measure
                .Rebase.Where(r => r.On is not null)
                .Select(r => (r.On!.Value, $"Limits are counted anew from here{(r.Reason is { } reason ? ": " + reason : "")}"))
                .Concat(Readings.Where(r => r.On is not null && !string.IsNullOrWhiteSpace(r.Note)).Select(r => (r.On!.Value, r.Note!)))
                .OrderByDescending(h => h.Item1)
                .Take(100),
        ];

    /// <summary>Each rule that a group of points broke, in words.</summary>
    public IReadOnlyList<string> Signals() => Chart is null ? [] : Verdict.Notes(Chart);
}
