using System.Buffers.Text;
using System.Security.Cryptography;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Makes a token for the API.</summary>
public static class MakeToken
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "gt_";

    /// <summary>Days that a token holds at most.</summary>
    public const int MostDays = 730;

    /// <summary>Makes it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who does it: the person, who can give no more than they have, or the command line.</param>
    /// <param name="person">For whom it acts.</param>
    /// <param name="role">The one role that it has.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="days">How long it holds, 1 to <see cref="MostDays"/>.</param>
    /// <returns>The token. It is shown once; what is kept is its SHA-256.</returns>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<string> RunAsync(Writer writer, Actor actor, Guid person, Role role, string? label, int days = 90)
    {
        if (days is < 1 or > MostDays)
            throw new RuleBroken($"Give a number of days from 1 to {MostDays}.", "days");
        if (actor.PersonId is not null && !Choices(actor).Contains(role))
            throw new RuleBroken("Choose one of your own roles.", "role");
        var name = Accepted.Name(label, "label", "what will use the token", 100);
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await writer.RunAsync(
            actor,
            async work =>
            {
                if ((await People.FindAsync(work.Db, person)).DisabledAt is not null)
                    throw new RuleBroken("The account is closed. Open it again first.", "user");
                var row = new TokenRow
                {
                    PersonId = person,
                    Role = Words.Written(role),
                    Label = name,
                    Hash = Recognise.HashOf(token),
                    CreatedAt = work.Now,
                    ExpiresAt = work.Now.AddDays(days),
                };
                work.Db.Tokens.Add(row);
                work.Record(
                    Recorded.Installation,
                    "MakeToken",
                    "people",
                    person.ToString(),
                    [
                        new("label", "null", Change.Text(name)),
                        new("role", "null", Change.Text(row.Role)),
                        new("expires", "null", Change.Text(row.RecordedEnd)),
                        new("mark", "null", Change.Text(row.Mark)),
                    ]
                );
            }
        );
        return token;
    }

    /// <summary>The roles that a person can give a token: their own.</summary>
    public static IReadOnlyList<Role> Choices(Actor actor) =>
        [.. actor.Grants.Select(g => g.Role).Concat(actor.IsAdministrator ? [Role.Administrator] : []).Distinct().Order()];
}

/// <summary>Revokes a token of one's own, or as an administrator anybody's: it is refused from now on.</summary>
public static class RevokeToken
{
    /// <exception cref="Missing">There is no such token, or it is another person's.</exception>
    public static Task RunAsync(Writer writer, Actor actor, int id) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                var token = await work.Db.Tokens.ManagedBy(actor).FirstOrDefaultAsync(t => t.Id == id) ?? throw new Missing("token");
                if (token.RevokedAt is null)
                    In(work, token);
            }
        );

    /// <summary>The tokens that somebody may list and revoke: their own, an administrator all.</summary>
    public static IQueryable<TokenRow> ManagedBy(this IQueryable<TokenRow> tokens, Actor actor) =>
        actor.MaySomewhere(Permission.Administer) ? tokens : tokens.Where(t => t.PersonId == actor.PersonId);

    /// <summary>Revokes every token of an account: who had its password may have made one.</summary>
    internal static async Task AllAsync(Work work, Guid person)
    {
        foreach (var token in await work.Db.Tokens.Where(t => t.PersonId == person && t.RevokedAt == null).ToListAsync())
            In(work, token);
    }

    internal static void In(Work work, TokenRow token)
    {
        token.RevokedAt = work.Now;
        work.Record(
            Recorded.Installation,
            "RevokeToken",
            "people",
            token.PersonId.ToString(),
            [new("label", Change.Text(token.Label), "null"), new("mark", Change.Text(token.Mark), "null")]
        );
    }
}
