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
    internal Phrases PeopleWords { get; } = new(words.PeopleWords);
    internal Phrases VagueTriggers { get; } = new(words.VagueTriggers);
    internal Phrases CauseWords { get; } = new(words.CauseWords);
    internal Phrases TitledNames { get; } = new(words.TitledNames, asWritten: true);
    internal Phrases ToldWhere { get; } = new(words.ToldWhere);
    internal Phrases GrowthVerbs { get; } = new(words.GrowthVerbs);
    internal Phrases GrowthObjects { get; } = new(words.GrowthObjects);
    internal Phrases LockedThings { get; } = new((words.RestrictivePairs ?? new()).LockedThings);
    internal Phrases CameraUses { get; } = new((words.RestrictivePairs ?? new()).CameraUses);
    internal Phrases Takings { get; } = new((words.RestrictivePairs ?? new()).Takings);
    internal Phrases Belongings { get; } = new((words.RestrictivePairs ?? new()).Belongings);
    internal Phrases Searches { get; } = new((words.RestrictivePairs ?? new()).Searches);
    internal Phrases Searched { get; } = new((words.RestrictivePairs ?? new()).Searched);
    internal Phrases Medicines { get; } = new((words.RestrictivePairs ?? new()).Medicines);
    internal Phrases Foods { get; } = new((words.RestrictivePairs ?? new()).Foods);
    internal Phrases Movements { get; } = new((words.RestrictivePairs ?? new()).Movements);
    internal Phrases Limits { get; } = new((words.RestrictivePairs ?? new()).Limits);
    internal Phrases LessCarePhrases { get; } = new(words.LessCarePhrases);
    internal Phrases FollowsThing { get; } = new(words.FollowsThing);
    internal Phrases Turns { get; } = new(words.Turns);
    internal Phrases TimeWords { get; } = new(words.TimeWords);
    internal Phrases ContactWords { get; } = new(words.ContactWords);
    internal Phrases VoidWords { get; } = new(words.VoidWords);
    internal Phrases NotPeople { get; } = new(words.NotPeople);
    internal Phrases RaisingWords { get; } = new(words.RaisingWords);
    internal Phrases NoControls { get; } = new(words.NoControls);
    internal Phrases NoDates { get; } = new(words.NoDates);
    internal Phrases DatedBy { get; } = new(words.DatedBy);
    internal Phrases ActivityVerbs { get; } = new(words.ActivityVerbs);
    internal Phrases NotActivity { get; } = new(words.NotActivity);
    internal Phrases TrendWords { get; } = new(words.TrendWords);
    internal Phrases NoTrend { get; } = new(words.NoTrend);
    internal Phrases EachWords { get; } = new(words.EachWords);
    internal Phrases Anchors { get; } = new(words.Anchors);
    internal Phrases CrowdWords { get; } = new(words.CrowdWords);
    internal Phrases ActivityThings { get; } = new(words.ActivityThings);
    internal Phrases Limiting { get; } = new((words.RestrictivePairs ?? new()).Limiting);
    internal Phrases Freedoms { get; } = new((words.RestrictivePairs ?? new()).Freedoms);
    internal Phrases Barriers { get; } = new((words.RestrictivePairs ?? new()).Barriers);
    internal Phrases BarrierPlaces { get; } = new((words.RestrictivePairs ?? new()).BarrierPlaces);
    internal Phrases Calming { get; } = new((words.RestrictivePairs ?? new()).Calming);
    internal Phrases Articles { get; } = new(words.Articles);
    internal Phrases AwayFrom { get; } = new((words.RestrictivePairs ?? new()).AwayFrom);
    internal Phrases FirstNames { get; } = new(words.FirstNames, asWritten: true);
    internal Phrases NotPersons { get; } = new(words.NotPersons);

    /// <value>Every word of restriction, of less care or of new practice with which one of those sentences can begin.</value>
    internal Beginnings OfChanges { get; } =
        new([
            .. words
                .RestrictiveWords.Concat((words.RestrictivePairs ?? new()).Takings)
                .Concat((words.RestrictivePairs ?? new()).Searches)
                .Concat((words.RestrictivePairs ?? new()).Medicines)
                .Concat((words.RestrictivePairs ?? new()).Movements)
                .Concat((words.RestrictivePairs ?? new()).Limiting)
                .Concat((words.RestrictivePairs ?? new()).Barriers)
                .Concat((words.RestrictivePairs ?? new()).Calming)
                .Concat(words.LessCareVerbs)
                .Concat(words.LessCarePhrases)
                .Concat(words.NewPractice)
                .Select(w => w.TrimEnd('*')),
        ]);
}
