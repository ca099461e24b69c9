using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Staff;

/// <summary>An area without anybody in its staff list: whoever starts its first plan is the first there, and what is theirs shows in their work.</summary>
static class FirstOfStaff
{
    /// <summary>Adds whoever is at work to an empty staff list, and joins their account to it; does nothing where somebody is in it, or was.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="area">The area.</param>
    internal static async Task AddAsync(Work work, AreaRow area)
    {
        var (thing, owner) = (Thing.Of<StaffMember>(), AreaRow.OwnerOf(area.Id));
        await work.AloneAsync(owner);
        if (
            work.Actor.PersonId is not { } account
            || work.Actor.OwnStaffIn(area.Path).Any()
            || await work.Db.Items.AnyAsync(i => i.Owner == owner && i.List == thing.List)
            || !await work.Db.Users.AnyAsync(u => u.Id == account)
        )
            return;
        var role = RoleOf(work.Actor.Name);
        var id = await FreeAsync(work.Db, thing, role);
        var person = Items.With(
            thing.Shape,
            thing.Shape.New(),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = id, ["role"] = role }
        );
        await ItemStore.AddAsync(work, owner, thing, person, id, 1);
        await JoinStaff.InAsync(work, account, area, Role.Planner, id);
    }

    /// <summary>"Registered manager (A. Khan)" is the registered manager.</summary>
    static string RoleOf(string name) => name.Split('(')[0].Trim() is { Length: > 0 } role ? role : name;

    /// <summary>An id out of the first letters of a role, which nobody has in any area: a role above several areas counts in each.</summary>
    static async Task<string> FreeAsync(Db db, Thing thing, string role)
    {
        var letters = string.Concat(
                role.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => w[0]).Where(char.IsAsciiLetter)
            )
            .ToLowerInvariant();
        if (letters.Length < 2)
            letters = thing.Prefix;
        letters = letters[..Math.Min(letters.Length, 10)];
        var taken = (
            await db.Items.Where(i => i.List == thing.List && i.Id.StartsWith(letters)).Select(i => i.Id).Distinct().ToListAsync()
        ).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var id = letters;
        for (var number = 2; taken.Contains(id) || Ids.WhyNot(id) is not null; number++)
            id = letters + number.ToString(CultureInfo.InvariantCulture);
        return id;
    }
}
