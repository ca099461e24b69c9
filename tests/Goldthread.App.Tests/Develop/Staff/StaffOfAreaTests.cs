using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Staff;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Develop.Staff;

/// <summary>The people of an area are those of all its plans.</summary>
public sealed class StaffOfAreaTests(Ground ground) : IClassFixture<Ground>
{
    static string File(string id, string area, string staff, string more = "") =>
        $"""
            goldthread: 1
            area: {"{"}name: {area}, staff: [{staff}]{"}"}
            plan: {"{"}id: {id}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31{"}"}
            {more}
            """;

    static async Task<string[]> PeopleAsync(House house, string plan) =>
        [.. (await house.DocumentAsync(plan)).Staff.Select(s => $"{s.Id} {s.Role} {s.ContractedHours}".TrimEnd())];

    static FileStore Files(TestDatabase at) => new(new Place(Path.GetTempPath(), at.Database));

    static async Task<int> AreaAsync(House house, string name) => await house.Writer.AreaAsync(await RootAsync(house), name);

    static async Task<int> RootAsync(House house)
    {
        await using var db = house.At.Open();
        return await db.Areas.Where(a => a.ParentId == null).Select(a => a.Id).SingleAsync();
    }

    [Theory, Databases]
    public async Task A_second_plan_of_an_area_has_its_people_and_a_change_to_one_of_them_is_in_both(Engine engine)
    {
        var house = ground[engine];
        var area = await AreaAsync(house, "Birch House");
        await house.ImportAsync(Actor.CommandLine, File("BI-1", "Birch House", "{id: dm, role: Deputy manager}"));
        await house.StartAsync(house.First, "BI-2", area);

        await house.EditAsync(house.First, "BI-2", "staff", "dm", values: ("contracted_hours", "30"));
        var added = await house.AddAsync(house.First, "BI-1", "staff", values: ("role", "Cook"));

        Assert.Equal(["dm Deputy manager 30", $"{added} Cook"], await PeopleAsync(house, "BI-1"));
        Assert.Equal(await PeopleAsync(house, "BI-1"), await PeopleAsync(house, "BI-2"));
        // The line is the area's own, and what is worked out from either plan is worked out again.
        Assert.Contains(await house.LinesAsync(AreaRow.OwnerOf(area)), l => l is { Operation: "EditItem", List: "staff", Item: "dm" });
        Assert.DoesNotContain(await house.LinesAsync("BI-2"), l => l.List is "staff");
        var before = (await house.PlanRowAsync("BI-1")).Revision;
        await house.EditAsync(house.First, "BI-2", "staff", "dm", values: ("contracted_hours", "20"));
        Assert.True((await house.PlanRowAsync("BI-1")).Revision > before);
    }

    [Theory, Databases]
    public async Task Whom_another_plan_of_the_area_names_is_not_taken_off_the_list(Engine engine)
    {
        var house = ground[engine];
        var area = await AreaAsync(house, "Ash House");
        await house.ImportAsync(Actor.CommandLine, File("AS-1", "Ash House", "{id: dm, role: Deputy manager}, {id: ck, role: Cook}"));
        await house.StartAsync(house.First, "AS-2", area);
        await house.AddAsync(house.First, "AS-2", "objectives", values: [("title", "Fewer falls"), ("owner", "dm")]);

        var refused = await house.RefusesAsync<RuleBroken>("AS-1", () => house.RemoveAsync(house.First, "AS-1", "staff", "dm"));

        Assert.Contains("AS-2", refused.Message, StringComparison.Ordinal);
        await house.RemoveAsync(house.First, "AS-1", "staff", "ck");
        Assert.Equal(["dm Deputy manager"], await PeopleAsync(house, "AS-2"));
    }

