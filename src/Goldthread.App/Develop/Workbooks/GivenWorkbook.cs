using System.IO.Compression;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Documents;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>An answer of a workbook that is not what it was when the workbook was made.</summary>
/// <param name="Key">Its name, as <see cref="Leaf.Key"/>.</param>
/// <param name="Json">What it says now; <c>null</c> where it says nothing, or is refused.</param>
/// <param name="Print">What it said, in a few letters; null where it said nothing, or it is of a new row.</param>
/// <param name="Place">Where it stands: “Sheet “Actions”, row 6, column “Due””.</param>
/// <param name="Refused">Why it is not accepted, or null.</param>
public sealed record GivenAnswer(string Key, string Json, string? Print, string Place, string? Refused);

/// <summary>What became of an item in a workbook.</summary>
public enum GivenKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>An item that a workbook changes, adds or does not have any more.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="List">Its list; <c>plan</c> for the plan itself.</param>
/// <param name="Id">By what it is known; of a new one what somebody gave it, empty for none.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="Row">Its row there; 0 for none.</param>
/// <param name="Prints">What all its answers were; empty for a new one.</param>
/// <param name="Answers">Those that are not what they were; of a new one all.</param>
public sealed record GivenItem(
    GivenKind Kind,
    string List,
    string Id,
    string Sheet,
    int Row,
    string Prints,
    IReadOnlyList<GivenAnswer> Answers
);

