using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Who comes with a session or a token: one query loads the person and their roles.</summary>
public static class Recognise
{
    /// <summary>The actor of a session, or null where the account is closed or the session was ended.</summary>
    /// <param name="db">The database.</param>
    /// <param name="person">The account.</param>
    /// <param name="stamp">The session's stamp; it changes with the password and when the account is closed.</param>
    /// <param name="session">The session's number; it ends when the person signs out.</param>
    /// <param name="today">The day: for whom they stand in then.</param>
    public static async Task<Actor?> BySessionAsync(Db db, Guid person, string stamp, Guid session, DateOnly today)
    {
        SessionRow? first = null;
        var roles = new HeldRoles(today);
        await foreach (var row in BySession.On(db, person, session))
        {
            if (row.Closed || row.Ended || row.Stamp != stamp)
                return null;
            first ??= row;
            roles.Add(row.Role is null ? null : Roles.Find(row.Role), row.Path, row.Staff, row.Away);
        }
        return first is null ? null : roles.Of(new(person, first.Name, first.IsAdministrator, []) { LessonsAway = first.LessonsAway });
    }

    /// <summary>
    /// The actor of a token, or null where it is unknown, revoked or out of date. It has the token's role alone, in the areas where the person has that
    /// role. A role that the person has nowhere was given at the command line: it holds where they have any, and everywhere for an administrator.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="token">The token as it was shown once.</param>
    /// <param name="now">The present instant.</param>
    public static async Task<Actor?> ByTokenAsync(Db db, string token, DateTimeOffset now)
    {
        List<TokenUse> uses = await ByToken.On(db, HashOf(token)).ToListAsync();
        if (uses is not [var use, ..] || use.Closed || use.Revoked || use.ExpiresAt <= now || Roles.Find(use.TokenRole) is not { } role)
            return null;
        if (role == Role.Administrator)
            return new Actor(use.Person, use.Name, use.IsAdministrator, []);
        var person = new Actor(use.Person, use.Name, false, []);
        var held = uses.Where(u => u.Path is not null && u.Role == use.TokenRole).ToList();
        if (held.Count == 0 && use.IsAdministrator)
            return person with { Grants = [new Grant(role, "/")] };
        var roles = new HeldRoles(ServiceTime.DayOf(now));
        foreach (var of in held.Count > 0 ? held : uses)
            roles.Add(role, of.Path, of.Staff, of.Away);
        return roles.Of(person);
    }

