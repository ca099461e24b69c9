using System.Globalization;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Develop;

/// <summary>A whole operational plan, exactly as the plan file has it.</summary>
public sealed class PlanDocument : Part
{
    /// <value>The classes of all the lists, in the plan file's order.</value>
    internal static IReadOnlyList<Type> Lists =>
        [
            typeof(StaffMember),
            typeof(Value),
            typeof(StrategicObjective),
            typeof(Objective),
            typeof(Measure),
            typeof(Action),
            typeof(Stakeholder),
            typeof(Engagement),
            typeof(BudgetLine),
            typeof(Allocation),
            typeof(EstablishmentPost),
            typeof(EquipmentItem),
            typeof(Risk),
            typeof(Driver),
            typeof(LogicStep),
            typeof(OptionsAppraisal),
            typeof(Policy),
            typeof(RegulatoryAction),
            typeof(Inspection),
            typeof(Visit),
            typeof(Communication),
            typeof(TrainingNeed),
            typeof(Briefing),
            typeof(Audit),
            typeof(FeedbackItem),
            typeof(Theme),
            typeof(Question),
            typeof(Meeting),
            typeof(Monitor.Evidence),
            typeof(Review),
            typeof(ImprovementCycle),
            typeof(Lesson),
            typeof(PirAnswer),
            typeof(Adaptation),
            typeof(Partner),
            typeof(Agreement),
            typeof(Disagreement),
            typeof(Notification),
            typeof(Waiver),
        ];

    /// <value>The version of the plan file's format: 1.</value>
    [Owed]
    [Within(1, 1)]
    public int? Goldthread { get; private set; } = 1;

    public Organisation? Organisation { get; private set; }

    [Owed]
    public Area? Area { get; private set; }

    public StrategyInPlan? Strategy { get; private set; }

    [Owed]
    public Plan? Plan { get; private set; }

    public IReadOnlyList<Objective> Objectives { get; private set; } = [];

    public IReadOnlyList<Measure> Measures { get; private set; } = [];

    public IReadOnlyList<Action> Actions { get; private set; } = [];

    public IReadOnlyList<Stakeholder> Stakeholders { get; private set; } = [];

    public IReadOnlyList<Engagement> Engagements { get; private set; } = [];

    public Resources? Resources { get; private set; }

    public IReadOnlyList<Risk> Risks { get; private set; } = [];

    public IReadOnlyList<Driver> Drivers { get; private set; } = [];

    public IReadOnlyList<LogicStep> Logic { get; private set; } = [];

    public IReadOnlyList<OptionsAppraisal> Options { get; private set; } = [];

    public IReadOnlyList<Policy> Policies { get; private set; } = [];

    public IReadOnlyList<RegulatoryAction> RegulatoryActions { get; private set; } = [];

    public IReadOnlyList<Inspection> Inspections { get; private set; } = [];

    public IReadOnlyList<Visit> Visits { get; private set; } = [];

    public IReadOnlyList<Communication> Communications { get; private set; } = [];

    public IReadOnlyList<TrainingNeed> Training { get; private set; } = [];

    public IReadOnlyList<Briefing> Briefings { get; private set; } = [];

    public IReadOnlyList<Audit> Audits { get; private set; } = [];

    public IReadOnlyList<FeedbackItem> Feedback { get; private set; } = [];

    public IReadOnlyList<Theme> Themes { get; private set; } = [];

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    public IReadOnlyList<ImprovementCycle> Pdsa { get; private set; } = [];

    public IReadOnlyList<Lesson> Lessons { get; private set; } = [];

    public IReadOnlyList<PirAnswer> Pir { get; private set; } = [];

    public IReadOnlyList<Adaptation> Adaptations { get; private set; } = [];

    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public IReadOnlyList<Agreement> Agreements { get; private set; } = [];

    public IReadOnlyList<Disagreement> Disagreements { get; private set; } = [];

    [Under(Fold.LawAndStandards)]
    [Asks("What does the law ask of the children's home?")]
    public ChildrensHomeDuties? ChildrensHome { get; private set; }

    public IReadOnlyList<Notification> Notifications { get; private set; } = [];

    [Asks("What proves that the learner can do it?")]
    public Portfolio? Portfolio { get; private set; }

    public IReadOnlyList<Waiver> Waivers { get; private set; } = [];

    /// <value>The people of the area.</value>
    public IReadOnlyList<StaffMember> Staff => Area?.Staff ?? [];

    /// <summary>The items of a list, in their order; empty where there are none.</summary>
    public IReadOnlyList<Part> ItemsOf(Thing thing)
    {
        Part? owner = this;
        foreach (var group in thing.Groups)
        {
            owner = (Part?)group.Get(owner);
            if (owner is null)
                return [];
        }
        return (IReadOnlyList<Part>?)thing.ListField.Get(owner) ?? [];
    }

    /// <summary>Replaces the items of a list; the groups in between (resources, strategy) are made where they are missing.</summary>
    /// <exception cref="InvalidCastException">An item is of another class than the thing's.</exception>
    public void SetItems(Thing thing, IReadOnlyList<Part> items)
    {
        Part owner = this;
        foreach (var group in thing.Groups)
        {
            if (group.Get(owner) is not Part inner)
            {
                if (items.Count == 0)
                    return;
                inner = group.Inner!.New();
                group.Set(owner, inner);
            }
            owner = inner;
        }
        thing.ListField.Set(owner, thing.ListField.List(items));
    }

    /// <summary>What an item is called within its list: its id; the role of an establishment post; else its place, from 1.</summary>
    public string KeyOf(Thing thing, Part part)
    {
        if (NameOf(part) is { } name)
            return name;
        var items = ItemsOf(thing);
        for (var i = 0; i < items.Count; i++)
        {
            if (ReferenceEquals(items[i], part))
                return KeyAt(i);
        }
        throw new ArgumentException($"The {thing.Noun} is not in this plan.", nameof(part));
    }

    /// <summary>An item's id or a post's role; null where it has none.</summary>
    internal static string? NameOf(Part part)
    {
        var name = part switch
        {
            Item item => item.Id,
            EstablishmentPost post => post.Role,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    /// <summary>What an item without a name is called.</summary>
    internal static string KeyAt(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);
}
