using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Govern;

/// <summary>A framework takes the place of another: requirement by requirement, in many plans at once, and back.</summary>
public sealed class ChangeFrameworkTests
{
    const string Older = "cqc-saf";

    static readonly Framework Newer = Shipped.Data.Framework("cqc-asc-draft-2026")!;

    [Fact]
    public void Each_of_the_24_lines_of_the_draft_says_what_it_takes_the_place_of_and_how_far()
    {
        var crossed = Crosswalk.Of(Newer, Older);

        Assert.Equal(24, crossed.Count);
        Assert.All(crossed, c => Assert.NotEmpty(c.Olders));
        Assert.Equal([("cqc-saf:S3", Crossing.Equal)], crossed.Single(c => c.Newer.Id == "S4").Olders);
        Assert.Equal([Crossing.Part, Crossing.Part], crossed.Single(c => c.Newer.Id == "S5").Olders.Select(o => o.How));
        Assert.Equal([Older], Crosswalk.OldersOf(Newer));
    }

    [Theory]
    [InlineData("S4", "cqc-asc-draft-2026:S4", Covers.Yes)]
    [InlineData("S4", "cqc-saf:S3", Covers.Yes)]
    [InlineData("S5", "cqc-saf:S7", Covers.Partly)]
    [InlineData("S5", "cqc-saf:S3", Covers.No)]
    public void What_is_cited_covers_a_line_in_whole_in_part_or_not(string id, string cited, Covers covers) =>
        Assert.Equal(
            covers,
            Crosswalk.Covering(Crosswalk.Of(Newer, Older).Single(c => c.Newer.Id == id), $"{Newer.Id}:{id}", c => c == cited)
        );

    static async Task<List<string>> CitedAsync(TestDatabase at, string plan)
    {
        await using var db = at.Open();
        return await db
            .Links.Where(l => l.Owner == plan && l.ToList == "requirement")
            .OrderBy(l => l.ToId)
            .Select(l => $"{l.List}/{l.Id} {l.ToId}")
            .ToListAsync();
    }

    [Theory, Databases]
    public async Task What_cites_the_older_cites_the_newer_too_in_all_plans_or_in_none_and_one_step_takes_it_back(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var (at, writer) = (house.At, house.Writer);
        string[] plans = [await house.PlanAsync(), await house.PlanAsync(PlanStatus.Live)];
        foreach (var plan in plans)
        {
            await writer.RunAsync(
                Actor.CommandLine,
                async work =>
                {
                    var citation = Shape.Of<Objective>()["requirements"].Inner!;
                    var cited = citation.New();
                    citation["id"].Set(cited, "cqc-saf:S3");
                    await AddItem.RunAsync(
                        work,
                        plan,
                        Thing.Of<Objective>(),
                        new Dictionary<string, object?>
                        {
                            ["title"] = "Fewer falls",
                            ["requirements"] = Shape.Of<Objective>()["requirements"].List([cited]),
                        },
                        "The inspector asked"
                    );
                    await AddItem.RunAsync(
                        work,
                        plan,
                        Thing.Of<Evidence>(),
                        new Dictionary<string, object?>
                        {
                            ["title"] = "Walk round",
                            ["requirements"] = new[] { "cqc-saf:S7", "care-act-2014:P1" },
                        }
                    );
                }
            );
        }
        var before = await CitedAsync(at, plans[0]);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            writer.RunAsync(Actor.CommandLine, w => ChangeFramework.RunAsync(w, Newer, Older, [], false))
        );
        // Nothing where one plan is not theirs.
        var stranger = house.Neighbour(Role.Planner);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            writer.RunAsync(stranger, w => ChangeFramework.RunAsync(w, Newer, Older, plans, false))
        );
        await Assert.ThrowsAnyAsync<Exception>(() =>
            writer.RunAsync(Actor.CommandLine, w => ChangeFramework.RunAsync(w, Newer, Older, [plans[0], "ZZ-NONE"], false))
        );
        Assert.Equal(before, await CitedAsync(at, plans[0]));

        var done = await writer.RunAsync(Actor.CommandLine, w => ChangeFramework.RunAsync(w, Newer, Older, plans, false));

        Assert.Equal((4, 2), (done.Things, done.Plans));
        var now = await CitedAsync(at, plans[1]);
        Assert.Single(
            now,
            c => c.StartsWith("objectives/", StringComparison.Ordinal) && c.EndsWith(" cqc-asc-draft-2026:S4", StringComparison.Ordinal)
        );
        Assert.Single(
            now,
            c => c.StartsWith("objectives/", StringComparison.Ordinal) && c.EndsWith(" cqc-saf:S3", StringComparison.Ordinal)
        );
        Assert.Single(
            now,
            c => c.StartsWith("evidence/", StringComparison.Ordinal) && c.EndsWith(" cqc-asc-draft-2026:S5", StringComparison.Ordinal)
        );
        await using (var db = at.Open())
        {
            Assert.Equal(4, await db.Records.CountAsync(r => r.Reason == done.Reason));
            Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        }
        // Again there is nothing left to do.
        await Assert.ThrowsAsync<RuleBroken>(() =>
            writer.RunAsync(Actor.CommandLine, w => ChangeFramework.RunAsync(w, Newer, Older, plans, false))
        );

        var back = await writer.RunAsync(Actor.CommandLine, w => ChangeFramework.UndoAsync(w, done.Reason));

        Assert.Equal((4, 2), (back.Things, back.Plans));
        Assert.Equal(before, await CitedAsync(at, plans[0]));
        await Assert.ThrowsAsync<RuleBroken>(() => writer.RunAsync(Actor.CommandLine, w => ChangeFramework.UndoAsync(w, done.Reason)));
        await Assert.ThrowsAsync<Missing>(() => writer.RunAsync(Actor.CommandLine, w => ChangeFramework.UndoAsync(w, "Because")));
    }
}