    [Theory, Databases]
    public async Task A_file_adds_people_changes_them_by_their_id_and_takes_nobody_away(Engine engine)
    {
        var house = ground[engine];
        await AreaAsync(house, "Oak House");
        await house.ImportAsync(
            Actor.CommandLine,
            File("OA-1", "Oak House", "{id: rm, role: Registered manager}, {id: dm, role: Deputy manager}")
        );

        var second = await house.ImportAsync(
            Actor.CommandLine,
            File("OA-2", "Oak House", "{id: ck, role: Cook}, {id: dm, role: deputy manager, contracted_hours: 30}")
        );

        string[] all = ["rm Registered manager", "dm deputy manager 30", "ck Cook"];
        Assert.Equal(all, await PeopleAsync(house, "OA-1"));
        Assert.Equal(all, await PeopleAsync(house, "OA-2"));
        Assert.Equal((1, 1, 0), (second.Added - 0, second.Changed, second.Removed));
        // The export carries everybody, and imported again changes nothing.
        var again = await house.ImportAsync(Actor.CommandLine, await house.ExportAsync("OA-1"));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));
        // A file without the key says nothing of them; one that leaves somebody out takes nobody away, and keeps the order.
        var fewer = await house.ImportAsync(
            Actor.CommandLine,
            File("OA-1", "Oak House", "{id: dm, role: Deputy manager, contracted_hours: 30}")
        );
        Assert.Equal(0, fewer.Removed);
        Assert.Equal(["rm Registered manager", "dm Deputy manager 30", "ck Cook"], await PeopleAsync(house, "OA-2"));
    }

    [Theory, Databases]
    public async Task An_id_that_stands_for_another_role_is_refused_by_its_place(Engine engine)
    {
        var house = ground[engine];
        await AreaAsync(house, "Elder House");
        await house.ImportAsync(Actor.CommandLine, File("EL-1", "Elder House", "{id: dm, role: Deputy manager}, {id: ck, role: Cook}"));
        await house.RemoveAsync(house.First, "EL-1", "staff", "ck");

        foreach (
            var (plan, staff, place) in ((string, string, string)[])
                [
                    ("EL-1", "{id: dm, role: Driver}", "area.staff[0].id"),
                    ("EL-2", "{id: rm, role: Registered manager}, {id: ck, role: Driver}", "area.staff[1].id"),
                ]
        )
        {
            var refused = await house.RefusesAsync<RuleBroken>(
                "EL-1",
                () => house.ImportAsync(Actor.CommandLine, File(plan, "Elder House", staff))
            );
            Assert.Equal(place, Assert.Single(refused.Refusals).Field);
        }
        // Somebody who was taken off the list and has the role still is back.
        await house.ImportAsync(Actor.CommandLine, File("EL-1", "Elder House", "{id: ck, role: Cook}"));
        Assert.Equal(["dm Deputy manager", "ck Cook"], await PeopleAsync(house, "EL-1"));
    }

    [Theory, Databases]
    public async Task Whoever_starts_the_first_plan_is_the_first_of_the_staff_list_and_joined_to_it(Engine engine)
    {
        var house = ground[engine];
        var area = await AreaAsync(house, "Willow House");

        await house.StartAsync(house.First, "WI-1", area);
        await house.StartAsync(house.First, "WI-2", area);

        Assert.Equal(["ce Chief executive"], await PeopleAsync(house, "WI-1"));
        await using var db = house.At.Open();
        var grant = await db.Grants.SingleAsync(g => g.PersonId == house.First.PersonId && g.AreaId == area);
        Assert.Equal(("planner", "ce"), (grant.Role, grant.Staff));
        Assert.Empty((await Verification.RunAsync(house.At.Database, Files(house.At))).Faults);
    }

    [Theory, Databases]
    public async Task Who_is_responsible_for_an_area_is_of_its_staff_list_and_stays_on_it(Engine engine)
    {
        var house = ground[engine];
        var area = await AreaAsync(house, "Hazel House");
        await house.ImportAsync(
            Actor.CommandLine,
            File("HA-1", "Hazel House", "{id: rm, role: Registered manager}, {id: dm, role: Deputy manager}")
                .Replace("name: Hazel House,", "name: Hazel House, places: 42, responsible: rm,", StringComparison.Ordinal)
        );
        var again = await house.ImportAsync(Actor.CommandLine, await house.ExportAsync("HA-1"));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));

        var named = await house.RefusesAsync<RuleBroken>("HA-1", () => house.RemoveAsync(house.First, "HA-1", "staff", "rm"));
        Assert.Contains("the area itself", named.Message, StringComparison.Ordinal);
        var nobody = await Assert.ThrowsAsync<RuleBroken>(() => EditAsync("st99"));
        Assert.Equal("responsible", nobody.Field);

        await EditAsync("dm");
        await house.RemoveAsync(house.First, "HA-1", "staff", "rm");
        var document = await house.DocumentAsync("HA-1");
        Assert.Equal((42, "dm"), (document.Area!.Places, document.Area.Responsible));
        await using var db = house.At.Open();
        var link = await db.Links.SingleAsync(l => l.Owner == AreaRow.OwnerOf(area) && l.List == AreaRow.List);
        Assert.Equal("dm", link.ToId);
        Assert.Empty((await Verification.RunAsync(house.At.Database, Files(house.At))).Faults);
        // A link that is not what the area says is found.
        await db
            .Links.Where(l => l.Owner == link.Owner && l.List == AreaRow.List)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.ToId, "rm"));
        Assert.Single((await Verification.RunAsync(house.At.Database, Files(house.At))).Faults);
        await db
            .Links.Where(l => l.Owner == link.Owner && l.List == AreaRow.List)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.ToId, "dm"));

        Task EditAsync(string responsible) =>
            house.Writer.RunAsync(
                house.First,
                async work =>
                {
                    var row = await work.Db.Areas.SingleAsync(a => a.Id == area);
                    var now = AreaRows.Read(row);
                    Shape.Of<Area>()["responsible"].Set(now, responsible);
                    await EditArea.RunAsync(work, area, row.Version, now);
                }
            );
    }

    [Theory, Databases]
    public async Task Restricted_people_are_seen_by_their_author_and_the_safeguarding_lead_alone_in_every_plan_of_the_area(Engine engine)
    {
        var house = ground[engine];
        var author = house.Somebody(Role.Planner);
        var plan = await house.PlanAsync();
        var id = await house.AddAsync(author, plan, "staff", values: [("role", "Somebody on leave"), ("restricted", "true")]);
        await using var db = house.At.Open();

        foreach (
            var (who, sees) in ((Actor, bool)[])
                [
                    (author, true),
                    (house.Somebody(Role.SafeguardingLead), true),
                    (house.Somebody(Role.Planner), false),
                    (house.Somebody(Role.Approver), false),
                ]
        )
        {
            var document = (await App.Develop.Plans.PlanQueries.LoadAsync(db, plan, who))!;
            Assert.Equal(sees, document.Staff.Any(s => s.Id == id));
            Assert.Equal(sees, await new Seen(db, who).Items.AnyAsync(i => i.Id == id));
            Assert.Equal(sees, !(await new Seen(db, who).HiddenInAsync([plan]))(plan).Has("staff", id));
        }
    }

    [Theory, Databases]
    public async Task People_of_an_older_build_move_from_their_plans_to_the_area(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(writer);
        var thing = Thing.Find("staff")!;
        foreach (
            var (plan, role, hours) in ((string, string, string)[])[("OP-1", "Deputy manager", "20"), ("OP-2", "Deputy manager", "30")]
        )
        {
            await writer.PlanAsync(1, plan, new() { ["ends"] = new DateOnly(plan is "OP-1" ? 2027 : 2028, 3, 31) });
            await writer.RunAsync(
                Actor.CommandLine,
                async work =>
                {
                    foreach (var (place, id) in new[] { "dm", "of" + plan }.Index())
                    {
                        var person = Items.With(
                            thing.Shape,
                            thing.Shape.New(),
                            House.Values(thing.Shape, ("id", id), ("role", role), ("contracted_hours", hours))
                        );
                        await ItemStore.AddAsync(work, plan, thing, person, id, place + 1);
                    }
                }
            );
        }
        await using var db = at.Open();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = {0}", StaffToAreas.Mark);

        await at.Database.MigrateAsync();
        await at.Database.MigrateAsync();

        foreach (var plan in (string[])["OP-1", "OP-2"])
        {
            var document = (await App.Develop.Plans.PlanQueries.LoadAsync(db, plan, Actor.CommandLine))!;
            // As the newest plan has them.
            Assert.Equal([("dm", 30m), ("ofOP-2", 30m), ("ofOP-1", 20m)], document.Staff.Select(s => (s.Id, s.ContractedHours!.Value)));
        }
        Assert.Empty((await Verification.RunAsync(at.Database, Files(at))).Faults);
    }
}
