using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Implement.Guests;

/// <summary>A guest as they come by their address.</summary>
/// <param name="Row">Who is let in to what.</param>
/// <param name="Name">Their name, as the record has it.</param>
/// <param name="Plan">The plan, with its area.</param>
/// <param name="IsOver">True where they are let in no more: revoked, out of date, or the account closed.</param>
public sealed record FoundGuest(GuestRow Row, string Name, PlanRow Plan, bool IsOver);

/// <summary>
/// People of a partner who are let in to chosen lines of one plan: invited by e-mail to an address with a secret, confirmed by a code that is mailed to the
/// same address, without a password, until a day, and shut out in one press. They have an account without a password and without a role, so that nothing else
/// opens to them.
/// </summary>
public static class Guests
{
    /// <summary>The kind of a link that lets a guest in, and of the message that it comes with.</summary>
    public const string Kind = "guest";

    /// <summary>The kind of the message with a code.</summary>
    public const string CodeKind = "guest-code";

    /// <summary>Where a guest's link leads, before the secret.</summary>
    public const string Address = "/guest/";

    /// <summary>For so many days a guest is let in unless said, and at most.</summary>
    public const int Days = 90,
        MostDays = 366;

    /// <summary>The most lines of a guest, and the most guests of a plan at a time.</summary>
    public const int MostLines = 100,
        MostGuests = 100;

    /// <summary>A code of so many figures is given wrongly at most so often.</summary>
    public const int Figures = 6,
        MostTries = 5;

    /// <summary>So many codes are sent to an address in a day.</summary>
    public const int MostCodes = 12;

    /// <summary>A code holds so long.</summary>
    public static readonly TimeSpan CodeHolds = TimeSpan.FromMinutes(20);