/// <summary>
/// What a workbook that is given back says otherwise than it was given out; nothing of it was asked of the database. Only this is kept between its preview
/// and its storing, and nothing of a text that is refused.
/// </summary>
/// <param name="Plan">The id of the plan that it was made from.</param>
/// <param name="Revision">The revision that it was made from.</param>
/// <param name="Items">What is different.</param>
/// <param name="Told">What was passed over, a sentence each.</param>
public sealed record GivenWorkbook(string Plan, int Revision, IReadOnlyList<GivenItem> Items, IReadOnlyList<string> Told)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = GivenBook.MostBytes;

    /// <summary>Reads a workbook that was made by <see cref="PlanWorkbook"/>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It is none, or is refused as it is.</exception>
    public static GivenWorkbook Read(byte[] file, CancellationToken cancel = default) =>
        new Reading(GivenBook.Read(file, cancel: cancel)).Whole();

    /// <summary>Packs it, to wait.</summary>
    public byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(packed, this);
        return bytes.ToArray();
    }

    /// <summary>What <see cref="Pack"/> packed.</summary>
    public static GivenWorkbook Unpack(byte[] packed)
    {
        using var plain = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<GivenWorkbook>(plain)!;
    }

    /// <summary>What all answers of an item were.</summary>
    internal static Dictionary<string, string> PrintsOf(string prints) =>
        prints
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);

    /// <summary>A table of a sheet: where its columns are, and its rows.</summary>
    sealed record Found(string Sheet, IReadOnlyDictionary<string, int> Columns, IEnumerable<(int Row, SheetCell[] Cells)> Rows)
    {
        public SheetCell? Cell(SheetCell[] cells, string heading) =>
            Columns.TryGetValue(heading, out var at)
                ? at < cells.Length
                    ? cells[at]
                    : new SheetCell("")
                : null;

        public string Text(SheetCell[] cells, string heading) => SheetText.Back(Cell(cells, heading)?.Text ?? "").Trim();
    }

    sealed class Reading(GivenBook book)
    {
        readonly List<GivenItem> items = [];
        readonly List<string> told = [];

        public GivenWorkbook Whole()
        {
            var cover = Find(PlanWorkbook.Cover, "About", "What");
            var made = Find(PlanWorkbook.MadeFrom, "List", "Id", "Answers");
            if (cover is null || made is null)
                throw new RuleBroken(
                    "This is no workbook of a plan: it has no cover, or what it was made from is gone. Take the workbook of the plan, and write into that.",
                    "file"
                );
            var about = cover
                .Rows.GroupBy(r => cover.Text(r.Cells, "About"), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(g => g.Key, g => cover.Text(g.First().Cells, "What"), StringComparer.OrdinalIgnoreCase);
            if (
                about.GetValueOrDefault(PlanWorkbook.About.Plan) is not { Length: > 0 } plan
                || about.GetValueOrDefault(PlanWorkbook.About.Format) is not PlanWorkbook.Format
                || !int.TryParse(about.GetValueOrDefault(PlanWorkbook.About.Revision), out var revision)
            )
                throw new RuleBroken("The cover does not say from which plan and revision the workbook was made. Take it anew.", "file");
            var prints = made
                .Rows.Select(r => (List: made.Text(r.Cells, "List"), Id: made.Text(r.Cells, "Id"), Answers: made.Text(r.Cells, "Answers")))
                .GroupBy(r => (r.List, r.Id))
                .ToDictionary(g => g.Key, g => g.First().Answers);
            ReadPlan(prints.GetValueOrDefault(("plan", "")) ?? "");
            foreach (var table in PlanTable.Lists)
                ReadList(
                    table,
                    prints.Where(p => p.Key.List == table.Key).ToDictionary(p => p.Key.Id, p => p.Value, StringComparer.Ordinal)
                );
            return new(plan, revision, items, told);
        }

        /// <summary>The table of a sheet: under the first row that has its headings. Null where the sheet or one of them is not there.</summary>
        Found? Find(string name, params string[] headings)
        {
            if (book.Sheets.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } sheet)
                return null;
            for (var i = 0; i < Math.Min(sheet.Rows.Count, 30); i++)
            {
                var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
                for (var c = 0; c < sheet.Rows[i].Cells.Length; c++)
                    columns.TryAdd(SheetText.Back(sheet.Rows[i].Cells[c].Text).Trim(), c);
                if (headings.All(columns.ContainsKey))
                    return new(sheet.Name, columns, sheet.Rows.Skip(i + 1));
            }
            return null;
        }

        void ReadPlan(string prints)
        {
            var table = PlanTable.Plan;
            var answers = new List<GivenAnswer>();
            var was = PrintsOf(prints);
            if (Find(table.Name, "Key", "Answer") is { } found)
            {
                var leaves = table.Columns.ToDictionary(l => l.Key, StringComparer.Ordinal);
                foreach (var (row, cells) in found.Rows)
                {
                    if (leaves.Remove(found.Text(cells, "Key"), out var leaf))
                        Answer(answers, leaf, found.Cell(cells, "Answer")!.Value, was, $"Sheet “{found.Sheet}”, row {row}");
                }
            }
            else
                NotThere(table);
            foreach (var part in table.Inner)
                ReadParts(part, [("", answers, was)], []);
            if (answers.Count > 0)
                items.Add(new(GivenKind.Changed, "plan", "", table.Name, 0, prints, answers));
        }

        void ReadList(PlanTable table, Dictionary<string, string> made)
        {
            var left = made.Keys.ToHashSet(StringComparer.Ordinal);
            var owners = new List<(string Id, List<GivenAnswer> Answers, Dictionary<string, string> Was)>();
            var rows = new List<(GivenItem Item, List<GivenAnswer> Answers)>();
            if (Find(table.Name, table.IdHeading) is { } found)
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var gone in table.Columns.Where(l => !found.Columns.ContainsKey(l.Heading)))
                    told.Add($"Sheet “{found.Sheet}” has no column “{gone.Heading}”: nothing of it changes.");
                foreach (var (row, cells) in found.Rows)
                {
                    var id = found.Text(cells, table.IdHeading);
                    var place = $"Sheet “{found.Sheet}”, row {row}";
                    if (
                        id.Length == 0
                        && table.Columns.All(l =>
                            found.Cell(cells, l.Heading) is not { } cell || (cell.Text.Length == 0 && !cell.IsFormula)
                        )
                    )
                        continue;
                    var prints = made.GetValueOrDefault(id);
                    var was = PrintsOf(prints ?? "");
                    var answers = new List<GivenAnswer>();
                    foreach (var leaf in table.Columns)
                    {
                        if (found.Cell(cells, leaf.Heading) is { } cell)
                            Answer(answers, leaf, cell, was, $"{place}, column “{leaf.Heading}”");
                    }
                    if (id.Length > 0 && !seen.Add(id))
                        answers =
                        [
                            new(
                                "id",
                                "null",
                                null,
                                place,
                                $"The id {OneLine.Short(id)} stands in two rows. Leave that of a new row empty."
                            ),
                        ];
                    left.Remove(id);
                    rows.Add(
                        (
                            new(
                                prints is null ? GivenKind.Added : GivenKind.Changed,
                                table.Key,
                                id,
                                found.Sheet,
                                row,
                                prints ?? "",
                                answers
                            ),
                            answers
                        )
                    );
                    if (id.Length > 0)
                        owners.Add((id, answers, was));
                }
                foreach (var id in made.Keys.Where(left.Contains))
                    rows.Add((new(GivenKind.Removed, table.Key, id, found.Sheet, 0, made[id], []), []));
            }
            else
                NotThere(table);
            foreach (var part in table.Inner)
                ReadParts(part, owners, left);
            items.AddRange(rows.Where(r => r.Item.Kind is GivenKind.Removed || r.Answers.Count > 0).Select(r => r.Item));
        }

        void NotThere(PlanTable table) => told.Add($"There is no sheet “{table.Name}” with its headings: nothing of it changes.");

        /// <summary>Puts the rows of a sheet of parts together to the lists of their owners.</summary>
        void ReadParts(
            PlanTable table,
            IReadOnlyList<(string Id, List<GivenAnswer> Answers, Dictionary<string, string> Was)> owners,
            HashSet<string> gone
        )
        {
            string[] headings = table.OfHeading is { } heading ? [heading, table.PlaceHeading] : [table.PlaceHeading];
            if (Find(table.Name, headings) is not { } found)
            {
                NotThere(table);
                return;
            }
            // An id that stands in two rows is refused there.
            var parts = owners
                .DistinctBy(o => o.Id, StringComparer.Ordinal)
                .ToDictionary(o => o.Id, _ => new List<(int Row, double Place, Part Part)>(), StringComparer.Ordinal);
            var refused = new List<(string Id, GivenAnswer Answer)>();
            var leaf = table.Parts!;
            var missing = table.Columns.Where(l => !found.Columns.ContainsKey(l.Heading)).ToList();
            if (missing.Count > 0)
            {
                told.Add($"Sheet “{found.Sheet}” has no column “{missing[0].Heading}”: nothing of it changes.");
                return;
            }
            foreach (var (row, cells) in found.Rows)
            {
                if (table.Columns.All(l => found.Cell(cells, l.Heading) is not { } cell || (cell.Text.Length == 0 && !cell.IsFormula)))
                    continue;
                var owner = table.OfHeading is null ? "" : OwnerOf(found.Text(cells, table.OfHeading));
                var place = $"Sheet “{found.Sheet}”, row {row}";
                if (!parts.TryGetValue(owner, out var own))
                {
                    // What was taken out goes with its parts.
                    if (!gone.Contains(owner))
                        items.Add(
                            new(
                                GivenKind.Changed,
                                table.Of!.Key,
                                owner,
                                found.Sheet,
                                row,
                                "",
                                [
                                    new(
                                        leaf.Key,
                                        "null",
                                        null,
                                        place,
                                        $"“{OneLine.Short(owner)}” is no {table.Of.Thing!.Noun} of this workbook. Write the id of one."
                                    ),
                                ]
                            )
                        );
                    continue;
                }
                var part = leaf.Field.Inner!.New();
                foreach (var column in table.Columns)
                {
                    if (column.Read(found.Cell(cells, column.Heading)!.Value, out var value) is { } why)
                        refused.Add((owner, new(leaf.Key, "null", null, $"{place}, column “{column.Heading}”", why)));
                    else
                        column.Set(part, value);
                }
                foreach (var (field, why) in Owed(leaf.Field.Inner!, part))
                    refused.Add((owner, new(leaf.Key, "null", null, $"{place}, column “{Words.Capital(field.Replace('_', ' '))}”", why)));
                var at = double.TryParse(
                    found.Text(cells, table.PlaceHeading),
                    System.Globalization.NumberStyles.Float,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : double.MaxValue;
                own.Add((row, at, part));
            }
            foreach (var (id, answers, was) in owners)
            {
                var own = refused.Where(r => r.Id == id).Select(r => r.Answer).ToList();
                if (own.Count > 0)
                {
                    answers.AddRange(own);
                    continue;
                }
                var list = leaf.Field.List(parts[id].OrderBy(p => p.Place).Select(p => p.Part));
                var json = leaf.Json(list);
                var print = was.GetValueOrDefault(leaf.Key);
                if (Leaf.Print(json) == print)
                    continue;
                var identifies = Identifies(leaf, list);
                answers.Add(new(leaf.Key, identifies is null ? json : "null", print, $"Sheet “{found.Sheet}”", identifies));
            }
        }

        static string OwnerOf(string text) =>
            text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && Ids.WhyNot(text[..colon]) is null ? text[..colon] : text;

        static void Answer(List<GivenAnswer> answers, Leaf leaf, SheetCell cell, Dictionary<string, string> was, string place)
        {
            if (cell.Text == Leaf.TooLong)
                return;
            var print = was.GetValueOrDefault(leaf.Key);
            if (leaf.Read(cell, out var value) is { } refused)
            {
                answers.Add(new(leaf.Key, "null", print, place, refused));
                return;
            }
            var json = leaf.Json(value);
            if (Leaf.Print(json) == print)
                return;
            var identifies = Identifies(leaf, value);
            answers.Add(new(leaf.Key, identifies is null ? json : "null", print, place, identifies));
        }

        /// <summary>What is owed inside a part.</summary>
        static IEnumerable<(string Field, string Why)> Owed(Shape shape, Part part)
        {
            foreach (var field in shape.Fields)
            {
                if (field.IsOwed && !field.IsSet(part))
                    yield return (field.Name, field.LeftOut);
                else if (field is { Kind: FieldKind.Group, Inner: { } inner } && field.Get(part) is Part group)
                {
                    foreach (var more in Owed(inner, group))
                        yield return more;
                }
            }
        }

        /// <summary>Why a text is refused that could identify somebody: it is not even kept until the preview is stored.</summary>
        static string? Identifies(Leaf leaf, object? value) =>
            (
                value switch
                {
                    string one when leaf.Field.IsFreeText => [one],
                    IReadOnlyList<string> several when leaf.Field.IsFreeText => several,
                    IReadOnlyList<Part> parts => parts.SelectMany(p => Walk.FreeTexts(p).Select(t => t.Text)),
                    _ => [],
                }
            )
                .Select(t => Identifiable.Find(t)?.Explanation())
                .FirstOrDefault(e => e is not null);
    }
}
