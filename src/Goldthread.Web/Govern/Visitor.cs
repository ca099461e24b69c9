using System.Security.Claims;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;

namespace Goldthread.Web.Govern;

/// <summary>Who makes this request. Asked as often as one likes: one query a request at most.</summary>
public sealed class Visitor(IHttpContextAccessor http, Db db, TimeProvider clock)
{
    /// <summary>The claim that holds the session's stamp.</summary>
    public const string Stamp = "stamp";

    /// <summary>The question whether who is named uses the service, and the answer that nobody does: a box on a page, in a call part of the address.</summary>
    public const string Names = "names";

    /// <inheritdoc cref="Names"/>
    public const string Nobody = "nobody";

    Actor? actor;
    bool asked;

    /// <value>The visitor of a page that asks for more than <c>Anyone</c>: access was granted, so there is one.</value>
    public Actor Actor => actor ?? throw new InvalidOperationException("Nobody has signed in, or nobody asked yet.");

    /// <summary>They have answered that the names in what they write are of nobody who uses the service.</summary>
    public void NameNobody()
    {
        if (actor is not null)
            actor = actor with { NamesNobody = true };
    }

    /// <summary>The visitor, or null where nobody is signed in, the account is closed or the session was ended.</summary>
    public async ValueTask<Actor?> ActorAsync()
    {
        if (!asked)
        {
            actor = await FindAsync(http.HttpContext!);
            asked = true;
            if (Addresses.IsApi(http.HttpContext!.Request.Path) && http.HttpContext.Request.Query[Names] == Nobody)
                NameNobody();
        }
        return actor;
    }

    async Task<Actor?> FindAsync(HttpContext context)
    {
        if (TokenOf(context) is { } token)
            return await Recognise.ByTokenAsync(db, token, clock.GetUtcNow());
        var user = context.User;
        return
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            && user.FindFirstValue(Stamp) is { } stamp
            && Sessions.NumberOf(user) is { } session
            ? await Recognise.BySessionAsync(db, person, stamp, session, clock.Today())
            : null;
    }

    /// <summary>The bearer token of an API call, or null. Elsewhere tokens are not looked at, and here sessions are not.</summary>
    public static string? TokenOf(HttpContext context) =>
        Addresses.IsApi(context.Request.Path)
        && context.Request.Headers.Authorization.ToString() is { Length: > 7 and < 200 } header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..].Trim()
            : null;
}
