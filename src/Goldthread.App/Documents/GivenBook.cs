using System.IO.Compression;
using System.Text;
using Goldthread.Domain;

namespace Goldthread.App.Documents;

/// <summary>A sheet that somebody gave.</summary>
/// <param name="Name">What stands on its tab.</param>
/// <param name="Rows">Its rows that have anything, each with its number from 1 and its cells from column A.</param>
/// <param name="Merges">The cells that are merged.</param>
sealed record GivenSheet(string Name, IReadOnlyList<(int Row, SheetCell[] Cells)> Rows, IReadOnlyList<SheetReader.Merge> Merges);

/// <summary>
/// A workbook that somebody gave, whole and within bounds. What could run, lead elsewhere or take more room than it is worth is refused in one sentence that
/// says what would be accepted.
/// </summary>
sealed record GivenBook(IReadOnlyList<GivenSheet> Sheets)
{
    /// <summary>The largest file: 20 MB.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>The most rows of a sheet.</summary>
    public const int MostRows = 50_000;

    /// <summary>The most columns of a sheet.</summary>
    public const int MostColumns = 200;

    /// <summary>What a workbook can bring along and that nobody needs here.</summary>
    static readonly (string Part, string Why)[] Unwanted =
    [
        ("vbaproject", "The workbook has macros. Save it as .xlsx, which has none."),
        ("xl/externallinks/", "The workbook takes cells from other files. Break those links, or paste the values, and save it again."),
        ("xl/connections", "The workbook takes data from elsewhere. Remove its connections, and save it again."),
        ("xl/embeddings/", "The workbook has other files inside. Take them out, and save it again."),
        ("xl/activex/", "The workbook has buttons that run something. Take them out, and save it again."),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="isAsShown">True to leave out the sheets that are hidden.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It is none, or holds what is not wanted.</exception>
    public static GivenBook Read(byte[] file, bool isAsShown = false, CancellationToken cancel = default)
    {
        Refuse(file, "workbook", ".xlsx");
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            RefuseParts(stream, Unwanted);
            using var book = SheetReader.Open(stream, cancel, paints: true, hiddenToo: !isAsShown);
            return new([.. book.Sheets.ToList().Select((name, at) => Sheet(book, name, at))]);
        }
        catch (Exception broken) when (broken is not (RuleBroken or OperationCanceledException))
        {
            throw new RuleBroken("The file is a zip, but no workbook that can be read. Save it as .xlsx.", "file");
        }
    }

    /// <summary>Refuses what is no packed file of Office: older ones, those with a password, anything else.</summary>
    internal static void Refuse(byte[] file, string what, string ending)
    {
        if (file.Length == 0)
            throw new RuleBroken($"The file is empty. Choose a {what} ({ending}).", "file");
        if (file.Length > MostBytes)
            throw new RuleBroken($"The file is larger than {MostBytes >> 20} MB. Split it.", "file");
        if (file is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw new RuleBroken(
                file.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                    ? $"The {what} has a password. Save it without one."
                    : $"The {what} is of an older Office. Open it there, and save it as {ending}.",
                "file"
            );
        if (file is not [0x50, 0x4B, 0x03, 0x04, ..])
            throw new RuleBroken($"The file is no {what}. Choose one that ends in {ending}.", "file");
    }

    /// <summary>Refuses a file that brings along what nobody needs.</summary>
    internal static void RefuseParts(Stream file, IEnumerable<(string Part, string Why)> unwanted)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            if (unwanted.FirstOrDefault(u => entry.FullName.Contains(u.Part, StringComparison.OrdinalIgnoreCase)).Why is { } why)
                throw new RuleBroken(why, "file");
        }
        file.Position = 0;
    }

    static GivenSheet Sheet(SheetReader book, string name, int at)
    {
        var rows = new List<(int, SheetCell[])>();
        var merges = book.Read(
            at,
            (row, cells, _) =>
            {
                var last = cells.FindLastIndex(c => c.Text.Length > 0 || c.IsFormula) + 1;
                if (last > MostColumns)
                    throw new RuleBroken($"The sheet “{name}” has more than {MostColumns} columns. Take out what does not belong.", "file");
                // A colour alone can say how something stands, beside what has a text.
                last = Math.Min(Math.Max(last, cells.Count), MostColumns);
                if (!cells.Take(last).Any(c => c.Text.Length > 0 || c.IsFormula))
                    return;
                rows.Add((row, [.. cells.Take(last)]));
                if (rows.Count > MostRows)
                    throw new RuleBroken($"The sheet “{name}” has more than {MostRows:N0} rows. Split it.", "file");
            }
        );
        return new(name, rows, merges);
    }
}
