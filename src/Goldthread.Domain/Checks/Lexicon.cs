using System.Buffers;

namespace Goldthread.Domain.Checks;

/// <summary>The word lists of the second edition, each made ready once.</summary>
/// <param name="words">The lists as they are written.</param>
sealed class Lexicon(Govern.WordLists words)
{
    internal Phrases PassedOver { get; } = new(words.PassedOver);
    internal Phrases StrategicPhrases { get; } = new(words.StrategicPhrases);
    internal Phrases StrategicVerbs { get; } = new(words.StrategicVerbs);
    internal Phrases NotStrategic { get; } = new(words.NotStrategic);
    internal Phrases WholeOrganisation { get; } = new(words.WholeOrganisation);
    internal Phrases NotWholeOrganisation { get; } = new(words.NotWholeOrganisation);
    internal Phrases VagueObjectiveVerbs { get; } = new(words.VagueObjectiveVerbs);
    internal Phrases VagueActionVerbs { get; } = new(words.VagueActionVerbs);
    internal Phrases NotVague { get; } = new(words.NotVague);
    internal Phrases WoollyWords { get; } = new(words.WoollyWords);
    internal Phrases Deliverables { get; } = new(words.Deliverables);
    internal Phrases NumberWords { get; } = new(words.NumberWords);
    internal Phrases JudgementWords { get; } = new(words.JudgementWords);
    internal Phrases NoRecord { get; } = new(words.NoRecord);
    internal Phrases EmptyWords { get; } = new(words.EmptyWords);
    internal Phrases RestrictiveWords { get; } = new(words.RestrictiveWords);
    internal Phrases NotRestrictive { get; } = new(words.NotRestrictive);
    internal Phrases ReleasedBefore { get; } = new(words.ReleasedBefore);
    internal Phrases ReleasedAfter { get; } = new(words.ReleasedAfter);
    internal Phrases RightsWords { get; } = new(words.RightsWords);
    internal Phrases LessCareVerbs { get; } = new(words.LessCareVerbs);
    internal Phrases LessCareThings { get; } = new(words.LessCareThings);
    internal Phrases NotLessCare { get; } = new(words.NotLessCare);
    internal Phrases SilenceWords { get; } = new(words.SilenceWords);
    internal Phrases NotSilence { get; } = new(words.NotSilence);
    internal Phrases CrowdRoles { get; } = new(words.CrowdRoles);
    internal Phrases NewPractice { get; } = new(words.NewPractice);
    internal Phrases NotNewPractice { get; } = new(words.NotNewPractice);
    internal Phrases VoidThoughts { get; } = new(words.VoidThoughts);
    internal Phrases PeopleWords { get; } = new(words.PeopleWords);
    internal Phrases VagueTriggers { get; } = new(words.VagueTriggers);
    internal Phrases CauseWords { get; } = new(words.CauseWords);
    internal Phrases TitledNames { get; } = new(words.TitledNames, asWritten: true);
    internal Phrases ToldWhere { get; } = new(words.ToldWhere);
    internal Phrases FirstNames { get; } = new(words.FirstNames, asWritten: true);
    internal Phrases NotPersons { get; } = new(words.NotPersons);

    /// <value>Every word of the lists that are looked for in the titles of actions: most titles hold none, and need no second look.</value>
    internal SearchValues<string> OfActions { get; } =
        SearchValues.Create(
            [.. words.RestrictiveWords.Concat(words.LessCareVerbs).Concat(words.NewPractice).Select(w => w.TrimEnd('*'))],
            StringComparison.OrdinalIgnoreCase
        );
}
