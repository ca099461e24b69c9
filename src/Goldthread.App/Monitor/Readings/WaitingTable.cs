using System.IO.Compression;
using System.Text;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// What of an uploaded file waits between its preview and its storing: only columns that a figure can come from. Names, addresses, birth dates and whatever
/// else a spreadsheet has beside its figures are never written to the disk.
/// </summary>
public static class WaitingTable
{
    const int Format = 1;
    const int MostSheets = 20;

    /// <summary>So many different words of a column are still those of a condition: the trusts or the councils of a nation are some hundreds.</summary>
    const int MostDistinct = 500;

    /// <summary>How many cells of a column say what it is; what identifies somebody is looked for in all.</summary>
    const int MostLooked = 2000;

    /// <summary>Words in a heading under which people stand, not figures.</summary>
    static readonly string[] OfPeople =
    [
        "resident",
        "patient",
        "person",
        "client",
        "user",
        "child",
        "customer",
        "name",
        "surname",
        "forename",
        "initials",
        "address",
        "postcode",
        "nhs",
        "chi",
        "dob",
        "born",
        "birth",
        "phone",
        "telephone",
        "mobile",
        "email",
        "gp",
        "kin",
    ];

    /// <summary>Makes what waits of a file: each shown sheet of a workbook, as it is shown and with its hidden rows.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="of">The measure whose figures they are, or null.</param>
    /// <param name="measures">The measures of the plan by id and name, where the figures are of several; null for one.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It is no table of figures.</exception>
    public static byte[] Pack(
        byte[] file,
        Measure? of,
        IReadOnlyCollection<(string Id, string Name)>? measures,
        CancellationToken cancel = default
    )
    {
        var first = FigureTable.Read(file, cancel: cancel);
        var tables = new List<(bool Hidden, FigureTable Table)>();
        void Add(bool hidden, FigureTable table) => tables.Add((hidden, Kept(table, FigureMap.Guess(table, of, measures), measures)));
        Add(false, first);
        foreach (var sheet in first.Sheets.Take(MostSheets))
        {
            try
            {
                var table = sheet == first.Sheet ? first : FigureTable.Read(file, choice: new TableChoice(sheet), cancel: cancel);
                if (sheet != first.Sheet)
                    Add(false, table);
                if (table.HiddenRows > 0)
                    Add(true, FigureTable.Read(file, choice: new TableChoice(sheet, HiddenToo: true), cancel: cancel));
            }
            catch (RuleBroken)
            {
                // A sheet without a table: choosing it is refused, as it is now.
            }
        }
        return Written(tables);
    }

