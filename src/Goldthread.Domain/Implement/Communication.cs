using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>What somebody is told, how and when.</summary>
[Thing("communications", Stage.Implement, "message", "C", Why = "Say who is told what, how, when and by whom.")]
public sealed class Communication : Item
{
    [Refers("stakeholders")]
    [Asks("Who is told?")]
    public string? Audience { get; private set; }

    [Asks("What are they told?", Long = true)]
    public string? Message { get; private set; }

    [Asks("Why do they need to know?", Long = true)]
    public string? Why { get; private set; }

    [Asks("By which channel?")]
    public string? Channel { get; private set; }

    [Asks(
        "In which format?",
        Hint = "For people who use services: easy-read, large-print, bsl, braille, audio, translated or face-to-face."
    )]
    public string? Format { get; private set; }

    [Asks("How often?")]
    public string? Frequency { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Refers("staff")]
    [Asks("Who tells them?")]
    public string? Sender { get; private set; }

    [Refers("actions")]
    [Asks("Which actions is it about?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Asks("When was it done?")]
    public DateOnly? Done { get; private set; }
}
