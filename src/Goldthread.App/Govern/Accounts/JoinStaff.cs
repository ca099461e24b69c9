using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Says which person of a staff list an account is: what is theirs in the plans there then shows in their work.</summary>
public static class JoinStaff
{
    /// <summary>Joins a role in an area to a person of the staff list, or parts them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="person">The account.</param>
    /// <param name="grant">Its role.</param>
    /// <param name="staff">The person's id in the staff list of the area, or of one below it; null or empty for nobody.</param>
    /// <exception cref="Missing">The account has no such role.</exception>
    /// <exception cref="RuleBroken">There is nobody of that id in the staff list.</exception>
    public static Task RunAsync(Writer writer, Actor actor, Guid person, int grant, string? staff) =>
        writer.RunAsync(
            actor,
            async work =>
            {
                await work.AloneAsync(Recorded.Installation);
                var row =
                    await work.Db.Grants.Include(g => g.Area).FirstOrDefaultAsync(g => g.Id == grant && g.PersonId == person)
                    ?? throw new Missing("role");
                var chosen = string.IsNullOrWhiteSpace(staff) ? null : staff.Trim();
                if (chosen == row.Staff)
                    return;
                if (chosen is not null && !await Of(work.Db, row.Area!).AnyAsync(i => i.Id == chosen))
                    throw new RuleBroken("Choose somebody of the staff list.", "staff");
                Set(work, row, row.Area!, chosen);
            }
        );

    /// <summary>The people of the staff list of an area and of the areas below it.</summary>
    public static IQueryable<ItemRow> Of(Db db, AreaRow area)
    {
        var below = db.Areas.Where(a => a.RemovedAt == null && EF.Functions.Like(a.Path, area.Path + "%"));
        return db.Items.Where(i =>
            i.List == StaffMember.List && i.RemovedAt == null && !i.Restricted && below.Any(a => AreaRow.Prefix + a.Id == i.Owner)
        );
    }

    /// <summary>Joins whoever has a role that reaches an area to a person of that area's own list: in that area, since an id is somebody else's in another.</summary>
    internal static async Task InAsync(Work work, Guid person, AreaRow area, Role role, string staff)
    {
        await work.AloneAsync(Recorded.Installation);
        var word = Words.Written(role);
        if (await work.Db.Grants.FirstOrDefaultAsync(g => g.PersonId == person && g.AreaId == area.Id && g.Role == word) is { } here)
        {
            if (here.Staff is null)
                Set(work, here, area, staff);
        }
        else if (work.Actor.Grants.Any(g => g.Role == role && area.Path.StartsWith(g.Path, StringComparison.Ordinal)))
        {
            await GiveRole.InAsync(work, person, new RoleInArea(role, area.Id, staff));
        }
    }

    static void Set(Work work, GrantRow row, AreaRow area, string? staff)
    {
        var number = area.Id.ToString(CultureInfo.InvariantCulture);
        work.Record(
            Recorded.Installation,
            nameof(JoinStaff),
            "people",
            row.PersonId.ToString(),
            [
                new("staff", Change.Text(row.Staff), Change.Text(staff)),
                new("role", Change.Text(row.Role), Change.Text(row.Role)),
                new("area", Change.Text(area.Name), Change.Text(area.Name)),
                new("area_id", number, number),
            ]
        );
        row.Staff = staff;
    }
}
