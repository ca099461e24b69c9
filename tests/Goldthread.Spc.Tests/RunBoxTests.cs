using Goldthread.Spc.Internal;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Tests;

/// <summary>The boxes of Anhøj and Wentzel-Larsen (2020), derived anew from what their paper says.</summary>
public sealed class RunBoxTests
{
    private const double Specificity = 0.925;

    // The share of points above the old centre after a shift of 0.8 standard deviations.
    private const double Above = 0.7881446014166034;

    private static readonly double[][][] Chance = Joint(0.5);
    private static readonly double[][][] Shifted = Joint(Above);

    public static TheoryData<int> Sizes() => [.. Enumerable.Range(RunBoxes.Fewest, RunBoxes.Most - RunBoxes.Fewest + 1)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Best_box_is_the_most_sensitive_one_that_is_specific_enough(int n)
    {
        var best = (Missed: double.PositiveInfinity, Fewest: 0, Longest: 0);
        for (var longest = 1; longest <= n; longest++)
        {
            double kept = 0,
                missed = 0;
            for (var fewest = n - 1; fewest >= 0; fewest--)
            {
                kept += Chance[longest][n][fewest];
                missed += Shifted[longest][n][fewest];
                if (kept >= Specificity && missed < best.Missed - 1e-12)
                {
                    best = (missed, fewest, longest);
                }
            }
        }

        Assert.Equal(new RunBounds(best.Fewest, best.Longest, 0, 0), RunBoxes.Of(n, RunsMethod.BestBox));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Cut_box_gives_up_cells_from_the_corner_on_while_it_stays_specific_enough(int n)
    {
        var (fewest, longest, _, _) = RunBoxes.Of(n, RunsMethod.BestBox);
        var spare = Enumerable.Range(fewest, n - fewest).Sum(c => Chance[longest][n][c]) - Specificity;
        var (along, across) = (0, 0);
        spare -= Cell(Chance, n, fewest, longest);
        while (spare >= 0)
        {
            // The neighbour that tells most of a shift goes first, down the longest run or along the fewest crossings.
            var next = new[] { (IsAlong: true, C: fewest + along + 1, L: longest), (IsAlong: false, C: fewest, L: longest - across - 1) }
                .Where(cell => cell.C < n && cell.L > 0 && Cell(Chance, n, cell.C, cell.L) <= spare)
                .OrderByDescending(cell => Cell(Shifted, n, cell.C, cell.L))
                .Take(1)
                .ToArray();
            if (next.Length == 0)
            {
                break;
            }

            spare -= Cell(Chance, n, next[0].C, next[0].L);
            (along, across) = next[0].IsAlong ? (along + 1, across) : (along, across + 1);
        }

        var expected =
            spare < 0 ? new RunBounds(fewest, longest, 0, 0) : new RunBounds(fewest, longest, fewest + along + 1, longest - across - 1);
        Assert.Equal(expected, RunBoxes.Of(n, RunsMethod.CutBox));
    }

    [Theory]
    [InlineData(RunsMethod.BestBox)]
    [InlineData(RunsMethod.CutBox)]
    public void Beyond_the_table_the_rules_are_those_of_Anhoej(RunsMethod method)
    {
        foreach (var n in new[] { 1, 9, 101, 5000 })
        {
            Assert.Equal(RunBoxes.Of(n, RunsMethod.Anhoej), RunBoxes.Of(n, method));
        }
    }

    [Fact]
    public void Three_rules_may_judge_eleven_points_in_three_ways()
    {
        // Of eleven points three crossings and a longest run of seven: the very corner that the cut box gives up.
        var series = SeriesOf.Values(1, 1, 1, 1, 1, 1, 1, 9, 9, 1, 9);
        Chart Of(RunsMethod method) =>
            Chart.Make(
                series,
                ChartKind.Run,
                new()
                {
                    Runs = method,
                    CentreLine = 5,
                    Profile = RuleProfile.NhsR,
                }
            );

        Assert.True(Of(RunsMethod.Anhoej).Groups[0].Runs!.Signal);
        Assert.False(Of(RunsMethod.BestBox).Groups[0].Runs!.Signal);
        var cut = Of(RunsMethod.CutBox);
        Assert.True(cut.Groups[0].Runs!.Signal);
        Assert.Equal((7, 3), (cut.Groups[0].Runs!.LongestRunAllowed, cut.Groups[0].Runs!.FewestCrossingsAllowed));
        Assert.Equal(Rule.FewCrossings, Assert.Single(cut.Signals).Rule);
        Assert.Contains("cut box", Verdict.Notes(cut)[0], StringComparison.Ordinal);
    }

    private static double Cell(double[][][] joint, int n, int crossings, int longest) =>
        joint[longest][n][crossings] - (longest > 1 ? joint[longest - 1][n][crossings] : 0);

    /// <summary>By longest run allowed, points and crossings: how likely no run is longer, where each point is above with a chance.</summary>
    private static double[][][] Joint(double above)
    {
        const int most = RunBoxes.Most;
        double[] chance = [1 - above, above];
        var joint = new double[most + 1][][];
        for (var longest = 1; longest <= most; longest++)
        {
            // Series of n points that end on a side: the last run is 1 to longest points of it.
            var ending = new double[most + 1, most, 2];
            for (var n = 1; n <= most; n++)
            {
                for (var side = 0; side < 2; side++)
                {
                    var run = 1.0;
                    for (var length = 1; length <= Math.Min(n, longest); length++)
                    {
                        run *= chance[side];
                        if (length == n)
                        {
                            ending[n, 0, side] += run;
                            continue;
                        }

                        for (var crossings = 1; crossings <= n - length; crossings++)
                        {
                            ending[n, crossings, side] += ending[n - length, crossings - 1, 1 - side] * run;
                        }
                    }
                }
            }

            joint[longest] =
            [
                .. Enumerable
                    .Range(0, most + 1)
                    .Select(n => Enumerable.Range(0, most).Select(c => ending[n, c, 0] + ending[n, c, 1]).ToArray()),
            ];
        }

        return joint;
    }
}
