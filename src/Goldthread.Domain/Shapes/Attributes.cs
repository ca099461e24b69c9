namespace Goldthread.Domain.Shapes;

/// <summary>Makes a class one of the lists of a plan: where it lives in the cycle and what people call it.</summary>
/// <param name="list">The list's name in the plan file, the API, findings and addresses, for example <c>objectives</c>.</param>
/// <param name="stage">The stage of the cycle in whose folder and side list it is found.</param>
/// <param name="noun">One of them, in people's words: "objective".</param>
/// <param name="prefix">What a new id begins with: <c>O</c> gives O1, O2.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThingAttribute(string list, Stage stage, string noun, string prefix) : Attribute
{
    /// <value>The list's name.</value>
    public string List => list;

    /// <value>The stage of the cycle.</value>
    public Stage Stage => stage;

    /// <value>One of them, in people's words.</value>
    public string Noun => noun;

    /// <value>Several of them; the noun with an "s" unless said.</value>
    public string? Plural { get; init; }

    /// <value>What a new id begins with.</value>
    public string Prefix => prefix;

    /// <value>One sentence for the empty list: why to add one.</value>
    public string? Why { get; init; }

    /// <value>Where the plan file keeps the list, <c>resources.budget.lines</c>; the list's name unless said.</value>
    public string? Path { get; init; }

    /// <value>True for what most plans have: its list is shown before anything is in it.</value>
    public bool IsMain { get; init; }

    /// <value>True where people know one of them by its title alone, so that its id is not said before it.</value>
    public bool ByTitle { get; init; }
}

/// <summary>
/// What one of a list is called: a text, or something worked out of several fields. Where there are several, the first that is answered counts.
/// </summary>
/// <param name="place">Its place among them, from 1.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IsTitleAttribute(int place = 1) : Attribute
{
    /// <value>Its place.</value>
    public int Place => place;
}

/// <summary>The day by which one of a list is owed, ends or happens. Where there are several, the first that is answered counts.</summary>
/// <param name="place">Its place among them, from 1.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IsDueAttribute(int place = 1) : Attribute
{
    /// <value>Its place.</value>
    public int Place => place;

    /// <value>True where what is not over by the end of that day is late.</value>
    public bool LateAfter { get; init; }
}

/// <summary>Where one of a list stands, or of which kind it is: a choice, or a word worked out of several fields.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IsStateAttribute : Attribute;

/// <summary>Whose one of a list is: the person who answers for it. Of several, the first.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IsPersonAttribute : Attribute;

/// <summary>A list has a column for what this field is (the day, the state, the person).</summary>
/// <param name="heading">What stands above the column.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownInListsAttribute(string heading) : Attribute
{
    /// <value>What stands above the column.</value>
    public string Heading => heading;
}

/// <summary>One of the few questions that make a thing useful: a new one is asked these. The others can be answered later.</summary>
/// <param name="place">Its place among them, from 1.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AskedFirstAttribute(int place) : Attribute
{
    /// <value>Its place.</value>
    public int Place => place;
}

/// <summary>The question can wait, and is asked with others of its kind.</summary>
/// <param name="fold">With which.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnderAttribute(Fold fold) : Attribute
{
    /// <value>With which.</value>
    public Fold Fold => fold;
}

/// <summary>Kinds of questions that can wait: each is a form of its own, so that nobody passes forty questions to change one answer.</summary>
public enum Fold
{
    [Reads("more about it")]
    More,

    [Reads("how it is counted")]
    Counting,
    People,

    [Reads("time and money")]
    TimeAndMoney,

    [Reads("how it goes")]
    Going,

    [Reads("safety and partners")]
    SafetyAndPartners,

    [Reads("law and standards")]
    LawAndStandards,

    [Reads("who may see it")]
    Seen,
}

/// <summary>The day is today for most of those that somebody writes down.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UsuallyTodayAttribute : Attribute;

/// <summary>In this state nothing is owed any more.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class IsOverAttribute : Attribute;

/// <summary>The question that a form asks for this field, and its hint.</summary>
/// <param name="label">The question, at most one short sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AsksAttribute(string label) : Attribute
{
    /// <value>The question.</value>
    public string Label => label;

    /// <value>What helps to answer it; null for none.</value>
    public string? Hint { get; init; }

    /// <value>True where the answer is likely to be longer than a line.</value>
    public bool Long { get; init; }
}

