using System.Globalization;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>Enters the next figures of a measure, or mends the last ones.</summary>
public sealed class EnterModel : ThingPage
{
    const int Last = 3;
    const int New = 3;
    const int MostRows = 60;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    public EnterModel() => (ListName, StageWord) = (Measure.List, "monitor");

    public ItemRow Row { get; private set; } = null!;
    public Measure Measure { get; private set; } = null!;
    public Answers Answers { get; private set; } = new();
    public int Rows { get; private set; }
    public int Stood { get; private set; }

    /// <value>True where the measure counts something out of something; a count without a total is a figure.</value>
    public bool Counts => Measure.Denominator is not null;

    /// <summary>True where a row asks for this number: what the measure's figures are made of, and whatever the row's own figure has.</summary>
    public bool Asks(int row, string name) =>
        name is "value" ? !Counts || HasValues || Answers.Has($"r[{row}].value") : Counts || Answers.Has($"r[{row}].{name}");

    /// <value>True where a figure that is shown is a finished one, though the measure names its counts.</value>
    public bool HasValues => Enumerable.Range(0, Rows).Any(i => Answers.Has($"r[{i}].value"));

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        await LoadAsync();
        var packed =
            await Seen.Series.Where(s => s.Plan == PlanId && s.Measure == Id).Select(s => s.Packed).FirstOrDefaultAsync(Cancel) ?? [];
        var readings = PackedReadings.Unpack(packed).Where(r => r.On is not null).ToList();
        var shown = readings.TakeLast(Last).ToList();
        Stood = shown.Count;
        // Without a figure yet, the periods before this one are owed.
        var next = Freshness.NextOrFirst(Measure.Frequency, readings.Count > 0 ? readings[^1].On : null, Today, New);
        for (var i = 0; i < New && next <= Today; i++)
        {
            shown.Add(Reading.Of(next, null));
            next = Freshness.Next(Measure.Frequency, next);
        }
        Rows = shown.Count + 1;
        Answers = Answers.Of(
            new Dictionary<string, string>(
                shown
                    .SelectMany((r, i) => Texts(r, i))
                    .Concat(shown.Take(Stood).Select((r, i) => KeyValuePair.Create($"r[{i}].was", Was(r.On!.Value))))
            )
        );
        SetHead();
        return Page();
    }

    static string Was(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static IEnumerable<KeyValuePair<string, string>> Texts(Reading reading, int i)
    {
        var shape = Shape.Of<Reading>();
        foreach (var field in shape.Fields.Where(f => f.IsSet(reading)))
            yield return new($"r[{i}].{field.Name}", field.Name is "on" ? Days.Read(reading.On!.Value) : field.Write(reading));
    }

    async Task LoadAsync()
    {
        Row = await RowAsync(Id);
        Measure = ItemRows.Read<Measure>(Row);
        Sight = await SightAsync(Row);
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await LoadAsync();
        Rows = Math.Max(Answers.Count("r"), 1);
    }

    /// <summary>Stores the figures.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        await LoadAsync();
        Answers = Answers.Of(Request.Form);
        var shape = Shape.Of<Reading>();
        var refusals = new List<Refusal>();
        var readings = new List<Reading>();
        var packed =
            await Seen.Series.Where(s => s.Plan == PlanId && s.Measure == Id).Select(s => s.Packed).FirstOrDefaultAsync(Cancel) ?? [];
        var stand = PackedReadings
            .Unpack(packed)
            .Where(r => r.On is not null)
            .GroupBy(r => Was(r.On!.Value))
            .ToDictionary(g => g.Key, g => g.Last());
        for (var i = 0; i < Math.Min(Answers.Count("r"), MostRows); i++)
        {
            var reading = (Reading)shape.New();
            foreach (var field in shape.Fields)
            {
                // What the form did not ask stays as it stands.
                if (!Request.Form.ContainsKey($"r[{i}].{field.Name}"))
                {
                    if (stand.TryGetValue(Answers[$"r[{i}].was"].ToString(), out var stood) && field.IsSet(stood))
                        field.Set(reading, field.Get(stood));
                }
                else if (TypedFigure.Parse(field, Answers[$"r[{i}].{field.Name}"].ToString().Trim(), out var value) is { } wrong)
                    refusals.Add(new($"r[{i}].{field.Name}", wrong));
                else
                    field.Set(reading, value);
            }
            var given =
                reading.Value is not null || reading.Numerator is not null || reading.Denominator is not null || reading.Note is not null;
            // A date alone is the one that was offered.
            if (!given && i >= (int.TryParse(Answers["stood"], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0))
                continue;
            // Only a row whose every answer was shown and is emptied takes its figure away.
            if (
                !given
                && shape.Fields.Any(f =>
                    f.Name is not "on"
                    && stand.TryGetValue(Answers[$"r[{i}].was"].ToString(), out var kept)
                    && f.IsSet(kept)
                    && !Request.Form.ContainsKey($"r[{i}].{f.Name}")
                )
            )
                continue;
            if (reading.On is null && refusals.All(r => r.Field != $"r[{i}].on"))
            {
                if (given)
                    refusals.Add(new($"r[{i}].on", "Give the figure a date, like 1 Apr 2026."));
                if (Identifiable.Find(reading.Note) is { } found)
                    refusals.Add(new($"r[{i}].note", found.Explanation()));
                continue;
            }
            if (reading.On is not null && RecordReadings.Wrong(Measure, reading, Today) is { } refusal)
                refusals.Add(refusal with { Field = $"r[{i}].{refusal.Field}" });
            readings.Add(reading);
        }
        if (refusals.Count == 0 && readings.Count == 0)
            refusals.Add(new("r[0].on", "Enter at least one figure."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var result = await Writer.RunAsync(Actor, work => RecordReadings.RunAsync(work, PlanId, Id, readings, Reason), Cancel);
        return Done(To.Item(PlanId, Thing, Id), ResultWords.Of(result));
    }
}

/// <summary>What is typed of a figure.</summary>
public static class TypedFigure
{
    /// <summary>Reads it as its field does, and a month too: who has one figure a month writes Nov 2026.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(Field field, string text, out object? value)
    {
        value = null;
        if (field.Name is not "on" || text.Length == 0)
            return field.Parse(text, out value);
        if (!FigureMap.TryReadDay(text, out var day))
            return "Enter a date like 1 Apr 2026, or a month like Apr 2026.";
        value = day;
        return null;
    }

    /// <summary>The one figure of a day as it was typed.</summary>
    /// <param name="on">The day.</param>
    /// <param name="answers">What was typed, by the names of the fields; nothing for nothing.</param>
    /// <param name="asked">The field that is asked first: a figure without any is missing there.</param>
    /// <exception cref="RuleBroken">Something cannot be read, or there is no figure.</exception>
    public static Reading Of(DateOnly on, IEnumerable<(string Name, string? Text)> answers, string asked)
    {
        var shape = Shape.Of<Reading>();
        var reading = (Reading)shape.New();
        shape["on"].Set(reading, on);
        List<Refusal> refusals = [];
        foreach (var (name, text) in answers)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (Parse(shape[name], text.Trim(), out var value) is { } wrong)
                refusals.Add(new(name, wrong));
            else
                shape[name].Set(reading, value);
        }
        if (refusals.Count == 0 && reading is { Value: null, Numerator: null })
            refusals.Add(new(asked, "Write the figure."));
        return refusals.Count > 0 ? throw new RuleBroken(refusals) : reading;
    }
}

/// <summary>What came of entering figures, in a sentence.</summary>
public static class ResultWords
{
    /// <summary>"2 figures added, 1 changed."</summary>
    public static string Of(RecordReadings.Result result) =>
        result switch
        {
            { Added: 0, Changed: 0 } => "Nothing changed: these figures were there already.",
            { Changed: 0 } => $"{Figures(result.Added)} added.",
            { Added: 0 } => $"{Figures(result.Changed)} changed.",
            _ => $"{Figures(result.Added)} added, {result.Changed} changed.",
        };

    static string Figures(int count) => count == 1 ? "1 figure" : $"{count:N0} figures";
}
