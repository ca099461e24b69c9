using System.Globalization;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Tests.Implement;

/// <summary>How far each action can slip.</summary>
public sealed class CriticalPathTests
{
    static readonly WorkingDays Days = new("Somewhere", []);

    static Action Of(string id, string? starts, string? due, string[]? after = null, ActionStatus? status = null)
    {
        var shape = Shape.Of<Action>();
        var action = (Action)shape.New();
        action.NameIt(id);
        shape["starts"].Set(action, starts is null ? null : DateOnly.ParseExact(starts, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        shape["due"].Set(action, due is null ? null : DateOnly.ParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        shape["after"].Set(action, after);
        shape["status"].Set(action, status);
        return action;
    }

    static string Room(params Action[] actions) =>
        string.Join(' ', CriticalPath.Room(actions, Days).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}:{r.Value}"));

    [Fact]
    public void The_longest_way_cannot_slip_and_what_is_beside_it_can_by_its_working_days()
    {
        // A and B are beside each other, C waits for both; D follows C; E waits for A and ends a week before the end.
        Assert.Equal(
            "A:0 B:4 C:0 D:0 E:5",
            Room(
                Of("A", "2026-11-02", "2026-11-06"),
                Of("B", "2026-11-02", "2026-11-02"),
                Of("C", "2026-11-09", "2026-11-13", ["A", "B"]),
                Of("D", "2026-11-16", "2026-11-20", ["C"]),
                Of("E", "2026-11-10", "2026-11-13", ["A"]),
                // Not joined to anything, over, or without a day: on no way.
                Of("F", "2026-11-10", "2026-12-31"),
                Of("G", "2026-11-10", "2026-12-31", ["D"], ActionStatus.Done),
                Of("H", "2026-11-10", null, ["D"])
            )
        );
    }

    [Fact]
    public void A_gap_is_room_and_what_begins_before_the_other_ends_has_none()
    {
        Assert.Equal("A:2 B:0", Room(Of("A", null, "2026-11-06"), Of("B", "2026-11-11", "2026-11-13", ["A"])));
        Assert.Equal("A:-4 B:0", Room(Of("A", null, "2026-11-06"), Of("B", "2026-11-03", "2026-11-13", ["A"])));
        Assert.Equal("A:5 B:0", Room(Of("A", null, "2026-11-06"), Of("B", null, "2026-11-13", ["A"])));
        Assert.Equal("", Room(Of("A", null, "2026-11-06"), Of("B", null, "2026-11-13")));
    }

    [Fact]
    public void Circles_end_and_thousands_in_a_chain_are_counted()
    {
        Assert.Equal(2, CriticalPath.Room([Of("A", null, "2026-11-06", ["B", "A"]), Of("B", null, "2026-11-13", ["A"])], Days).Count);
        var chain = Enumerable.Range(0, 5000).Select(i => Of($"A{i}", null, "2026-11-06", i == 0 ? [] : [$"A{i - 1}"])).ToArray();
        Assert.All(CriticalPath.Room(chain, Days), r => Assert.Equal(0, r.Value));
    }
}
