using Goldthread.App.Monitor.Readings;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Monitor.Measures;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Figures;

/// <summary>The next figure of every measure of the plan that owes one, in one form: those that the person may enter, the longest owed first.</summary>
public sealed class EnterModel : ThingPage
{
    /// <summary>The most measures of one form.</summary>
    public const int MostRows = 100;

    public EnterModel() => (ListName, StageWord) = (Measure.List, "monitor");

    /// <summary>A measure that owes a figure.</summary>
    /// <param name="Measure">The measure.</param>
    /// <param name="On">The day of the figure.</param>
    /// <param name="Counts">True where it counts something out of something.</param>
    /// <param name="Last">What the newest figure was, in words.</param>
    public sealed record Due(Measure Measure, DateOnly On, bool Counts, string Last);

    public IReadOnlyList<Due> Owed { get; private set; } = [];
    public Answers Answers { get; private set; } = new();
    DateOnly? next;
    int measures;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var series = Seen.Series.Where(s => s.Plan == PlanId);
        var rows = await SeenItems
            .Where(i => i.List == Measure.List && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.Person,
                i.Body,
                Series = series.Where(s => s.Measure == i.Id).Select(s => new { s.Last, s.Latest }).FirstOrDefault(),
            })
            .ToListAsync(Cancel);
        measures = rows.Count;
        var owed = new List<Due>();
        foreach (var row in rows.Where(r => RecordReadings.MayEnter(Actor, Plan.Area!.Path, r.Person)))
        {
            var measure = (Measure)Shape.Of<Measure>().FromJson(row.Body);
            // Figures that come as things happen are never due.
            if (measure.Frequency is Frequency.Event)
                continue;
            var on = Freshness.NextOrFirst(measure.Frequency, row.Series?.Last, Today);
            var due = Freshness.KnownFrom(measure.Frequency, on);
            if (due > Today)
            {
                next = next is null || due < next ? due : next;
                continue;
            }
            owed.Add(
                new(
                    measure,
                    on,
                    // A count without a total is a figure.
                    measure.Denominator
                        is not null,
                    row.Series?.Last is { } last ? $"Last {Units.Figure(row.Series.Latest)}, {Days.Read(last)}" : "No figure yet"
                )
            );
        }
        Owed = [.. owed.OrderBy(o => o.On).Take(MostRows)];
        if (!HttpMethods.IsPost(Request.Method))
            Answers = Answers.Of(Owed.Select((o, i) => KeyValuePair.Create($"r[{i}].on", Days.Read(o.On))));
        else
            Align();
    }

    /// <summary>After an error each answer stands beside its measure again, whatever has been entered in between.</summary>
    void Align()
    {
        var sent = new Dictionary<string, Due>(StringComparer.Ordinal);
        foreach (var owed in Owed)
            sent[owed.Measure.Id] = owed;
        var shown = new List<Due>();
        for (var i = 0; i < Math.Min(Answers.Count("r"), MostRows); i++)
        {
            if (sent.TryGetValue(Answers[$"r[{i}].measure"].ToString(), out var owed))
                shown.Add(owed);
        }
        // Only where all that was sent is still owed do the places agree.
        if (shown.Count == Math.Min(Answers.Count("r"), MostRows))
            Owed = shown;
    }

    /// <summary>Why there is nothing to enter.</summary>
    public string Nothing() =>
        measures == 0 ? "The plan has no measures yet."
        : next is { } day ? $"Every measure has its figures. The next is due on {Days.Read(day)}."
        : "None of the measures here is yours to enter. Whoever owns them, or a planner of the area, enters their figures.";

    /// <summary>Stores what was filled in, all of it or nothing.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Answers = Answers.Of(Request.Form);
        var shape = Shape.Of<Reading>();
        var refusals = new List<Refusal>();
        var figures = new List<FigureMap.Figure>();
        for (var i = 0; i < Math.Min(Answers.Count("r"), MostRows); i++)
        {
            var reading = (Reading)shape.New();
            foreach (var field in shape.Fields)
            {
                if (TypedFigure.Parse(field, Answers[$"r[{i}].{field.Name}"].ToString().Trim(), out var value) is { } wrong)
                    refusals.Add(new($"r[{i}].{field.Name}", wrong));
                else
                    field.Set(reading, value);
            }
            if (
                reading.Value is null
                && reading.Numerator is null
                && reading.Denominator is null
                && string.IsNullOrWhiteSpace(reading.Note)
            )
                continue;
            if (reading.On is null)
            {
                if (refusals.TrueForAll(r => r.Field != $"r[{i}].on"))
                    refusals.Add(new($"r[{i}].on", "Give the figure a date, like 1 Apr 2026."));
                continue;
            }
            figures.Add(new(i, Answers[$"r[{i}].measure"].ToString(), reading));
        }
        if (refusals.Count == 0 && figures.Count == 0)
            refusals.Add(new("r[0].on", "Enter at least one figure, or say in a note why there is none."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var outcome = await Writer.RunAsync(
            Actor,
            work =>
                ImportFigures.RunAsync(work, PlanId, new FigureMap.Result(figures, [], 0), partial: false, Answers["reason"].ToString()),
            Cancel
        );
        if (outcome.Refused.Count > 0)
            throw new RuleBroken([.. outcome.Refused.Select(r => new Refusal($"r[{r.Line}].{Asked(r)}", r.Reason))]);
        return Done(To.List(PlanId, Thing), ResultWords.Of(new(outcome.Added, outcome.Changed, outcome.Same)));
    }

    /// <summary>The field beside which a refusal is shown: where it is about the whole row, the figure.</summary>
    string Asked(FigureMap.Refused refused) =>
        refused.Field is "on" or "note" ? refused.Field
        : Answers[$"r[{refused.Line}].value"].Count > 0 ? "value"
        : refused.Field ?? "numerator";
}
