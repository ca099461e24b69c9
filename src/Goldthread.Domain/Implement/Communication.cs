using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>What somebody is told, how and when.</summary>
[Thing(Communication.List, Stage.Implement, "message", "C", Why = "Say who is told what, how, when and by whom.")]
public sealed class Communication : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "communications";

    [AskedFirst(2)]
    [Refers(Develop.Stakeholder.List)]
    [Asks("Who is told?")]
    public string? Audience { get; private set; }

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What are they told?", Long = true)]
    public string? Message { get; private set; }

    [Asks("Why do they need to know?", Long = true)]
    public string? Why { get; private set; }

    [AskedFirst(3)]
    [Asks("By which channel?")]
    public string? Channel { get; private set; }

    [Asks(
        "In which format?",
        Hint = "For people who use services: easy-read, large-print, bsl, braille, audio, translated or face-to-face."
    )]
    public string? Format { get; private set; }

    [Asks("How often?")]
    public string? Frequency { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(5)]
    [IsPerson]
    [ShownInLists("Who")]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who tells them?")]
    public string? Sender { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which actions is it about?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks("When was it done?")]
    public DateOnly? Done { get; private set; }
}
