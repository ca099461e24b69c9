using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Tests.Implement;

/// <summary>Who answers, does, is asked and is told: none, two, too many.</summary>
public sealed class RaciTests
{
    static Action Of(string[] answers, string[] does, int asked = 0, ActionStatus? status = null)
    {
        var shape = Shape.Of<Action>();
        var action = (Action)shape.New();
        shape["accountable"].Set(action, answers);
        shape["responsible"].Set(action, does);
        shape["consulted"].Set(action, Enumerable.Range(0, asked).Select(i => $"s{i}").ToArray());
        shape["status"].Set(action, status);
        return action;
    }

    [Fact]
    public void None_two_and_too_many_are_told_while_it_is_open()
    {
        Assert.Empty(Raci.Faults(Of(["a"], ["a"], 5)));
        Assert.Equal([RaciFault.NobodyAnswers, RaciFault.NobodyDoes], Raci.Faults(Of([], [])));
        Assert.Equal([RaciFault.SeveralAnswer, RaciFault.ManyAsked], Raci.Faults(Of(["a", "b"], ["a"], 6)));
        Assert.Empty(Raci.Faults(Of(["a", "a"], ["b"])));
        Assert.Empty(Raci.Faults(Of([], [], status: ActionStatus.Done)));
    }

    [Fact]
    public void Who_answers_for_more_than_five_and_does_them_alone_has_too_many()
    {
        List<Action> five =
        [
            .. Enumerable.Range(0, 5).Select(_ => Of(["a"], ["a"])),
            Of(["a"], ["a", "b"]),
            Of(["a"], ["a"], status: ActionStatus.Done),
        ];
        Assert.Empty(Raci.Alone(five));
        Assert.Equal(6, Raci.Alone(five.Append(Of(["a"], [])))["a"]);
    }
}