/// <summary>
/// The field is owed wherever its owner is given (marked <c>!</c> in the plan file's description). On an <see cref="Item"/>'s class: its id is owed.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class OwedAttribute : Attribute;

/// <summary>The answer to a move's question is owed once the plan is approved; before that it may be left out.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OwedOnceApprovedAttribute : Attribute;

/// <summary>The text is the id of its owner, not words that people write freely.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IsIdAttribute : Attribute;

/// <summary>Once the plan is approved, changing this field owes a reason.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AsksWhyAttribute : Attribute;

/// <summary>The field says what has happened, not what is planned: a copy of its owner begins without it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HappenedAttribute : Attribute;

/// <summary>
/// The field is set by moves of these names, and by nothing else: no form and no call that changes fields gives it. A plan file may carry it, since it
/// says how things stand.
/// </summary>
/// <param name="moves">The names of moves of the field's owner, as in <see cref="MoveAttribute.Name"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MovedByAttribute(params string[] moves) : Attribute
{
    /// <value>The names.</value>
    public IReadOnlyList<string> Moves => moves;
}

/// <summary>The greatest number of characters of a text; 200, or 4,000 for a long one, unless said.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxAttribute(int length) : Attribute
{
    /// <value>Characters.</value>
    public int Length => length;
}

/// <summary>The least and greatest whole number that the field takes, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinAttribute(int least, int greatest) : Attribute
{
    /// <value>The least number.</value>
    public int Least => least;

    /// <value>The greatest number.</value>
    public int Greatest => greatest;
}

/// <summary>In what the number is counted: no page shows it without.</summary>
/// <param name="what">The unit.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InAttribute(CountedIn what) : Attribute
{
    /// <value>The unit.</value>
    public CountedIn What => what;
}

/// <summary>What numbers of a plan are counted in.</summary>
public enum CountedIn
{
    Pounds,
    PerCent,
    Minutes,
    Hours,
    HoursAWeek,
    Days,

    /// <summary>How many times something is taken.</summary>
    Times,

    /// <summary>People who work full time.</summary>
    FullTime,

    /// <summary>The unit that the measure of the number says.</summary>
    UnitOfMeasure,
}

/// <summary>The text (or each of the texts) is the id of an item of one of these lists of the same plan.</summary>
/// <param name="lists">List names as in <see cref="ThingAttribute.List"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RefersAttribute(params string[] lists) : Attribute
{
    /// <value>The list names.</value>
    public IReadOnlyList<string> Lists => lists;
}

/// <summary>The text (or each of them) is the id of an item of any list, the plan's id, or <c>plan</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RefersToAnyAttribute : Attribute
{
    /// <value>True where it may also be a role of the establishment or a criterion of the portfolio's unit.</value>
    public bool RolesAndCriteria { get; init; }
}

/// <summary>The text (or each of them) names an entry of the data that ships with the product.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KnownAttribute(Known known) : Attribute
{
    /// <value>Which data.</value>
    public Known Known => known;
}

/// <summary>Data that ships with the product and that a field can name.</summary>
public enum Known
{
    /// <summary>A requirement, as FRAMEWORK:REQUIREMENT.</summary>
    Requirement,

    /// <summary>A measure of the catalogue.</summary>
    CatalogueMeasure,

    /// <summary>A unit of a qualification.</summary>
    Unit,

    /// <summary>A criterion of the portfolio's unit.</summary>
    Criterion,

    /// <summary>A plan check, such as PL001.</summary>
    Check,

    /// <summary>A tool for audits.</summary>
    AuditTool,
}

/// <summary>The text is for programs: files and calls carry it, and pages show what it tells in words of their own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ForProgramsAttribute : Attribute;

/// <summary>What the word was written as before: still read, and never written.</summary>
/// <param name="text">The word before: <c>true</c> or <c>false</c> where the field was a question of yes or no.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OnceAttribute(string text) : Attribute
{
    /// <value>The word before.</value>
    public string Text => text;
}

/// <summary>What people read where the program reads a word: <c>[Reads("carers and family")] CarersFamily</c>.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ReadsAttribute(string text) : Attribute
{
    /// <value>The text for people, in lower case.</value>
    public string Text => text;
}
