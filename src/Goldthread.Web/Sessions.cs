using System.Security.Claims;
using Goldthread.App.Govern.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Goldthread.Web;

/// <summary>Begins and ends the session of a browser.</summary>
public static class Sessions
{
    /// <summary>Gives the browser the session's cookie.</summary>
    public static Task BeginAsync(this HttpContext context, Session session)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, session.Person.ToString()),
                new Claim(Visitor.Stamp, session.Stamp),
                new Claim(ClaimTypes.Name, session.Name),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Takes the cookie away.</summary>
    public static Task EndAsync(this HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
}
