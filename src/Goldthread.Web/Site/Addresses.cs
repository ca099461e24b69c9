using System.Text;

namespace Goldthread.Web.Site;

/// <summary>
/// What an address is of. Routing takes capitals for small letters and does without a slash at the end, so that every rule about addresses has to: they
/// all ask here, and comparing paths in any other way does not compile.
/// </summary>
public static class Addresses
{
    /// <summary>True where programs call, not people.</summary>
    public static bool IsApi(PathString path) => IsIn(path, "/api") || IsIn(path, "/odata") || IsIn(path, "/openapi");

    /// <summary>True where the address is this page's.</summary>
    /// <param name="path">The address that was asked for.</param>
    /// <param name="page">The page's, as <c>/sign-in</c>.</param>
    public static bool Is(PathString path, string page) =>
        (path.Value ?? "").AsSpan().Trim('/').Equals(page.AsSpan().Trim('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the address is this page's or of what lies below it.</summary>
    /// <param name="path">The address that was asked for.</param>
    /// <param name="part">The part of the site, as <c>/plans</c>.</param>
    public static bool IsIn(PathString path, string part)
    {
        var value = (path.Value ?? "").AsSpan().TrimStart('/');
        var name = part.AsSpan().Trim('/');
        return value.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (value.Length == name.Length || value[name.Length] == '/');
    }

    /// <summary>The address as a header can carry it: what is no plain character is written in per cent.</summary>
    /// <param name="address">A local address.</param>
    public static string Sendable(string address)
    {
        if (Ascii.IsValid(address))
            return address;
        var sent = new StringBuilder(address.Length + 16);
        foreach (var rune in address.EnumerateRunes())
            sent.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return sent.ToString();
    }
}
