using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What an objective is built with on one page: a measure, a first action and a risk, each by the few answers that make it useful.</summary>
public sealed class BuiltWith : Part
{
    [Asks("How will you know? A measure of it")]
    public FirstMeasure? Measure { get; private set; }

    [Asks("What is done first?")]
    public FirstAction? Action { get; private set; }

    [Asks("What could go wrong?")]
    public FirstRisk? Risk { get; private set; }
}

/// <summary>A measure in few answers.</summary>
public sealed class FirstMeasure : Part
{
    [Known(Known.CatalogueMeasure)]
    [Asks("Is it one of the catalogue?", Hint = "Then the catalogue says how it is counted.")]
    public string? Catalogue { get; private set; }

    [Asks("If it is your own, what is it called?", Hint = "Such as falls in a month.")]
    public string? Name { get; private set; }

    [Asks("In which unit?", Hint = "Such as %, or falls per 1,000 bed days.")]
    public string? Unit { get; private set; }

    [Asks("Which way is better?")]
    public Direction? Direction { get; private set; }

    [Asks("From what?", Hint = "Where it stands now.")]
    public double? From { get; private set; }

    [Asks("To what?")]
    public double? To { get; private set; }
}

/// <summary>An action in few answers.</summary>
public sealed class FirstAction : Part
{
    [Asks("What will somebody do?")]
    public string? Title { get; private set; }

    [Refers(StaffMember.List)]
    [Asks("Who?", Hint = "The owner of the objective, unless you say.")]
    public string? Who { get; private set; }

    [Asks("By when?")]
    public DateOnly? Due { get; private set; }
}

/// <summary>A risk in few answers.</summary>
public sealed class FirstRisk : Part
{
    [Asks("What could happen?", Long = true)]
    public string? Event { get; private set; }

    [Asks("Because of what?", Long = true)]
    public string? Cause { get; private set; }

    [Within(1, 5)]
    [Asks("How likely is it?", Hint = "1 rare, 5 almost certain.")]
    public int? Likelihood { get; private set; }

    [Within(1, 5)]
    [Asks("How bad would it be?", Hint = "1 negligible, 5 catastrophic.")]
    public int? Consequence { get; private set; }
}
