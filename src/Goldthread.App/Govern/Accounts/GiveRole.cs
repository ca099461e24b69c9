using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>What a person is in an area.</summary>
/// <param name="Role">The role; never administrator, which is of the installation.</param>
/// <param name="AreaId">The area, null for the whole organisation; the role holds in the areas below it too.</param>
/// <param name="Staff">The staff id that the person has in the plans there, or null.</param>
public sealed record RoleInArea(Role Role, int? AreaId, string? Staff = null);

/// <summary>Gives a person a role in an area.</summary>
public static class GiveRole
{
    /// <exception cref="Missing">There is no such person.</exception>
    /// <exception cref="RuleBroken">The role or the area is not accepted, or the person has it already.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid person, RoleInArea role) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                await People.FindAsync(work.Db, person);
                await InAsync(work, person, role);
            }
        );

    internal static async Task InAsync(Work work, Guid person, RoleInArea given)
    {
        if (given.Role == Role.Administrator)
            throw new RuleBroken("An administrator is one of the whole installation. Choose another role for an area.", "role");
        await work.AloneAsync(Recorded.Installation);
        var area = given.AreaId is null
            ? await SetUp.RootAsync(work, "Our organisation")
            : await work.Db.Areas.FirstOrDefaultAsync(a => a.Id == given.AreaId && a.RemovedAt == null)
                ?? throw new RuleBroken("Choose one of the areas.", "area");
        var word = Words.Written(given.Role);
        var staff = string.IsNullOrWhiteSpace(given.Staff) ? null : Accepted.Name(given.Staff, "staff", "the staff id", 40);
        if (await work.Db.Grants.AnyAsync(g => g.PersonId == person && g.AreaId == area.Id && g.Role == word))
            throw new RuleBroken($"The person is {Words.Read(given.Role)} in {area.Name} already.", "role");
        work.Db.Grants.Add(
            new GrantRow
            {
                PersonId = person,
                AreaId = area.Id,
                Role = word,
                Staff = staff,
            }
        );
        work.Record(
            Recorded.Installation,
            "GiveRole",
            "people",
            person.ToString(),
            [
                new("role", "null", Change.Text(word)),
                new("area", "null", Change.Text(area.Name)),
                new("staff", "null", Change.Text(staff)),
                new("area_id", "null", area.Id.ToString(CultureInfo.InvariantCulture)),
            ]
        );
    }
}

/// <summary>Takes a role in an area away; tokens of a role that the person then has nowhere are revoked.</summary>
public static class TakeRole
{
    /// <exception cref="Missing">The person has no such role.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid person, int grant) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                var row =
                    await work.Db.Grants.Include(g => g.Area).FirstOrDefaultAsync(g => g.Id == grant && g.PersonId == person)
                    ?? throw new Missing("role");
                work.Db.Grants.Remove(row);
                work.Record(
                    Recorded.Installation,
                    "TakeRole",
                    "people",
                    person.ToString(),
                    [
                        new("role", Change.Text(row.Role), "null"),
                        new("area", Change.Text(row.Area!.Name), "null"),
                        new("staff", Change.Text(row.Staff), "null"),
                        new("area_id", row.AreaId.ToString(CultureInfo.InvariantCulture), "null"),
                    ]
                );
                if (await work.Db.Grants.AnyAsync(g => g.PersonId == person && g.Role == row.Role && g.Id != grant))
                    return;
                var tokens = await work
                    .Db.Tokens.Where(t => t.PersonId == person && t.Role == row.Role && t.RevokedAt == null)
                    .ToListAsync();
                foreach (var token in tokens)
                    RevokeToken.In(work, token);
            }
        );
}
