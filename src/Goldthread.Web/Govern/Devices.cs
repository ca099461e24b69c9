using System.Globalization;
using System.Security.Cryptography;
using Goldthread.App.Govern.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Goldthread.Web.Govern;

/// <summary>
/// The browsers in which people signed in before: each keeps a protected cookie that says who. It opens nothing; whoever guesses somebody's password from
/// elsewhere cannot make them wait there (<see cref="Guesses"/>).
/// </summary>
/// <param name="protection">What protects the cookie.</param>
public sealed class Devices(IDataProtectionProvider protection)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "goldthread-device";

    /// <summary>The most people of one browser; whoever signed in last stays.</summary>
    const int Most = 20;

    readonly IDataProtector protector = protection.CreateProtector("goldthread devices");

    /// <summary>Where a request comes from.</summary>
    public From Of(HttpContext context) =>
        Read(context) is [var device, .. var people] ? new From(AddressOf(context), device, people) : From.Stranger(AddressOf(context));

    /// <summary>Lets the browser keep that the person signed in there.</summary>
    public void Remember(HttpContext context, Guid person)
    {
        var known = Read(context);
        Guid[] now = [known is [var device, ..] ? device : Guid.NewGuid(), person, .. known.Skip(1).Where(p => p != person).Take(Most - 1)];
        context.Response.Cookies.Append(
            Cookie,
            protector.Protect(string.Join(' ', now.Select(id => id.ToString("N", CultureInfo.InvariantCulture)))),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                // Browsers keep no cookie for longer.
                MaxAge = TimeSpan.FromDays(400),
                IsEssential = true,
            }
        );
    }

    /// <summary>The network address of a request.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    Guid[] Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and < 4000 } cookie)
            return [];
        try
        {
            return [.. protector.Unprotect(cookie).Split(' ').Select(id => Guid.ParseExact(id, "N"))];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
