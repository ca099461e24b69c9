using Goldthread.App.Store;

namespace Goldthread.App.Tests.Store;

public sealed class KeptTests
{
    [Fact]
    public void What_was_unused_for_longest_goes_first()
    {
        using var kept = new Kept(3);
        foreach (var key in (string[])["a", "b", "c"])
            kept.Keep(key, key);
        Assert.Equal("a", kept.Find<string>("a"));

        kept.Keep("d", "d");

        Assert.Equal("a", kept.Find<string>("a"));
        Assert.Null(kept.Find<string>("b"));
        Assert.Equal("c", kept.Find<string>("c"));
        Assert.Equal("d", kept.Find<string>("d"));
    }

    [Fact]
    public void Sizes_count_and_one_that_is_too_large_is_kept_alone()
    {
        using var kept = new Kept(10);
        kept.Keep("a", "a", 4);
        kept.Keep("b", "b", 6);
        kept.Keep("b", "b again", 5);
        Assert.Equal("a", kept.Find<string>("a"));
        kept.Keep("c", "c", 99);

        Assert.Null(kept.Find<string>("a"));
        Assert.Null(kept.Find<string>("b"));
        Assert.Equal("c", kept.Find<string>("c"));
    }

    [Fact]
    public async Task A_thousand_services_fit()
    {
        using var kept = new KeptByPlan();
        var day = new DateOnly(2026, 11, 30);
        var times = 0;
        for (var round = 0; round < 2; round++)
        {
            for (var n = 0; n < 1000; n++)
            {
                var plan = new PlanRow { Id = $"GEN-{n}" };
                await kept.OfAsync(plan, day, () => Task.FromResult($"{++times}"));
                await kept.OfAsync(plan, day, () => Task.FromResult(new[] { ++times }));
                await kept.OfAsync(plan, day, () => Task.FromResult(new List<int> { ++times }));
            }
        }
        Assert.Equal(3000, times);
    }
}
