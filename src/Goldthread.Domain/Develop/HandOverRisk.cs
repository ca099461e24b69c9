using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Gives a risk to somebody else to hold.</summary>
[Move("hand-over", "Hand it over", Says = "Handed over to {owner}: {reason}", From = [OpenStatus.Open])]
public sealed class HandOverRisk : Move<Risk>
{
    [Owed]
    [Refers(StaffMember.List)]
    [Asks("Who owns it from now on?")]
    public string? Owner { get; private set; }

    [Owed]
    [Asks("Why?", Long = true)]
    public string? Reason { get; private set; }

    protected override void Make(Risk thing, Moment now) => thing.HandOver(Owner!);
}
