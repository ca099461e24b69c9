using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Tests.Develop;

public sealed class PlanTests
{
    static Plan APlan(PlanStatus? status = null)
    {
        var shape = Shape.Of<Plan>();
        var plan = (Plan)shape.New();
        shape["owner"].Set(plan, "rm");
        shape["starts"].Set(plan, new DateOnly(2026, 4, 1));
        shape["ends"].Set(plan, new DateOnly(2027, 3, 31));
        shape["status"].Set(plan, status);
        return plan;
    }

    [Theory]
    [InlineData("rm")]
    [InlineData(" ")]
    public void The_owner_or_nobody_cannot_approve(string by)
    {
        var plan = APlan(PlanStatus.Consulted);
        var broken = Assert.Throws<RuleBroken>(() => plan.Approve(by, new DateOnly(2026, 3, 20)));
        Assert.Equal("approver", broken.Field);
        Assert.Equal(PlanStatus.Consulted, plan.Status);
    }

    [Fact]
    public void A_plan_that_ends_before_it_starts_cannot_be_approved()
    {
        var plan = APlan(PlanStatus.Consulted);
        Shape.Of<Plan>()["ends"].Set(plan, new DateOnly(2026, 3, 31));
        Assert.Equal("ends", Assert.Throws<RuleBroken>(() => plan.Approve("director", new DateOnly(2026, 3, 20))).Field);
    }
}
