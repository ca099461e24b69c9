using System.Net.Mail;
using Goldthread.Domain;

namespace Goldthread.App.Govern.Accounts;

/// <summary>Texts of accounts and areas as they are kept, or the rule that they break.</summary>
static class Accepted
{
    /// <summary>A name of one line, trimmed.</summary>
    /// <exception cref="RuleBroken">It is empty, too long, or could identify a person who uses the service.</exception>
    public static string Name(string? text, string field, string whose, int most = 200)
    {
        var name = text?.Trim() ?? "";
        if (name.Length == 0)
            throw new RuleBroken($"Give the name of {whose}.", field);
        if (name.Length > most)
            throw new RuleBroken($"Write at most {most} characters; this has {name.Length}.", field);
        if (name.Any(char.IsControl))
            throw new RuleBroken("Write one line without characters that cannot be shown.", field);
        if (Identifiable.Find(name) is { } kind)
            throw new RuleBroken(kind.Explanation(), field);
        return name;
    }

    /// <summary>An e-mail address, trimmed.</summary>
    /// <exception cref="RuleBroken">It is none.</exception>
    public static string Email(string? text, string field = "email")
    {
        var email = text?.Trim() ?? "";
        if (email.Length is 0 or > 200 || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            throw new RuleBroken("Give an e-mail address such as name@example.org, at most 200 characters.", field);
        return email;
    }

    /// <summary>The e-mail address as it is looked up, whatever its capitals.</summary>
    public static string Key(string email) => email.Trim().ToUpperInvariant();
}
