using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Parts;

/// <summary>How things stand, in a sentence or two, for those whose page has no words of its own.</summary>
public static class Standing
{
    /// <summary>The sentence; empty where nothing is to be said.</summary>
    /// <param name="item">The thing.</param>
    /// <param name="today">Today.</param>
    public static string Of(Part item, DateOnly today) =>
        item switch
        {
            Risk risk => Joined(
                (risk.Residual ?? risk.Inherent)?.Score is { } now
                    ? $"{Of25(now)}{(risk.Residual is null ? ", with nothing done" : ", with what holds it down")}{(risk.Target?.Score is { } aim ? $"; it is to be {Of25(aim)}" : "")}."
                    : "Nobody has said how large it is.",
                risk.Status is OpenStatus.Closed ? ""
                    : risk.NextReview is { } look
                        ? (look < today ? $"A look at it was due on {Days.Read(look)}." : $"The next look at it is on {Days.Read(look)}.")
                    : ""
            ),
            OptionsAppraisal { Choices.Count: > 0 } appraisal => appraisal.Sentence(),
            Audit { Score: { } score, Standard: { } standard } =>
                $"{Words(score)}: {(score >= standard ? "the standard of" : "below the standard of")} {Words(standard)}{(score >= standard ? " is kept" : "")}.",
            Audit { Score: null, Answers.Count: > 0 and var asked } audit =>
                $"{audit.Answers.Count(a => a.Score is not null)} of {asked} questions are answered.",
            Audit { Score: null, On: { } day } => day < today
                ? $"It was planned for {Days.Read(day)}, and has no score."
                : $"Planned for {Days.Read(day)}.",
            FeedbackItem feedback => feedback switch
            {
                { Responded: { } told, AskedAgain.Helped: Helped.Yes } => $"Answered, and told on {Days.Read(told)}. It helped.",
                { Responded: { } told, AskedAgain.Helped: Helped.Partly } => $"Answered, and told on {Days.Read(told)}. It helped in part.",
                { Responded: { } told, AskedAgain.Helped: Helped.No } => $"Answered, and told on {Days.Read(told)}. It did not help.",
                { Responded: { } told, ToldHow: { Length: > 0 } } =>
                    $"Answered, and told on {Days.Read(told)}. Ask again whether it helped.",
                { Responded: { } day } => $"Answered on {Days.Read(day)}.",
                { Response: { Length: > 0 } } => "Answered. Nobody has told them yet.",
                _ => "Not answered yet.",
            },
            BudgetLine line => Joined(
                line is { Planned: { } planned } ? $"{Units.Pounds(line.Spent ?? 0)} of {Units.Pounds(planned)} is spent." : "",
                line is { Forecast: { } forecast, Planned: { } plan }
                    ? forecast > plan
                        ? $"{Units.Pounds(forecast)} is expected, {Units.Pounds(forecast - plan)} more than planned."
                        : $"{Units.Pounds(forecast)} is expected."
                    : ""
            ),
            RegulatoryAction { Status: not OpenStatus.Closed, Due: { } due } => due < today
                ? $"{(today.DayNumber - due.DayNumber == 1 ? "1 day" : $"{today.DayNumber - due.DayNumber} days")} late."
                : $"Due on {Days.Read(due)}.",
            Stakeholder { Power: { } power, Interest: { } interest } => (power >= 3, interest >= 3) switch
            {
                (true, true) => "They can change much, and it matters to them: work closely with them.",
                (true, false) => "They can change much, and it matters less to them: keep them content.",
                (false, true) => "It matters to them, and they can change little: keep them informed.",
                _ => "They can change little, and it matters less to them.",
            },
            Adaptation change => Joined(
                change.Field is { } field
                    ? $"{Domain.Shapes.Words.Capital(Domain.Shapes.Words.Read(field))}: from {Deciding.Said(change.From)} to {Deciding.Said(change.To)}."
                    : ""
            ),
            ImprovementCycle cycle => cycle switch
            {
                { Act: { } act } => $"Studied. What was decided: {Domain.Shapes.Words.Read(act)}.",
                { Study: { Length: > 0 } } => "Studied. Nobody has decided yet what to do with it.",
                { Do: { Length: > 0 } } => "Tried. Nobody has written down yet what happened against what was expected.",
                { Began: { } began } => $"Under way since {Days.Read(began)}. Figures from after that day say what came of it.",
                { Prediction: { Length: > 0 } } => "Predicted, and not tried yet.",
                _ => "Nothing is predicted yet.",
            },
            Evidence evidence => Joined(
                evidence is { On: { } day }
                    ? $"{(evidence.Type is { } type ? Domain.Shapes.Words.Capital(Domain.Shapes.Words.Read(type)) : "Evidence")} of {Days.Read(day)}{(evidence.Author is { } author ? ", by " + author : "")}."
                    : "",
                evidence.Supports.Count + evidence.Requirements.Count == 0 ? "It supports nothing yet." : ""
            ),
            _ => "",
        };

    /// <summary>The one thing to do next, and where; null where nothing in particular is.</summary>
    /// <param name="thing">What it is.</param>
    /// <param name="item">The thing.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="id">The id of its row.</param>
    /// <param name="today">Today.</param>
    public static (string Text, string Href)? Next(Thing thing, Part item, string plan, string id, DateOnly today)
    {
        (string, string) Answer(string text, string field) =>
            (text, $"{To.Item(plan, thing, id)}/edit?mend={field}#{Forms.ShapeForm.IdOf(field)}");
        return item switch
        {
            RegulatoryAction { Status: not OpenStatus.Closed, Action: null } asked => (
                "Add the action that answers it",
                To.With(
                    To.Add(plan, Thing.Of<Domain.Implement.Action>()),
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["required"] = id,
                        ["title"] =
                            asked.Text is { Length: > 0 and <= 200 } text && !text.Contains('\n', StringComparison.Ordinal) ? text : null,
                        ["due"] = asked.Due is { } due ? Days.Read(due) : null,
                    }
                )
            ),
            Risk { Status: not OpenStatus.Closed } risk when risk.NextReview is null || risk.NextReview <= today.AddDays(14) => Answer(
                "Look at it again",
                "residual,next_review"
            ),
            Audit { Score: null, Answers.Count: 0 } => Answer("Enter the score", "score"),
            BudgetLine { Spent: null } => Answer("Enter what is spent", "spent"),
            ImprovementCycle { Began: not null, Do: null or "" } => Answer("Say what was tried", "do"),
            Evidence { Supports.Count: 0, Requirements.Count: 0 } => Answer("Say what it supports", "supports"),
            Stakeholder => (
                "Add a conversation with them",
                $"{To.Add(plan, Thing.Of<Engagement>())}?stakeholder={Uri.EscapeDataString(id)}"
            ),
            _ => null,
        };
    }

    /// <summary>What somebody said, in their own words; null where nobody is quoted.</summary>
    public static string? Voice(Part item) =>
        item switch
        {
            FeedbackItem { Said: { Length: > 0 } said } => said,
            Engagement { Said: { Length: > 0 } said } => said,
            _ => null,
        };

    static string Of25(int score) => Shipped.RiskScale.Read(score);

    static string Words(double score) => Units.Figure(score);

    static string Joined(params ReadOnlySpan<string> sentences)
    {
        var all = "";
        foreach (var sentence in sentences)
        {
            if (sentence.Length > 0)
                all += (all.Length == 0 ? "" : " ") + sentence;
        }
        return all;
    }
}
