using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Something that an inspector or visitor requires of the area.</summary>
[Thing("regulatory_actions", Stage.Monitor, "required action", "RA", Why = "Every action that an inspector requires belongs in the plan.")]
public sealed class RegulatoryAction : Item
{
    [Asks("Who requires it?")]
    public RegulatorySource? Source { get; private set; }

    [Asks("When was it required?")]
    public DateOnly? On { get; private set; }

    [Asks("What is required?", Long = true)]
    public string? Text { get; private set; }

    [Asks("By when?")]
    public DateOnly? Due { get; private set; }

    [Asks("Is it open?")]
    public OpenStatus? Status { get; private set; }

    [Refers("actions")]
    [Asks("Which action of the plan answers it?")]
    public string? Action { get; private set; }
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
