using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Routing.Matching;

namespace Goldthread.Web.Site;

/// <summary>
/// What a part of an address may be where a page or a call names it: <c>{stage:stage}</c>, <c>{list:list}</c>, <c>{id:item}</c>. Plain code, since the
/// framework compiles a regular expression at each start.
/// </summary>
public abstract class Segment(Func<string, bool> fits) : IRouteConstraint, IParameterLiteralNodeMatchingPolicy
{
    /// <summary>The names by which pages ask for them.</summary>
    public static void Name(RouteOptions routes)
    {
        routes.ConstraintMap["stage"] = typeof(OfStage);
        routes.ConstraintMap["list"] = typeof(OfList);
        routes.ConstraintMap["item"] = typeof(OfItem);
        routes.ConstraintMap["move"] = typeof(OfMove);
        routes.ConstraintMap["plan-move"] = typeof(OfPlanMove);
    }

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values[routeKey] is string segment && fits(segment);

    public bool MatchesLiteral(string parameterName, string literal) => fits(literal);

    /// <summary>A stage of a plan: <c>develop</c> to <c>learn</c>.</summary>
    sealed class OfStage() : Segment(s => Words.TryParse<Stage>(s.ToLowerInvariant(), out var stage) && stage is not Stage.Strategy);

    /// <summary>A list of a plan: <c>objectives</c>, <c>regulatory_actions</c>, <c>budget</c>.</summary>
    sealed class OfList() : Segment(s => Thing.Find(s) is { Stage: not Stage.Strategy });

    /// <summary>A move of an item: <c>close</c>.</summary>
    sealed class OfMove() : Segment(s => MoveKind.All.Any(m => m.Thing is not null && m.Name == s));

    /// <summary>A move of a plan: <c>submit</c>. One that is called as a stage has its page below that stage's.</summary>
    sealed class OfPlanMove() : Segment(s => MoveKind.Find(null, s) is not null && !Words.TryParse<Stage>(s, out _));

    /// <summary>What is there already; <c>add</c> is the page that adds one.</summary>
    sealed class OfItem() : Segment(s => !s.Equals("add", StringComparison.OrdinalIgnoreCase));
}
