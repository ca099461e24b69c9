namespace Goldthread.Spc.Internal;

/// <summary>Runs about the drawn centre line.</summary>
internal static class Runs
{
    public static RunsAnalysis Analyse(
        ReadOnlySpan<Subgroup> subgroups,
        ReadOnlySpan<bool> included,
        ReadOnlySpan<ClassicalChart.Lines> lines,
        RunsMethod method,
        bool judged,
        out List<(Side Side, List<int> Points)> longRuns
    )
    {
        longRuns = [];
        var observations = 0;
        var useful = new List<(Side Side, int Index)>();
        for (var i = 0; i < subgroups.Length; i++)
        {
            if (!included[i])
            {
                continue;
            }

            observations++;
            var y = subgroups[i].Held;
            if (y > lines[i].Centre || y < lines[i].Centre)
            {
                useful.Add((y > lines[i].Centre ? Side.High : Side.Low, i));
            }
        }

        if (useful.Count == 0)
        {
            return new RunsAnalysis { Observations = observations };
        }

        var bounds = RunBoxes.Of(useful.Count, method);
        int longest = 0,
            crossings = -1,
            start = 0;
        for (var i = 1; i <= useful.Count; i++)
        {
            if (i < useful.Count && useful[i].Side == useful[start].Side)
            {
                continue;
            }

            crossings++;
            longest = Math.Max(longest, i - start);
            if (judged && i - start > bounds.Longest)
            {
                longRuns.Add((useful[start].Side, [.. useful.Skip(start).Take(i - start).Select(u => u.Index)]));
            }

            start = i;
        }

        var signal = judged && bounds.IsBroken(longest, crossings);
        return new RunsAnalysis
        {
            Observations = observations,
            Useful = useful.Count,
            LongestRun = longest,
            LongestRunAllowed = bounds.Longest,
            Crossings = crossings,
            FewestCrossingsAllowed = bounds.Fewest,
            Signal = signal,
            Side = signal ? LaterSide(useful) : Side.On,
        };
    }

    /// <summary>The side that most useful points of the later half lie on; where they are as many, the last one's.</summary>
    private static Side LaterSide(List<(Side Side, int Index)> useful)
    {
        var later = useful.Skip(useful.Count / 2).Sum(u => (int)u.Side);
        return later == 0 ? useful[^1].Side : (Side)Math.Sign(later);
    }
}
