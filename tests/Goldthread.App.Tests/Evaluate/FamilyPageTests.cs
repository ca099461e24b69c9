using Goldthread.App.Evaluate.FamilyPages;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Evaluate;

/// <summary>What families read: who writes it, who publishes it, and that it stays as it was published.</summary>
public sealed class FamilyPageTests(Ground ground) : IClassFixture<Ground>
{
    static readonly Shape Shape = Shape.Of<FamilyPage>();

    internal static Dictionary<string, object?> Answers(
        string promised = "Somebody comes when you ring at night",
        string? objective = "O1"
    ) =>
        new(StringComparer.Ordinal)
        {
            ["title"] = "What we promised",
            ["contact"] = "Ring the office and ask for the manager.",
            ["promises"] = Parts("promises", ("objective", objective), ("promised", promised), ("helped", Helped.Partly)),
        };

    static Dictionary<string, object?> Easy(string says = "We come when you ring.")
    {
        var answers = Answers();
        answers["lines"] = Parts("lines", ("under", EasyPlace.Promised), ("says", says), ("picture", EasyPicture.Bed));
        (answers["tried_by"], answers["tried_on"]) = ("Two people who live here", House.Today);
        return answers;
    }

    static object? Parts(string field, params (string Name, object? Value)[] values)
    {
        var inner = Shape[field].Inner!;
        var part = inner.New();
        foreach (var (name, value) in values)
            inner[name].Set(part, value);
        return Shape[field].List([part]);
    }

    static Task WriteAsync(
        House house,
        Actor who,
        string plan,
        Dictionary<string, object?> answers,
        int version = 0,
        string? slug = null
    ) =>
        house.Writer.RunAsync(who, work => FamilyPages.WriteAsync(work, plan, version, slug ?? plan.ToLowerInvariant() + "-home", answers));

    static Task PublishAsync(House house, Actor who, string plan, int version) =>
        house.Writer.RunAsync(who, work => FamilyPages.PublishAsync(work, plan, version));

    static async Task<FamilyPage?> PublicAsync(House house, string plan)
    {
        await using var db = house.At.Open();
        return (await FamilyPages.PublishedAsync(db, plan.ToLowerInvariant() + "-home", TestContext.Current.CancellationToken))?.Page;
    }

    [Theory, Databases]
    public async Task A_planner_writes_another_who_approves_publishes_and_it_is_frozen_until_it_is_published_again(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Approved);
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        await WriteAsync(house, planner, plan, Answers());
        Assert.Null(await PublicAsync(house, plan));
        await PublishAsync(house, approver, plan, 1);
        Assert.Equal("Somebody comes when you ring at night", (await PublicAsync(house, plan))!.Promises[0].Promised);

        await WriteAsync(house, planner, plan, Answers("Something else"), 2);
        Assert.Equal("Somebody comes when you ring at night", (await PublicAsync(house, plan))!.Promises[0].Promised);
        await Assert.ThrowsAsync<StaleEdit>(() => PublishAsync(house, approver, plan, 2));
        await Assert.ThrowsAsync<StaleEdit>(() => WriteAsync(house, planner, plan, Answers("A third"), 2));
        await PublishAsync(house, approver, plan, 3);
        Assert.Equal("Something else", (await PublicAsync(house, plan))!.Promises[0].Promised);

