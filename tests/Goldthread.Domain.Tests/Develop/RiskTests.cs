using Goldthread.Domain.Develop;

namespace Goldthread.Domain.Tests.Develop;

public sealed class RiskTests
{
    [Fact]
    public void A_risk_is_handed_over_to_somebody_else()
    {
        var risk = new Risk();
        risk.HandOver("dep");
        Assert.Equal("dep", risk.Owner);
        Assert.Equal("owner", Assert.Single(Assert.Throws<RuleBroken>(() => risk.HandOver("dep")).Refusals).Field);
    }
}
