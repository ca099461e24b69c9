using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>What a partner says to an agreement: whoever plans writes it down, or a guest of the partner says it.</summary>
[Move("answer", "Write down an answer", Says = "{partner}: {agrees:they agree|they do not agree}[: {note}]")]
public sealed class AnswerAgreement : Move<Agreement>
{
    [Owed]
    [Refers(Implement.Partner.List)]
    [Asks("Which partner?")]
    public string? Partner { get; private set; }

    [Owed]
    [Asks("Does the partner agree?")]
    public bool? Agrees { get; private set; }

    [Max(1000)]
    [Asks("What does the partner say to it?", Long = true, Hint = "Where the answer is no: what would have to change.")]
    public string? Note { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Agreement thing, Moment now) => thing.Answer(Partner!, Agrees == true, Note, now);
}
