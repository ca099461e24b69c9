using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Store;
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
    public static async Task<Actor?> BySessionAsync(Db db, Guid person, string stamp, Guid session)
    {
        Actor? actor = null;
        await foreach (var row in BySession.On(db, person, session))
        {
            if (row.Closed || row.Ended || row.Stamp != stamp)
                return null;
            actor ??= new Actor(person, row.Name, row.IsAdministrator, new List<Grant>()) { LessonsAway = row.LessonsAway };
            if (row.Role is not null && Roles.Find(row.Role) is { } role)
                ((List<Grant>)actor.Grants).Add(new Grant(role, row.Path!, row.Staff));
        }
        return actor;
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
        List<Grant> Where(Func<TokenUse, bool> holds) =>
            [.. uses.Where(u => u.Path is not null && holds(u)).Select(u => new Grant(role, u.Path!, u.Staff))];
        var grants = Where(u => u.Role == use.TokenRole);
        if (grants.Count == 0)
            grants = use.IsAdministrator ? [new Grant(role, "/")] : Where(_ => true);
        return new Actor(use.Person, use.Name, false, grants);
    }

    /// <summary>
    /// What is kept of a secret address, with the person whose it is and the roles that they have now; null where there is none, or the account is closed.
    /// Whoever administers the installation does not do so by an address. One query.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="kept">What is kept of the secret: one row at most.</param>
    /// <param name="person">Whose a row is.</param>
    /// <param name="by">What is said after the name, where they do something by it: ", by link".</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<(T Kept, Actor Actor)?> BySecretAsync<T>(
        Db db,
        IQueryable<T> kept,
        Expression<Func<T, Guid>> person,
        string by,
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
                    }
            )
            .ToListAsync(cancel);
        if (rows is not [var first, ..])
            return null;
        var grants = new List<Grant>();
        foreach (var row in rows)
        {
            if (row.Role is not null && Roles.Find(row.Role) is { } role)
                grants.Add(new(role, row.Path!, row.Staff));
        }
        return (first.row, new Actor(first.Id, first.Name + by, false, grants));
    }

    /// <summary>What is kept of a token or a secret address.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    static readonly Compiled<Guid, Guid, SessionRow> BySession = new(
        (db, id, session) =>
            from p in db.Users
            where p.Id == id
            from g in db.Grants.Where(g => g.PersonId == p.Id).DefaultIfEmpty()
            select new SessionRow(
                p.Name,
                p.IsAdministrator,
                p.DisabledAt != null,
                db.EndedSessions.Any(s => s.Id == session),
                p.SecurityStamp,
                g == null ? null : g.Role,
                g == null ? null : g.Area!.Path,
                g == null ? null : g.Staff,
                p.LessonsAway
            )
    );

    static readonly Compiled<byte[], TokenUse> ByToken = new(
        (db, hash) =>
            from t in db.Tokens
            where t.Hash == hash
            join p in db.Users on t.PersonId equals p.Id
            from g in db.Grants.Where(g => g.PersonId == p.Id).DefaultIfEmpty()
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
                g == null ? null : g.Staff
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
        string LessonsAway
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
        string? Staff
    );
}
