using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Calendars;

/// <summary>Makes and revokes calendar feeds: secret addresses that a calendar program reads with what their person may see.</summary>
public static class Feeds
{
    public const string Me = "me",
        OfArea = "area",
        OfPlan = "plan";

    /// <summary>So many feeds in force a person has at most.</summary>
    public const int Most = 20;

    /// <summary>Makes a feed.</summary>
    /// <param name="work">The operation under way, of the person.</param>
    /// <param name="scope">Of what.</param>
    /// <param name="target">The area's number or the plan's id; null for one's own.</param>
    /// <returns>The secret, to be shown once.</returns>
    /// <exception cref="RuleBroken">It is of nothing that the person sees, or there are too many.</exception>
    public static async Task<string> MakeAsync(Work work, string? scope, string? target)
    {
        var person = work.Actor.PersonId ?? throw new Forbidden("Only a person has calendars.");
        string label;
        switch (scope)
        {
            case Me:
                (target, label) = ("", "What is mine");
                break;
            case OfArea:
                var number = int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
                label =
                    await work
                        .Db.Areas.Where(a => a.RemovedAt == null)
                        .VisibleTo(work.Actor)
                        .Where(a => a.Id == number)
                        .Select(a => a.Name)
                        .FirstOrDefaultAsync()
                    ?? throw new RuleBroken("Choose an area.", "of");
                break;
            case OfPlan:
                label =
                    await work
                        .Db.Plans.Where(p => p.RemovedAt == null)
                        .VisibleTo(work.Actor)
                        .Where(p => p.Id == target)
                        .Select(p => p.Title)
                        .FirstOrDefaultAsync()
                    ?? throw new RuleBroken("Choose a plan.", "of");
                break;
            default:
                throw new RuleBroken("Choose what the calendar is of.", "of");
        }
        if (await work.Db.Calendars.CountAsync(c => c.PersonId == person && c.RevokedAt == null) >= Most)
            throw new RuleBroken($"You have {Most} calendars. Revoke one that you do not need.", "of");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        work.Db.Calendars.Add(
            new CalendarRow
            {
                Hash = Recognise.HashOf(secret),
                PersonId = person,
                Scope = scope,
                Target = target!,
                Label = label,
                MadeAt = work.Now,
            }
        );
        work.Record(Recorded.Installation, "MakeCalendar", "people", person.ToString(), [new("calendar", "null", Change.Text(label))]);
        return secret;
    }

    /// <summary>Revokes a feed of one's own: its address answers nothing from now on.</summary>
    /// <exception cref="Missing">There is none, or it is another person's.</exception>
    public static async Task RevokeAsync(Work work, int id)
    {
        var person = work.Actor.PersonId;
        var row = await work.Db.Calendars.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == person) ?? throw new Missing("calendar");
        if (row.RevokedAt is not null)
            return;
        row.RevokedAt = work.Now;
        work.Record(
            Recorded.Installation,
            "RevokeCalendar",
            "people",
            row.PersonId.ToString(),
            [new("calendar", Change.Text(row.Label), "null")]
        );
    }

    /// <summary>The feed of a secret with its person and the roles that they have now; null where there is none, or it does nothing any more.</summary>
    internal static async Task<(CalendarRow Feed, Actor Actor)?> FindAsync(Db db, string secret, DateOnly today, CancellationToken cancel)
    {
        if (secret.Length is < 20 or > 100)
            return null;
        var hash = Recognise.HashOf(secret);
        var feeds = db.Calendars.AsNoTracking().Where(c => c.Hash == hash && c.RevokedAt == null);
        return await Recognise.BySecretAsync(db, feeds, c => c.PersonId, "", today, cancel);
    }
}
