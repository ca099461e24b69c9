using System.Linq.Expressions;
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
        return areas.Where(Any(SeenPaths(actor).Select(p => Under<AreaRow>(area => area.Path, p))));
    }

    /// <summary>The plans that the person may see.</summary>
    public static IQueryable<PlanRow> VisibleTo(this IQueryable<PlanRow> plans, Actor actor)
    {
        if (actor.May(Permission.See, "/"))
            return plans;
        return plans.Where(Any(SeenPaths(actor).Select(p => Under<PlanRow>(plan => plan.Area!.Path, p))));
    }

    /// <summary>A plan with its area, for somebody to do something to.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan's id.</param>
    /// <param name="permission">What is to be done; <see cref="Permission.See"/> is always needed too.</param>
    /// <exception cref="Missing">There is none, or the person may not see it.</exception>
    /// <exception cref="Forbidden">The person sees it but may not do this.</exception>
    /// <exception cref="Domain.Shapes.OutOfTurn">It is closed, and more than seeing it is asked for.</exception>
    public static async Task<PlanRow> PlanAsync(this Work work, string id, Permission permission)
    {
        // Two operations on one plan could each be right and both together wrong: a figure lost, a reference to what was just removed.
        await work.AloneAsync(id);
        var plan = await work.Db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == id && p.RemovedAt == null);
        if (plan is null || !work.Actor.May(Permission.See, plan.Area!.Path))
            throw new Missing("plan");
        if (!work.Actor.May(permission, plan.Area!.Path))
            throw new Forbidden("Your role in this area does not let you do this.");
        if (permission is not Permission.See)
            Holder.Of(plan).RefuseClosed();
        return plan;
    }

    /// <summary>What lies in the area of this path or below it. The path is a parameter of the SQL, which is translated once.</summary>
    internal static Expression<Func<T, bool>> Under<T>(Expression<Func<T, string>> pathOf, string path)
    {
        var prefix = path + "%";
        Expression<Func<string, bool>> begins = text => EF.Functions.Like(text, prefix);
        return Expression.Lambda<Func<T, bool>>(Put(begins.Body, begins.Parameters[0], pathOf.Body), pathOf.Parameters);
    }

    /// <summary>True where one of the conditions is; false where there is none.</summary>
    internal static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions) =>
        conditions
            .DefaultIfEmpty(_ => false)
            .Aggregate(
                (one, other) =>
                    Expression.Lambda<Func<T, bool>>(
                        Expression.OrElse(one.Body, Put(other.Body, other.Parameters[0], one.Parameters[0])),
                        one.Parameters
                    )
            );

    static Expression Put(Expression body, Expression place, Expression into) => new Replacing(place, into).Visit(body)!;

    sealed class Replacing(Expression place, Expression into) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == place ? into : base.Visit(node);
    }

    static string[] SeenPaths(Actor actor) =>
        [.. actor.Grants.Where(g => Roles.Allows(g.Role, Permission.See)).Select(g => g.Path).Distinct()];
}
