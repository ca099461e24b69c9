using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Goldthread.Web.Govern;

/// <summary>
/// Who may go where: one table, a line for each part of the site. The line with most segments that the address begins with decides; an endpoint
/// without a line is refused to everyone. A permission here is asked for "somewhere"; whether it holds in the area of this plan is asked
/// with <c>actor.May(permission, area.Path)</c> where the plan is loaded.
/// </summary>
public static class Access
{
    /// <summary>One line.</summary>
    /// <param name="Prefix">What the address begins with; <c>*</c> stands for one segment.</param>
    /// <param name="Permission">What is asked of the visitor.</param>
    /// <param name="Method">The only HTTP method that it is about, or null for all.</param>
    public sealed record Line(string Prefix, Permission Permission, string? Method = null)
    {
        internal string[] Segments { get; } = Split(Prefix);
    }

    /// <value>The table.</value>
    public static IReadOnlyList<Line> Table { get; } =
    [
        // The front door
        new("/setup", Permission.Anyone),
        new("/sign-in", Permission.Anyone),
        new("/sign-out", Permission.Anyone),
        new("/error", Permission.Anyone),
        new("/healthz", Permission.Anyone),
        new("/readyz", Permission.Anyone),
        // Its secret lets one person say one thing
        new("/do", Permission.Anyone),
        new("/calendar", Permission.Anyone),
        // What an approver published for families
        new("/p", Permission.Anyone),
        // Its secret, with a code that is mailed, lets a partner's guest in to their own lines
        new("/guest", Permission.Anyone),
        new("/account", Permission.SignedIn),
        new("/example", Permission.SignedIn),
        // Files beside the page assets, while developing
        new("/{**path:file}", Permission.Anyone),
        // Accounts, areas, settings
        new("/admin", Permission.Administer),
        new("/admin/tokens", Permission.SignedIn),
        new("/admin/tokens/all", Permission.Administer),
        new("/areas", Permission.SignedIn),
        new("/areas/add", Permission.Administer),
        new("/areas/*/hand-over", Permission.WritePlans),
        new("/areas/*/edit", Permission.Administer),
        new("/areas/*/move", Permission.Administer),
        new("/areas/*/remove", Permission.Administer),
        new("/areas/*/restore", Permission.Administer),
        // The cycle
        new("/", Permission.SignedIn),
        new("/monday", Permission.SignedIn),
        new("/strategy", Permission.SignedIn),
        new("/plans", Permission.See),
        new("/measures", Permission.See),
        new("/govern", Permission.See),
        new("/search", Permission.See),
        new("/learn", Permission.SignedIn),
        new("/api/v1", Permission.See),
        new("/odata", Permission.See),
        new("/api/v1/portfolios", Permission.SignedIn),
        .. MoveKind.All.Select(ForMove),
        new("/openapi", Permission.Anyone),
        // The parts of the pages with made-up content; there while developing alone
        new("/style", Permission.Anyone),
    ];

    /// <summary>The line of a move's call. Where several permissions each let one make it, or whose it is, the least of them is asked for somewhere.</summary>
    static Line ForMove(MoveKind move) =>
        new(
            move.Thing is null ? $"/api/v1/plans/*/{move.Name}" : $"/api/v1/plans/*/{move.Thing.List}/*/{move.Name}",
            move.IsOwn ? Permission.Contribute
                : move.Needs.Count > 1 ? Permission.See
                : move.Needs[0],
            "POST"
        );

    /// <summary>What an endpoint asks, or null where the table has no line for it.</summary>
    public static Permission? For(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return Permission.Anyone;
        if (endpoint is not RouteEndpoint { RoutePattern.RawText: { } address })
            return null;
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return Find(address, methods)?.Permission;
    }

    /// <summary>The line that decides for an address, or null.</summary>
    /// <param name="address">A route pattern such as <c>/areas/{id}/edit</c>.</param>
    /// <param name="methods">The HTTP methods that it answers; empty for all.</param>
    public static Line? Find(string address, IReadOnlyList<string> methods)
    {
        var segments = Split(address);
        return Table
            .Where(line => line.Method is null || (methods.Count == 1 && methods[0] == line.Method))
            .Where(line => Begins(segments, line.Segments))
            .OrderByDescending(line => line.Segments.Length)
            .ThenBy(line => line.Segments.Count(s => s == "*"))
            .ThenBy(line => line.Method is null)
            .FirstOrDefault();
    }

    static bool Begins(string[] segments, string[] prefix)
    {
        // The home page's line is for the home page alone.
        if (prefix.Length == 0)
            return segments.Length == 0;
        if (segments.Length < prefix.Length)
            return false;
        for (var i = 0; i < prefix.Length; i++)
        {
            // Addresses are the same in capitals.
            if (!prefix[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase) && !(prefix[i] == "*" && segments[i].StartsWith('{')))
                return false;
        }
        return true;
    }

    static string[] Split(string address) => address.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the fallback policy of every endpoint asks.</summary>
    public sealed class Asked : IAuthorizationRequirement;

    /// <summary>Answers it by the table.</summary>
    public sealed class Answer(Visitor visitor) : AuthorizationHandler<Asked>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Asked requirement)
        {
            var http = (HttpContext)context.Resource!;
            var endpoint = http.GetEndpoint();
            if (endpoint is not RouteEndpoint)
            {
                // Nothing is there, or not in this way ("method not allowed"); that is told to people who are signed in alone.
                if (await visitor.ActorAsync() is not null)
                    context.Succeed(requirement);
                return;
            }
            if (For(endpoint) is not { } permission)
                return;
            if (permission == Permission.Anyone || (await visitor.ActorAsync() is { } actor && actor.MaySomewhere(permission)))
                context.Succeed(requirement);
        }
    }

    /// <summary>A session that was ended, or of an account that was closed, is nobody's: sign in, not "forbidden".</summary>
    public sealed class Turn : IAuthorizationMiddlewareResultHandler
    {
        readonly AuthorizationMiddlewareResultHandler usual = new();

        public async Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            if (authorizeResult.Forbidden && await context.RequestServices.GetRequiredService<Visitor>().ActorAsync() is null)
                await context.ChallengeAsync();
            else
                await usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
