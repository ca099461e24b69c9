using System.Globalization;
using System.Text.Json;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>The first visit: makes the organisation, its root area and the first administrator, who also plans for the whole of it.</summary>
/// <param name="Organisation">What it is called.</param>
/// <param name="Name">The administrator as people read it: "Registered manager (A. Khan)".</param>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Password">Their password, at least <see cref="Passwords.Fewest"/> characters.</param>
public sealed record SetUp(string? Organisation, string? Name, string? Email, string? Password)
{
    /// <summary>The actor of what is done before there is anybody.</summary>
    public static Actor FirstVisitor { get; } = new(null, "First visit", true, []);

    /// <summary>Sets up.</summary>
    /// <param name="writer">Where to write.</param>
    /// <returns>The new administrator.</returns>
    /// <exception cref="RuleBroken">Something is not accepted, or somebody else was first.</exception>
    public Task<Session> RunAsync(Writer writer)
    {
        var organisation = Accepted.Name(Organisation, "organisation", "the organisation");
        var person = AddPerson.Make(Email, Name);
        Passwords.Accept(Password, person.Email!);
        // Hashing takes long, so it is done before the writer's turn.
        person.PasswordHash = Passwords.Hash(Password!);
        person.IsAdministrator = true;
        return writer.RunAsync(
            FirstVisitor,
            async work =>
            {
                // Of two at once the second one waits here, and then finds the first one's account.
                await work.AloneAsync(Recorded.Installation);
                if (await work.Db.Users.AnyAsync())
                    throw new RuleBroken("Somebody else has just set this up. Sign in instead, or ask them for an account.");
                var area = await RootAsync(work, organisation);
                work.Db.Users.Add(person);
                work.Record(
                    Recorded.Installation,
                    "SetUp",
                    "people",
                    person.Id.ToString(),
                    [
                        new("organisation", "null", Change.Text(organisation)),
                        new("email", "null", Change.Text(person.Email)),
                        new("name", "null", Change.Text(person.Name)),
                        new("administrator", "false", "true"),
                    ]
                );
                await GiveRole.InAsync(work, person.Id, new RoleInArea(Role.Planner, area.Id));
                return new Session(person.Id, person.SecurityStamp!, person.Name);
            }
        );
    }

    /// <summary>The root area and the strategy of an organisation; those that are there stay.</summary>
    internal static async Task<AreaRow> RootAsync(Work work, string organisation)
    {
        if (!await work.Db.Strategies.AnyAsync())
        {
            var strategy = new StrategyRow { Body = JsonSerializer.Serialize(new { organisation = new { name = organisation } }) };
            work.Db.Strategies.Add(strategy);
            await work.Db.SaveChangesAsync();
            work.Record(strategy.Owner, "EditStrategy", "strategy", null, EditStrategy.Changes(null, strategy.Body));
        }
        if (await work.Db.Areas.OrderBy(a => a.Id).FirstOrDefaultAsync(a => a.ParentId == null) is { } root)
            return root;
        var area = await AreaRows.AddAsync(work, null, organisation, """{"kind":"organisation"}""");
        await work.Db.SaveChangesAsync();
        return area;
    }
}

/// <summary>Somebody who has signed in.</summary>
/// <param name="Person">The account.</param>
/// <param name="Stamp">The session holds as long as this is the account's stamp.</param>
/// <param name="Name">As people read it.</param>
public sealed record Session(Guid Person, string Stamp, string Name)
{
    /// <value>The session's own number, by which it is ended when they sign out.</value>
    public Guid Id { get; } = Guid.NewGuid();
}
