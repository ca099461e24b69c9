using Goldthread.App.Govern;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>What a person may see, as a filter in SQL; and a plan loaded with the right to do something to it.</summary>
public static class PlanAccess
{
    /// <summary>The areas that the person may see.</summary>
    public static IQueryable<AreaRow> VisibleTo(this IQueryable<AreaRow> areas, Actor actor)
    {
        if (actor.May(Permission.See, "/"))
            return areas;
        var paths = SeenPaths(actor);
        return areas.Where(a => paths.Any(p => EF.Functions.Like(a.Path, p + "%")));
    }

    /// <summary>The plans that the person may see.</summary>
    public static IQueryable<PlanRow> VisibleTo(this IQueryable<PlanRow> plans, Actor actor)
    {
        if (actor.May(Permission.See, "/"))
            return plans;
        var paths = SeenPaths(actor);
        return plans.Where(plan => paths.Any(p => EF.Functions.Like(plan.Area!.Path, p + "%")));
    }

    /// <summary>A plan with its area, for somebody to do something to.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan's id.</param>
    /// <param name="permission">What is to be done; <see cref="Permission.See"/> is always needed too.</param>
    /// <exception cref="Missing">There is none, or the person may not see it.</exception>
    /// <exception cref="Forbidden">The person sees it but may not do this.</exception>
    public static async Task<PlanRow> PlanAsync(this Work work, string id, Permission permission)
    {
        var plan = await work.Db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == id && p.RemovedAt == null);
        if (plan is null || !work.Actor.May(Permission.See, plan.Area!.Path))
            throw new Missing("plan");
        if (!work.Actor.May(permission, plan.Area!.Path))
            throw new Forbidden("Your role in this area does not let you do this.");
        return plan;
    }

    static string[] SeenPaths(Actor actor) =>
        [.. actor.Grants.Where(g => Roles.Allows(g.Role, Permission.See)).Select(g => g.Path).Distinct()];
}
