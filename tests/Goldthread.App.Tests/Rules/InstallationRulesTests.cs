using Goldthread.App.Develop.Areas;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>Who writes what is of the whole organisation, and what that leaves: areas, the strategy, accounts, roles and tokens.</summary>
public sealed class InstallationRulesTests(Ground ground) : IClassFixture<Ground>
{
    static Area Named(string name, AreaKind kind = AreaKind.Service)
    {
        var shape = Shape.Of<Area>();
        var area = (Area)shape.New();
        shape["name"].Set(area, name);
        shape["kind"].Set(area, kind);
        return area;
    }

    static async Task<AreaRow> AreaAsync(House house, int id)
    {
        await using var db = house.At.Open();
        return await db.Areas.SingleAsync(a => a.Id == id);
    }

    // --- areas -------------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task Only_an_administrator_changes_the_areas(Engine engine)
    {
        var house = ground[engine];
        var id = await house.Writer.RunAsync(house.First, work => AddArea.RunAsync(work, house.Area, Named("Ground floor")));
        foreach (
            var who in (Actor[])
                [house.Somebody(Role.Planner), house.Above(Role.Planner), house.Above(Role.QualityLead), house.Above(Role.Approver)]
        )
        {
            Func<Work, Task>[] operations =
            [
                work => AddArea.RunAsync(work, house.Area, Named("First floor")),
                work => EditArea.RunAsync(work, id, 1, Named("Second floor")),
                work => MoveArea.RunAsync(work, id, house.Beside),
                work => RemoveArea.RunAsync(work, id),
                work => RestoreArea.RunAsync(work, id),
            ];
            foreach (var operation in operations)
                await Assert.ThrowsAsync<Forbidden>(() => house.Writer.RunAsync(who, operation));
        }
        Assert.Equal(("Ground floor", 1, null), Of(await AreaAsync(house, id)));
        static (string, int, DateTimeOffset?) Of(AreaRow row) => (row.Name, row.Version, row.RemovedAt);
    }

    [Theory, Databases]
    public async Task An_area_is_changed_in_the_version_that_was_seen_and_stands_beside_no_other_of_its_name(Engine engine)
    {
        var house = ground[engine];
        var admin = house.Somebody(Role.Administrator);
        var above = await house.Writer.RunAsync(admin, work => AddArea.RunAsync(work, house.Beside, Named("East wing")));
        var id = await house.Writer.RunAsync(admin, work => AddArea.RunAsync(work, above, Named("Kitchen")));
        var twin = await house.Writer.RunAsync(admin, work => AddArea.RunAsync(work, above, Named("Laundry")));

        await RefusedAsync<RuleBroken>(work => AddArea.RunAsync(work, above, Named("Kitchen")));
        await RefusedAsync<RuleBroken>(work => AddArea.RunAsync(work, above, Named("  ")));
        await RefusedAsync<RuleBroken>(work => EditArea.RunAsync(work, id, 1, Named("Laundry")));
        await RefusedAsync<StaleEdit>(work => EditArea.RunAsync(work, id, 2, Named("Scullery")));
        await house.Writer.RunAsync(admin, work => EditArea.RunAsync(work, id, 1, Named("Scullery")));
        await RefusedAsync<StaleEdit>(work => EditArea.RunAsync(work, id, 1, Named("Pantry")));

        await RefusedAsync<RuleBroken>(work => MoveArea.RunAsync(work, above, id));
        await RefusedAsync<RuleBroken>(work => MoveArea.RunAsync(work, 1, above));
        await RefusedAsync<RuleBroken>(work => RemoveArea.RunAsync(work, 1));
        await RefusedAsync<RuleBroken>(work => RemoveArea.RunAsync(work, above));
        await house.Writer.RunAsync(admin, work => RemoveArea.RunAsync(work, twin));
        await RefusedAsync<Missing>(work => EditArea.RunAsync(work, twin, 2, Named("Laundry 2")));
        await house.Writer.RunAsync(admin, work => EditArea.RunAsync(work, id, 2, Named("Laundry")));
        await RefusedAsync<RuleBroken>(work => RestoreArea.RunAsync(work, twin));
        await house.Writer.RunAsync(admin, work => MoveArea.RunAsync(work, id, house.Area));
        await house.Writer.RunAsync(admin, work => RestoreArea.RunAsync(work, twin));

        var moved = await AreaAsync(house, id);
        Assert.Equal((4, $"{house.Path}{id}/"), (moved.Version, moved.Path));
        Assert.Equal(
            ["AddArea", "EditArea", "EditArea", "MoveArea"],
            (await house.LinesAsync(Recorded.Installation))
                .Where(l => l.List == "areas" && l.Item == id.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Select(l => l.Operation)
        );
        Assert.Equal(3, (await AreaAsync(house, twin)).Version);

        Task RefusedAsync<T>(Func<Work, Task> operation)
            where T : Exception => Assert.ThrowsAsync<T>(() => house.Writer.RunAsync(admin, operation));
    }

    [Theory, Databases]
    public async Task An_area_with_plans_stays_and_what_it_is_counts_in_them(Engine engine)
    {
        var house = ground[engine];
        var admin = house.Somebody(Role.Administrator);
        var plan = await house.PlanAsync();
        await Assert.ThrowsAsync<RuleBroken>(() => house.Writer.RunAsync(admin, work => RemoveArea.RunAsync(work, house.Area)));
        var (row, revision) = (await AreaAsync(house, house.Area), (await house.PlanRowAsync(plan)).Revision);
        await house.Writer.RunAsync(admin, work => EditArea.RunAsync(work, house.Area, row.Version, Named("Rowan House", AreaKind.Team)));
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);
    }

