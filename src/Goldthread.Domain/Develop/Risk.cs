using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What could go wrong, how it is held, and what is done if it happens.</summary>
[Thing(
    Risk.List,
    Stage.Develop,
    "risk",
    "R",
    Why = "Say what could go wrong for the plan and for people, and what you will do then.",
    IsMain = true
)]
public sealed class Risk : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "risks";

    [AskedFirst(3)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objectives does it touch?")]
    public IReadOnlyList<string> Objectives { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What would it harm?")]
    public RiskCategory? Category { get; private set; }

    [AskedFirst(2)]
    [Asks("Because of what?", Long = true)]
    public string? Cause { get; private set; }

    [AskedFirst(1)]
    [Asks("What could happen?", Long = true)]
    public string? Event { get; private set; }

    [Under(Fold.More)]
    [Asks("What would that lead to?", Long = true)]
    public string? Effect { get; private set; }

    [AskedFirst(4)]
    [Asks("How large is it with nothing done?")]
    public RiskScore? Inherent { get; private set; }

    [Under(Fold.More)]
    [Asks("How large is it with the controls?")]
    public RiskScore? Residual { get; private set; }

    [Under(Fold.More)]
    [Asks("How large may it be?")]
    public RiskScore? Target { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("What holds it down?", Hint = "One control a line.")]
    public IReadOnlyList<string> Controls { get; private set; } = [];

    [AskedFirst(5)]
    [IsPerson]
    [ShownInLists("Who")]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who owns it?")]
    public string? Owner { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [IsDue]
    [ShownInLists("Next review")]
    [Asks("When do you look at it next?")]
    public DateOnly? NextReview { get; private set; }

    [Under(Fold.Going)]
    [IsState]
    [ShownInLists("State")]
    [Asks("Is it open?")]
    public OpenStatus? Status { get; private set; }

    /// <value>What happens, as a title.</value>
    [IsTitle]
    public string? Called => Event is { } happens ? Words.Capital(happens) : null;

    [Under(Fold.SafetyAndPartners)]
    [Asks("What will you do if it happens?")]
    public Contingency? Contingency { get; private set; }

    [MovedBy("activate", "stand-down")]
    [Asks("When did it happen?")]
    public IReadOnlyList<Activation> Activations { get; private set; } = [];

    [Under(Fold.Going)]
    [Happened]
    [Asks("When was what you will do last tested?")]
    public DateOnly? Tested { get; private set; }

    [Under(Fold.Going)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions make it smaller?")]
    public IReadOnlyList<string> Treatments { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks(
        "What shows that the controls work?",
        Hint = "First line: those who do the work. Second: quality and management. Third: from outside."
    )]
    public IReadOnlyList<Assurance> Assurances { get; private set; } = [];

    /// <summary>An action makes it smaller.</summary>
    /// <param name="action">The action's id.</param>
    public void IsTreatedBy(string action) => Treatments = [.. Treatments, action];

    /// <value>True while what was planned for it is under way.</value>
    public bool IsActive => Activations is [.., { Off: null }];

    /// <summary>It happened: what was planned for it begins.</summary>
    /// <param name="on">The day.</param>
    /// <param name="note">What happened, or null.</param>
    /// <exception cref="RuleBroken">There is no plan for it.</exception>
    public void Activate(DateOnly on, string? note)
    {
        if (string.IsNullOrWhiteSpace(Contingency?.Plan))
            throw new RuleBroken("Nothing is planned for this risk yet. Say first what you will do if it happens.");
        Activations = [.. Activations, Activation.Begun(on, note)];
        Contingency.Begin(on);
    }

    /// <summary>It is over: what was planned for it ends.</summary>
    /// <param name="on">The day.</param>
    /// <param name="note">What was learnt, or null.</param>
    /// <exception cref="RuleBroken">The day is before it began.</exception>
    public void StandDown(DateOnly on, string? note)
    {
        var last = Activations[^1];
        if (on < last.On)
            throw new RuleBroken($"It began on {Days.Read(last.On!.Value)}. Give that day or a later one.", "on");
        Activations = [.. Activations.SkipLast(1), last.Ended(on, note)];
    }

    /// <summary>Somebody else owns it from now on.</summary>
    /// <param name="owner">Their id in the staff list.</param>
    /// <exception cref="RuleBroken">They own it already.</exception>
    public void HandOver(string owner)
    {
        if (owner == Owner)
            throw new RuleBroken("This person owns it already. Choose somebody else.", "owner");
        Owner = owner;
    }
}

/// <summary>What a risk would harm.</summary>
public enum RiskCategory
{
    [Reads("safety of people")]
    Safety,
    Quality,
    Workforce,
    Statutory,
    Reputation,
    Business,
    Finance,
    Service,
    Environment,
    Safeguarding,
    Digital,
}

/// <summary>Open or closed.</summary>
public enum OpenStatus
{
    Open,

    [IsOver]
    Closed,
}

/// <summary>A risk's size: likelihood times consequence, 1 to 25.</summary>
public sealed class RiskScore : Part
{
    [Within(1, 5)]
    [Asks("How likely is it?", Hint = "1 rare, 5 almost certain.")]
    public int? Likelihood { get; private set; }

    [Within(1, 5)]
    [Asks("How bad would it be?", Hint = "1 negligible, 5 catastrophic.")]
    public int? Consequence { get; private set; }

    /// <value>Likelihood times consequence, or null where one is missing.</value>
    public int? Score => Likelihood * Consequence;
}

/// <summary>What is done if a risk happens, and what sets it off.</summary>
public sealed class Contingency : Part
{
    [Asks("When does it start?", Hint = "Something that can be counted, such as two shifts running below the safe number.", Long = true)]
    public string? Trigger { get; private set; }

    [Asks("What will you do?", Long = true)]
    public string? Plan { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who starts it?")]
    public string? Owner { get; private set; }

    [Happened]
    [Asks("When was it started?")]
    public DateOnly? Activated { get; private set; }

    [Asks("What sets it off by itself?")]
    public ContingencyTrigger? When { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who decides?")]
    public string? Decides { get; private set; }

    [Asks("What are the first steps?", Hint = "One a line.")]
    public IReadOnlyList<string> Steps { get; private set; } = [];

    internal void Begin(DateOnly on) => Activated = on;
}

/// <summary>What can be seen to set a contingency off: a measure's signal, a target missed, or a day.</summary>
public sealed class ContingencyTrigger : Part
{
    [Refers(Monitor.Measure.List)]
    [Asks("Which measure?")]
    public string? Measure { get; private set; }

    [Asks("When it gets worse by more than chance explains?")]
    public bool? Signal { get; private set; }

    [Asks("When it misses its target?")]
    public bool? Missed { get; private set; }

    [Asks("On which day?")]
    public DateOnly? Day { get; private set; }
}

/// <summary>A time during which what was planned for a risk was under way.</summary>
public sealed class Activation : Part
{
    [Asks("From when?")]
    public DateOnly? On { get; private set; }

    [Asks("Until when?")]
    public DateOnly? Off { get; private set; }

    [Asks("What happened?", Long = true)]
    public string? Note { get; private set; }

    internal static Activation Begun(DateOnly on, string? note) => new() { On = on, Note = note };

    internal Activation Ended(DateOnly off, string? note) =>
        new()
        {
            On = On,
            Off = off,
            Note =
                string.IsNullOrWhiteSpace(note) ? Note
                : string.IsNullOrWhiteSpace(Note) ? note
                : Note + "\n" + note,
        };
}

/// <summary>What shows that a risk's controls work.</summary>
public sealed class Assurance : Part
{
    [Within(1, 3)]
    [Asks("Which line?", Hint = "1 those who do the work, 2 quality and management, 3 from outside.")]
    public int? Line { get; private set; }

    [Asks("What was looked at, and what was found?", Long = true)]
    public string? Text { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?")]
    public string? Evidence { get; private set; }
}

/// <summary>A risk happened: what was planned for it begins.</summary>
[Move("activate", "It has happened", Says = "It happened on {on}[: {note}]", Own = true, From = [OpenStatus.Open], Place = 10)]
public sealed class ActivateContingency : Move<Risk>
{
    [UsuallyToday]
    [Asks("When?", Hint = "Today unless you say.")]
    public DateOnly? On { get; private set; }

    [Asks("What happened?", Hint = "No names of people who use the service.", Long = true)]
    public string? Note { get; private set; }

    protected override string? WhyNot(Risk thing) => thing.IsActive ? "What was planned for this risk is under way already." : null;

    protected override void Make(Risk thing, Moment now) => thing.Activate(On ?? now.On, Note);
}

/// <summary>A risk that had happened is over: what was planned for it ends.</summary>
[Move("stand-down", "It is over", Says = "Over on {on}[: {note}]", Own = true, Place = 10)]
public sealed class StandDownContingency : Move<Risk>
{
    [UsuallyToday]
    [Asks("When?", Hint = "Today unless you say.")]
    public DateOnly? On { get; private set; }

    [Asks("What did you learn from it?", Long = true)]
    public string? Note { get; private set; }

    protected override string? WhyNot(Risk thing) => thing.IsActive ? null : "Nothing that was planned for this risk is under way.";

    protected override void Make(Risk thing, Moment now) => thing.StandDown(On ?? now.On, Note);
}
