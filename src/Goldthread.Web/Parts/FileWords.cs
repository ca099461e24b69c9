using System.Globalization;

namespace Goldthread.Web.Parts;

/// <summary>Files in words.</summary>
public static class FileWords
{
    /// <summary>A size as people read it: 340 bytes, 12 kB, 3.4 MB.</summary>
    public static string Size(long bytes) =>
        bytes < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")
        : bytes < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:0} kB")
        : bytes < 1_000_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000.0:0.#} GB");
}
