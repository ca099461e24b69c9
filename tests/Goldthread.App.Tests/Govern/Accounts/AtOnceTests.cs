using Goldthread.App.Develop.Areas;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Govern.Accounts;

/// <summary>Accounts and areas that several people change at the same moment: each operation sees what the other left.</summary>
public sealed class AtOnceTests
{
    static async Task<(TestDatabase At, Writer Writer)> NewAsync(Engine engine)
    {
        var at = await TestDatabase.NewAsync(engine);
        var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(writer);
        return (at, writer);
    }

    /// <summary>Runs all; what a rule refuses is no failure here.</summary>
    static Task AllAsync(IEnumerable<Task> tasks) =>
        Task.WhenAll(
            tasks.Select(async task =>
            {
                try
                {
                    await task;
                }
                catch (RuleBroken)
                {
                    // What is left is looked at afterwards.
                }
            })
        );

    [Theory, Databases]
    public async Task Two_administrators_who_take_the_right_from_each_other_leave_one(Engine engine)
    {
        var (at, writer) = await NewAsync(engine);
        await using var _ = at;
        await using var __ = writer;
        await AddPerson.RunAsync(writer, Actor.CommandLine, "b@example.org", "Deputy (B. Owen)", WebHost.Password, isAdministrator: true);
        await using var db = at.Open();
        var people = await db.Users.Select(p => new { p.Id, p.Name }).ToListAsync();
        for (var round = 0; round < 10; round++)
        {
            foreach (var person in people)
                await EditPerson.RunAsync(writer, Actor.CommandLine, person.Id, person.Name, isAdministrator: true);
            await AllAsync(people.Select(p => EditPerson.RunAsync(writer, Actor.CommandLine, p.Id, p.Name, isAdministrator: false)));
            Assert.Equal(1, await db.Users.CountAsync(p => p.IsAdministrator));
        }
    }

    [Theory, Databases]
    public async Task A_role_that_is_given_twice_is_given_once_and_an_area_added_twice_is_one(Engine engine)
    {
        var (at, writer) = await NewAsync(engine);
        await using var _ = at;
        await using var __ = writer;
        await using var db = at.Open();
        var person = await db.Users.Select(p => p.Id).SingleAsync();
        var area = (Area)Shape.Of<Area>().New();
        Shape.Of<Area>()["name"].Set(area, "Rowan House");

        await AllAsync(Enumerable.Range(0, 8).Select(_ => GiveRole.RunAsync(writer, Actor.CommandLine, person, new(Role.Approver, 1))));
        await AllAsync(Enumerable.Range(0, 8).Select(_ => writer.RunAsync(Actor.CommandLine, work => AddArea.RunAsync(work, 1, area))));

        Assert.Equal(1, await db.Grants.CountAsync(g => g.Role == "approver"));
        Assert.Equal(1, await db.Areas.CountAsync(a => a.Name == "Rowan House"));
    }
}
