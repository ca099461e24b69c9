using Goldthread.Spc;
using Goldthread.Spc.Words;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Tests.Parts;

public class SignalWordsTests
{
    [Fact]
    public void Each_signal_is_told_with_its_figures_the_newest_first()
    {
        double[] values = [50, 52, 49, 51, 48, 50, 52, 49, 51, 50, 48, 52, 50, 49, 51, 44, 45, 46, 44, 45, 46, 45, 20, 21];

        var told = Told(values, most: 8);

        Assert.Equal("Nov 2025 to Dec 2025: 2 figures beyond the lower limit, for the better.", told[0]);
        Assert.Contains("Apr 2025 to Dec 2025: 9 figures below the mean, for the better.", told);
        Assert.Contains("Jan 2024 to Mar 2025: 15 figures above the mean, for the worse.", told);
    }

    [Fact]
    public void What_is_left_out_is_counted()
    {
        double[] values = [50, 52, 49, 51, 48, 50, 52, 49, 51, 50, 48, 52, 50, 49, 51, 44, 45, 46, 44, 45, 46, 45, 20, 21];
        var all = Told(values, most: 100);

        var told = Told(values, most: 1);

        Assert.Equal([all[0], $"{all.Count - 1} more before these."], told);
    }

    [Fact]
    public void Nothing_is_told_of_what_chance_explains() => Assert.Empty(Told([5, 6, 4, 6, 5, 4, 6, 5, 4, 5, 6, 4, 5], most: 8));

    static IReadOnlyList<string> Told(double[] values, int most)
    {
        var start = new DateOnly(2024, 1, 1);
        var series = Series.Of([.. values.Select((_, i) => start.AddMonths(i))], [.. values.Select(v => (double?)v)]);
        var chart = Chart.Make(series, ChartKind.Xmr, new() { Direction = Direction.Decrease });
        return SignalWords.Of(chart, new ChartWords(), most);
    }
}
