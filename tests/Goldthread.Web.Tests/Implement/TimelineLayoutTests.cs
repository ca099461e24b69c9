using Goldthread.Domain.Implement;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Tests.Implement;

/// <summary>Where things stand on the timeline.</summary>
public sealed class TimelineLayoutTests
{
    static readonly DateOnly Starts = new(2026, 4, 1);
    static readonly DateOnly Ends = new(2027, 3, 31);

    static TimelineRow Row(string id, DateOnly? starts, DateOnly? due) =>
        new(id, $"Action {id}", null, starts, due, ActionStatus.NotStarted);

    static TimelineLayout Of(params TimelineRow[] rows) => new("Timeline", rows, Starts, Ends, new DateOnly(2026, 11, 25));

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(400)]
    [InlineData(3000)]
    public void Words_of_months_do_not_meet_however_long_the_plan(int months)
    {
        var layout = new TimelineLayout("Timeline", [Row("A", null, Starts.AddDays(20))], Starts, Starts.AddMonths(months), Starts);
        Assert.InRange(layout.Ticks.Count, 2, 40);
        for (var i = 1; i < layout.Ticks.Count; i++)
            Assert.True(layout.Ticks[i].X - layout.Ticks[i - 1].X >= 30, $"{layout.Ticks[i]} is too near {layout.Ticks[i - 1]}.");
        Assert.True(layout.Ticks[^1].X < TimelineLayout.Width);
    }

    [Fact]
    public void Names_end_before_the_bars_and_no_two_stand_in_one_row()
    {
        var layout = Of([
            .. Enumerable
                .Range(0, 100)
                .Select(i =>
                    Row($"{i}", null, Starts.AddDays(i)) with
                    {
                        Title = new string('W', 300),
                        Group = $"Objective {i / 10}",
                        IsCritical = i % 2 == 0,
                    }
                ),
        ]);
        Assert.All(layout.Bars, b => Assert.True(12 + (b.Label.Length * 6.9) <= TimelineLayout.Left));
        var tops = layout.Bars.Select(b => b.Top).Concat(layout.Headings.Select(h => h.Top)).Order().ToList();
        Assert.Equal(110, tops.Count);
        Assert.All(tops.Zip(tops.Skip(1)), t => Assert.True(t.Second - t.First >= TimelineLayout.RowHeight));
        Assert.All(layout.Bars, b => Assert.True(b.From >= TimelineLayout.Left && b.To <= TimelineLayout.Width && b.To - b.From >= 5));
    }

    [Fact]
    public void A_bar_goes_from_its_first_day_to_the_end_of_its_last_and_a_line_from_the_one_to_the_other()
    {
        var layout = Of(
            Row("A", new(2026, 4, 1), new(2026, 4, 30)),
            Row("B", new(2026, 5, 1), new(2027, 3, 31)) with
            {
                After = ["A", "B", "gone"],
                Approved = (null, new DateOnly(2027, 2, 28)),
            },
            Row("C", null, null)
        );
        // April begins where the months do, and May where April ends.
        Assert.Equal(["A", "B"], layout.Bars.Select(b => b.Row.Id));
        Assert.Equal(layout.Ticks[0].X, layout.Bars[0].From, 3);
        Assert.Equal(layout.Ticks[1].X, layout.Bars[0].To, 3);
        Assert.Equal(layout.Bars[0].To, layout.Bars[1].From, 3);
        Assert.True(layout.Bars[1].Ghost!.Value.To < layout.Bars[1].To);
        var line = Assert.Single(layout.Lines);
        Assert.Equal((layout.Bars[0].To, layout.Bars[1].From), (line.FromX, line.ToX));
        Assert.InRange(layout.TodayX!.Value, layout.Ticks[7].X, layout.Ticks[8].X);
        // What lies past the picture ends at its edge.
        Assert.InRange(Of(Row("D", null, new(2199, 1, 1))).Bars[0].To, TimelineLayout.Width - 20, TimelineLayout.Width);
    }
}
