using Goldthread.App.Store;
using MailKit.Security;

namespace Goldthread.App.Mail;

/// <summary>The mail server that hands messages on: <c>GOLDTHREAD_SMTP</c>.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsSealed">True where the connection is encrypted from its first byte (<c>smtps://</c>).</param>
/// <param name="User">Who signs in there, or null.</param>
/// <param name="Password">Their password, or null.</param>
/// <param name="From">The address that messages come from.</param>
public sealed record MailServer(string Host, int Port, bool IsSealed, string? User, string? Password, string From)
{
    const string Like =
        "It is an address such as smtp://user:password@mail.example.org:587, or smtps://mail.example.org:465 for a connection that is encrypted from the start; ?from=plans@example.org says whom messages come from.";

    /// <value>
    /// How the connection is encrypted. A password goes over an encrypted one alone, but to this very machine; without one it is encrypted where the server
    /// offers it.
    /// </value>
    public SecureSocketOptions Security =>
        IsSealed ? SecureSocketOptions.SslOnConnect
        : User is not null && !IsThisMachine ? SecureSocketOptions.StartTls
        : SecureSocketOptions.StartTlsWhenAvailable;

    bool IsThisMachine => Host is "localhost" || (System.Net.IPAddress.TryParse(Host, out var at) && System.Net.IPAddress.IsLoopback(at));

    /// <summary>Reads the setting.</summary>
    /// <param name="text">The address; null or empty for none.</param>
    /// <param name="site">The public address of this installation, or null.</param>
    /// <returns>The server; null where none is set.</returns>
    /// <exception cref="NotDone">It cannot be read; the value is not repeated, since it may hold a password.</exception>
    public static MailServer? Read(string? text, Uri? site)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (
            !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            || address.Scheme is not ("smtp" or "smtps")
            || address.Host.Length == 0
            || address.AbsolutePath is not ("" or "/")
            || address.Fragment.Length > 0
        )
            throw new NotDone($"GOLDTHREAD_SMTP is not understood. {Like}");
        var isSealed = address.Scheme is "smtps";
        var (user, password) = address.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var rest]
            ? (Uri.UnescapeDataString(name), rest is [var secret] ? Uri.UnescapeDataString(secret) : "")
            : ((string?)null, (string?)null);
        var from =
            user is not null && IsAddress(user)
                ? user
                : $"goldthread@{(site is { HostNameType: UriHostNameType.Dns } ? site.Host : "localhost")}";
        if (address.Query.Length > 1)
        {
            if (address.Query.Split('=', 2) is not ["?from", var given] || !IsAddress(Uri.UnescapeDataString(given)))
                throw new NotDone($"GOLDTHREAD_SMTP has something after the ? that is not understood. {Like}");
            from = Uri.UnescapeDataString(given);
        }
        var port =
            text.Contains($":{address.Port}", StringComparison.Ordinal) && address.Port > 0 ? address.Port
            : isSealed ? 465
            : user is not null ? 587
            : 25;
        return new(address.IdnHost, port, isSealed, user, password, from);
    }

    static bool IsAddress(string text) =>
        text.Length <= 254
        && MimeKit.MailboxAddress.TryParse(text, out var read)
        && read.Address == text
        && text.Contains('@', StringComparison.Ordinal);

    /// <summary>As an administrator may read it: without the password.</summary>
    public override string ToString() =>
        $"{Host}, port {Port}, {(Security is SecureSocketOptions.StartTlsWhenAvailable ? "encrypted where the server offers it" : "encrypted")}{(User is null ? "" : $", as {User}")}, from {From}";
}

/// <summary>How messages leave this installation.</summary>
/// <param name="Server">The mail server; null where none is set, and then they wait.</param>
/// <param name="Site">The address that links in messages begin with.</param>
public sealed record Post(MailServer? Server, Uri Site)
{
    /// <summary>What the environment says, for the command line.</summary>
    public static Post OfEnvironment()
    {
        var address = Environment.GetEnvironmentVariable("GOLDTHREAD_URL");
        var site = Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is "http" or "https" ? read : null;
        if (!string.IsNullOrEmpty(address) && site is null)
            throw new NotDone("GOLDTHREAD_URL is not understood. It is an address such as https://plans.example.org.");
        return new(MailServer.Read(Environment.GetEnvironmentVariable("GOLDTHREAD_SMTP"), site), site ?? Unset);
    }

    /// <value>Where the server listens unless it is told otherwise.</value>
    public static Uri Unset { get; } = new("http://127.0.0.1:5080");
}
