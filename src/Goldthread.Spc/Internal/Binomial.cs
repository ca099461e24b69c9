namespace Goldthread.Spc.Internal;

/// <summary>The lower 5% point of a binomial of one half.</summary>
internal static class Binomial
{
    private static readonly int[] Small = [.. Enumerable.Range(0, 1024).Select(Compute)];

    public static int LowerFivePercent(int trials) => trials < Small.Length ? Small[trials] : Compute(trials);

    /// <summary>Adds up the probabilities from below. They begin at 2^-trials, so they are kept as a fraction of the largest.</summary>
    private static int Compute(int trials)
    {
        var half = trials / 2;

        // Ratios to the middle term, walking down until they no longer count.
        var weights = new double[half + 1];
        weights[half] = 1;
        for (var k = half; k > 0; k--)
        {
            weights[k - 1] = weights[k] * k / (trials - k + 1);
        }

        var below = new CarefulSum();
        for (var k = 0; k < half; k++)
        {
            below.Add(weights[k]);
        }

        // The binomial of one half is symmetric; an even number of trials has one middle term, an odd one two.
        var total = trials % 2 == 0 ? (2 * below.Total) + 1 : 2 * (below.Total + 1);
        var reached = new CarefulSum();
        for (var k = 0; k <= half; k++)
        {
            reached.Add(weights[k]);
            if (reached.Total >= 0.05 * total)
            {
                return k;
            }
        }

        return half;
    }
}
