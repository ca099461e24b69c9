using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Answers questions of an audit, some or all: what is answered is kept until it is completed.</summary>
[Move("answer", "Answer the questions", Says = "Questions answered", Place = 5)]
public sealed class AnswerAudit : Move<Audit>
{
    [Asks("What did you find?")]
    public IReadOnlyList<GivenAnswer> Answers { get; private set; } = [];

    protected override string? WhyNot(Audit thing) => thing.WhyNotAnswered();

    protected override void Make(Audit thing, Moment now) => thing.AnswerSome(Answers);
}
