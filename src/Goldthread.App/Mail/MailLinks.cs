using System.Buffers.Text;
using System.Security.Cryptography;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Mail;

/// <summary>Why a link does nothing.</summary>
public enum LinkEnd
{
    /// <summary>There is no such link, or what it was about is not there for this person any more.</summary>
    Gone,

    /// <summary>It was used.</summary>
    Used,

    /// <summary>It is out of date.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,
}

/// <summary>A link of a message as somebody comes by it.</summary>
/// <param name="Row">The link.</param>
/// <param name="Actor">The person whose it is, with the roles that they have now; what they do is in the record as theirs, by link.</param>
/// <param name="End">Why it does nothing; null where it does.</param>
public sealed record FoundLink(MailLinkRow Row, Actor Actor, LinkEnd? End);

/// <summary>
/// The secret addresses of messages. Each is of one person and one thing, holds two weeks and changes something once; opening it changes nothing, since
/// mail scanners open them all. The secret stands in the message alone: what is kept is its hash.
/// </summary>
public static class MailLinks
{
    /// <summary>Where they lead, before the secret.</summary>
    public const string Address = "/do/";

    public const string Does = "do",
        Stops = "stop";

    /// <summary>For how many days a link holds.</summary>
    public const int Days = 14;

    const int DaysToStop = 90;
    const int Longest = 100;

    /// <summary>Makes the links of a message that is about to be sent.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="message">The message.</param>
    /// <param name="person">Whom it is to.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="mayHaveArrived">True where it was sent before, and the links of then may be in somebody's hands.</param>
    public static async Task<(Letter Letter, string? Stop)> MakeAsync(
        Work work,
        int message,
        Guid person,
        Letter letter,
        bool mayHaveArrived
    )
    {
        if (!mayHaveArrived)
            await work.Db.MailLinks.Where(l => l.Message == message).ExecuteDeleteAsync();
        var with = letter.With(line =>
            line.Of is not { } of ? null
            : of.List is GuestsKind.List ? Make(Guests.Kind, of.Plan, of.List, of.Id, Guests.MostDays)
            : Make(Does, of.Plan, of.List, of.Id, Days)
        );
        if (letter.CodeOf is { } guest)
            with = await Guests.WithCodeAsync(work, guest, with);
        return (with, letter.Stops is { } stops ? Make(Stops, stops, "", "", DaysToStop) : null);

        string Make(string kind, string owner, string list, string item, int days)
        {
            var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            work.Db.MailLinks.Add(
                new MailLinkRow
                {
                    Hash = Recognise.HashOf(secret),
                    PersonId = person,
                    Message = message,
                    Kind = kind,
                    Owner = owner,
                    List = list,
                    Item = item,
                    MadeAt = work.Now,
                    ExpiresAt = work.Now.AddDays(days),
                }
            );
            return (kind is Guests.Kind ? Guests.Address : Address) + secret;
        }
    }

    /// <summary>The link of a secret; null where there is none, or the account is closed. One query.</summary>
    public static async Task<FoundLink?> FindAsync(Db db, string? secret, DateTimeOffset now, CancellationToken cancel = default)
    {
        if (secret is not { Length: > 20 and <= Longest })
            return null;
        var hash = Recognise.HashOf(secret);
        var links = db.MailLinks.AsNoTracking().Where(l => l.Hash == hash && l.Kind != Guests.Kind);
        if (await Recognise.BySecretAsync(db, links, l => l.PersonId, ", by link", ServiceTime.DayOf(now), cancel) is not var (link, actor))
            return null;
        return new(
            link,
            actor,
            link.RevokedAt is not null ? LinkEnd.Revoked
                : link.UsedAt is not null ? LinkEnd.Used
                : link.ExpiresAt <= now ? LinkEnd.Expired
                : null
        );
    }

    /// <summary>Uses a link up, in the operation that does what it is for.</summary>
    /// <exception cref="Missing">It was used, revoked or taken away in between, or is out of date.</exception>
    internal static async Task UseAsync(Work work, int link)
    {
        var now = work.Now;
        var used = await work
            .Db.MailLinks.Where(l => l.Id == link && l.UsedAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now));
        if (used != 1)
            throw new Missing("link");
    }

    /// <summary>Revokes every link in force that was sent to a person.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> RevokeAsync(Work work, Guid person)
    {
        if (work.Actor.PersonId != person && !work.Actor.MaySomewhere(Permission.Administer))
            throw new Forbidden("An administrator, or the person, can do this.");
        var now = work.Now;
        var count = await work
            .Db.MailLinks.Where(l => l.PersonId == person && l.Kind == Does && l.UsedAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.RevokedAt, now));
        if (count > 0)
            work.Record(Recorded.Installation, "RevokeLinks", "people", person.ToString(), [new("links", Change.Number(count), "null")]);
        return count;
    }
}
