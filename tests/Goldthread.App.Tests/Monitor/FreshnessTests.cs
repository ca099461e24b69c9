using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Tests.Monitor;

public sealed class FreshnessTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A period and a half: 1½ days, 10½, 46½, 138, 549.</summary>
    [Theory]
    [InlineData(Frequency.Daily, 1, 2)]
    [InlineData(Frequency.Weekly, 10, 11)]
    [InlineData(Frequency.Monthly, 46, 47)]
    [InlineData(Frequency.Quarterly, 138, 139)]
    [InlineData(Frequency.Yearly, 549, 550)]
    public void A_figure_is_stale_from_one_and_a_half_periods_on(Frequency frequency, int fresh, int stale)
    {
        Assert.False(Freshness.IsStale(frequency, Today.AddDays(-fresh), Today));
        Assert.True(Freshness.IsStale(frequency, Today.AddDays(-stale), Today));
    }

    [Fact]
    public void Without_a_period_or_a_figure_nothing_is_stale()
    {
        Assert.False(Freshness.IsStale(null, Today.AddYears(-3), Today));
        Assert.False(Freshness.IsStale(Frequency.Event, Today.AddYears(-3), Today));
        Assert.False(Freshness.IsStale(Frequency.Monthly, null, Today));
    }
}