    /// <summary>The table that waits, by the sheet that is chosen.</summary>
    /// <exception cref="RuleBroken">That sheet has no table.</exception>
    public static FigureTable Read(byte[] waiting, TableChoice choice)
    {
        using var packed = new DeflateStream(new MemoryStream(waiting, writable: false), CompressionMode.Decompress);
        using var reader = new BinaryReader(packed, Encoding.UTF8);
        if (reader.ReadInt32() != Format)
            throw new RuleBroken("The table was kept by another version. Choose the file again.", "file");
        FigureTable? shown = null;
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var hidden = reader.ReadBoolean();
            var table = Table(reader);
            if (choice.Sheet is not null && !string.Equals(choice.Sheet, table.Sheet, StringComparison.OrdinalIgnoreCase))
                continue;
            if (hidden == choice.HiddenToo)
                return table;
            // Without hidden rows both are one.
            shown ??= hidden ? null : table;
        }
        return shown ?? throw new RuleBroken($"The sheet “{choice.Sheet}” has no table of figures. Choose another.", "sheet");
    }

    /// <summary>The table without the columns that no figure can come from; what identifies somebody in the others is told and not kept.</summary>
    static FigureTable Kept(FigureTable table, FigureMap guess, IReadOnlyCollection<(string Id, string Name)>? measures)
    {
        var mapped = new[] { guess.Measure, guess.On, guess.Year, guess.Value, guess.Numerator, guess.Denominator, guess.Note }
            .Concat(guess.Each)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = measures?.SelectMany(m => (string[])[m.Id, m.Name]).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var looks = table.Columns.Select(c => new Look(c, mapped.Contains(c), names)).ToArray();
        foreach (var (_, cells) in table.Rows)
        {
            for (var i = 0; i < looks.Length; i++)
                looks[i].At(cells[i]);
        }
        int[] kept = [.. Enumerable.Range(0, looks.Length).Where(i => table.Columns[i].Length > 0 && looks[i].IsKept)];
        var rows = new CellRows();
        foreach (var (line, cells) in table.Rows)
        {
            var some = new string[kept.Length];
            for (var i = 0; i < kept.Length; i++)
                some[i] = looks[kept[i]].Identifies && Identifiable.Find(cells[kept[i]]) is { } kind ? kind.Withheld() : cells[kept[i]];
            rows.Add(line, some);
        }
        return table with
        {
            Columns = [.. kept.Select(i => table.Columns[i])],
            Rows = rows.From(0, kept.Length),
            Dropped = [.. table.Columns.Where((c, i) => c.Length > 0 && !kept.Contains(i))],
        };
    }

    /// <summary>What stands in a column.</summary>
    sealed class Look(string heading, bool isMapped, HashSet<string> measures)
    {
        readonly bool isOfPeople = heading
            .Split([' ', '_', '-', '/', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Any(w => OfPeople.Contains(w.ToLowerInvariant().TrimEnd('s'), StringComparer.Ordinal));
        readonly bool isOfBirth = Identifiable.Find($"{heading}: 1948-03-12") is not null;
        readonly HashSet<string> distinct = new(StringComparer.Ordinal);
        int filled;
        int figures;

        /// <summary>True where a cell holds what identifies somebody.</summary>
        public bool Identifies { get; private set; }

        public void At(string cell)
        {
            if (cell.Length == 0)
                return;
            Identifies |= Identifiable.Find(cell) is not null || (isOfBirth && Identifiable.Find($"{heading}: {cell}") is not null);
            if (filled == MostLooked)
                return;
            filled++;
            if (distinct.Count <= MostDistinct)
                distinct.Add(cell);
            if (
                WrittenNumber.TryRead(cell, out _)
                || WrittenNumber.TryRead(cell, out _, commas: true)
                || WrittenPeriod.TryRead(cell, out _)
            )
                figures++;
            else if (measures.Contains(cell))
                figures++;
        }

        /// <summary>Mapped, or one that somebody can still choose: days and numbers, or the same few words again and again, such as a site.</summary>
        public bool IsKept =>
            isMapped
            || (
                !Identifies
                && !isOfPeople
                && (filled == 0 || figures * 2 >= filled || (distinct.Count <= MostDistinct && distinct.Count * 2 <= filled + 1))
            );
    }

    static byte[] Written(List<(bool Hidden, FigureTable Table)> tables)
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed, Encoding.UTF8))
        {
            void Texts(IReadOnlyList<string> texts)
            {
                writer.Write(texts.Count);
                foreach (var text in texts)
                    writer.Write(text);
            }
            writer.Write(Format);
            writer.Write(tables.Count);
            foreach (var (hidden, table) in tables)
            {
                writer.Write(hidden);
                Texts(table.Columns);
                Texts(table.Dropped);
                Texts(table.Sheets);
                writer.Write(table.Sheet ?? "");
                writer.Write(table.HiddenSheets);
                writer.Write(table.HiddenRows);
                writer.Write(table.Notes);
                writer.Write(table.IsFolded);
                writer.Write(table.Since1904);
                writer.Write(table.HasSemicolons);
                writer.Write(table.Rows.Count);
                foreach (var (line, cells) in table.Rows)
                {
                    writer.Write(line);
                    foreach (var cell in cells)
                        writer.Write(cell);
                }
            }
        }
        return bytes.ToArray();
    }

    static FigureTable Table(BinaryReader reader)
    {
        string[] Texts()
        {
            var texts = new string[reader.ReadInt32()];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = reader.ReadString();
            return texts;
        }
        var (columns, dropped, sheets, sheet) = (Texts(), Texts(), Texts(), reader.ReadString());
        var table = new FigureTable(columns, [])
        {
            Dropped = dropped,
            Sheets = sheets,
            Sheet = sheet.Length == 0 ? null : sheet,
            HiddenSheets = reader.ReadInt32(),
            HiddenRows = reader.ReadInt32(),
            Notes = reader.ReadInt32(),
            IsFolded = reader.ReadBoolean(),
            Since1904 = reader.ReadBoolean(),
            HasSemicolons = reader.ReadBoolean(),
        };
        var rows = new CellRows();
        var cells = new string[columns.Length];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var line = reader.ReadInt32();
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.ReadString();
            rows.Add(line, cells);
        }
        return table with { Rows = rows.From(0, columns.Length) };
    }
}
