using System.Security.Claims;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Goldthread.Web.Govern;

/// <summary>Begins and ends the session of a browser.</summary>
public static class Sessions
{
    /// <summary>The claim that holds the session's number.</summary>
    public const string Number = "session";

    /// <summary>Gives the browser the session's cookie, and lets it keep that the person signed in there.</summary>
    public static Task BeginAsync(this HttpContext context, Session session)
    {
        context.RequestServices.GetRequiredService<Devices>().Remember(context, session.Person);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, session.Person.ToString()),
                new Claim(Visitor.Stamp, session.Stamp),
                new Claim(Number, session.Id.ToString("N")),
                new Claim(ClaimTypes.Name, session.Name),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session, for whoever has a copy of the cookie too, and takes the cookie away.</summary>
    public static async Task EndAsync(this HttpContext context)
    {
        var services = context.RequestServices;
        if (await services.GetRequiredService<Visitor>().ActorAsync() is { } actor && NumberOf(context.User) is { } session)
            await SignOut.RunAsync(services.GetRequiredService<Writer>(), actor, session);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>The number of a visitor's session, or null where there is none.</summary>
    public static Guid? NumberOf(ClaimsPrincipal user) => Guid.TryParseExact(user.FindFirstValue(Number), "N", out var id) ? id : null;
}
