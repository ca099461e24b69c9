using System.Globalization;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Tests.Implement;

/// <summary>Actions that come back, and milestones with a gate.</summary>
public sealed class RepeatsTests
{
    static readonly Moment Now = new("Deputy manager (A. Khan)", "dm", new DateOnly(2026, 11, 3));

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static T Of<T>(params (string Name, object? Value)[] values)
        where T : Part
    {
        var part = Shape.Of<T>().New();
        foreach (var (name, value) in values)
            Shape.Of<T>()[name].Set(part, value);
        return (T)part;
    }

    static Action Coming(string due, Rhythm every, int? of = null, string? calendar = null, string? until = null) =>
        Of<Action>(
            ("title", "Visit"),
            ("due", Day(due)),
            ("repeats", Of<Repeats>(("every", every), ("of", of), ("calendar", calendar), ("until", until is null ? null : Day(until))))
        );

    [Theory]
    [InlineData("2026-12-31", Rhythm.Day, null, null, "2027-01-01 2027-01-02 2027-01-03")]
    [InlineData("2028-02-22", Rhythm.Week, null, null, "2028-02-29 2028-03-07 2028-03-14")]
    [InlineData("2026-12-21", Rhythm.Week, 2, null, "2027-01-04 2027-01-18 2027-02-01")]
    // The clocks change on 28 March 2027; days do not.
    [InlineData("2027-03-27", Rhythm.Day, null, null, "2027-03-28 2027-03-29 2027-03-30")]
    [InlineData("2026-11-30", Rhythm.Month, null, null, "2026-12-31 2027-01-31 2027-02-28 2027-03-31")]
    [InlineData("2026-11-15", Rhythm.Month, null, null, "2026-12-15 2027-01-15 2027-02-15")]
    [InlineData("2026-11-15", Rhythm.Quarter, null, null, "2027-02-15 2027-05-15 2027-08-15 2027-11-15")]
    [InlineData("2028-02-29", Rhythm.Year, null, null, "2029-02-28 2030-02-28 2031-02-28 2032-02-29")]
    [InlineData("2026-06-30", Rhythm.Year, 4, null, "2030-06-30 2034-06-30")]
    // The 29th and the 30th stay what they are, whatever February is; the last of a month is another rhythm.
    [InlineData("2026-12-30", Rhythm.Month, null, null, "2027-01-30 2027-02-28 2027-03-30 2027-04-30 2027-05-30 2027-06-30 2027-07-30")]
    [InlineData("2027-12-29", Rhythm.Month, null, null, "2028-01-29 2028-02-29 2028-03-29")]
    [InlineData("2026-08-30", Rhythm.HalfYear, null, null, "2027-02-28 2027-08-30 2028-02-29 2028-08-30")]
    // What a law asks never comes later than it says.
    [InlineData("2026-08-31", Rhythm.HalfYear, null, "lifting-people", "2027-02-28 2027-08-28 2028-02-28 2028-08-28")]
    [InlineData("2028-02-29", Rhythm.Year, null, "gas-landlord", "2029-02-28 2030-02-28 2031-02-28 2032-02-28")]
    public void It_comes_back_neither_doubled_nor_left_out(string due, Rhythm every, int? of, string? calendar, string days)
    {
        var action = Coming(due, every, of, calendar);
        var came = new List<string>();
        DateOnly? before = null;
        for (var i = 0; i < days.Split(' ').Length; i++)
        {
            var next = action.Following(Now.On, before)!;
            (before, action) = (action.Due, next);
            came.Add(action.Due!.Value.ToString("O", CultureInfo.InvariantCulture));
        }
        Assert.Equal(days, string.Join(' ', came));
    }

    [Fact]
    public void The_next_one_is_as_it_was_planned_with_its_days_moved_and_waits_for_this_one()
    {
        var action = Coming("2026-11-30", Rhythm.Month);
        action.NameIt("A1");
        Shape.Of<Action>()["starts"].Set(action, Day("2026-11-23"));
        Shape.Of<Action>()["after"].Set(action, new[] { "A0" });
        Shape
            .Of<Action>()["steps"]
            .Set(action, new[] { Of<ActionStep>(("text", "Ask"), ("due", Day("2026-11-25")), ("done", Day("2026-11-24"))) });
        action.Report(40, "Half of it", Now);
        action.Close(["E1"], null, Day("2026-12-10"), Now);

        var next = action.Following(Now.On)!;

        Assert.Equal((Day("2026-12-24"), Day("2026-12-31"), "A1"), (next.Starts, next.Due, next.After.Single()));
        Assert.Equal(
            ("Visit", ActionStatus.NotStarted, null, null, null),
            (next.Title, next.Standing, next.Progress, next.Closed, next.Check)
        );
        Assert.Empty(next.Notes);
        Assert.Empty(next.Evidence);
        Assert.Equal(("Ask", Day("2026-12-26"), null), (next.Steps[0].Text, next.Steps[0].Due, next.Steps[0].Done));
        Assert.Equal(Rhythm.Month, next.Repeats!.Every);
        // Up to its last day and no longer; without a day, from today.
        Assert.NotNull(Coming("2026-11-30", Rhythm.Month, until: "2026-12-31").Following(Now.On));
        Assert.Null(Coming("2026-11-30", Rhythm.Month, until: "2026-12-30").Following(Now.On));
        Assert.Null(Of<Action>(("due", Day("2026-11-30"))).Following(Now.On));
        Assert.Equal(Day("2026-12-03"), Of<Action>(("repeats", Of<Repeats>(("every", Rhythm.Month)))).Following(Now.On)!.Due);
    }

    [Fact]
    public void A_milestone_with_a_gate_is_passed_on_evidence_and_not_passed_where_it_is_taken_up_again()
    {
        var action = Of<Action>(("milestone", true), ("gate", Of<ActionGate>(("needs", new[] { "the signed rota", "the trained names" }))));
        var refused = Assert.Throws<RuleBroken>(() => action.Close([], "Seen", null, Now));
        Assert.Equal(
            ("evidence", "This milestone has a gate. Choose the evidence that shows: the signed rota; the trained names."),
            (refused.Field, refused.Message)
        );
        Assert.Null(action.Gate!.Passed);
        action.Close(["E1"], null, null, Now);
        Assert.Equal((ActionStatus.Done, Now.On, 2), (action.Status, action.Gate.Passed, action.Gate.Needs.Count));
        action.Look(false, "Two names are missing", Now.On);
        Assert.Equal((ActionStatus.InProgress, null), (action.Status, action.Gate.Passed));
    }
}
