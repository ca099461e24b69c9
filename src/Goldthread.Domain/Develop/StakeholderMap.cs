using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>How to work with somebody, by how much they can change and how much it matters to them.</summary>
public enum Closeness
{
    [Reads("work closely with them")]
    Closely,

    [Reads("keep them content")]
    Content,

    [Reads("keep them informed")]
    Informed,

    [Reads("watch")]
    Watched,
}

/// <summary>Those with a stake in the plan: how to work with each, what is planned with them, and who has been heard, at which stage.</summary>
public sealed class StakeholderMap
{
    /// <summary>From here on power and interest are large.</summary>
    const int Large = 3;

    /// <summary>The stages at which people are heard.</summary>
    public static readonly IReadOnlyList<EngagementStage> Stages =
    [
        EngagementStage.Develop,
        EngagementStage.Implement,
        EngagementStage.Monitor,
        EngagementStage.Evaluate,
    ];

    /// <summary>One with a stake, and what is planned and was done with them.</summary>
    /// <param name="Who">Who.</param>
    /// <param name="How">How to work with them; null where nobody has said how much they can change or how much it matters to them.</param>
    /// <param name="Messages">What they are told.</param>
    /// <param name="Coming">Conversations that are still to come.</param>
    /// <param name="Held">Conversations that took place, the newest first.</param>
    /// <param name="Feedback">What they said of their own accord, the newest first.</param>
    public sealed record Place(
        Stakeholder Who,
        Closeness? How,
        IReadOnlyList<Communication> Messages,
        IReadOnlyList<Engagement> Coming,
        IReadOnlyList<Engagement> Held,
        IReadOnlyList<FeedbackItem> Feedback
    )
    {
        /// <value>What they are called.</value>
        public string Name => string.IsNullOrWhiteSpace(Who.Name) ? "Somebody" : Who.Name;

        /// <value>True once they said something.</value>
        public bool IsHeard => Feedback.Count > 0 || Held.Any(Said);

        /// <summary>True where they said something at a stage; what people say of their own accord counts where the plan is watched.</summary>
        public bool IsHeardAt(EngagementStage stage) =>
            Held.Any(e => e.Stage == stage && Said(e)) || (stage is EngagementStage.Monitor && Feedback.Count > 0);

        /// <value>What they said last, whether it was asked or not; null where nothing.</value>
        public string? Last => Held.FirstOrDefault(Said)?.Said ?? (Feedback is [var first, ..] ? first.Said : null);

        /// <value>What of what they said nobody has told them back.</value>
        public int NotToldBack => Held.Count(e => Said(e) && e.ToldBack is null) + Feedback.Count(f => f.Responded is null);

        static bool Said(Engagement engagement) => !string.IsNullOrWhiteSpace(engagement.Said);
    }

    StakeholderMap(IReadOnlyList<Place> places, IReadOnlyList<EngagementStage> begun) => (Places, Begun) = (places, begun);

    /// <value>Everybody, those to work closely with first, then those who can change most.</value>
    public IReadOnlyList<Place> Places { get; }

    /// <value>The stages that have begun.</value>
    public IReadOnlyList<EngagementStage> Begun { get; }

    /// <value>Those who have said nothing yet.</value>
    public IEnumerable<Place> NotHeard => Places.Where(p => !p.IsHeard);

    /// <summary>How to work with somebody. The people that the plan is for and those who care for them come first whatever they can change.</summary>
    public static Closeness? HowTo(Stakeholder who) =>
        who.Group is StakeholderGroup.PeopleWhoUseServices or StakeholderGroup.Children or StakeholderGroup.CarersFamily ? Closeness.Closely
        : who is not { Power: { } power, Interest: { } interest } ? null
        : HowTo(power, interest);

    /// <summary>What a place of the map means.</summary>
    public static Closeness HowTo(int power, int interest) =>
        (power >= Large, interest >= Large) switch
        {
            (true, true) => Closeness.Closely,
            (true, false) => Closeness.Content,
            (false, true) => Closeness.Informed,
            _ => Closeness.Watched,
        };

