using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Adds an account.</summary>
public static class AddPerson
{
    /// <summary>An account that is not stored yet.</summary>
    /// <exception cref="RuleBroken">The e-mail address or the name is not accepted.</exception>
    internal static Person Make(string? email, string? name)
    {
        var address = Accepted.Email(email);
        return new Person
        {
            Id = Guid.CreateVersion7(),
            Email = address,
            NormalizedEmail = Accepted.Key(address),
            UserName = address,
            NormalizedUserName = Accepted.Key(address),
            Name = Accepted.Name(name, "name", "the person"),
            SecurityStamp = Passwords.NewStamp(),
            LockoutEnabled = true,
        };
    }

    /// <summary>Adds it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="email">Their e-mail address, by which they sign in.</param>
    /// <param name="name">As people read it: "Deputy manager (A. Khan)".</param>
    /// <param name="password">Their first password.</param>
    /// <param name="isAdministrator">True for an administrator of the installation.</param>
    /// <param name="roles">Their roles in areas.</param>
    /// <returns>The account's id.</returns>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static Task<Guid> RunAsync(
        Writer writer,
        Actor actor,
        string? email,
        string? name,
        string? password,
        bool isAdministrator = false,
        IReadOnlyList<RoleInArea>? roles = null
    )
    {
        var made = Make(email, name);
        Passwords.Accept(password, made.Email!);
        var hash = Passwords.Hash(password!);
        return writer.RunAsync(
            actor,
            async work =>
            {
                // Made anew each time: the operation may be run again.
                var person = Make(email, name);
                (person.Id, person.PasswordHash, person.IsAdministrator) = (made.Id, hash, isAdministrator);
                if (await work.Db.Users.AnyAsync(p => p.NormalizedUserName == person.NormalizedUserName))
                    throw new RuleBroken("There is an account with this e-mail address. Give another one.", "email");
                work.Db.Users.Add(person);
                work.Record(
                    Recorded.Installation,
                    "AddPerson",
                    "people",
                    person.Id.ToString(),
                    [
                        new("email", "null", Change.Text(person.Email)),
                        new("name", "null", Change.Text(person.Name)),
                        new("administrator", "null", isAdministrator ? "true" : "false"),
                    ]
                );
                var given = roles ?? [];
                // As on the first visit: the first account plans for the whole organisation, else nobody could begin.
                if (given.Count == 0 && isAdministrator && !await work.Db.Users.AnyAsync())
                    given = [new RoleInArea(Role.Planner, null)];
                foreach (var role in given)
                    await GiveRole.InAsync(work, person.Id, role);
                return person.Id;
            }
        );
    }
}
