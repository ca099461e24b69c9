using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What the plan sets out to change, in the area's own power and within the plan's time.</summary>
[Owed]
[Thing(
    Objective.List,
    Stage.Develop,
    "objective",
    "O",
    Why = "An objective says what will be different, for whom and by when.",
    IsMain = true
)]
public sealed class Objective : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "objectives";

    [AskedFirst(1)]
    [IsTitle]
    [Owed]
    [AsksWhy]
    [Asks("What will be different?", Hint = "Say from what to what, by when. One thing only.")]
    public string Title { get; private set; } = "";

    [AskedFirst(3)]
    [Refers(Strategy.StrategicObjective.List)]
    [Asks("Which strategic objective does it serve?")]
    public IReadOnlyList<string> Strategic { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("How does it help that strategic objective?", Long = true)]
    public string? Contribution { get; private set; }

    [Under(Fold.More)]
    [Refers(Strategy.Value.List)]
    [Asks("Which values does it show?")]
    public IReadOnlyList<string> Values { get; private set; } = [];

    [AskedFirst(2)]
    [Asks("What will a person be able to say?", Hint = "In their words, beginning with I.", Long = true)]
    public string? OutcomeForPeople { get; private set; }

    [Under(Fold.More)]
    [AsksWhy]
    [Asks("How far does it reach?")]
    public ObjectiveScope? Scope { get; private set; }

    [AskedFirst(4)]
    [IsPerson]
    [ShownInLists("Who")]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who owns it?")]
    public string? Owner { get; private set; }

    [AskedFirst(5)]
    [IsDue]
    [ShownInLists("Due")]
    [AsksWhy]
    [Asks("By when?", Hint = "A day within the plan.")]
    public DateOnly? Due { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("If there is no single day, when?", Hint = "A review rhythm with an end is better than ongoing.")]
    public string? DueText { get; private set; }

    [Under(Fold.More)]
    [Asks("How will you know that it is done?", Hint = "A yes or no that anybody can answer, where no measure fits.", Long = true)]
    public string? SuccessCriterion { get; private set; }

    [Under(Fold.People)]
    [Asks("How is it said in easy words?", Hint = "For people who read best in short sentences, with a picture.")]
    public EasyRead? EasyRead { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Which law or standards does it answer?")]
    public IReadOnlyList<Citation> Requirements { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [Within(1, 3)]
    [Asks("How pressing is it?", Hint = "1 is first.")]
    public int? Priority { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("What will it be worth?", Hint = "What people or the service gain by it, in pounds where you can say it.")]
    public IReadOnlyList<Benefit> Benefits { get; private set; } = [];

    [Under(Fold.SafetyAndPartners)]
    [Asks("Why is there no risk to it?", Long = true)]
    public string? NoRiskReason { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("Why does it need no time or money?", Long = true)]
    public string? NoResourceReason { get; private set; }
}

/// <summary>The same in easy words: short sentences and a picture.</summary>
public sealed class EasyRead : Part
{
    [Asks("What does it say?", Hint = "One idea a sentence, at most 15 words. Say we and you.", Long = true)]
    public string? Text { get; private set; }

    [Asks("Which picture goes with it?", Hint = "What it shows, such as somebody walking with a helper.")]
    public string? Picture { get; private set; }
}

/// <summary>How far an objective reaches.</summary>
public enum ObjectiveScope
{
    [Reads("our own area")]
    OwnArea,

    [Reads("the whole organisation")]
    WholeOrganisation,
}

/// <summary>A requirement that an objective answers.</summary>
public sealed class Citation : Part
{
    [Known(Known.Requirement)]
    [Asks("Which requirement?")]
    public string? Id { get; private set; }

    [Asks("How does it answer it?", Long = true)]
    public string? Note { get; private set; }

    [Asks("When was it linked?")]
    public DateOnly? Created { get; private set; }
}

/// <summary>What an objective is worth to people or the service, and what of it came.</summary>
public sealed class Benefit : Part
{
    [Asks("What is gained?")]
    public string? Text { get; private set; }

    [In(CountedIn.Pounds)]
    [Asks("What is it worth?", Hint = "In pounds a year.")]
    public decimal? Value { get; private set; }

    [Happened]
    [In(CountedIn.Pounds)]
    [Asks("How much of it came?", Hint = "In pounds a year.")]
    public decimal? Realised { get; private set; }

    [Happened]
    [Asks("When was that looked at?")]
    public DateOnly? On { get; private set; }
}