    /// <summary>The map of a plan.</summary>
    /// <param name="document">The plan with its stakeholders, messages, conversations and feedback.</param>
    /// <param name="today">Today.</param>
    public static StakeholderMap Of(PlanDocument document, DateOnly today)
    {
        var messages = document.Communications.ToLookup(c => c.Audience, StringComparer.Ordinal);
        var held = document.Engagements.ToLookup(e => e.Stakeholder, StringComparer.Ordinal);
        var feedback = document.Feedback.ToLookup(f => f.From, StringComparer.Ordinal);
        var places = document
            .Stakeholders.Select(s => new Place(
                s,
                HowTo(s),
                [.. messages[s.Id]],
                [.. held[s.Id].Where(e => e.On > today).OrderBy(e => e.On)],
                [.. held[s.Id].Where(e => !(e.On > today)).OrderByDescending(e => e.On)],
                [.. feedback[s.Id].Where(f => !string.IsNullOrWhiteSpace(f.Said)).OrderByDescending(f => f.On)]
            ))
            .OrderBy(p => p.How ?? (Closeness)9)
            .ThenByDescending(p => p.Who.Power)
            .ThenByDescending(p => p.Who.Interest)
            .ToList();
        var status = document.Plan?.Standing;
        var begun = Stages.Where(s =>
            s is EngagementStage.Develop
            || document.Engagements.Any(e => e.Stage == s && e.On <= today)
            || (status is PlanStatus.Live or PlanStatus.Closed && s is not EngagementStage.Evaluate)
            || status is PlanStatus.Closed
        );
        return new(places, [.. begun]);
    }

    /// <summary>The groups of those with a stake, each with how many were heard at each stage, in the order of the groups.</summary>
    public IEnumerable<(StakeholderGroup? Group, int All, IReadOnlyList<int> Heard)> Groups =>
        Places
            .GroupBy(p => p.Who.Group)
            .OrderBy(g => g.Key ?? (StakeholderGroup)99)
            .Select(g => (g.Key, g.Count(), (IReadOnlyList<int>)[.. Stages.Select(s => g.Count(p => p.IsHeardAt(s)))]));

    /// <summary>Who has not been heard, by group and by stage, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Places.Count == 0)
                return "Nobody with a stake in the plan is named yet.";
            var silent = NotHeard.ToList();
            var all =
                silent.Count == 0 ? "Everybody has been heard at least once"
                : silent.Count == Places.Count ? "Nobody has been heard yet"
                : $"{silent.Count:N0} of {Places.Count:N0} {(silent.Count == 1 ? "has" : "have")} not been heard yet: {Several.Of([.. silent.Select(p => p.Name)])}";
            if (silent.Count == Places.Count)
                return all + ".";
            var groups = Groups.Where(g => g.Group is not null).ToList();
            var unheard = groups.Where(g => Places.Where(p => p.Who.Group == g.Group).All(p => !p.IsHeard)).ToList();
            List<string> parts = [all];
            if (unheard.Count > 0)
                parts.Add(
                    $"no {(unheard.Count == 1 ? "voice" : "voices")} at all of {Several.Of([.. unheard.Select(g => Words.Read(g.Group!.Value))])}"
                );
            parts.AddRange(Begun.Select(AtStage).OfType<string>());
            return string.Join("; ", parts) + ".";

            string? AtStage(EngagementStage stage)
            {
                var place = Stages.ToList().IndexOf(stage);
                var heard = groups.Where(g => g.Heard[place] > 0).Select(g => Words.Read(g.Group!.Value)).ToList();
                return heard.Count == 0 ? $"nobody was heard {When(stage)}"
                    : heard.Count <= 2 && groups.Count > heard.Count ? $"{When(stage)} only {Several.Of(heard)}"
                    : null;
            }
        }
    }

    /// <summary>A stage as people say it.</summary>
    public static string When(EngagementStage stage) =>
        stage switch
        {
            EngagementStage.Develop => "while the plan was made",
            EngagementStage.Implement => "while it is carried out",
            EngagementStage.Monitor => "while it is watched",
            _ => "when it is judged",
        };

    /// <summary>How somebody sees the plan.</summary>
    public static string? See(int? attitude) =>
        attitude switch
        {
            -2 => "strongly against",
            -1 => "against",
            0 => "neither for nor against",
            1 => "for",
            2 => "strongly for",
            _ => null,
        };
}