        await house.Writer.RunAsync(planner, work => FamilyPages.TakeDownAsync(work, plan));
        Assert.Null(await PublicAsync(house, plan));
        await using var db = house.At.Open();
        Assert.Equal(
            ["WriteFamilyPage", "PublishFamilyPage", "WriteFamilyPage", "PublishFamilyPage", "TakeDownFamilyPage"],
            await db
                .Records.Where(r => r.Stream == plan && r.List == "family_page")
                .OrderBy(r => r.Seq)
                .Select(r => r.Operation)
                .ToListAsync()
        );
    }

    [Theory, Databases]
    public async Task Nobody_else_writes_publishes_or_takes_down(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Approved);
        foreach (var role in (Role[])[Role.Reader, Role.Contributor, Role.Approver, Role.QualityLead, Role.SafeguardingLead])
            await Assert.ThrowsAsync<Forbidden>(() => WriteAsync(house, house.Somebody(role), plan, Answers()));
        await Assert.ThrowsAsync<Missing>(() => WriteAsync(house, house.Neighbour(Role.Planner), plan, Answers()));
        var both = house.Somebody(Role.Planner, Role.Approver);
        await WriteAsync(house, both, plan, Answers());
        // Not by who wrote it, not by who plans alone, not by the plan's owner, not from beside.
        foreach (var who in (Actor[])[both, house.Somebody(Role.Planner), house.Somebody("st2", Role.Approver)])
            await Assert.ThrowsAsync<Forbidden>(() => PublishAsync(house, who, plan, 1));
        await Assert.ThrowsAsync<Missing>(() => PublishAsync(house, house.Neighbour(Role.Approver), plan, 1));
        await PublishAsync(house, house.Somebody(Role.Approver), plan, 1);
        foreach (var role in (Role[])[Role.Reader, Role.Contributor, Role.QualityLead])
            await Assert.ThrowsAsync<Forbidden>(() =>
                house.Writer.RunAsync(house.Somebody(role), work => FamilyPages.TakeDownAsync(work, plan))
            );
        Assert.NotNull(await PublicAsync(house, plan));
    }

    [Theory, Databases]
    public async Task What_is_not_finished_not_approved_or_restricted_is_not_public(Engine engine)
    {
        var house = ground[engine];
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        var draft = await house.PlanAsync();
        await WriteAsync(house, planner, draft, Answers());
        Assert.Contains(
            "not approved yet",
            (await Assert.ThrowsAsync<Forbidden>(() => PublishAsync(house, approver, draft, 1))).Message,
            StringComparison.Ordinal
        );
        var plan = await house.PlanAsync(PlanStatus.Approved);
        var empty = Answers();
        empty["promises"] = null;
        await WriteAsync(house, planner, plan, empty);
        await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(house, approver, plan, 1));
        await WriteAsync(house, planner, plan, Easy("We come in 80% of nights."), 1);
        await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(house, approver, plan, 2));
        var untried = Easy();
        untried["tried_by"] = null;
        await WriteAsync(house, planner, plan, untried, 2);
        await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(house, approver, plan, 3));
        await WriteAsync(house, planner, plan, Easy(), 3);
        await PublishAsync(house, approver, plan, 4);
        Assert.True((await PublicAsync(house, plan))!.HasEasy);

        // Restricted since: it is gone at once, and cannot be promised again.
        await house.Writer.RunAsync(
            planner,
            work =>
                EditItem.RunAsync(
                    work,
                    plan,
                    Thing.Of<Objective>(),
                    "O1",
                    1,
                    new Dictionary<string, object?> { ["restricted"] = true },
                    "Safety"
                )
        );
        Assert.Null(await PublicAsync(house, plan));
        await Assert.ThrowsAsync<RuleBroken>(() => PublishAsync(house, approver, plan, 5));
        await Assert.ThrowsAsync<RuleBroken>(() => WriteAsync(house, planner, plan, Answers("Again"), 5));
    }

    [Theory, Databases]
    public async Task An_address_is_plain_and_of_one_page_and_nobody_is_named(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var (one, two) = (await house.PlanAsync(), await house.PlanAsync());
        foreach (var slug in (string[])["", "ab", "a b c", "../up", "rowan--court", "rowan-", new('a', 61), "9990000018"])
            Assert.Equal(
                "slug",
                (await Assert.ThrowsAsync<RuleBroken>(() => WriteAsync(house, planner, one, Answers(), slug: slug))).Refusals[0].Field
            );
        await WriteAsync(house, planner, one, Answers(), slug: "Shared-1");
        await Assert.ThrowsAsync<RuleBroken>(() => WriteAsync(house, planner, two, Answers(), slug: "shared-1"));
        await Assert.ThrowsAsync<RuleBroken>(() => WriteAsync(house, planner, two, Answers("Seen by the GP, 999 000 0018")));
        await Assert.ThrowsAsync<RuleBroken>(() => WriteAsync(house, planner, two, Answers(objective: "O9")));
    }
}