    // --- the strategy ------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task What_the_organisation_says_of_itself_is_changed_by_whom_it_is_theirs_in_the_version_they_saw(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        await using var db = house.At.Open();
        var row = await db.Strategies.OrderBy(s => s.Id).FirstAsync(TestContext.Current.CancellationToken);
        await house.At.ExecuteAsync($"UPDATE plans SET strategy_id = {row.Id} WHERE id = '{plan}'");
        var revision = (await house.PlanRowAsync(plan)).Revision;
        foreach (var who in (Actor[])[house.Somebody(Role.Planner), house.Above(Role.QualityLead), house.Above(Role.Reader)])
            await Assert.ThrowsAsync<Forbidden>(() => EditAsync(who, row.Version, "Safe homes"));
        await Assert.ThrowsAsync<StaleEdit>(() => EditAsync(house.First, row.Version + 1, "Safe homes"));
        Assert.Equal(
            "name",
            (await Assert.ThrowsAsync<RuleBroken>(() => EditAsync(house.First, row.Version, "Safe homes", name: " "))).Field
        );
        var lines = (await house.LinesAsync(row.Owner)).Count;

        await EditAsync(house.First, row.Version, "Safe homes");
        await EditAsync(house.First, row.Version, "Safe homes");
        await Assert.ThrowsAsync<StaleEdit>(() => EditAsync(house.First, row.Version, "Other homes"));

