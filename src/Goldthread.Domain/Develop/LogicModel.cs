using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>How what is done is to change people's lives, step by step; and where the chain breaks.</summary>
public sealed class LogicModel
{
    /// <summary>One step.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="From">What leads to it.</param>
    /// <param name="Wrong">What is wrong with it, in a few words; null where nothing is.</param>
    /// <param name="IsOutput">True for an outcome that says what was done, and not what changed for people.</param>
    public sealed record Line(LogicStep Step, IReadOnlyList<LogicStep> From, string? Wrong, bool IsOutput)
    {
        /// <value>What it says.</value>
        public string Text => string.IsNullOrWhiteSpace(Step.Text) ? "A step" : Step.Text;
    }

    LogicModel(IReadOnlyList<Line> lines) => Lines = lines;

    /// <value>The steps, from what goes in to what it adds up to.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The model of a plan.</summary>
    /// <param name="document">The plan with its steps.</param>
    /// <param name="words">By which an output is told from an outcome.</param>
    /// <param name="logic">More of them.</param>
    public static LogicModel Of(PlanDocument document, WordLists words, LogicWords logic)
    {
        var byId = document.Logic.DistinctBy(s => s.Id).ToDictionary(s => s.Id, StringComparer.Ordinal);
        var followed = document.Logic.SelectMany(s => s.From).ToHashSet(StringComparer.Ordinal);
        return new([
            .. document
                .Logic.OrderBy(s => s.Kind ?? (LogicKind)9)
                .ThenBy(s => s.Kind is LogicKind.Outcome ? s.Term ?? (LogicTerm)9 : 0)
                .Select(s =>
                {
                    var from = s.From.Where(f => f != s.Id && byId.ContainsKey(f)).Select(f => byId[f]).ToList();
                    var isOutput = s.Kind is LogicKind.Outcome or LogicKind.Impact && ReadsAsOutput(words.Lexicon, logic.Done, s.Text);
                    return new Line(
                        s,
                        from,
                        isOutput ? "This is what was done: an output"
                            : s.Kind is LogicKind.Output && !followed.Contains(s.Id) ? "What does it change for people?"
                            : s.Kind is not (LogicKind.Input or null) && from.Count == 0 ? "Nothing leads to it"
                            : null,
                        isOutput
                    );
                }),
        ]);
    }

    /// <summary>Where the chain holds and where it breaks, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "How what you do is to change people's lives is not written down yet.";
            var missing = ((LogicKind[])[LogicKind.Input, LogicKind.Activity, LogicKind.Output, LogicKind.Outcome])
                .Where(k => Lines.All(l => l.Step.Kind != k))
                .Select(k =>
                    k switch
                    {
                        LogicKind.Input => "what goes in",
                        LogicKind.Activity => "what is done",
                        LogicKind.Output => "what comes out of it",
                        _ => "what is different for people",
                    }
                )
                .ToList();
            var outputs = Lines.Where(l => l.IsOutput).Select(l => $"“{l.Text}”").ToList();
            var loose = Lines.Count(l => l.Wrong is not null && !l.IsOutput);
            List<string> parts = [];
            if (outputs.Count > 0)
                parts.Add(
                    outputs.Count == 1
                        ? $"{outputs[0]} is what was done, not what is different for people"
                        : $"{Several.Of(outputs, 2)} are what was done, not what is different for people"
                );
            if (missing.Count > 0)
                parts.Add($"nothing says {Several.Of(missing)}");
            if (loose > 0)
                parts.Add($"the chain breaks at {Several.Count(loose, "step")}");
            var all = string.Join("; ", parts);
            return parts.Count == 0
                ? $"All {Lines.Count:N0} steps lead on, from what goes in to what is different for people."
                : Words.Capital(all) + ".";
        }
    }

    /// <summary>True where a text tells what was done, and not what that changed.</summary>
    static bool ReadsAsOutput(Lexicon words, Phrases done, string? text) =>
        !string.IsNullOrWhiteSpace(text)
        && !words.NotActivity.In(text)
        && (Sentences.BeginsWith(words, text, words.ActivityVerbs) is not null || Sentences.CountsActivity(words, text) || done.In(text));
}
