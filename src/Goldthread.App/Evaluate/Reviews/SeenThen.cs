using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>
/// How a plan stood when a review was held: what a held review shows, a year later too. It holds what everybody sees who sees the plan, and is kept as
/// JSON text in the review itself, so that it goes wherever the review goes. A pure function of the plan, its series and the day.
/// </summary>
/// <param name="On">The day.</param>
/// <param name="Days">The day of each measure's newest figure; beside no words, where a day could be taken for somebody's.</param>
/// <param name="Actions">How many actions there were.</param>
/// <param name="Done">How many of them were done.</param>
/// <param name="Late">How many were late.</param>
/// <param name="Planned">Pounds planned in all; null where nobody said.</param>
/// <param name="Spent">Pounds spent in all; null where nobody said.</param>
/// <param name="Errors">Errors that the checks found.</param>
/// <param name="Warnings">Warnings that they found.</param>
/// <param name="Advice">Advice that they gave.</param>
/// <param name="LeftOut">How many things are not named for want of space.</param>
/// <param name="Measures">The measures.</param>
/// <param name="Work">The actions: late and blocked ones first.</param>
/// <param name="Risks">The open risks, the largest first.</param>
/// <param name="Questions">The open questions.</param>
public sealed record SeenThen(
    DateOnly On,
    IReadOnlyDictionary<string, DateOnly> Days,
    int Actions,
    int Done,
    int Late,
    decimal? Planned,
    decimal? Spent,
    int Errors,
    int Warnings,
    int Advice,
    int LeftOut,
    IReadOnlyList<SeenThen.Measured> Measures,
    IReadOnlyList<SeenThen.Worked> Work,
    IReadOnlyList<SeenThen.Sized> Risks,
    IReadOnlyList<SeenThen.Called> Questions
)
{
    const int LongestName = 120;
    const int LongestSentence = 300;

    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A measure with its newest figure.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Value">The newest figure; null where it had none.</param>
    /// <param name="Target">The target then in force.</param>
    /// <param name="Signal">True where its figures showed more than chance.</param>
    /// <param name="Verdict">What the figures said.</param>
    /// <param name="Unit">Its unit.</param>
    /// <param name="Name">What it is called.</param>
    public sealed record Measured(string Id, double? Value, double? Target, bool Signal, string Verdict, string? Unit, string Name);

    /// <summary>An action.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Status">Where it stood, as the plan file has it.</param>
    /// <param name="IsLate">True where it was late.</param>
    /// <param name="Name">What it is called.</param>
    public sealed record Worked(string Id, string Status, bool IsLate, string Name);

    /// <summary>An open risk.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Size">Its size of 25, or null.</param>
    /// <param name="Name">What it is called.</param>
    public sealed record Sized(string Id, int? Size, string Name);

    /// <summary>An open question.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">What is asked.</param>
    public sealed record Called(string Id, string Name);

    /// <summary>Looks at a plan.</summary>
    /// <param name="plan">The plan as everybody sees it who sees it.</param>
    /// <param name="series">Its series, by measure.</param>
    /// <param name="found">What the checks find in it.</param>
    /// <param name="today">The day.</param>
    public static SeenThen Of(PlanDocument plan, IReadOnlyDictionary<string, SeriesRow> series, FindingCounts found, DateOnly today) =>
        Of(plan, series, found, today, int.MaxValue);

    static SeenThen Of(PlanDocument plan, IReadOnlyDictionary<string, SeriesRow> series, FindingCounts found, DateOnly today, int most)
    {
        bool IsLate(Action action) => Thing.Of<Action>().IsLate(action, today);
        List<Action> actions = [.. plan.Actions.Where(a => a.Standing is not ActionStatus.Cancelled)];
        List<Risk> risks = [.. plan.Risks.Where(r => r.Status is not OpenStatus.Closed)];
        List<Question> questions = [.. plan.Questions.Where(q => q.Stands is QuestionState.Open)];
        var lines = plan.Resources?.Budget?.Lines ?? [];
        return new(
            today,
            plan.Measures.Take(most)
                .Select(m => (m.Id, series.GetValueOrDefault(m.Id)?.Last))
                .Where(m => m.Last is not null)
                .ToDictionary(m => m.Id, m => m.Last!.Value, StringComparer.Ordinal),
            actions.Count,
            actions.Count(a => a.Standing is ActionStatus.Done),
            actions.Count(IsLate),
            lines.Any(l => l.Planned is not null) ? lines.Sum(l => l.Planned ?? 0) : null,
            lines.Any(l => l.Spent is not null) ? lines.Sum(l => l.Spent ?? 0) : null,
            found.Errors,
            found.Warnings,
            found.Advice,
            new[] { plan.Measures.Count, actions.Count, risks.Count, questions.Count }.Sum(n => Math.Max(0, n - most)),
            [
                .. plan
                    .Measures.Take(most)
                    .Select(m =>
                    {
                        var own = series.GetValueOrDefault(m.Id);
                        return new Measured(
                            m.Id,
                            own?.Latest,
                            own is null ? m.Target?.Value : own.Target,
                            own is not null
                                && own.Variation != Words.Written(VariationVerdict.NotEnoughYet)
                                && own.Variation != Words.Written(VariationVerdict.CommonCause),
                            Short(own?.Sentence, LongestSentence),
                            m.Unit,
                            Short(m.Name)
                        );
                    }),
            ],
            [
                .. actions
                    .OrderByDescending(IsLate)
                    .ThenByDescending(a => a.Standing is ActionStatus.Blocked)
                    .ThenBy(a => a.Standing is ActionStatus.Done)
                    .Take(most)
                    .Select(a => new Worked(a.Id, Words.Written(a.Standing), IsLate(a), Short(a.Title))),
            ],
            [
                .. risks
                    .Select(r => new Sized(r.Id, (r.Residual ?? r.Inherent)?.Score, Short(r.Event ?? r.Cause)))
                    .OrderByDescending(r => r.Size)
                    .Take(most),
            ],
            [.. questions.Take(most).Select(q => new Called(q.Id, Short(q.Why)))]
        );
    }

    /// <summary>As a review keeps it: JSON text of at most <see cref="Review.MostSaw"/> characters; of a large plan fewer things are named.</summary>
    /// <inheritdoc cref="Of(PlanDocument, IReadOnlyDictionary{string, SeriesRow}, FindingCounts, DateOnly)"/>
    public static string Frozen(PlanDocument plan, IReadOnlyDictionary<string, SeriesRow> series, FindingCounts found, DateOnly today)
    {
        var most = int.MaxValue;
        while (true)
        {
            var json = JsonSerializer.Serialize(Of(plan, series, found, today, most), Written);
            if (json.Length <= Review.MostSaw)
                return json;
            most = Math.Min(most / 2, 200);
        }
    }

    /// <summary>What a review kept; null where it kept nothing that can be read, as one that an older file told of.</summary>
    public static SeenThen? Read(string? saw)
    {
        if (string.IsNullOrWhiteSpace(saw))
            return null;
        try
        {
            return
                JsonSerializer.Deserialize<SeenThen>(saw, Written)
                    is { Days: not null, Measures: not null, Work: not null, Risks: not null, Questions: not null } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Short(string? text, int most = LongestName)
    {
        var line = (text ?? "").ReplaceLineEndings(" ").Trim();
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }
}
