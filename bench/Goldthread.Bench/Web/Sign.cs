using System.Net;

namespace Goldthread.Bench.Web;

/// <summary>A person's session.</summary>
static class Sign
{
    /// <summary>Signs in through the page, as a browser does.</summary>
    /// <returns>The line of the head that brings the session.</returns>
    public static async Task<string> InAsync(Uri address, string email, string password)
    {
        var jar = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = jar }) { BaseAddress = address };
        var page = await client.GetStringAsync("/sign-in");
        const string Field = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var at = page.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        using var form = new FormUrlEncodedContent([
            new("Email", email),
            new("Password", password),
            new("__RequestVerificationToken", page[at..page.IndexOf('"', at)]),
        ]);
        using var answer = await client.PostAsync("/sign-in", form);
        answer.EnsureSuccessStatusCode();
        return jar.GetCookieHeader(address) is { } cookies && cookies.Contains("goldthread=", StringComparison.Ordinal)
            ? $"Cookie: {cookies}\r\n"
            : throw new InvalidOperationException("Nobody was signed in.");
    }
}
