using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>
/// A plan as a workbook, to work on where there is no network and to give back: a sheet a list, one for the parts of each, a cover that says from which
/// plan and revision it was made, and what each answer was, in a few letters, so that what somebody else changed meanwhile can be told.
/// </summary>
public static class PlanWorkbook
{
    internal const string Cover = "Cover";
    internal const string MadeFrom = "Made from";
    internal const string Choices = "Choices";
    internal const string Format = "1";

    static readonly (string Name, string What)[] Others =
    [
        ("Notes", "How to work with it"),
        ("Columns", "What each column asks, and its key"),
        (Choices, "What the drop-downs offer"),
        (MadeFrom, "What each answer was when the workbook was made"),
    ];

    /// <summary>What stands on the cover, by its first column.</summary>
    internal static class About
    {
        public const string Plan = "Plan";
        public const string Revision = "Revision";
        public const string Format = "Format of this workbook";
    }

    /// <summary>Rows under a table whose drop-downs are ready.</summary>
    const int Free = 200;

    /// <summary>The workbook of a plan as somebody sees it: four queries.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's row, with its area. Whether they may see it is asked by the caller.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="today">Today.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<byte[]> MakeAsync(Db db, PlanRow plan, Actor actor, DateOnly today, CancellationToken cancel = default)
    {
        // The versions first: what is written between is then newer than the workbook says.
        var versions = await VersionsAsync(db, plan, cancel);
        var loaded = await PlanQueries.LoadAsync(db, plan, actor, cancel);
        return SheetWriter.Write(Of(loaded.Document, KeysOf(loaded), versions, plan.Revision, today));
    }

