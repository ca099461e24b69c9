using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>What the law asks of a children's home: its purpose, monthly visits, half-yearly reviews.</summary>
public sealed class ChildrensHomeDuties : Part
{
    [Asks("From which day is the statement of purpose?")]
    public DateOnly? StatementOfPurpose { get; private set; }

    [Asks("When are the regulation 44 visits?", Hint = "At most 31 days apart.")]
    public IReadOnlyList<DateOnly> Reg44Visits { get; private set; } = [];

    [Asks("When are the regulation 45 reviews?", Hint = "At most 183 days apart.")]
    public IReadOnlyList<DateOnly> Reg45Reviews { get; private set; } = [];

    [Asks("Does the plan change the home's purpose?")]
    public bool? PlanChangesPurpose { get; private set; }

    [Asks("When was the statement of purpose brought up to date?")]
    public DateOnly? PurposeUpdated { get; private set; }
}
