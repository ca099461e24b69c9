using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>A piece of work that an objective needs, with one person who answers for it.</summary>
[Owed]
[Thing("actions", Stage.Implement, "action", "A", Why = "An objective without actions is an aim without delivery.")]
public sealed class Action : Item
{
    [Owed]
    [AsksWhy]
    [Asks("What will be done?")]
    public string Title { get; private set; } = "";

    [Refers("objectives")]
    [Asks("Which objective does it serve?")]
    public string? Objective { get; private set; }

    [Asks("What kind of work is it?")]
    public ActionKind? Kind { get; private set; }

    [Asks("Does it lead people or manage resources?")]
    public ActionApproach? Approach { get; private set; }

    [AsksWhy]
    [Refers("staff")]
    [Asks("Who answers for it?", Hint = "Exactly one person.")]
    public IReadOnlyList<string> Accountable { get; private set; } = [];

    [Refers("staff")]
    [Asks("Who does the work?")]
    public IReadOnlyList<string> Responsible { get; private set; } = [];

    [Refers("stakeholders", "staff")]
    [Asks("Who is asked first?")]
    public IReadOnlyList<string> Consulted { get; private set; } = [];

    [Refers("stakeholders", "staff")]
    [Asks("Who is told?")]
    public IReadOnlyList<string> Informed { get; private set; } = [];

    [AsksWhy]
    [Asks("When does it start?")]
    public DateOnly? Starts { get; private set; }

    [AsksWhy]
    [Asks("By when is it done?")]
    public DateOnly? Due { get; private set; }

    [Refers("actions")]
    [Asks("Which actions come before it?")]
    public IReadOnlyList<string> After { get; private set; } = [];

    [Asks("Is it a milestone?")]
    public bool? Milestone { get; private set; }

    [Asks("How many hours will it take?")]
    public decimal? EffortHours { get; private set; }

    [AsksWhy]
    [Asks("What does it cost?", Hint = "In pounds.")]
    public decimal? Cost { get; private set; }

    [Asks("Where does it stand?")]
    public ActionStatus? Status { get; private set; }

    [Within(0, 100)]
    [Asks("How much is done?", Hint = "In per cent.")]
    public int? Progress { get; private set; }

    [Asks("What happened?")]
    public IReadOnlyList<ActionNote> Notes { get; private set; } = [];

    [Refers("evidence")]
    [Asks("What shows that it is done?")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    [Asks("What does it touch in people's days?")]
    public IReadOnlyList<PeopleImpact> Affects { get; private set; } = [];

    [Refers("stakeholders")]
    [Asks("Which groups does it touch?")]
    public IReadOnlyList<string> AffectsGroups { get; private set; } = [];

    [Asks("Could it make anybody less safe?", Hint = "Say how, and what you do about it. Say none if there is none, and why.", Long = true)]
    public string? SafeguardingImpact { get; private set; }

    [Asks("Which tags does it have?", Hint = "Use restriction where it limits what people may do.")]
    public IReadOnlyList<string> Tags { get; private set; } = [];

    [Asks("Is it done together with a partner?")]
    public bool? Joint { get; private set; }

    [Refers("partners")]
    [Asks("With which partner?")]
    public string? Partner { get; private set; }

    [Asks("Is data shared with the partner?")]
    public bool? PartnerData { get; private set; }

    [Asks("Where does it come from?")]
    public ActionOrigin? From { get; private set; }

    /// <value>Where it stands; not started unless said.</value>
    public ActionStatus Standing => Status ?? ActionStatus.NotStarted;

    /// <value>True while it is neither done nor cancelled.</value>
    public bool IsOpen => Standing is not (ActionStatus.Done or ActionStatus.Cancelled);

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Due < Starts)
            yield return new RuleBroken("The action cannot be done before it starts.", "due");
    }
}

/// <summary>The kinds of work.</summary>
public enum ActionKind
{
    Deliver,
    Communicate,
    Train,
    Engage,
    Change,
    Monitor,
    NewProcedure,
    NewEquipment,
    NewSystem,
    NewRole,
}

/// <summary>Leading people, or managing resources; a plan needs both.</summary>
public enum ActionApproach
{
    [Reads("leads people")]
    Lead,

    [Reads("manages resources")]
    Manage,
}

/// <summary>Where an action stands.</summary>
public enum ActionStatus
{
    NotStarted,
    InProgress,
    Blocked,
    Done,
    Cancelled,
}

/// <summary>What of people's days an action touches.</summary>
public enum PeopleImpact
{
    [Reads("staffing")]
    Staffing,
    Premises,
    Transport,

    [Reads("contact with family and friends")]
    Contact,
    Digital,
    Rota,
}

/// <summary>What somebody wrote about an action on a day.</summary>
public sealed class ActionNote : Part
{
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Refers("staff")]
    [Asks("Who writes it?")]
    public string? By { get; private set; }

    [Asks("What happened?", Hint = "No names of people who use the service.", Long = true)]
    public string? Text { get; private set; }
}

/// <summary>What an action was raised by.</summary>
public sealed class ActionOrigin : Part
{
    [Asks("What raised it?")]
    public ActionOriginKind? Kind { get; private set; }

    [Asks("Which one?", Hint = "Its number or id.")]
    public string? Id { get; private set; }
}

/// <summary>What can raise an action.</summary>
public enum ActionOriginKind
{
    Inspection,

    [Reads("regulation 44 visit")]
    Reg44,

    [Reads("regulation 45 review")]
    Reg45,
    Audit,
    Feedback,
    Review,
    Risk,
}
