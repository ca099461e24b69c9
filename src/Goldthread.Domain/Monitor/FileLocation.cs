using System.Diagnostics.CodeAnalysis;

namespace Goldthread.Domain.Monitor;

/// <summary>
/// Where evidence is kept that is a file of the installation: <c>sha256:HASH/NAME</c>, the hash of its content as 64 lower-case hexadecimal digits and
/// the name that people gave it. In the plan file it is a location like any other, so a plan comes back from a file as it was.
/// </summary>
/// <param name="Hash">SHA-256 of the content.</param>
/// <param name="Name">The file's name, with its ending.</param>
public readonly record struct FileLocation(string Hash, string Name)
{
    const string Scheme = "sha256:";
    const int HashLength = 64;

    /// <summary>Reads a location; false where it is a link, a shelf or anything else.</summary>
    public static bool TryRead([NotNullWhen(true)] string? location, out FileLocation file)
    {
        file = default;
        if (
            location is null
            || location.Length < Scheme.Length + HashLength + 2
            || !location.StartsWith(Scheme, StringComparison.Ordinal)
            || location[Scheme.Length + HashLength] != '/'
        )
            return false;
        var hash = location.Substring(Scheme.Length, HashLength);
        if (!IsHash(hash))
            return false;
        file = new FileLocation(hash, location[(Scheme.Length + HashLength + 1)..]);
        return true;
    }

    /// <summary>True for 64 lower-case hexadecimal digits.</summary>
    public static bool IsHash(string? text) => text is { Length: HashLength } && text.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Hash}/{Name}";
}
