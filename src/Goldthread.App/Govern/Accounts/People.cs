using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Finds accounts inside an operation.</summary>
static class People
{
    /// <exception cref="Missing">There is none.</exception>
    public static async Task<Person> FindAsync(Db db, Guid id) =>
        await db.Users.FirstOrDefaultAsync(p => p.Id == id) ?? throw new Missing("account");

    /// <summary>The account of an e-mail address, or null.</summary>
    public static Task<Person?> FindAsync(Db db, string email)
    {
        var key = Accepted.Key(email);
        return db.Users.FirstOrDefaultAsync(p => p.NormalizedUserName == key);
    }

    /// <summary>Ends every session, every token, every link of a message and every calendar of the account: nobody stays in who came in before.</summary>
    public static async Task EndAllAsync(Work work, Person person)
    {
        person.SecurityStamp = Passwords.NewStamp();
        await RevokeToken.AllAsync(work, person.Id);
        var now = work.Now;
        await work
            .Db.MailLinks.Where(l => l.PersonId == person.Id && l.UsedAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.RevokedAt, now));
        await work
            .Db.Calendars.Where(c => c.PersonId == person.Id && c.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.RevokedAt, now));
    }

    /// <summary>An installation always has an administrator who can sign in.</summary>
    /// <exception cref="RuleBroken">This one is the last.</exception>
    public static async Task KeepAnAdministratorAsync(Db db, Person but)
    {
        if (but.IsAdministrator && !await db.Users.AnyAsync(p => p.IsAdministrator && p.DisabledAt == null && p.Id != but.Id))
            throw new RuleBroken("This is the only administrator. Make another person an administrator first.");
    }
}

/// <summary>Changes the name of an account, or whether it administers the installation.</summary>
public static class EditPerson
{
    /// <exception cref="Missing">There is no such account.</exception>
    /// <exception cref="RuleBroken">The name is not accepted, or the last administrator would be gone.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid id, string? name, bool isAdministrator) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                await work.AloneAsync(Recorded.Installation);
                var person = await People.FindAsync(work.Db, id);
                var newName = Accepted.Name(name, "name", "the person");
                var changes = new List<Change>();
                if (newName != person.Name)
                    changes.Add(new("name", Change.Text(person.Name), Change.Text(newName)));
                if (isAdministrator != person.IsAdministrator)
                {
                    if (!isAdministrator)
                        await People.KeepAnAdministratorAsync(work.Db, person);
                    changes.Add(new("administrator", person.IsAdministrator ? "true" : "false", isAdministrator ? "true" : "false"));
                }
                if (changes.Count == 0)
                    return;
                (person.Name, person.IsAdministrator) = (newName, isAdministrator);
                work.Record(Recorded.Installation, "EditPerson", "people", id.ToString(), changes);
            }
        );
}

/// <summary>Closes an account: its sessions and tokens end at once, for good; what it did stays on record.</summary>
public static class ClosePerson
{
    /// <exception cref="Missing">There is no such account.</exception>
    /// <exception cref="RuleBroken">It is the last administrator, or one's own.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid id) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                await work.AloneAsync(Recorded.Installation);
                var person = await People.FindAsync(work.Db, id);
                if (person.DisabledAt is not null)
                    return;
                if (actor.PersonId == id)
                    throw new RuleBroken("You cannot close your own account. Ask another administrator.");
                await People.KeepAnAdministratorAsync(work.Db, person);
                person.DisabledAt = work.Now;
                work.Record(Recorded.Installation, "ClosePerson", "people", id.ToString(), [new("closed", "false", "true")]);
                await People.EndAllAsync(work, person);
            }
        );
}

/// <summary>Opens a closed account again.</summary>
public static class ReopenPerson
{
    /// <exception cref="Missing">There is no such account.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid id) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                var person = await People.FindAsync(work.Db, id);
                if (person.DisabledAt is null)
                    return;
                person.DisabledAt = null;
                work.Record(Recorded.Installation, "ReopenPerson", "people", id.ToString(), [new("closed", "true", "false")]);
            }
        );
}

/// <summary>Gives an account a new password; its sessions and tokens end at once.</summary>
public static class ResetPassword
{
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The account.</param>
    /// <param name="password">The new password; null to have one made.</param>
    /// <returns>The new password, to be shown once.</returns>
    /// <exception cref="Missing">There is no such account.</exception>
    /// <exception cref="RuleBroken">The password is not accepted.</exception>
    public static async Task<string> RunAsync(Writer writer, Actor actor, Guid id, string? password = null)
    {
        var given = password ?? Passwords.Make();
        var hash = Passwords.Hash(given);
        await writer.RunAsync(
            actor,
            async work =>
            {
                var person = await People.FindAsync(work.Db, id);
                Passwords.Accept(given, person.Email!);
                person.PasswordHash = hash;
                work.Record(Recorded.Installation, "ResetPassword", "people", id.ToString(), []);
                await People.EndAllAsync(work, person);
            }
        );
        return given;
    }
}

/// <summary>Changes one's own password; other sessions and all tokens end at once.</summary>
public static class ChangePassword
{
    /// <returns>The session to go on with.</returns>
    /// <exception cref="RuleBroken">The present password is wrong, or the new one is not accepted.</exception>
    /// <exception cref="TooSoon">The present password was wrong too often.</exception>
    public static async Task<Session> RunAsync(Writer writer, Db db, Guesses guesses, Actor actor, string? present, string? password)
    {
        var old = await People.FindAsync(db, actor.PersonId ?? throw new Forbidden("Only a person has a password."));
        var turn = guesses.Take(old.Id);
        if (!Passwords.IsRight(old.PasswordHash, present ?? ""))
        {
            await writer.RunAsync(
                actor,
                work =>
                {
                    work.Record(Recorded.Installation, "RefusePassword", "people", old.Id.ToString(), []);
                    return Task.CompletedTask;
                }
            );
            throw new RuleBroken("This is not your present password.", "present");
        }
        turn.Right();
        Passwords.Accept(password, old.Email!);
        if (present == password)
            throw new RuleBroken("Choose a password that differs from the present one.", "password");
        var hash = Passwords.Hash(password!);
        return await writer.RunAsync(
            actor,
            async work =>
            {
                var person = await People.FindAsync(work.Db, old.Id);
                if (person.PasswordHash != old.PasswordHash)
                    throw new RuleBroken("The password was changed in between. Sign in again.");
                person.PasswordHash = hash;
                work.Record(Recorded.Installation, "ChangePassword", "people", person.Id.ToString(), []);
                await People.EndAllAsync(work, person);
                return new Session(person.Id, person.SecurityStamp!, person.Name);
            }
        );
    }
}
