using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A look at whether a standard is kept.</summary>
[Thing(Audit.List, Stage.Monitor, "audit", "AU", Why = "Plan when each standard is looked at, and what you do when it is not kept.")]
public sealed class Audit : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "audits";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is looked at?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [IsDue(2)]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(3)]
    [Asks("What score is good enough?")]
    public double? Standard { get; private set; }

    [AskedFirst(4)]
    [Asks("What score did it get?")]
    public double? Score { get; private set; }

    [AskedFirst(5)]
    [Known(Known.AuditTool)]
    [Asks("With which tool?", Hint = "Its questions are then answered one by one, and make the score.")]
    public string? Tool { get; private set; }

    [MovedBy("answer", "complete")]
    [Asks("What was found?")]
    public IReadOnlyList<AuditAnswer> Answers { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What was the sample?", Hint = "Such as 12 care records, one from each floor.")]
    public string? Sample { get; private set; }

    [Under(Fold.More)]
    [Asks("Which records or places were drawn?", Hint = "One a line, by number. No names.")]
    public IReadOnlyList<string> Sampled { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("Which part of the service?")]
    public string? Area { get; private set; }

    [Under(Fold.More)]
    [Refers(Audit.List)]
    [Asks("Which audit does it follow?")]
    public string? Follows { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Known(Known.Requirement)]
    [Asks("Which law or standards does it check?")]
    public IReadOnlyList<string> Requirements { get; private set; } = [];

    [AskedFirst(6)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions came of it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [IsDue]
    [Asks("When is it done again?")]
    public DateOnly? ReAudit { get; private set; }

    [Under(Fold.More)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Where is the report?")]
    public string? Evidence { get; private set; }

    /// <summary>An action came of it.</summary>
    /// <param name="action">The action's id.</param>
    public void LedTo(string action) => Actions = [.. Actions, action];

    /// <summary>Takes the questions of its tool, where it has none yet.</summary>
    /// <param name="tool">The tool; null where it names none.</param>
    public void Take(AuditTool? tool)
    {
        if (tool is null || Answers.Count > 0)
            return;
        Answers = [.. tool.Questions.Select(q => AuditAnswer.Of(q.Text))];
        (Title, Standard, Sample) = (
            string.IsNullOrWhiteSpace(Title) ? tool.Title : Title,
            Standard ?? tool.Standard,
            string.IsNullOrWhiteSpace(Sample) ? tool.Sample : Sample
        );
    }

    /// <summary>Answers some of the questions; the others stay as they are.</summary>
    /// <param name="given">Each with its question, as it stands or by its number from 1.</param>
    /// <exception cref="RuleBroken">None is given, or one is of another question.</exception>
    public void AnswerSome(IReadOnlyList<GivenAnswer> given)
    {
        var refusals = new List<Refusal>();
        var answers = Answers.ToArray();
        var any = false;
        foreach (var (place, one) in given.Index())
        {
            var at = Array.FindIndex(answers, a => string.Equals(a.Question?.Trim(), one.Question?.Trim(), StringComparison.Ordinal));
            if (at < 0 && int.TryParse(one.Question, System.Globalization.CultureInfo.InvariantCulture, out var number))
                at = number >= 1 && number <= answers.Length ? number - 1 : -1;
            if (at < 0)
                refusals.Add(new($"answers[{place}].question", "This audit does not ask that. Give one of its questions, or its number."));
            else if (one.Score is not null || !string.IsNullOrWhiteSpace(one.Note))
            {
                answers[at] = answers[at].With(one.Score, one.Note);
                any = true;
            }
        }
        if (refusals.Count == 0 && !any)
            refusals.Add(new("answers", "Answer at least one question."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        Answers = answers;
    }

    /// <summary>It is done: every question has its score, and they make the audit's.</summary>
    /// <param name="actions">The action that was made of each question that is not met, by its place.</param>
    /// <param name="evidence">The piece of evidence that the audit is; null for none.</param>
    /// <param name="again">The day on which it is done again, where it does not say.</param>
    /// <param name="on">Today, where it does not say when it was done.</param>
    /// <exception cref="RuleBroken">A question is not answered, or none applies.</exception>
    public void Complete(IReadOnlyDictionary<int, string> actions, string? evidence, DateOnly? again, DateOnly on)
    {
        Score = Counted();
        Answers = [.. Answers.Select((a, place) => actions.TryGetValue(place, out var action) ? a.LedTo(action) : a)];
        Actions = [.. Actions, .. actions.OrderBy(a => a.Key).Select(a => a.Value).Except(Actions)];
        (On, Evidence, ReAudit) = (On is { } day && day <= on ? day : on, Evidence ?? evidence, ReAudit > on ? ReAudit : again);
    }

    /// <summary>What the answers make of 100: met counts whole, partly half, what does not apply not at all.</summary>
    /// <exception cref="RuleBroken">A question is not answered, or none applies.</exception>
    public double Counted()
    {
        var open = Answers.Index().Where(a => a.Item.Score is null).Select(a => a.Index + 1).ToList();
        if (open.Count > 0)
            throw new RuleBroken(
                $"{(open.Count == 1 ? "1 question is" : $"{open.Count} questions are")} not answered yet: {string.Join(", ", open.Take(10))}{(open.Count > 10 ? " and more" : "")}. Answer them, or say that they do not apply."
            );
        var asked = Answers.Count(a => a.Score is not AuditScore.NotApplicable);
        if (asked == 0)
            throw new RuleBroken("No question applies, so there is no score. Answer those that do.");
        return Math.Round(
            Answers.Sum(a =>
                a.Score is AuditScore.Met ? 100
                : a.Score is AuditScore.Partly ? 50
                : 0.0
            ) / asked,
            1
        );
    }

    internal string? WhyNotAnswered() =>
        Answers.Count == 0 ? "This audit has no questions. Choose a tool for it first."
        : Score is not null ? "This audit is completed. Add another to look again."
        : null;
}

/// <summary>An answer of an audit: how far what is asked is met, and what was seen.</summary>
public sealed class AuditAnswer : Part
{
    [Max(400)]
    [Asks("What is asked?")]
    public string? Question { get; private set; }

    [Asks("Is it met?")]
    public AuditScore? Score { get; private set; }

    [Asks("What was seen?", Hint = "No names of people who use the service.", Long = true)]
    public string? Note { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which action came of it?")]
    public string? Action { get; private set; }

    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?")]
    public string? Evidence { get; private set; }

    internal static AuditAnswer Of(string question) => new() { Question = question };

    internal AuditAnswer With(AuditScore? score, string? note) =>
        Copy(score ?? Score, string.IsNullOrWhiteSpace(note) ? Note : note, Action);

    internal AuditAnswer LedTo(string action) => Copy(Score, Note, action);

    AuditAnswer Copy(AuditScore? score, string? note, string? action) =>
        new()
        {
            Question = Question,
            Score = score,
            Note = note,
            Action = action,
            Evidence = Evidence,
        };
}

/// <summary>How far something is met.</summary>
public enum AuditScore
{
    Met,
    Partly,
    NotMet,

    [Reads("does not apply")]
    NotApplicable,
}

/// <summary>An answer that is given.</summary>
public sealed class GivenAnswer : Part
{
    [Max(400)]
    [Owed]
    [Asks("Which question?", Hint = "As the audit has it, or its number.")]
    public string? Question { get; private set; }

    [Asks("Is it met?")]
    public AuditScore? Score { get; private set; }

    [Asks("What was seen?", Hint = "No names of people who use the service.", Long = true)]
    public string? Note { get; private set; }
}