    /// <summary>The versions of the items of a plan, of its strategy and of its area, by list and id.</summary>
    static async Task<Dictionary<(string List, string Id), int>> VersionsAsync(Db db, PlanRow plan, CancellationToken cancel)
    {
        var strategy = plan.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null;
        var area = AreaRow.OwnerOf(plan.AreaId);
        return await db
            .Items.AsNoTracking()
            .Where(i => (i.Owner == plan.Id || i.Owner == strategy || i.Owner == area) && i.RemovedAt == null)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Version,
            })
            .ToDictionaryAsync(i => (i.List, i.Id), i => i.Version, cancel);
    }

    /// <summary>By what each item is known in a workbook: its id; what nobody gave one is known by that of its row.</summary>
    internal static Func<Thing, int, Part, string> KeysOf(PlanQueries.Loaded loaded) =>
        (thing, place, part) =>
            part is Item { Id: { Length: > 0 } id }
                ? id
                : loaded.Rows.GetValueOrDefault((thing.List, loaded.Document.KeyOf(thing, part))) ?? Number(place + 1);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the items of a plan are called, by list and id, each in a line.</summary>
    internal static Dictionary<(string List, string Id), string> TitlesOf(PlanDocument document)
    {
        var titles = new Dictionary<(string, string), string>();
        foreach (var thing in Thing.All.Where(t => t.HasId))
        {
            foreach (var item in document.ItemsOf(thing).OfType<Item>())
                titles.TryAdd((thing.List, item.Id), PlanFiles.OneLine.Of(PlanFiles.OneLine.Short(thing.TitleOf(item) ?? thing.Noun, 60)));
        }
        return titles;
    }

    /// <summary>The workbook as a model.</summary>
    /// <param name="document">The plan as somebody sees it.</param>
    /// <param name="key">By what an item is known, of its list and its place there.</param>
    /// <param name="versions">The versions of items.</param>
    /// <param name="revision">The plan's revision.</param>
    /// <param name="today">Today.</param>
    internal static Book Of(
        PlanDocument document,
        Func<Thing, int, Part, string> key,
        IReadOnlyDictionary<(string List, string Id), int> versions,
        int revision,
        DateOnly today
    )
    {
        var plan = document.Plan!;
        var titles = TitlesOf(document);
        string? Label(Field field, string id) =>
            field.RefersTo.Select(l => titles.GetValueOrDefault((l, id))).FirstOrDefault(t => t is not null);
        var choices = new ChoiceColumns(titles);
        var made = new List<IReadOnlyList<SheetValue>>();
        var sheets = new List<Sheet> { PlanSheet() };
        foreach (var part in PlanTable.Plan.Inner)
            sheets.Add(PartsSheet(part, [("", document)]));
        foreach (var table in PlanTable.Lists)
        {
            var items = document.ItemsOf(table.Thing!).Select((p, i) => (Key: key(table.Thing!, i, p), Part: p)).ToList();
            sheets.Add(ListSheet(table, items));
            foreach (var part in table.Inner)
                sheets.Add(PartsSheet(part, items));
        }
        Made("plan", "", PlanTable.Plan, document);
        var about = new Sheet(
            Cover,
            $"{plan.Title}: the plan as a workbook",
            [new("About") { Width = 30 }, new("What") { Width = 70 }],
            [
                [About.Plan, plan.Id],
                ["Called", plan.Title],
                ["Area", document.Area?.Name],
                ["From", new SheetValue(Day: plan.Starts)],
                ["To", new SheetValue(Day: plan.Ends)],
                ["Made on", new SheetValue(Day: today)],
                [About.Revision, new SheetValue(Number: Number(revision))],
                [About.Format, Format],
            ]
        )
        {
            Says =
            [
                "Each list of the plan has a sheet. Change, add or take out rows, save the workbook, and give it back on the plan's page “Workbook”.",
                "There you see each change, line by line, before anything is stored. The sheet “Notes” says how it works.",
            ],
        };
        var contents = new Sheet(
            "Contents",
            "What is in this workbook",
            [new("Sheet") { Width = 36 }, new("What is on it") { Width = 60 }, new("Rows") { Width = 10, IsNumber = true }],
            [
                .. sheets.Select(s =>
                    (IReadOnlyList<SheetValue>)
                        [new SheetValue(s.Name) { LeadsTo = s.Name }, s.Title, new SheetValue(Number: Number(s.Rows.Count))]
                ),
                .. Others.Select(n =>
                    (IReadOnlyList<SheetValue>)[new SheetValue(n.Name) { LeadsTo = n.Name }, n.What, default(SheetValue)]
                ),
            ]
        );
        return new Book(
            $"{plan.Title}, workbook",
            [
                about,
                contents,
                .. sheets,
                Notes(),
                ColumnsSheet(),
                choices.Sheet(),
                new Sheet(
                    MadeFrom,
                    "What each answer was when the workbook was made",
                    [
                        new("List") { IsQuiet = true },
                        new("Id") { IsQuiet = true, Width = 14 },
                        new("Answers") { IsQuiet = true, Width = 100 },
                    ],
                    made
                )
                {
                    Says = ["Leave this sheet as it is: by it we can tell what you changed, and what somebody else changed meanwhile."],
                },
            ]
        );

        void Made(string list, string id, PlanTable table, Part root) => made.Add([list, id, PrintsOf(table, root)]);

        Sheet PlanSheet() =>
            new(
                PlanTable.Plan.Name,
                "What the plan says of itself",
                [new("Question") { Width = 50 }, new("Answer") { Width = 70 }, new("Key") { Width = 34, IsQuiet = true }],
                [
                    .. PlanTable.Plan.Columns.Select(l =>
                        (IReadOnlyList<SheetValue>)[l.Field.Label, l.Cell(document, Label) with { Choices = choices.For(l) }, l.Key]
                    ),
                ]
            );

        Sheet ListSheet(PlanTable table, List<(string Key, Part Part)> items)
        {
            var thing = table.Thing!;
            foreach (var (id, part) in items)
                Made(thing.List, id, table, part);
            return new Sheet(
                table.Name,
                table.Name,
                [
                    new(table.IdHeading) { Width = 10, IsQuiet = true },
                    .. table.Columns.Select(Column),
                    new(table.VersionHeading)
                    {
                        Width = 10,
                        IsQuiet = true,
                        IsNumber = true,
                    },
                ],
                [
                    .. items.Select(i =>
                        (IReadOnlyList<SheetValue>)
                            [
                                i.Key,
                                .. table.Columns.Select(l => l.Cell(i.Part, Label)),
                                versions.TryGetValue((thing.List, i.Key), out var version)
                                    ? new SheetValue(Number: Number(version))
                                    : default,
                            ]
                    ),
                ]
            )
            {
                Says = thing.Why.Length > 0 ? [thing.Why] : [],
                Free = Free,
            };
        }

        Sheet PartsSheet(PlanTable table, List<(string Key, Part Part)> owners)
        {
            List<SheetColumn> columns = [];
            if (table.OfHeading is { } of)
                columns.Add(new(of) { Width = 30, Choices = choices.Of([table.Of!.Key]) });
            columns.Add(new(table.PlaceHeading) { Width = 8, IsNumber = true });
            columns.AddRange(table.Columns.Select(Column));
            return new Sheet(
                table.Name,
                $"{table.Parts!.Field.Label} ({(table.Of!.Thing is { } thing ? thing.Plural : "the plan")})",
                columns,
                [
                    .. owners.SelectMany(o =>
                        ((IReadOnlyList<Part>?)table.Parts.Get(o.Part) ?? []).Select(
                            (p, i) =>
                                (IReadOnlyList<SheetValue>)
                                    [
                                        .. table.OfHeading is null
                                            ? Array.Empty<SheetValue>()
                                            : [titles.GetValueOrDefault((table.Of.Key, o.Key)) is { } title ? $"{o.Key}: {title}" : o.Key],
                                        new SheetValue(Number: Number(i + 1)),
                                        .. table.Columns.Select(l => l.Cell(p, Label)),
                                    ]
                        )
                    ),
                ]
            )
            {
                Free = Free,
            };
        }

        SheetColumn Column(Leaf leaf) =>
            new(leaf.Heading)
            {
                Width =
                    leaf.Field.IsLong ? 60
                    : leaf.Field.Kind is FieldKind.Text or FieldKind.Texts or FieldKind.Choices ? 30
                    : 14,
                IsDay = leaf.Field.Kind is FieldKind.Date,
                IsNumber = leaf.Field.Kind is FieldKind.Number or FieldKind.Whole,
                Choices = choices.For(leaf),
            };
    }

    /// <summary>What the answers of an item are, each in a few letters: <c>title=8xKq0p1S due=…</c>.</summary>
    internal static string PrintsOf(PlanTable table, Part root) =>
        string.Join(
            ' ',
            table
                .Leaves.Select(l => (l.Key, Print: Leaf.Print(l.Json(root))))
                .Where(p => p.Print is not null)
                .Select(p => $"{p.Key}={p.Print}")
        );

    static Sheet Notes() =>
        new(
            "Notes",
            "How to work with this workbook",
            [new("Note") { Width = 8, IsNumber = true }, new("What it says") { Width = 100 }],
            [
                .. (
                    (string[])
                        [
                            "Change any cell of the sheets of the plan. What you leave as it is stays as it is in the plan, also where somebody changes it meanwhile.",
                            "For something new add a row under the table. Leave its id empty and it gets the next one; or give it one of your own where other rows are to name it.",
                            "Where you take a row out, you are asked whether it is to be taken out of the plan.",
                            "What somebody else changed after this workbook was made is shown beside what you wrote, and stays as it is unless you choose otherwise.",
                            "Where a cell names something else, its id counts: “O1” says the same as “O1: Fewer falls”. Several stand on lines of their own.",
                            "Write days as days of the spreadsheet or like 1 Apr 2026; yes or no as Yes or No.",
                            "Formulas are not run: a cell that holds one is refused.",
                            "A text that begins with =, +, -, @ or an apostrophe stands behind an apostrophe, so that no program runs it. It comes back without.",
                            "What stands in it is what you may see. What is restricted and not yours is not here, and nothing of it changes.",
                            "What only a step of its own changes, such as an approval, is refused here; so is what belongs to the strategy or to the area.",
                            "Columns may be moved and sheets sorted. A sheet or a column that is gone changes nothing.",
                        ]
                ).Select((n, i) => (IReadOnlyList<SheetValue>)[new SheetValue(Number: Number(i + 1)), n]),
            ]
        );

    static Sheet ColumnsSheet() =>
        new(
            "Columns",
            "What each column asks",
            [
                new("Sheet") { Width = 30 },
                new("Column") { Width = 30 },
                new("What it asks") { Width = 60 },
                new("Hint") { Width = 60 },
                new("Has to be there") { Width = 16 },
                new("Key") { Width = 30, IsQuiet = true },
            ],
            [
                .. PlanTable.All.SelectMany(t =>
                    t.Columns.Select(l =>
                        (IReadOnlyList<SheetValue>)
                            [
                                t.Name,
                                l.Heading,
                                l.Field.Label,
                                l.Field.Hint,
                                l.Field.IsOwed ? "Yes" : "No",
                                $"{(t.Of ?? t).Key}.{(t.Parts is { } p ? p.Key + "." : "")}{l.Key}",
                            ]
                    )
                ),
            ]
        );

    /// <summary>What the drop-downs offer, a column a list of words or of things that can be named.</summary>
    sealed class ChoiceColumns(IReadOnlyDictionary<(string List, string Id), string> titles)
    {
        readonly List<(string Heading, IReadOnlyList<string> Words)> columns = [];
        readonly Dictionary<string, SheetChoices> known = new(StringComparer.Ordinal);

        public SheetChoices? For(Leaf leaf) =>
            leaf.Field.Kind switch
            {
                FieldKind.YesNo => Column("Yes or no", ["Yes", "No"]),
                FieldKind.Choice or FieldKind.Choices => Column(leaf.Heading, [.. leaf.Field.Choices.Select(c => Words.Capital(c.Read))]),
                FieldKind.Text or FieldKind.Texts when leaf.Field.RefersTo.Count > 0 => Of(leaf.Field.RefersTo),
                _ => null,
            };

        public SheetChoices? Of(IReadOnlyList<string> lists) =>
            Column(
                Words.Capital(string.Join(" or ", lists.Select(l => Thing.Find(l)!.Plural))),
                [.. titles.Where(t => lists.Contains(t.Key.List)).Select(t => $"{t.Key.Id}: {t.Value}")]
            );

        SheetChoices? Column(string heading, IReadOnlyList<string> words)
        {
            if (words.Count == 0)
                return null;
            var key = string.Join('\n', words);
            if (known.TryGetValue(key, out var there))
                return there;
            var free = heading;
            for (var n = 2; columns.Exists(c => c.Heading == free); n++)
                free = $"{heading} {Number(n)}";
            columns.Add((free, words));
            return known[key] = new SheetChoices(Choices, free, words.Count);
        }

        public Sheet Sheet() =>
            new(
                Choices,
                "What the drop-downs offer",
                [.. columns.Select(c => new SheetColumn(c.Heading) { Width = 36 })],
                [
                    .. Enumerable
                        .Range(0, columns.Count == 0 ? 0 : columns.Max(c => c.Words.Count))
                        .Select(r =>
                            (IReadOnlyList<SheetValue>)[.. columns.Select(c => r < c.Words.Count ? (SheetValue)c.Words[r] : default)]
                        ),
                ]
            );
    }
}