    /// <summary>Lets somebody in.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="partner">The partner whose they are.</param>
    /// <param name="name">As people read it: "Care coordinator (S. Jones)".</param>
    /// <param name="email">Where the invitation and the codes go.</param>
    /// <param name="lines">What is theirs: <c>actions/A1</c>.</param>
    /// <param name="until">The last day; null for 90 days.</param>
    /// <returns>The number of the guest.</returns>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<int> InviteAsync(
        Work work,
        string plan,
        string? partner,
        string? name,
        string? email,
        IReadOnlyCollection<string> lines,
        DateOnly? until
    )
    {
        var holder = await work.PlanAsync(plan, Permission.WritePlans);
        var refusals = new List<Refusal>();
        var title = await work
            .Db.Items.Where(i => i.Owner == plan && i.List == Partner.List && i.Id == partner && i.RemovedAt == null && !i.Restricted)
            .Select(i => i.Title)
            .FirstOrDefaultAsync();
        if (title is null)
            throw new RuleBroken("Choose a partner of this plan.", "partner");
        var last = until ?? work.Today.AddDays(Days);
        if (last <= work.Today || last > work.Today.AddDays(MostDays))
            refusals.Add(new("until", $"Choose a day after today, at most {MostDays} days on."));
        var theirs = (await GuestLines.OfAsync(work.Db, plan, partner!, work.Today)).Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        if (lines.Count is 0 or > MostLines || !lines.All(theirs.Contains))
            refusals.Add(new("lines", $"Choose 1 to {MostLines} lines that are this partner's."));
        if (await work.Db.Guests.CountAsync(g => g.Plan == plan && g.RevokedAt == null && g.Until >= work.Today) >= MostGuests)
            refusals.Add(new("partner", $"A plan has at most {MostGuests} guests at a time. Revoke one that is not needed."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var person = await PersonAsync(work, email, name);
        var row = new GuestRow
        {
            PersonId = person,
            Plan = plan,
            Partner = partner!,
            Lines = string.Join('\n', lines.Distinct(StringComparer.Ordinal)),
            Until = last,
            MadeAt = work.Now,
        };
        work.Db.Guests.Add(row);
        // Its number goes into the record and into the message.
        await work.Db.SaveChangesAsync();
        var id = row.Id.ToString(CultureInfo.InvariantCulture);
        work.Record(plan, "InviteGuest", GuestsKind.List, id, GuestsKind.Fields(row));
        await Outbox.AddAsync(
            work,
            Kind,
            person,
            id,
            new(
                $"Joint work: {holder.Title}",
                $"{work.Actor.Name} lets you in to {(lines.Count == 1 ? "one line" : $"{lines.Count} lines")} of this plan for {title}, until {Domain.Days.Read(last)}. No password is needed: a code is sent to this address.",
                [new("Your page", [new("What is yours in the plan") { Of = new(plan, GuestsKind.List, id) }])]
            )
            {
                IsForGuest = true,
            }
        );
        return row.Id;
    }

    /// <summary>Their account: a new one, or that of a guest of another plan. Whoever signs in here, or has a role, is no guest.</summary>
    static async Task<Guid> PersonAsync(Work work, string? email, string? name)
    {
        var made = AddPerson.Make(email, name);
        var there = await work.Db.Users.FirstOrDefaultAsync(p => p.NormalizedUserName == made.NormalizedUserName);
        if (there is not null)
        {
            if (
                there.PasswordHash is not null
                || there.IsAdministrator
                || there.DisabledAt is not null
                || await work.Db.Grants.AnyAsync(g => g.PersonId == there.Id)
            )
                throw new RuleBroken("This address has an account here. An administrator gives it a role.", "email");
            return there.Id;
        }
        work.Db.Users.Add(made);
        work.Record(
            Recorded.Installation,
            nameof(AddPerson),
            "people",
            made.Id.ToString(),
            [
                new("email", "null", Change.Text(made.Email)),
                new("name", "null", Change.Text(made.Name)),
                new("administrator", "null", "false"),
            ]
        );
        return made.Id;
    }

    /// <summary>Shuts a guest out at once, also of a plan that is closed.</summary>
    /// <exception cref="Missing">There is none in force.</exception>
    public static async Task RevokeAsync(Work work, string plan, int id)
    {
        var holder = await work.PlanAsync(plan, Permission.See);
        if (!work.Actor.May(Permission.WritePlans, holder.Area!.Path))
            throw new Forbidden("A planner of the area shuts a guest out.");
        var row =
            await work.Db.Guests.FirstOrDefaultAsync(g => g.Id == id && g.Plan == plan && g.RevokedAt == null)
            ?? throw new Missing("guest");
        row.RevokedAt = work.Now;
        (row.CodeHash, row.CodeUntil) = (null, null);
        work.Record(plan, "RevokeGuest", GuestsKind.List, id.ToString(CultureInfo.InvariantCulture), []);
    }

    /// <summary>The guest of a secret; null where there is none such. One query.</summary>
    public static async Task<FoundGuest?> FindAsync(Db db, string? secret, DateTimeOffset now, DateOnly today, CancellationToken cancel)
    {
        if (secret is not { Length: > 20 and <= 100 })
            return null;
        var hash = Recognise.HashOf(secret);
        var found = await db
            .MailLinks.AsNoTracking()
            .Where(l => l.Hash == hash && l.Kind == Kind)
            .Join(db.Users, l => l.PersonId, p => p.Id, (Link, Person) => new { Link, Person })
            .SelectMany(
                f => db.Guests.Where(g => g.PersonId == f.Person.Id && g.Plan == f.Link.Owner),
                (f, Guest) =>
                    new
                    {
                        f.Link,
                        f.Person,
                        Guest,
                    }
            )
            .Join(
                db.Plans.Include(p => p.Area).Where(p => p.RemovedAt == null),
                f => f.Guest.Plan,
                p => p.Id,
                (f, Plan) =>
                    new
                    {
                        f.Link,
                        f.Person,
                        f.Guest,
                        Plan,
                        Plan.Area,
                    }
            )
            .ToListAsync(cancel);
        // The link keeps the guest's number as text.
        var own = found.Find(f => f.Guest.Id.ToString(CultureInfo.InvariantCulture) == f.Link.Item);
        if (own is null)
            return null;
        own.Plan.Area ??= own.Area;
        var isOver =
            own.Guest.RevokedAt is not null
            || own.Guest.Until < today
            || own.Link.RevokedAt is not null
            || own.Link.ExpiresAt <= now
            || own.Person.DisabledAt is not null;
        return new(own.Guest, own.Person.Name, own.Plan, isOver);
    }

    /// <summary>What of a plan a guest sees: what was chosen for them, as far as it is their partner's still.</summary>
    public static async Task<IReadOnlyList<GuestLine>> LinesAsync(Db db, GuestRow guest, DateOnly today, CancellationToken cancel = default)
    {
        var chosen = guest.Lines.Split('\n').ToHashSet(StringComparer.Ordinal);
        return [.. (await GuestLines.OfAsync(db, guest.Plan, guest.Partner, today, cancel)).Where(l => chosen.Contains(l.Key))];
    }

    /// <summary>The day of the newest figure of one of their measures; null where there is none.</summary>
    public static Task<DateOnly?> LastFigureAsync(Db db, GuestRow guest, string measure, CancellationToken cancel = default) =>
        db.Series.Where(s => s.Plan == guest.Plan && s.Measure == measure).Select(s => s.Last).FirstOrDefaultAsync(cancel);

    /// <summary>A guest as those who plan see them.</summary>
    /// <param name="Row">The guest.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their address.</param>
    public sealed record Known(GuestRow Row, string Name, string Email);

    /// <summary>The guests of a plan, the newest first: those who are let in, and those who were.</summary>
    public static async Task<IReadOnlyList<Known>> OfPlanAsync(Db db, string plan, CancellationToken cancel = default) =>
        await db
            .Guests.AsNoTracking()
            .Where(g => g.Plan == plan)
            .Join(
                db.Users,
                g => g.PersonId,
                p => p.Id,
                (g, p) =>
                    new
                    {
                        g,
                        p.Name,
                        p.Email,
                    }
            )
            .OrderByDescending(k => k.g.Id)
            .Take(2 * MostGuests)
            .Select(k => new Known(k.g, k.Name, k.Email!))
            .ToListAsync(cancel);

    /// <summary>Has a code sent to the guest's address; one a minute, however often it is asked for.</summary>
    public static async Task SendCodeAsync(Work work, int id)
    {
        var row = await InForceAsync(work, id);
        var dayAgo = work.Now.AddDays(-1);
        if (await work.Db.Messages.CountAsync(m => m.Kind == CodeKind && m.PersonId == row.PersonId && m.MadeAt > dayAgo) >= MostCodes)
            throw new RuleBroken($"{MostCodes} codes were sent in a day. Try again tomorrow, or ask whoever invited you.");
        await Outbox.AddAsync(
            work,
            CodeKind,
            row.PersonId,
            string.Create(CultureInfo.InvariantCulture, $"{id} {work.Now:yyyy-MM-dd'T'HH:mm}"),
            new("Your code for Goldthread", "", []) { IsForGuest = true, CodeOf = id }
        );
    }

    /// <summary>Makes the code of a message that is about to be sent: the waiting message has none in it.</summary>
    internal static async Task<Letter> WithCodeAsync(Work work, int id, Letter letter)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        if (await work.Db.Guests.FirstOrDefaultAsync(g => g.Id == id && g.RevokedAt == null) is not { } row)
            return letter with { Lead = "You are not let in any more." };
        (row.CodeHash, row.CodeUntil, row.CodeTries) = (HashOf(id, code), work.Now + CodeHolds, 0);
        return letter with
        {
            Lead =
                $"Your code is {code}. It holds for {CodeHolds.TotalMinutes:0} minutes, on the page where you asked for it. Give it to nobody.",
        };
    }

    /// <summary>Lets the guest in with the code; it is used up, and after five wrong ones another has to be sent.</summary>
    /// <returns>False where it is not the code, or holds no more.</returns>
    public static async Task<bool> ConfirmAsync(Work work, int id, string? code)
    {
        var row = await InForceAsync(work, id);
        await work.AloneAsync(row.Plan);
        await work.Db.Entry(row).ReloadAsync();
        if (row.CodeHash is not { } hash || row.CodeUntil <= work.Now || row.CodeTries >= MostTries)
            return false;
        var given = new string([.. (code ?? "").Where(char.IsAsciiDigit).Take(Figures + 1)]);
        if (!CryptographicOperations.FixedTimeEquals(hash, HashOf(id, given)))
        {
            row.CodeTries++;
            return false;
        }
        (row.CodeHash, row.CodeUntil) = (null, null);
        work.Record(row.Plan, "ConfirmGuest", GuestsKind.List, id.ToString(CultureInfo.InvariantCulture), []);
        return true;
    }

    /// <summary>The row of a guest who is let in today.</summary>
    /// <exception cref="Missing">They are not, or not any more.</exception>
    internal static async Task<GuestRow> InForceAsync(Work work, int id) =>
        await work.Db.Guests.FirstOrDefaultAsync(g =>
            g.Id == id
            && g.RevokedAt == null
            && g.Until >= work.Today
            && work.Db.Users.Any(p => p.Id == g.PersonId && p.DisabledAt == null)
            && work.Db.Plans.Any(p => p.Id == g.Plan && p.RemovedAt == null)
        ) ?? throw new Missing("guest");

    static byte[] HashOf(int id, string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}:{code}")));
}
