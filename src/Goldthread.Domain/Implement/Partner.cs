using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>An organisation that works with the area.</summary>
[Thing(Partner.List, Stage.Implement, "partner", "PA", Why = "Name who works with you, and whom to call there.")]
public sealed class Partner : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "partners";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is the partner called?")]
    public string? Name { get; private set; }

    [AskedFirst(2)]
    [Asks("Whom do you contact there?", Hint = "A role, an e-mail address or a telephone number.")]
    public string? Contact { get; private set; }
}

/// <summary>What the area and its partners agreed: why, on which lawful basis, and what happens in a dispute.</summary>
[Thing(Agreement.List, Stage.Implement, "agreement", "AG", Why = "Shared data needs an agreement with a lawful basis and a review date.")]
public sealed class Agreement : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "agreements";

    [AskedFirst(2)]
    [Refers(Implement.Partner.List)]
    [Asks("With which partners?")]
    public IReadOnlyList<string> Partners { get; private set; } = [];

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is it for?", Long = true)]
    public string? Purpose { get; private set; }

    [AskedFirst(5)]
    [Refers(Monitor.Measure.List)]
    [Asks("Which measures are shared?")]
    public IReadOnlyList<string> SharedMeasures { get; private set; } = [];

    [AskedFirst(4)]
    [Asks("On which lawful basis is data shared?", Hint = "UK GDPR, article 6.")]
    public string? LawfulBasis { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Under which condition of article 9?", Hint = "For health and other special data.")]
    public string? Article9 { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Which impact assessment covers it?", Hint = "The number of the data protection impact assessment.")]
    public string? Dpia { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Who answers for the data?", Hint = "The controllers, one a line.")]
    public IReadOnlyList<string> Controllers { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("From when is it in force?")]
    public DateOnly? From { get; private set; }

    [Under(Fold.More)]
    [Asks("Until when?")]
    public DateOnly? Until { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Were the risks of sharing looked at?")]
    public bool? RisksAssessed { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Which principles do you keep?", Hint = "Such as the Caldicott principles, one a line.")]
    public IReadOnlyList<string> Principles { get; private set; } = [];

    [AskedFirst(3)]
    [IsDue]
    [Asks("When is it reviewed?")]
    public DateOnly? Review { get; private set; }

    [Asks("Who settles a dispute, step by step?")]
    public IReadOnlyList<EscalationStep> Escalation { get; private set; } = [];

    [Under(Fold.Going)]
    [Happened]
    [MovedBy("answer")]
    [Asks("What did each partner say to it?")]
    public IReadOnlyList<AgreementAnswer> Answers { get; private set; } = [];

    /// <summary>True on a day on which data may be shared by it: it names a lawful basis, has begun and is not over.</summary>
    /// <param name="on">The day.</param>
    public bool IsInForce(DateOnly on) => !string.IsNullOrWhiteSpace(LawfulBasis) && !(From > on) && !(Until < on);

    /// <summary>A partner says whether they agree; what they said before stays.</summary>
    /// <param name="partner">Which partner.</param>
    /// <param name="agrees">Whether they agree.</param>
    /// <param name="note">What they say to it.</param>
    /// <param name="now">Who wrote it down, and when.</param>
    /// <exception cref="RuleBroken">It is not with this partner, or they do not say why not.</exception>
    public void Answer(string partner, bool agrees, string? note, Moment now)
    {
        if (!Partners.Contains(partner, StringComparer.Ordinal))
            throw new RuleBroken("The agreement is not with this partner. Choose one of its partners.", "partner");
        if (!agrees && string.IsNullOrWhiteSpace(note))
            throw new RuleBroken("Say what would have to change.", "note");
        Answers = [.. Answers, AgreementAnswer.Of(partner, agrees, note, now)];
    }
}

/// <summary>What one partner said to an agreement on one day.</summary>
public sealed class AgreementAnswer : Part
{
    [Refers(Implement.Partner.List)]
    [Asks("Which partner?")]
    public string? Partner { get; private set; }

    [Asks("Do they agree?")]
    public bool? Agrees { get; private set; }

    [Happened]
    [Asks("When did they say so?")]
    public DateOnly? On { get; private set; }

    [Max(200)]
    [Asks("Who said so?")]
    public string? By { get; private set; }

    [Max(1000)]
    [Asks("What do they say to it?", Long = true)]
    public string? Note { get; private set; }

    internal static AgreementAnswer Of(string partner, bool agrees, string? note, Moment now) =>
        new()
        {
            Partner = partner,
            Agrees = agrees,
            On = now.On,
            By = now.By.Length <= 200 ? now.By : now.By[..200],
            Note = note,
        };
}

/// <summary>One rung of the ladder in a dispute.</summary>
public sealed class EscalationStep : Part
{
    [Asks("Who tries to settle it?")]
    public string? Step { get; private set; }

    [In(CountedIn.Days)]
    [Asks("Within how many days?")]
    public decimal? Days { get; private set; }
}

/// <summary>A dispute with a partner, and how it ended.</summary>
[Thing(Disagreement.List, Stage.Implement, "disagreement", "D", Why = "Write down disputes, what each side wants and how it ended.")]
public sealed class Disagreement : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "disagreements";

    [AskedFirst(2)]
    [Refers(Implement.Agreement.List)]
    [Asks("Under which agreement?")]
    public string? Agreement { get; private set; }

    [UsuallyToday]
    [AskedFirst(3)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When did it begin?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is it about?", Long = true)]
    public string? Issue { get; private set; }

    [AskedFirst(4)]
    [Asks("What does each side want?", Hint = "One side a line.")]
    public IReadOnlyList<string> Positions { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What does each side need?", Hint = "What lies behind what they ask, one side a line.")]
    public IReadOnlyList<string> Interests { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("Which ways out are there?", Hint = "One a line.")]
    public IReadOnlyList<string> Options { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks("On which step of the ladder is it?", Hint = "As the agreement calls it.")]
    public string? Step { get; private set; }

    [Under(Fold.Going)]
    [Asks("Since when?")]
    public DateOnly? StepSince { get; private set; }

    [Asks("How did it end?", Long = true)]
    public string? Outcome { get; private set; }

    [Asks("When did it end?")]
    public DateOnly? Closed { get; private set; }

    /// <summary>One side says what it wants, what it needs, and which way out it sees.</summary>
    /// <param name="who">Whose view it is, as people read it; null where that is not said.</param>
    /// <param name="position">What they want.</param>
    /// <param name="interest">What they need.</param>
    /// <param name="option">A way out.</param>
    /// <exception cref="RuleBroken">Nothing is said.</exception>
    public void Say(string? who, string? position, string? interest, string? option)
    {
        if (position is null && interest is null && option is null)
            throw new RuleBroken("Say what this side wants, what it needs, or a way out.", "position");
        Positions = With(Positions, position);
        Interests = With(Interests, interest);
        Options = With(Options, option);

        IReadOnlyList<string> With(IReadOnlyList<string> lines, string? said) =>
            said is null ? lines : [.. lines, who is null ? said : $"{who}: {said}"];
    }
}
