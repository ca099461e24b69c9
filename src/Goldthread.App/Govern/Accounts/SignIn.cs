using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Signs a person in. Five wrong passwords lock the account for five minutes; a refusal never tells whether there is such an account.</summary>
public static class SignIn
{
    /// <summary>Wrong passwords in a row until the account is locked.</summary>
    public const int Tries = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    /// <summary>Signs in.</summary>
    /// <exception cref="RuleBroken">It is refused.</exception>
    public static async Task<Session> RunAsync(Writer writer, Db db, TimeProvider clock, string? email, string? password)
    {
        var person = string.IsNullOrWhiteSpace(email) ? null : await People.FindAsync(db, email);
        // The work is the same whether or not there is an account, so that its time tells nothing.
        var isRight = Passwords.IsRight(person?.PasswordHash, password ?? "");
        if (person is null || person.DisabledAt is not null)
            throw Refused();
        if (person.LockoutEnd > clock.GetUtcNow())
            throw Refused();
        if (!isRight)
        {
            await writer.RunAsync(Actor(person), work => CountAsync(work, person.Id));
            throw Refused();
        }
        if (person.AccessFailedCount > 0)
            await writer.RunAsync(Actor(person), work => ForgetAsync(work, person.Id));
        return new Session(person.Id, person.SecurityStamp!, person.Name);
    }

    static RuleBroken Refused() =>
        new(
            "The e-mail address and the password do not belong together. Check both and try again. "
                + "After five wrong passwords an account is locked for five minutes."
        );

    static Actor Actor(Person person) => new(person.Id, person.Name, false, []);

    static async Task CountAsync(Work work, Guid id)
    {
        await work.AloneAsync(Recorded.Installation);
        var person = await People.FindAsync(work.Db, id);
        person.AccessFailedCount++;
        var isLocked = person.AccessFailedCount >= Tries;
        if (isLocked)
            (person.AccessFailedCount, person.LockoutEnd) = (0, work.Now + LockedFor);
        work.Record(Recorded.Installation, isLocked ? "LockAccount" : "RefuseSignIn", "people", id.ToString(), []);
    }

    static async Task ForgetAsync(Work work, Guid id)
    {
        var person = await People.FindAsync(work.Db, id);
        person.AccessFailedCount = 0;
        work.Record(Recorded.Installation, "SignInAfterRefusal", "people", id.ToString(), []);
    }
}
