using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Signs a person in. Wrong passwords make the next one wait (<see cref="Guesses"/>); a refusal never tells whether there is such an account.</summary>
public static class SignIn
{
    /// <summary>Signs in.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="db">Where to read.</param>
    /// <param name="guesses">What was tried before.</param>
    /// <param name="email">The e-mail address as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="from">Where the try comes from.</param>
    /// <exception cref="RuleBroken">It is refused.</exception>
    /// <exception cref="TooSoon">It was not looked at: there were too many wrong ones before.</exception>
    public static async Task<Session> RunAsync(Writer writer, Db db, Guesses guesses, string? email, string? password, From from)
    {
        var person = string.IsNullOrWhiteSpace(email) ? null : await People.FindAsync(db, email);
        var turn = guesses.Take(Accepted.Key(email ?? ""), from, person is not null && from.People.Contains(person.Id));
        // The work is the same whether or not there is an account, so that its time tells nothing.
        var isRight = Passwords.IsRight(person?.PasswordHash, password ?? "");
        if (person is null || person.DisabledAt is not null)
            throw Refused();
        if (!isRight)
        {
            await RecordAsync("RefuseSignIn");
            throw Refused();
        }
        if (turn.Right())
            await RecordAsync("SignInAfterRefusal");
        return new Session(person.Id, person.SecurityStamp!, person.Name);

        Task RecordAsync(string operation) =>
            writer.RunAsync(
                new Actor(person.Id, person.Name, false, []),
                work =>
                {
                    work.Record(Recorded.Installation, operation, "people", person.Id.ToString(), []);
                    return Task.CompletedTask;
                }
            );
    }

    static RuleBroken Refused() => new("The e-mail address and the password do not belong together. Check both and try again.");
}

/// <summary>Signs a person out of one browser: a copy of its cookie opens nothing any more.</summary>
public static class SignOut
{
    /// <summary>How long a session holds that is not used; its end is remembered for longer.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromHours(10);

    /// <summary>Signs out.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who it is.</param>
    /// <param name="session">The session.</param>
    public static Task RunAsync(Writer writer, Actor actor, Guid session) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                var now = work.Now;
                await work.Db.EndedSessions.Where(s => s.Until < now).ExecuteDeleteAsync();
                if (await work.Db.EndedSessions.AnyAsync(s => s.Id == session))
                    return;
                var row = new EndedSessionRow { Id = session, Until = now + Unused + Unused };
                work.Db.EndedSessions.Add(row);
                work.Record(Recorded.Installation, nameof(SignOut), "people", actor.PersonId.ToString(), [Line(row)]);
            }
        );

    /// <summary>What the line of the record says of it: which session, and until when it is remembered.</summary>
    internal static Change Line(EndedSessionRow row) =>
        new("session_id", "null", Change.Text(string.Create(CultureInfo.InvariantCulture, $"{row.Id:N} {Db.Microseconds(row.Until)}")));
}
