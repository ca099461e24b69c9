using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Something that an inspector or visitor requires of the area.</summary>
[Thing(RegulatoryAction.List, Stage.Monitor, "required action", "RA", Why = "Every action that an inspector requires belongs in the plan.")]
public sealed class RegulatoryAction : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "regulatory_actions";

    [AskedFirst(2)]
    [Asks("Who requires it?")]
    public RegulatorySource? Source { get; private set; }

    [AskedFirst(3)]
    [IsDue(2)]
    [Asks("When was it required?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is required?", Long = true)]
    public string? Text { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Due")]
    [Asks("By when?")]
    public DateOnly? Due { get; private set; }

    [IsState]
    [ShownInLists("State")]
    [Asks("Is it open?")]
    public OpenStatus? Status { get; private set; }

    [AskedFirst(5)]
    [Refers(Implement.Action.List)]
    [Asks("Which action of the plan answers it?")]
    public string? Action { get; private set; }

    /// <summary>An action answers it; the first that did stays named.</summary>
    /// <param name="action">The action's id.</param>
    public void IsAnsweredBy(string action) => Action ??= action;
}

/// <summary>Who requires an action.</summary>
public enum RegulatorySource
{
    [Reads("Care Quality Commission")]
    Cqc,

    [Reads("Ofsted")]
    Ofsted,

    [Reads("regulation 44 visit")]
    Reg44,

    [Reads("regulation 45 review")]
    Reg45,
    Other,
}