        var line = Assert.Single(await house.LinesAsync(row.Owner, lines));
        Assert.Equal(("EditStrategy", """{"vision":[null,"Safe homes"]}"""), (line.Operation, line.Changes));
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);

        Task EditAsync(Actor who, int version, string vision, string name = "Meadow Care Group")
        {
            var shape = Shape.Of<Organisation>();
            var organisation = (Organisation)shape.New();
            shape["name"].Set(organisation, name);
            shape["vision"].Set(organisation, vision);
            return house.Writer.RunAsync(who, work => EditStrategy.RunAsync(work, row.Owner, version, organisation, new StrategySource()));
        }
    }

    // --- accounts ----------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task An_account_is_one_of_its_address_and_holds_a_role_once_in_an_area(Engine engine)
    {
        var house = ground[engine];
        var id = await AddPerson.RunAsync(house.Writer, house.First, "one@example.org", "One (O. Ne)", WebHost.Password);
        Assert.Equal(
            "email",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    AddPerson.RunAsync(house.Writer, house.First, "ONE@example.org", "Two (T. Wo)", WebHost.Password)
                )
            ).Field
        );
        await GiveRole.RunAsync(house.Writer, house.First, id, new RoleInArea(Role.Approver, house.Area));
        foreach (var (role, area) in ((Role, int)[])[(Role.Approver, house.Area), (Role.Administrator, house.Area), (Role.Reader, 4711)])
            await Assert.ThrowsAsync<RuleBroken>(() => GiveRole.RunAsync(house.Writer, house.First, id, new RoleInArea(role, area)));
        await Assert.ThrowsAsync<Missing>(() =>
            GiveRole.RunAsync(house.Writer, house.First, Guid.NewGuid(), new RoleInArea(Role.Reader, house.Area))
        );

        // A token holds no more than its person does, and ends with the role.
        await using var db = house.At.Open();
        var one = new Actor(id, "One (O. Ne)", false, [new Grant(Role.Approver, house.Path)]);
        await Assert.ThrowsAsync<RuleBroken>(() => MakeToken.RunAsync(house.Writer, one, id, Role.Planner, "More"));
        foreach (var days in (int[])[0, MakeToken.MostDays + 1])
            await Assert.ThrowsAsync<RuleBroken>(() => MakeToken.RunAsync(house.Writer, one, id, Role.Approver, "Days", days));
        var token = await MakeToken.RunAsync(house.Writer, one, id, Role.Approver, "Board pack");
        Assert.Equal(Role.Approver, Assert.Single((await Recognise.ByTokenAsync(db, token, House.Now))!.Grants).Role);
        Assert.Null(await Recognise.ByTokenAsync(db, token + "x", House.Now));
        var grant = await db.Grants.SingleAsync(g => g.PersonId == id, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<Missing>(() => TakeRole.RunAsync(house.Writer, house.First, Guid.NewGuid(), grant.Id));
        await TakeRole.RunAsync(house.Writer, house.First, id, grant.Id);
        Assert.Null(await Recognise.ByTokenAsync(db, token, House.Now));

        Assert.Equal(
            ["AddPerson", "GiveRole", "MakeToken", "TakeRole", "RevokeToken"],
            (await house.LinesAsync(Recorded.Installation)).Where(l => l.Item == id.ToString()).Select(l => l.Operation)
        );
    }

    [Theory, Databases]
    public async Task The_last_administrator_stays_and_nobody_closes_their_own_account(Engine engine)
    {
        var house = ground[engine];
        var first = house.First.PersonId!.Value;
        await Assert.ThrowsAsync<RuleBroken>(() =>
            EditPerson.RunAsync(house.Writer, house.First, first, "Chief executive (M. Hale)", false)
        );
        await Assert.ThrowsAsync<RuleBroken>(() => ClosePerson.RunAsync(house.Writer, Actor.CommandLine, first));
        var second = await AddPerson.RunAsync(house.Writer, house.First, "two@example.org", "Two (T. Wo)", WebHost.Password, true);
        var actor = new Actor(second, "Two (T. Wo)", true, []);
        var session = Guid.NewGuid();
        await Assert.ThrowsAsync<RuleBroken>(() => ClosePerson.RunAsync(house.Writer, actor, second));

        await using var db = house.At.Open();
        var stamp = await db
            .Users.Where(u => u.Id == second)
            .Select(u => u.SecurityStamp!)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await Recognise.BySessionAsync(db, second, stamp, session, House.Today));
        await ClosePerson.RunAsync(house.Writer, house.First, second);
        Assert.Null(await Recognise.BySessionAsync(db, second, stamp, session, House.Today));
        // Not with the stamp that closing gave it, either.
        var closed = await db
            .Users.Where(u => u.Id == second)
            .Select(u => u.SecurityStamp!)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(stamp, closed);
        Assert.Null(await Recognise.BySessionAsync(db, second, closed, session, House.Today));
        await Assert.ThrowsAsync<RuleBroken>(() => MakeToken.RunAsync(house.Writer, Actor.CommandLine, second, Role.Reader, "Closed"));
        // One that is closed does not stand in for the last.
        await Assert.ThrowsAsync<RuleBroken>(() =>
            EditPerson.RunAsync(house.Writer, house.First, first, "Chief executive (M. Hale)", false)
        );
        await ReopenPerson.RunAsync(house.Writer, house.First, second);
        // The sessions that it had stay ended.
        Assert.Null(await Recognise.BySessionAsync(db, second, stamp, session, House.Today));
        Assert.Equal(
            ["AddPerson", "ClosePerson", "ReopenPerson"],
            (await house.LinesAsync(Recorded.Installation)).Where(l => l.Item == second.ToString()).Select(l => l.Operation)
        );
    }

    [Theory, Databases]
    public async Task A_token_is_revoked_by_whose_it_is_and_by_an_administrator_and_ends_with_the_password(Engine engine)
    {
        var house = ground[engine];
        var id = await AddPerson.RunAsync(house.Writer, house.First, "token@example.org", "Rota (R. Ota)", WebHost.Password);
        var owner = new Actor(id, "Rota (R. Ota)", false, [new Grant(Role.Reader, house.Path)]);
        await using var db = house.At.Open();
        async Task<(string Token, int Id)> NewAsync()
        {
            var token = await MakeToken.RunAsync(house.Writer, Actor.CommandLine, id, Role.Reader, "Rota");
            return (token, await db.Tokens.Where(t => t.PersonId == id).MaxAsync(t => t.Id, TestContext.Current.CancellationToken));
        }
        async Task<bool> HoldsAsync(string token) => await Recognise.ByTokenAsync(db, token, House.Now) is not null;

        var (first, number) = await NewAsync();
        foreach (var who in (Actor[])[house.Somebody(Role.Planner), house.Above(Role.QualityLead), house.Above(Role.Approver)])
            await Assert.ThrowsAsync<Missing>(() => RevokeToken.RunAsync(house.Writer, who, number));
        await RevokeToken.RunAsync(house.Writer, owner, number);
        Assert.False(await HoldsAsync(first));
        var (second, next) = await NewAsync();
        await RevokeToken.RunAsync(house.Writer, house.First, next);
        Assert.False(await HoldsAsync(second));

        using var guesses = new Guesses(TimeProvider.System);
        foreach (
            var end in (Func<Task>[])
                [
                    () => ResetPassword.RunAsync(house.Writer, house.First, id, "seven green tractors"),
                    () => ChangePassword.RunAsync(house.Writer, db, guesses, owner, "seven green tractors", "eleven blue kettles"),
                    () => ClosePerson.RunAsync(house.Writer, house.First, id),
                ]
        )
        {
            var (token, _) = await NewAsync();
            await end();
            Assert.False(await HoldsAsync(token));
        }
    }

    [Theory, Databases]
    public async Task A_session_that_was_signed_out_of_is_nobodys_and_others_of_the_account_stay(Engine engine)
    {
        var house = ground[engine];
        var id = await AddPerson.RunAsync(house.Writer, house.First, "session@example.org", "Night (N. Ight)", WebHost.Password);
        await using var db = house.At.Open();
        var stamp = await db.Users.Where(u => u.Id == id).Select(u => u.SecurityStamp!).SingleAsync(TestContext.Current.CancellationToken);
        var (here, there) = (Guid.NewGuid(), Guid.NewGuid());
        var actor = (await Recognise.BySessionAsync(db, id, stamp, here, House.Today))!;

        await SignOut.RunAsync(house.Writer, actor, here);
        await SignOut.RunAsync(house.Writer, actor, here);

        Assert.Null(await Recognise.BySessionAsync(db, id, stamp, here, House.Today));
        Assert.NotNull(await Recognise.BySessionAsync(db, id, stamp, there, House.Today));
        Assert.Single(await house.LinesAsync(Recorded.Installation), l => l.Operation == "SignOut" && l.Item == id.ToString());
    }
}
