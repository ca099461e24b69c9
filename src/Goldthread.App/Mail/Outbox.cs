using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Mail;

/// <summary>The outbox: a message is a row, written in the operation or the job that causes it, once for a kind, a person and a period.</summary>
public static class Outbox
{
    /// <summary>Longest subject.</summary>
    const int MostSubject = 120;

    /// <summary>Puts a message there, unless it is there already.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="kind">What kind of message.</param>
    /// <param name="person">Whom it is to.</param>
    /// <param name="period">What it is of.</param>
    /// <param name="letter">What it says; its title is the subject.</param>
    /// <returns>False where there is one already, sent or not.</returns>
    internal static async Task<bool> AddAsync(Work work, string kind, Guid person, string period, Letter letter)
    {
        if (await work.Db.Messages.AnyAsync(m => m.Kind == kind && m.PersonId == person && m.Period == period))
            return false;
        work.Db.Messages.Add(Row(kind, person, period, letter, work.Now));
        return true;
    }

    internal static MessageRow Row(string kind, Guid person, string period, Letter letter, DateTimeOffset now)
    {
        var subject = letter.Title.ReplaceLineEndings(" ");
        return new()
        {
            Kind = kind,
            PersonId = person,
            Period = period,
            Subject = subject.Length <= MostSubject ? subject : subject[..(MostSubject - 1)] + "…",
            Body = letter.ToJson(),
            MadeAt = now,
            NextAt = now,
        };
    }
}

/// <summary>Sends whoever asks a message to their own address, and to no other: nothing can be looked for with it.</summary>
public static class TestMail
{
    /// <summary>The kind of the message.</summary>
    public const string Kind = "test";

    /// <exception cref="Forbidden">Nobody has signed in.</exception>
    public static async Task<bool> RunAsync(Work work)
    {
        var person = work.Actor.PersonId ?? throw new Forbidden("Only a person has an address.");
        // One a minute, however often it is pressed.
        return await Outbox.AddAsync(
            work,
            Kind,
            person,
            work.Now.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            new("A test message from Goldthread", "It has arrived: mail from this installation reaches you.", [])
        );
    }
}