    /// <summary>
    /// What is kept of a secret address, with the person whose it is and the roles that they have now; null where there is none, or the account is closed.
    /// Whoever administers the installation does not do so by an address. One query.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="kept">What is kept of the secret: one row at most.</param>
    /// <param name="person">Whose a row is.</param>
    /// <param name="by">What is said after the name, where they do something by it: ", by link".</param>
    /// <param name="today">The day: for whom they stand in then.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<(T Kept, Actor Actor)?> BySecretAsync<T>(
        Db db,
        IQueryable<T> kept,
        Expression<Func<T, Guid>> person,
        string by,
        DateOnly today,
        CancellationToken cancel
    )
        where T : class
    {
        var rows = await kept.Join(
                db.Users.Where(p => p.DisabledAt == null),
                person,
                p => p.Id,
                (row, p) =>
                    new
                    {
                        row,
                        p.Id,
                        p.Name,
                    }
            )
            .SelectMany(
                f => db.Grants.Where(g => g.PersonId == f.Id).DefaultIfEmpty(),
                (f, g) =>
                    new
                    {
                        f.row,
                        f.Id,
                        f.Name,
                        Role = g == null ? null : g.Role,
                        Path = g == null ? null : g.Area!.Path,
                        Staff = g == null ? null : g.Staff,
                        Owner = g == null || g.Staff == null ? null : AreaRow.Prefix + g.AreaId,
                    }
            )
            .GroupJoin(HeldRoles.WithDaysAway(db), f => f.Owner, i => i.Owner, (f, away) => new { Of = f, Away = away })
            .SelectMany(f => f.Away.DefaultIfEmpty(), (f, i) => new { f.Of, Away = i })
            .AsNoTracking()
            .ToListAsync(cancel);
        if (rows is not [var first, ..])
            return null;
        var roles = new HeldRoles(today);
        foreach (var row in rows)
            roles.Add(row.Of.Role is null ? null : Roles.Find(row.Of.Role), row.Of.Path, row.Of.Staff, row.Away);
        return (first.Of.row, roles.Of(new(first.Of.Id, first.Of.Name + by, false, [])));
    }

    /// <summary>What is kept of a token or a secret address.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    static readonly Compiled<Guid, Guid, SessionRow> BySession = new(
        (db, id, session) =>
            from p in db.Users
            where p.Id == id
            from g in db.Grants.Where(g => g.PersonId == p.Id).DefaultIfEmpty()
            join i in HeldRoles.WithDaysAway(db) on AreaRow.Prefix + g.AreaId equals i.Owner into away
            from i in away.DefaultIfEmpty()
            select new SessionRow(
                p.Name,
                p.IsAdministrator,
                p.DisabledAt != null,
                db.EndedSessions.Any(s => s.Id == session),
                p.SecurityStamp,
                g == null ? null : g.Role,
                g == null ? null : g.Area!.Path,
                g == null ? null : g.Staff,
                p.LessonsAway,
                i
            )
    );

    static readonly Compiled<byte[], TokenUse> ByToken = new(
        (db, hash) =>
            from t in db.Tokens
            where t.Hash == hash
            join p in db.Users on t.PersonId equals p.Id
            from g in db.Grants.Where(g => g.PersonId == p.Id).DefaultIfEmpty()
            join i in HeldRoles.WithDaysAway(db) on AreaRow.Prefix + g.AreaId equals i.Owner into away
            from i in away.DefaultIfEmpty()
            select new TokenUse(
                p.Id,
                p.Name,
                p.IsAdministrator,
                p.DisabledAt != null,
                t.RevokedAt != null,
                t.ExpiresAt,
                t.Role,
                g == null ? null : g.Role,
                g == null ? null : g.Area!.Path,
                g == null ? null : g.Staff,
                i
            )
    );

    sealed record SessionRow(
        string Name,
        bool IsAdministrator,
        bool Closed,
        bool Ended,
        string? Stamp,
        string? Role,
        string? Path,
        string? Staff,
        string LessonsAway,
        ItemRow? Away
    );

    sealed record TokenUse(
        Guid Person,
        string Name,
        bool IsAdministrator,
        bool Closed,
        bool Revoked,
        DateTimeOffset ExpiresAt,
        string TokenRole,
        string? Role,
        string? Path,
        string? Staff,
        ItemRow? Away
    );

    /// <summary>The roles of one person, gathered from rows of each role with each of its area's people who have days away.</summary>
    sealed class HeldRoles(DateOnly today)
    {
        /// <summary>Everybody in a staff list who has days away, whenever those are; nobody who is restricted.</summary>
        public static IQueryable<ItemRow> WithDaysAway(Db db) =>
            db.Items.Where(i => i.List == StaffMember.List && i.RemovedAt == null && !i.Restricted && i.Body.Contains("\"leave\":"));

        readonly HashSet<Grant> grants = [];
        readonly List<Grant> standing = [];
        readonly HashSet<StandIn> who = [];

        public void Add(Role? role, string? path, string? staff, ItemRow? away)
        {
            if (role is not { } held || path is null)
                return;
            grants.Add(new(held, path, staff));
            if (
                away is null
                || staff is null
                || ItemRows.Read<StaffMember>(away) is not { } person
                || person.Deputy != staff
                || person.AwayUntil(today) is not { } until
            )
                return;
            standing.Add(new(held, path, away.Id, StandsIn: true));
            who.Add(new(away.Title, until));
        }

        public Actor Of(Actor person) => person with { Grants = [.. grants, .. standing], StandsInFor = [.. who] };
    }
}
