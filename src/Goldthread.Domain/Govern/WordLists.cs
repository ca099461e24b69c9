using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The word lists of the plan checks.</summary>
public sealed class WordLists : Part
{
    /// <value>Phrases that belong in a strategy.</value>
    [Owed]
    public IReadOnlyList<string> StrategicWording { get; private set; } = [];

    /// <value>Verbs with which an objective can never fail.</value>
    [Owed]
    public IReadOnlyList<string> VagueVerbs { get; private set; } = [];

    /// <value>Words that are no date.</value>
    [Owed]
    public IReadOnlyList<string> WeaselDates { get; private set; } = [];

    /// <value>Verbs of work rather than of change.</value>
    [Owed]
    public IReadOnlyList<string> OutputVerbs { get; private set; } = [];

    /// <value>What joins two objectives into one; counted as they stand.</value>
    [Owed]
    public IReadOnlyList<string> Joiners { get; private set; } = [];

    /// <value>Beginnings of words that claim a trend.</value>
    [Owed]
    public IReadOnlyList<string> TrendStems { get; private set; } = [];

    /// <value>What stands before the first word that counts: "to", "we will".</value>
    [Owed]
    public IReadOnlyList<string> PassedOver { get; private set; } = [];

    /// <value>Phrases that belong in a strategy, wherever they stand.</value>
    [Owed]
    public IReadOnlyList<string> StrategicPhrases { get; private set; } = [];

    /// <value>Verbs that begin a strategy.</value>
    [Owed]
    public IReadOnlyList<string> StrategicVerbs { get; private set; } = [];

    /// <value>Phrases that hold one of those words and mean something else.</value>
    [Owed]
    public IReadOnlyList<string> NotStrategic { get; private set; } = [];

    /// <value>Phrases that reach beyond a team or service.</value>
    [Owed]
    public IReadOnlyList<string> WholeOrganisation { get; private set; } = [];

    /// <value>Phrases that hold one of those and do not.</value>
    [Owed]
    public IReadOnlyList<string> NotWholeOrganisation { get; private set; } = [];

    /// <value>Verbs with which an objective can never fail.</value>
    [Owed]
    public IReadOnlyList<string> VagueObjectiveVerbs { get; private set; } = [];

    /// <value>Verbs with which an action is never done.</value>
    [Owed]
    public IReadOnlyList<string> VagueActionVerbs { get; private set; } = [];

    /// <value>Beginnings that hold one of those verbs and are exact.</value>
    [Owed]
    public IReadOnlyList<string> NotVague { get; private set; } = [];

    /// <value>Words in a success criterion that each reader takes otherwise.</value>
    [Owed]
    public IReadOnlyList<string> WoollyWords { get; private set; } = [];

    /// <value>What makes a criterion one that a stranger can answer.</value>
    [Owed]
    public IReadOnlyList<string> Deliverables { get; private set; } = [];

    /// <value>Numbers and days in words.</value>
    [Owed]
    public IReadOnlyList<string> NumberWords { get; private set; } = [];

    /// <value>What makes a measure a judgement of those who are judged.</value>
    [Owed]
    public IReadOnlyList<string> JudgementWords { get; private set; } = [];

    /// <value>Sources that are no record.</value>
    [Owed]
    public IReadOnlyList<string> NoRecord { get; private set; } = [];

    /// <value>Words that add nothing to the name of a measure.</value>
    [Owed]
    public IReadOnlyList<string> EmptyWords { get; private set; } = [];

    /// <value>Words of restriction.</value>
    [Owed]
    public IReadOnlyList<string> RestrictiveWords { get; private set; } = [];

    /// <value>Phrases that hold one of those words and restrict nobody.</value>
    [Owed]
    public IReadOnlyList<string> NotRestrictive { get; private set; } = [];

    /// <value>Words before a restriction that take it away or put it in question.</value>
    [Owed]
    public IReadOnlyList<string> ReleasedBefore { get; private set; } = [];

    /// <value>Words after a restriction that take it away.</value>
    [Owed]
    public IReadOnlyList<string> ReleasedAfter { get; private set; } = [];

    /// <value>Words that show the law of restriction was thought of.</value>
    [Owed]
    public IReadOnlyList<string> RightsWords { get; private set; } = [];

    /// <value>Verbs of doing less.</value>
    [Owed]
    public IReadOnlyList<string> LessCareVerbs { get; private set; } = [];

    /// <value>What people get less of.</value>
    [Owed]
    public IReadOnlyList<string> LessCareThings { get; private set; } = [];

    /// <value>Words beside those which make less of it good.</value>
    [Owed]
    public IReadOnlyList<string> NotLessCare { get; private set; } = [];

    /// <value>What a measure counts where fewer may mean silence or less care.</value>
    [Owed]
    public IReadOnlyList<string> SilenceWords { get; private set; } = [];

    /// <value>Words beside those where fewer is better all the same.</value>
    [Owed]
    public IReadOnlyList<string> NotSilence { get; private set; } = [];

    /// <value>Roles that are many people.</value>
    [Owed]
    public IReadOnlyList<string> CrowdRoles { get; private set; } = [];

    /// <value>Words of new practice.</value>
    [Owed]
    public IReadOnlyList<string> NewPractice { get; private set; } = [];

    /// <value>Phrases that hold one of those and are no new practice.</value>
    [Owed]
    public IReadOnlyList<string> NotNewPractice { get; private set; } = [];

    /// <value>Whole answers that say nothing.</value>
    [Owed]
    public IReadOnlyList<string> VoidThoughts { get; private set; } = [];

    /// <value>Words of harm to people.</value>
    [Owed]
    public IReadOnlyList<string> PeopleWords { get; private set; } = [];

    /// <value>Triggers of which nobody could say that they have come.</value>
    [Owed]
    public IReadOnlyList<string> VagueTriggers { get; private set; } = [];

    /// <value>Words that name a cause.</value>
    [Owed]
    public IReadOnlyList<string> CauseWords { get; private set; } = [];

    /// <value>Titles before a name; in capitals and small letters as they stand.</value>
    [Owed]
    public IReadOnlyList<string> TitledNames { get; private set; } = [];

    /// <value>Words beside a name by which somebody is recognised.</value>
    [Owed]
    public IReadOnlyList<string> ToldWhere { get; private set; } = [];

    /// <value>First names that are no other word, so that a family name after them makes a person of both.</value>
    [Owed]
    public IReadOnlyList<string> FirstNames { get; private set; } = [];

    /// <value>Words that end the name of a house, a street, a body or a law, and no person's.</value>
    [Owed]
    public IReadOnlyList<string> NotPersons { get; private set; } = [];

    /// <value>The lists of the second edition, made ready for looking through texts; once for these lists.</value>
    internal Checks.Lexicon Lexicon => LazyInitializer.EnsureInitialized(ref lexicon, () => new(this));

    Checks.Lexicon? lexicon;
}
