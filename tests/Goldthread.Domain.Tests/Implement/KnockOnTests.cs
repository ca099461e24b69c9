using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Tests.Implement;

/// <summary>Working days, and what moves with an action.</summary>
public sealed class KnockOnTests
{
    /// <summary>Christmas of 2026, when Boxing Day is a Saturday, and New Year after it.</summary>
    static readonly WorkingDays Days = new(
        "Somewhere",
        [new(Day("2026-12-25"), "Christmas Day"), new(Day("2026-12-28"), "Boxing Day"), new(Day("2027-01-01"), "New Year's Day")]
    );

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static Action Of(string id, string? starts, string? due, string[]? after = null, ActionStatus? status = null)
    {
        var shape = Shape.Of<Action>();
        var action = (Action)shape.New();
        action.NameIt(id);
        shape["starts"].Set(action, starts is null ? null : Day(starts));
        shape["due"].Set(action, due is null ? null : Day(due));
        shape["after"].Set(action, after);
        shape["status"].Set(action, status);
        return action;
    }

    static string[] Moved(Action[] actions, string? starts, string? due) =>
        [
            .. KnockOn
                .Of(actions, actions[0].Id, starts is null ? null : Day(starts), due is null ? null : Day(due), Days)
                .Select(s => $"{s.Action.Id} {s.Starts:yyyy-MM-dd} {s.Due:yyyy-MM-dd}"),
        ];

    [Theory]
    // Over a weekend, and over Christmas and New Year.
    [InlineData("2026-12-18", 1, "2026-12-21")]
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2027-01-04", -1, "2026-12-31")]
    [InlineData("2026-12-29", -4, "2026-12-21")]
    // What is no working day counts as the next one; by none it stays.
    [InlineData("2026-12-26", 1, "2026-12-30")]
    [InlineData("2026-12-26", -1, "2026-12-24")]
    [InlineData("2026-12-26", 0, "2026-12-26")]
    [InlineData("2028-02-28", 1, "2028-02-29")]
    [InlineData("2027-02-26", 1, "2027-03-01")]
    public void Working_days_are_counted_past_weekends_and_bank_holidays(string from, int days, string to)
    {
        Assert.Equal(Day(to), Days.Add(Day(from), days));
        Assert.Equal(days, Days.Between(Day(from), Day(to)));
    }

    [Fact]
    public void Any_number_of_working_days_forth_and_back_is_where_one_began_and_never_beyond_what_can_be_written()
    {
        for (var day = Day("2026-12-14"); day < Day("2027-01-12"); day = day.AddDays(1))
        {
            foreach (var n in (int[])[1, 2, 3, 5, 8, 13, 250, 2600])
            {
                var there = Days.Add(day, n);
                Assert.True(Days.IsWorking(there));
                Assert.Equal(n, Days.Between(day, there));
                if (Days.IsWorking(day))
                    Assert.Equal(day, Days.Add(there, -n));
            }
        }
        Assert.InRange(Days.Add(Day("2199-12-31"), int.MaxValue).Year, 2200, 2231);
        Assert.InRange(Days.Add(Day("1900-01-01"), int.MinValue).Year, 1889, 1900);
        Assert.Equal(("Christmas Day", null), (Days.Holiday(Day("2026-12-25")), Days.Holiday(Day("2026-12-24"))));
    }

    [Fact]
    public void What_comes_after_an_action_moves_as_many_working_days_and_keeps_its_gap_and_its_length()
    {
        Action[] actions =
        [
            Of("A", "2026-12-14", "2026-12-18"),
            Of("B", "2026-12-22", "2026-12-24", ["A"]),
            Of("C", null, "2026-12-31", ["B"]),
            Of("D", "2026-12-01", "2026-12-31"),
        ];
        Assert.Equal(["A 2026-12-14 2026-12-22", "B 2026-12-24 2026-12-30", "C  2027-01-05"], Moved(actions, null, "2026-12-22"));
        // The gap in working days is what it was, and so is the length.
        Assert.Equal(Days.Between(Day("2026-12-18"), Day("2026-12-22")), Days.Between(Day("2026-12-22"), Day("2026-12-24")));
        // Back as well as forth; and only the end of an action pushes what waits for it.
        Assert.Equal(["A 2026-12-14 2026-12-16", "B 2026-12-18 2026-12-22", "C  2026-12-29"], Moved(actions, null, "2026-12-16"));
        Assert.Equal(["A 2026-12-15 2026-12-18"], Moved(actions, "2026-12-15", null));
    }

    [Fact]
    public void What_waits_for_several_is_pulled_back_before_none_of_them_and_pushed_by_the_last()
    {
        Action[] actions =
        [
            Of("A", null, "2026-12-07"),
            Of("B", null, "2026-12-08", ["A"]),
            Of("stays", null, "2026-12-09"),
            Of("C", "2026-12-10", "2026-12-11", ["B", "stays", "gone"]),
        ];
        Assert.Equal(["A  2026-12-03", "B  2026-12-04"], Moved(actions, null, "2026-12-03"));
        Assert.Equal(["A  2026-12-10", "B  2026-12-11", "C 2026-12-15 2026-12-16"], Moved(actions, null, "2026-12-10"));
        // What is done holds nothing.
        actions[2] = Of("stays", null, "2026-12-09", status: ActionStatus.Done);
        Assert.Equal(["A  2026-12-03", "B  2026-12-04", "C 2026-12-08 2026-12-09"], Moved(actions, null, "2026-12-03"));
    }

    [Fact]
    public void What_is_over_or_has_no_day_stays_and_what_is_under_way_keeps_its_start()
    {
        Action[] actions =
        [
            Of("A", null, "2026-12-07"),
            Of("done", "2026-12-08", "2026-12-09", ["A"], ActionStatus.Done),
            Of("after-done", "2026-12-10", "2026-12-11", ["done"]),
            Of("no-day", null, null, ["A"]),
            Of("going", "2026-12-08", "2026-12-10", ["A"], ActionStatus.InProgress),
            Of("given-up", "2026-12-08", "2026-12-10", ["A"], ActionStatus.Cancelled),
        ];
        Assert.Equal(["A  2026-12-08", "going 2026-12-08 2026-12-11"], Moved(actions, null, "2026-12-08"));
        // And is not done before it began.
        Assert.Equal(["A  2026-11-02", "going 2026-12-08 2026-12-08"], Moved(actions, null, "2026-11-02"));
        // From no day to a day, nobody knows by how much.
        actions[0] = Of("A", null, null);
        Assert.Equal(["A  2026-12-08"], Moved(actions, null, "2026-12-08"));
    }

    [Fact]
    public void Circles_end_and_a_chain_of_thousands_moves_whole()
    {
        Action[] circle =
        [
            Of("A", null, "2026-12-07", ["C"]),
            Of("B", null, "2026-12-08", ["A", "C"]),
            Of("C", null, "2026-12-09", ["B", "C"]),
        ];
        Assert.Equal(["A  2026-12-08", "B  2026-12-09", "C  2026-12-10"], Moved(circle, null, "2026-12-08"));

        Action[] chain = [.. Enumerable.Range(0, 5000).Select(i => Of($"A{i}", null, "2026-12-07", i == 0 ? [] : [$"A{i - 1}"]))];
        var moved = Moved(chain, null, "2026-12-08");
        Assert.Equal((5000, "A4999  2026-12-08"), (moved.Length, moved[^1]));
    }
}
