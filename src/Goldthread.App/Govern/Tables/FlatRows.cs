using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Goldthread.App.Store;

namespace Goldthread.App.Govern.Tables;

/// <summary>What a column of a flat table holds, for whoever builds on it.</summary>
/// <param name="says">One sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HoldsAttribute(string says) : Attribute
{
    /// <value>One sentence.</value>
    public string Says => says;
}

/// <summary>One row of a flat table: what it says of itself, and of the plan that it is of. Where something is not known the value is null.</summary>
public abstract record FlatRow
{
    [Holds("The plan's id")]
    public required string Plan { get; init; }

    [Holds("The plan's title")]
    public required string PlanTitle { get; init; }

    [Holds("The number of the area that the plan is for")]
    public required int Area { get; init; }

    [Holds("What that area is called")]
    public required string AreaName { get; init; }
}

/// <summary>A plan.</summary>
public sealed record PlanLine : FlatRow
{
    [Holds("draft, consulted, approved, live or closed")]
    public required string Status { get; init; }

    [Holds("Its first day")]
    public DateOnly Starts { get; init; }

    [Holds("Its last day")]
    public DateOnly Ends { get; init; }

    [Holds("The staff id of its owner")]
    public string? Owner { get; init; }

    [Holds("The role of its owner")]
    public string? OwnerRole { get; init; }

    [Holds("Who approved it")]
    public string? Approver { get; init; }

    [Holds("When it was approved")]
    public DateOnly? ApprovedOn { get; init; }

    [Holds("How many errors the checks found when they were last run")]
    public int? Errors { get; init; }

    [Holds("How many warnings they found")]
    public int? Warnings { get; init; }

    [Holds("Goes up with every change of the plan")]
    public int Revision { get; init; }
}

/// <summary>What is read of an item, whatever list it is of.</summary>
sealed class FlatItem
{
    public required ItemRow Item { get; init; }
    public required string Title { get; init; }
    public required int Area { get; init; }
    public required string AreaName { get; init; }
    public string? Role { get; init; }
}

/// <summary>An item of a list of a plan.</summary>
public abstract record ItemLine : FlatRow
{
    [SetsRequiredMembers]
    private protected ItemLine(FlatItem of)
    {
        (Plan, PlanTitle, Area, AreaName) = (of.Item.Owner, of.Title, of.Area, of.AreaName);
        (Id, Title, OwnerRole, Version) = (of.Item.Id, of.Item.Title, of.Role, of.Item.Version);
    }

    [Holds("Its id, unique in its list of its plan")]
    public string Id { get; }

    [Holds("What it is called")]
    public string Title { get; }

    [Holds("The staff id of who answers for it")]
    public string? Owner { get; init; }

    [Holds("The role of who answers for it")]
    public string? OwnerRole { get; }

    [Holds("Goes up each time that it is changed")]
    public int Version { get; }
}

/// <summary>An objective.</summary>
public sealed record ObjectiveLine : ItemLine
{
    [SetsRequiredMembers]
    internal ObjectiveLine(FlatItem of)
        : base(of) { }

    [Holds("By when it is to be reached")]
    public DateOnly? Due { get; init; }

    [Holds("1 first, 3 last")]
    public int? Priority { get; init; }

    [Holds("What a person will be able to say")]
    public string? Outcome { get; init; }

    [Holds("The strategic objectives that it serves, by their ids, with commas")]
    public string? Strategic { get; init; }

    [Holds("The standards that it meets, by their ids, with commas")]
    public string? Requirements { get; init; }
}

/// <summary>An action.</summary>
public sealed record ActionLine : ItemLine
{
    [SetsRequiredMembers]
    internal ActionLine(FlatItem of)
        : base(of) { }

    [Holds("The id of the objective that it is for")]
    public string? Objective { get; init; }

    [Holds("not-started, in-progress, blocked, done or cancelled")]
    public string? Status { get; init; }

    [Holds("When it starts")]
    public DateOnly? Starts { get; init; }

    [Holds("By when it is to be done")]
    public DateOnly? Due { get; init; }

    [Holds("True where that day is over and it is not done")]
    public bool Late { get; init; }

    [Holds("0 to 100")]
    public int? Progress { get; init; }

    [Holds("1 first, 3 last")]
    public int? Priority { get; init; }

    [Holds("True for a milestone")]
    public bool Milestone { get; init; }

    [Holds("When it was closed")]
    public DateOnly? ClosedOn { get; init; }

    [Holds("Hours of work that it takes")]
    public double? EffortHours { get; init; }

    [Holds("Pounds that it costs")]
    public double? Cost { get; init; }
}

