using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Goldthread.Web.Pages.Implement.Guests;

/// <summary>That a guest gave the code in this browser: for a day, for this guest alone. Whether they are still let in is asked each time.</summary>
static class GuestSession
{
    const string Cookie = "goldthread-guest";

    /// <summary>How long it lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <summary>Begins it.</summary>
    public static void Begin(HttpContext http, int guest, DateTimeOffset now)
    {
        var ends = now + Lasts;
        http.Response.Cookies.Append(
            Cookie,
            Protector(http).Protect(string.Create(CultureInfo.InvariantCulture, $"{guest} {ends.ToUnixTimeSeconds()}")),
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                Path = "/guest",
                Expires = ends,
                IsEssential = true,
            }
        );
    }

    /// <summary>Did this guest give the code here within the day?</summary>
    public static bool Is(HttpContext http, int guest, DateTimeOffset now)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 2000 } value)
            return false;
        try
        {
            var parts = Protector(http).Unprotect(value).Split(' ');
            return parts is [var who, var ends]
                && who == guest.ToString(CultureInfo.InvariantCulture)
                && long.TryParse(ends, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
                && now.ToUnixTimeSeconds() < until;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static IDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Goldthread", "guest session");
}
