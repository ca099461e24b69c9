using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>
/// A plan to start from: what plans of one kind of service have in common, written as a plan of twelve months, and questions for what only the service
/// knows. Text in braces, <c>{falls-goal}</c>, is the answer to a question; what stands in square brackets is left out where an answer in it is missing.
/// </summary>
public sealed class PlanTemplate : Part
{
    [Owed]
    [IsId]
    public string Id { get; private set; } = "";

    /// <value>The kind of service: "Care home".</value>
    [Owed]
    public string Title { get; private set; } = "";

    /// <value>What is in it, in a sentence.</value>
    [Owed]
    [Max(400)]
    public string About { get; private set; } = "";

    /// <value>The services for which it is offered first.</value>
    public IReadOnlyList<ServiceType> ServiceTypes { get; private set; } = [];

    /// <value>What it asks, in order.</value>
    public IReadOnlyList<TemplateQuestion> Asks { get; private set; } = [];

    /// <value>The plan.</value>
    [Owed]
    public PlanDocument? PlanFile { get; private set; }
}

/// <summary>What a template asks, because only the service knows it.</summary>
[Owed]
public sealed class TemplateQuestion : Item
{
    [Owed]
    public string Question { get; private set; } = "";

    public string? Hint { get; private set; }

    /// <value>True where the plan says nothing without it.</value>
    public bool? MustBeAnswered { get; private set; }

    /// <value>
    /// The fields that hold the answer, each LIST/ID.FIELD or plan.FIELD: <c>measures/M1.baseline.value</c>. The first says how the answer is read. None
    /// where the answer stands in texts alone.
    /// </value>
    public IReadOnlyList<string> Sets { get; private set; } = [];
}