/// <summary>A measure with its newest figure and what the statistics say.</summary>
public sealed record MeasureLine : ItemLine
{
    [SetsRequiredMembers]
    internal MeasureLine(FlatItem of)
        : base(of) { }

    [Holds("The objectives that it shows, by their ids, with commas")]
    public string? Objectives { get; init; }

    [Holds("outcome, process or balancing")]
    public string? Kind { get; init; }

    [Holds("Which way is better: higher, lower or neutral")]
    public string? Direction { get; init; }

    [Holds("Its unit")]
    public string? Unit { get; init; }

    [Holds("daily, weekly, monthly, quarterly, yearly or event")]
    public string? Frequency { get; init; }

    [Holds("Where it stood, in its unit")]
    public double? Baseline { get; init; }

    [Holds("Where it is to get to, in its unit")]
    public double? Target { get; init; }

    [Holds("By when")]
    public DateOnly? TargetBy { get; init; }

    [Holds("Its newest figure, in its unit")]
    public double? Latest { get; init; }

    [Holds("The day of that figure")]
    public DateOnly? LatestOn { get; init; }

    [Holds("How many figures there are")]
    public int Figures { get; init; }

    [Holds("Variation as the statistics name it, such as improvement-low, common-cause or not-enough-yet")]
    public string? Variation { get; init; }

    [Holds("Assurance as the statistics name it: pass, fail or hit-or-miss")]
    public string? Assurance { get; init; }

    [Holds("True where the newest figure is not older than its frequency allows")]
    public bool Fresh { get; init; }
}

/// <summary>One figure of a measure.</summary>
public sealed record ReadingLine : FlatRow
{
    /// <value>What tells the figure apart from all others.</value>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Plan}/{Measure}/{On:yyyy-MM-dd}/{Ordinal}");

    [Holds("The measure's id")]
    public required string Measure { get; init; }

    [Holds("What the measure is called")]
    public required string MeasureName { get; init; }

    [Holds("The day")]
    public DateOnly? On { get; init; }

    [Holds("0, and more where there are several of one day")]
    public int Ordinal { get; init; }

    [Holds("The value, in the measure's unit")]
    public double? Value { get; init; }

    [Holds("What was counted, of a proportion or rate")]
    public double? Numerator { get; init; }

    [Holds("Out of what")]
    public double? Denominator { get; init; }

    [Holds("What was noted beside it")]
    public string? Note { get; init; }
}

/// <summary>A risk.</summary>
public sealed record RiskLine : ItemLine
{
    [SetsRequiredMembers]
    internal RiskLine(FlatItem of)
        : base(of) { }

    [Holds("The objectives that it threatens, by their ids, with commas")]
    public string? Objectives { get; init; }

    [Holds("What kind of risk it is")]
    public string? Category { get; init; }

    [Holds("open or closed")]
    public string? Status { get; init; }

    [Holds("How likely it would be with nothing done, 1 to 5")]
    public int? InherentLikelihood { get; init; }

    [Holds("How bad it would be with nothing done, 1 to 5")]
    public int? InherentConsequence { get; init; }

    [Holds("Both multiplied, 1 to 25")]
    public int? InherentScore { get; init; }

    [Holds("How likely it is now, 1 to 5")]
    public int? ResidualLikelihood { get; init; }

    [Holds("How bad it would be now, 1 to 5")]
    public int? ResidualConsequence { get; init; }

    [Holds("Both multiplied, 1 to 25")]
    public int? ResidualScore { get; init; }

    [Holds("The score that it is to get to, 1 to 25")]
    public int? TargetScore { get; init; }

    [Holds("When it is looked at next")]
    public DateOnly? NextReview { get; init; }
}

/// <summary>Something that the checks find in a plan.</summary>
public sealed record FindingLine : FlatRow
{
    /// <value>What tells the finding apart from all others.</value>
    public string Id => Nth == 1 ? $"{Plan}/{Check}/{About}" : string.Create(CultureInfo.InvariantCulture, $"{Plan}/{Check}/{About}/{Nth}");

    /// <value>Counts the findings of one check about one thing, from 1.</value>
    internal int Nth { get; init; } = 1;

    [Holds("The check's id")]
    public required string Check { get; init; }

    [Holds("error, warning or info")]
    public required string Severity { get; init; }

    [Holds("What it is about: the list's name and the item's id, or plan")]
    public required string About { get; init; }

    [Holds("What is wrong, in a sentence")]
    public required string Message { get; init; }

    [Holds("What would mend it")]
    public required string Fix { get; init; }

    [Holds("True where an approver lets it stand for now")]
    public bool Waived { get; init; }
}
