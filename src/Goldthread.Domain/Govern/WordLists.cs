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

    /// <value>Verbs of growth; they make a strategy of an objective only beside what a company grows.</value>
    [Owed]
    public IReadOnlyList<string> GrowthVerbs { get; private set; } = [];

    /// <value>What a company grows.</value>
    [Owed]
    public IReadOnlyList<string> GrowthObjects { get; private set; } = [];

    /// <value>Phrases that say that fewer people give the care.</value>
    [Owed]
    public IReadOnlyList<string> LessCarePhrases { get; private set; } = [];

    /// <value>Words after a thing that show it is the thing itself, and not the first half of another.</value>
    [Owed]
    public IReadOnlyList<string> FollowsThing { get; private set; } = [];

    /// <value>Words between a verb and a thing that show the verb is about something else.</value>
    [Owed]
    public IReadOnlyList<string> Turns { get; private set; } = [];

    /// <value>Words for time; beside one of contact, less of it may be less care.</value>
    [Owed]
    public IReadOnlyList<string> TimeWords { get; private set; } = [];

    /// <value>Words for the time that people get.</value>
    [Owed]
    public IReadOnlyList<string> ContactWords { get; private set; } = [];

    /// <value>Words that say nothing by themselves; an answer of these alone is none.</value>
    [Owed]
    public IReadOnlyList<string> VoidWords { get; private set; } = [];

    /// <value>Phrases that hold a word of harm to people and are about something else.</value>
    [Owed]
    public IReadOnlyList<string> NotPeople { get; private set; } = [];

    /// <value>Words that say how a worry is passed on.</value>
    [Owed]
    public IReadOnlyList<string> RaisingWords { get; private set; } = [];

    /// <value>Controls that hold nothing down.</value>
    [Owed]
    public IReadOnlyList<string> NoControls { get; private set; } = [];

    /// <value>Words that are no date.</value>
    [Owed]
    public IReadOnlyList<string> NoDates { get; private set; } = [];

    /// <value>Times that are a date without a figure.</value>
    [Owed]
    public IReadOnlyList<string> DatedBy { get; private set; } = [];

    /// <value>Verbs of work rather than of change.</value>
    [Owed]
    public IReadOnlyList<string> ActivityVerbs { get; private set; } = [];

    /// <value>Words that say what the work is for.</value>
    [Owed]
    public IReadOnlyList<string> NotActivity { get; private set; } = [];

    /// <value>Words that claim a trend.</value>
    [Owed]
    public IReadOnlyList<string> TrendWords { get; private set; } = [];

    /// <value>Words in the same sentence that claim none.</value>
    [Owed]
    public IReadOnlyList<string> NoTrend { get; private set; } = [];

    /// <value>Words that say that something is done to all, one by one.</value>
    [Owed]
    public IReadOnlyList<string> EachWords { get; private set; } = [];

    /// <value>Words before initials that show they stand for a thing.</value>
    [Owed]
    public IReadOnlyList<string> Articles { get; private set; } = [];

    /// <value>What a stranger could see or ask for in a criterion.</value>
    [Owed]
    public IReadOnlyList<string> Anchors { get; private set; } = [];

    /// <value>Last words of roles that many people hold.</value>
    [Owed]
    public IReadOnlyList<string> CrowdWords { get; private set; } = [];

    /// <value>What activity leaves behind it.</value>
    [Owed]
    public IReadOnlyList<string> ActivityThings { get; private set; } = [];

    /// <value>Words that restrict people by standing beside each other.</value>
    [Owed]
    public RestrictivePairs? RestrictivePairs { get; private set; }

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

/// <summary>Words that restrict people by standing beside each other.</summary>
public sealed class RestrictivePairs : Part
{
    /// <value>What may be locked, alarmed or filmed without restricting anybody.</value>
    [Owed]
    public IReadOnlyList<string> LockedThings { get; private set; } = [];

    /// <value>What a camera is for where it watches nobody.</value>
    [Owed]
    public IReadOnlyList<string> CameraUses { get; private set; } = [];

    /// <value>Verbs of taking things away.</value>
    [Owed]
    public IReadOnlyList<string> Takings { get; private set; } = [];

    /// <value>Words after a thing that is taken that say it is taken away.</value>
    [Owed]
    public IReadOnlyList<string> AwayFrom { get; private set; } = [];

    /// <value>Things of their own that people are not to lose without a reason.</value>
    [Owed]
    public IReadOnlyList<string> Belongings { get; private set; } = [];

    /// <value>Verbs of searching.</value>
    [Owed]
    public IReadOnlyList<string> Searches { get; private set; } = [];

    /// <value>What is searched where somebody's privacy is touched.</value>
    [Owed]
    public IReadOnlyList<string> Searched { get; private set; } = [];

    /// <value>Words for medicines; hidden in food they are given covertly.</value>
    [Owed]
    public IReadOnlyList<string> Medicines { get; private set; } = [];

    /// <value>Food and drink in which a medicine can be hidden.</value>
    [Owed]
    public IReadOnlyList<string> Foods { get; private set; } = [];

    /// <value>Where people go; beside a word that limits, they are kept in.</value>
    [Owed]
    public IReadOnlyList<string> Movements { get; private set; } = [];

    /// <value>Words that limit.</value>
    [Owed]
    public IReadOnlyList<string> Limits { get; private set; } = [];

    /// <value>Verbs of limiting.</value>
    [Owed]
    public IReadOnlyList<string> Limiting { get; private set; } = [];

    /// <value>What people are free to do and to have.</value>
    [Owed]
    public IReadOnlyList<string> Freedoms { get; private set; } = [];

    /// <value>What keeps people from going on.</value>
    [Owed]
    public IReadOnlyList<string> Barriers { get; private set; } = [];

    /// <value>Where such a thing keeps people in.</value>
    [Owed]
    public IReadOnlyList<string> BarrierPlaces { get; private set; } = [];

    /// <value>What a medicine is given for where it holds people down.</value>
    [Owed]
    public IReadOnlyList<string> Calming { get; private set; } = [];
}
