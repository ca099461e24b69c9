using System.Security.Cryptography;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Goldthread.App.Govern.Accounts;

/// <summary>What a password must be, and how it is kept: PBKDF2 as ASP.NET Core Identity does it.</summary>
public static class Passwords
{
    /// <summary>The fewest characters: length protects, odd characters don't (NCSC, "three random words").</summary>
    public const int Fewest = 12;

    /// <summary>The most characters; a longer one costs time to hash.</summary>
    public const int Most = 128;

    /// <summary>Throws where a password is not accepted.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="email">The account's e-mail address, which it must not be.</param>
    /// <param name="field">The form's field.</param>
    /// <exception cref="RuleBroken">It is too short, too long, or easily guessed.</exception>
    public static void Accept(string? password, string email, string field = "password")
    {
        var typed = password ?? "";
        if (typed.Length < Fewest)
            throw new RuleBroken($"Use at least {Fewest} characters. Three words that do not belong together are good.", field);
        if (typed.Length > Most)
            throw new RuleBroken($"Use at most {Most} characters.", field);
        var plain = new string([.. typed.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        var name = new string([.. email.Split('@')[0].ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        if (typed.Equals(email, StringComparison.OrdinalIgnoreCase) || (name.Length > 3 && plain.Trim(Digits) == name))
            throw new RuleBroken("Use something else than the e-mail address.", field);
        if (
            typed.Distinct().Count() < 5
            || plain.All(char.IsAsciiDigit)
            || Runs.Any(run => run.Contains(plain, StringComparison.Ordinal))
            || KnownPasswords.Has(typed, email)
        )
            throw new RuleBroken(
                "This password is easily guessed: others use it, with or without digits and marks. Three words that do not belong together are good.",
                field
            );
    }

    /// <value>
    /// How often a password is hashed: what OWASP asks of PBKDF2 with SHA-512. What is kept says its own number. The tests take fewer, once for all of
    /// them, since a run signs in some thousand times.
    /// </value>
    internal static int Rounds { get; set; } = 210_000;

    /// <summary>What is kept of a password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>True where the password is the one that was hashed; takes as long where there is no hash.</summary>
    public static bool IsRight(string? hash, string password)
    {
        var result = Hasher.VerifyHashedPassword(Nobody, hash ?? OfNobody.Value, password);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>A new password of four groups of four letters and digits that are not mistaken for each other.</summary>
    public static string Make() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    /// <summary>A new stamp: sessions with another one end.</summary>
    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    static readonly char[] Digits = [.. "0123456789"];
    static readonly Person Nobody = new();
    static PasswordHasher<Person> Hasher => hasher ??= new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    static PasswordHasher<Person>? hasher;
    static readonly Lazy<string> OfNobody = new(() => Hash(Make()));

    static readonly string[] Runs =
    [
        "12345678901234567890",
        "09876543210987654321",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn",
        "1q2w3e4r5t6y7u8i9o0p",
    ];
}
