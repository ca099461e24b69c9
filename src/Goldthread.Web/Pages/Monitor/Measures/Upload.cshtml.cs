using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>
/// Figures from a spreadsheet, of one measure or of all measures of the plan: paste or choose a file, say which column is what, see what will change, then
/// store it.
/// </summary>
[RequestSizeLimit(MostBytes + 4096)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = MostBytes, BufferBodyLengthLimit = MostBytes + 4096)]
public sealed class UploadModel : ThingPage
{
    /// <summary>The largest file: 20 MB.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>The most figures that the preview lists.</summary>
    public const int MostShown = 200;

    /// <value>The measure; null for all of the plan.</value>
    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "pasted")]
    [System.ComponentModel.DataAnnotations.MaxLength(MostBytes, ErrorMessage = "Send at most 20 MB at once.")]
    public string? Pasted { get; set; }

    [BindProperty(Name = "kept")]
    [System.ComponentModel.DataAnnotations.MaxLength(MostBytes, ErrorMessage = "Send at most 20 MB at once.")]
    public string? Kept { get; set; }

    [BindProperty(Name = "measure")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? MeasureColumn { get; set; }

    [BindProperty(Name = "on")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? On { get; set; }

    [BindProperty(Name = "value")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Value { get; set; }

    /// <value>Columns that are added up to how many.</value>
    [BindProperty(Name = "numerator")]
    public string[] Numerator { get; set; } = [];

    /// <value>Columns that are taken away from that.</value>
    [BindProperty(Name = "less")]
    public string[] Less { get; set; } = [];

    /// <value>Columns that are added up to out of how many.</value>
    [BindProperty(Name = "denominator")]
    public string[] Denominator { get; set; } = [];

    [BindProperty(Name = "year")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Year { get; set; }

    /// <value>What comes first in 04/05/2026: "day", "month", or empty where the column says it.</value>
    [BindProperty(Name = "order")]
    [System.ComponentModel.DataAnnotations.MaxLength(5, ErrorMessage = "Choose what comes first: the day or the month.")]
    [System.ComponentModel.DataAnnotations.RegularExpression("day|month", ErrorMessage = "Choose what comes first: the day or the month.")]
    public string? Order { get; set; }

    /// <value>The sheet of a workbook; empty for the first with figures.</value>
    [BindProperty(Name = "sheet")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the sheets.")]
    public string? Sheet { get; set; }

    /// <value>The sheet whose columns were chosen.</value>
    [BindProperty(Name = "was")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the sheets.")]
    public string? Was { get; set; }

    /// <value>True where the rows too are wanted that a filter hides.</value>
    [BindProperty(Name = "hidden")]
    public bool HiddenToo { get; set; }

    [BindProperty(Name = "note")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Note { get; set; }

    [BindProperty(Name = "where")]
    public string[] Where { get; set; } = ["", ""];

    [BindProperty(Name = "is")]
    public string[] Is { get; set; } = ["", ""];

    [BindProperty(Name = "reason")]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    [BindProperty(Name = "leave")]
    public bool LeaveOut { get; set; }

    public UploadModel() => (ListName, StageWord) = (Measure.List, "monitor");

    public Measure? Measure { get; private set; }
    public FigureTable? Table { get; private set; }
    public ImportFigures.Outcome? Outcome { get; private set; }

    /// <value>Rows that the conditions left out.</value>
    public int Passed { get; private set; }

    /// <value>What was decided in reading it, a sentence each.</value>
    public IReadOnlyList<string> Told { get; private set; } = [];

    /// <value>A date that can be read either way, where its column does not settle it.</value>
    public string? Doubtful { get; private set; }

    /// <value>What the measure's column is where each column is a measure.</value>
    public const string EachColumn = "*";

    IReadOnlyList<string> each = [];

    /// <value>Where one came from.</value>
    public string Back => Id is null ? To.List(PlanId, Thing) : To.Item(PlanId, Thing, Id);

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field switch
        {
            "file" or "sheet" when Table is null && Sent is null && !string.IsNullOrWhiteSpace(Pasted) => "pasted",
            "sheet" when Table is null => "file",
            _ => field ?? "",
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Id is not null)
        {
            var row = await RowAsync(Id);
            Measure = ItemRows.Read<Measure>(row);
            Sight = await SightAsync(row);
        }
        if (Table is null && Kept is not null && await Waits.FindAsync(Actor, Kept, Cancel) is { } file)
            Table = TableOf(file);
    }

    FigureTable TableOf(byte[] waiting) =>
        WaitingTable.Read(waiting, new TableChoice(string.IsNullOrEmpty(Sheet) ? null : Sheet, HiddenToo));

    /// <inheritdoc/>
    public override async Task<IActionResult> AgainAsync()
    {
        // What will change is shown again beside what is refused, where it can be told.
        if (Table is not null)
        {
            try
            {
                await CompareAsync();
            }
            catch (RuleBroken)
            {
                Outcome = null;
            }
        }
        return await base.AgainAsync();
    }

    Waiting Waits => HttpContext.RequestServices.GetRequiredService<Waiting>();

    /// <summary>Step one: takes the table and guesses which column is what.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        await OwePermissionAsync();
        byte[] file;
        if (Sent is { Length: > 0 })
        {
            using var memory = new MemoryStream();
            await Sent.CopyToAsync(memory, Cancel);
            file = memory.ToArray();
        }
        else if (!string.IsNullOrWhiteSpace(Pasted))
        {
            file = Encoding.UTF8.GetBytes(Pasted);
        }
        else
        {
            throw new RuleBroken("Choose a file, or paste the rows with their headings.", "file");
        }
        var waiting = WaitingTable.Pack(
            file,
            Id is null ? null : ItemRows.Read<Measure>(await RowAsync(Id)),
            Id is null ? await MeasuresAsync() : null,
            Cancel
        );
        Table = TableOf(waiting);
        Kept = await Waits.KeepAsync(Actor, waiting, Cancel);
        return await MapAsync(await GuessAsync());
    }

    /// <summary>Only who may enter a figure here sends a table: what waits takes room.</summary>
    async Task OwePermissionAsync()
    {
        if (Actor.May(Permission.WritePlans, Plan.Area!.Path) || Actor.May(Permission.Assure, Plan.Area!.Path))
            return;
        var owners = await SeenItems
            .Where(i => i.List == Measure.List && i.RemovedAt == null && (Id == null || i.Id == Id))
            .Select(i => i.Person)
            .Distinct()
            .ToListAsync(Cancel);
        if (!owners.Exists(o => RecordReadings.MayEnter(Actor, Plan.Area!.Path, o)))
            throw new Forbidden("You can enter figures for your own measures. A planner of the area can enter the rest.");
    }

    /// <summary>Guesses which column is what.</summary>
    /// <returns>True where it is plain enough to show what would change.</returns>
    async Task<bool> GuessAsync()
    {
        Was = Table!.Sheet;
        var guess = FigureMap.Guess(
            Table,
            Id is null ? null : ItemRows.Read<Measure>(await RowAsync(Id)),
            Id is null ? await MeasuresAsync() : null
        );
        each = guess.Each;
        (MeasureColumn, On, Year, Value, Numerator, Less, Denominator, Note) = (
            each.Count > 0 ? EachColumn : guess.Measure,
            guess.On,
            guess.Year,
            guess.Value,
            guess.Numerator is { } top ? [top] : [],
            [],
            guess.Denominator is { } bottom ? [bottom] : [],
            guess.Note
        );
        return guess.On is not null
            && (each.Count > 0 || guess.Value is not null || (guess.Numerator is not null && guess.Denominator is not null))
            && (Id is not null || guess.Measure is not null || each.Count > 0);
    }

    async Task<IReadOnlyCollection<(string, string)>> MeasuresAsync() =>
        [
            .. (
                await SeenItems
                    .Where(i => i.List == Measure.List && i.RemovedAt == null)
                    .Select(i => new { i.Id, i.Title })
                    .ToListAsync(Cancel)
            ).Select(i => (i.Id, i.Title)),
        ];

    /// <summary>Step two: shows what would change.</summary>
    public async Task<IActionResult> OnPostLookAsync()
    {
        await FindPlanAsync();
        await KeptAsync();
        // Another sheet has other columns.
        return await MapAsync(Was == (Table!.Sheet ?? "") || Table.Sheet is null || await GuessAsync());
    }

    /// <summary>Step three: stores it, all or nothing.</summary>
    public async Task<IActionResult> OnPostStoreAsync()
    {
        await FindPlanAsync();
        await KeptAsync();
        if (Was is not null && Table!.Sheet is not null && Was != Table.Sheet)
            throw new RuleBroken("Another sheet is chosen. Look at what will change first.", "sheet");
        var read = Map().Read(Table!, Cancel);
        if (read.Figures.Count == 0)
            throw new RuleBroken("There is no figure to store. Look at the columns and the conditions.", "on");
        var before = await ImportFigures.BeforeAsync(
            HttpContext.RequestServices.GetRequiredService<Place>().Database,
            Actor,
            PlanId,
            read,
            Today,
            Id,
            Cancel
        );
        var outcome = await Writer.RunAsync(
            Actor,
            work => ImportFigures.RunAsync(work, PlanId, read, LeaveOut, Reason, Id, before),
            Cancel
        );
        if (outcome.Refused.Count > 0 && !LeaveOut)
            throw new RuleBroken(
                $"{(outcome.Refused.Count == 1 ? "1 line is" : $"{outcome.Refused.Count:N0} lines are")} refused. Tick the box to leave them out, or mend the file.",
                "leave"
            );
        Waits.Drop(Actor, Kept!);
        return Done(Back, ResultWords.Of(new(outcome.Added, outcome.Changed, outcome.Same)));
    }

    async Task KeptAsync()
    {
        var file = await Waits.FindAsync(Actor, Kept, Cancel);
        if (file is null)
        {
            Kept = null;
            throw new RuleBroken(
                "The table is gone: half an hour has passed, or three others came after it. Choose the file again.",
                "file"
            );
        }
        Table = TableOf(file);
        if (Id is null && MeasureColumn == EachColumn)
            each = FigureMap.Guess(Table, null, await MeasuresAsync()).Each;
    }

    FigureMap Map() =>
        new()
        {
            Measure =
                Id is not null || MeasureColumn == EachColumn ? null
                : string.IsNullOrEmpty(MeasureColumn) ? throw new RuleBroken("Choose the column that names the measure.", "measure")
                : MeasureColumn,
            Each = Id is null && MeasureColumn == EachColumn ? Each() : [],
            On = On,
            Year = Year,
            Value = MeasureColumn == EachColumn ? null : Exact(Value),
            Numerator = MeasureColumn == EachColumn ? null : Sum(Numerator, Less),
            Denominator = MeasureColumn == EachColumn ? null : Sum(Denominator, []),
            Note = Note,
            MonthFirst =
                Order is "month" ? true
                : Order is "day" ? false
                : null,
            Where = [.. Where.Zip(Is).Where(w => !string.IsNullOrEmpty(w.First)).Select(w => (w.First, w.Second?.Trim() ?? ""))],
        };

    IReadOnlyList<string> Each() =>
        each.Count > 0
            ? each
            : throw new RuleBroken(
                "No column is headed by the id or the name of a measure of this plan. Choose the column that names the measure.",
                "measure"
            );

    /// <summary>A chosen column, never mistaken for two of which one is taken from the other.</summary>
    static string? Exact(string? column) => string.IsNullOrEmpty(column) ? null : $"[{column}]";

    static string? Sum(string[] plus, string[] less)
    {
        var added = string.Join(" + ", plus.Where(p => !string.IsNullOrEmpty(p)).Select(Exact));
        if (added.Length == 0)
            return null;
        return string.Concat(less.Where(l => !string.IsNullOrEmpty(l)).Select(l => $" - {Exact(l)}")) is { Length: > 0 } taken
            ? added + taken
            : added;
    }

    async Task<IActionResult> MapAsync(bool look)
    {
        await ShowAsync();
        if (look)
            await CompareAsync();
        SetHead();
        return Page();
    }

    async Task CompareAsync()
    {
        var read = Map().Read(Table!, Cancel);
        Passed = read.Passed;
        Doubtful = read.Doubtful;
        Outcome = await ImportFigures.CompareAsync(Db, Actor, Plan, read, Today, Id, cancel: Cancel);
        Told = Outcome.Told;
    }

    /// <summary>The first of the figures that would be added or changed.</summary>
    public DataTable Preview() =>
        new()
        {
            Caption = "Figures that will be added or changed",
            Columns =
            [
                .. Id is null ? [new Column("Measure") { IsKey = true }] : Array.Empty<Column>(),
                new("Date"),
                new("What happens") { IsKey = Id is not null },
                new("Is now") { IsFigure = true },
                new("Will be") { IsFigure = true, IsKey = true },
            ],
            Rows = Outcome!
                .Edits.SelectMany(e => e.Changes.OrderBy(c => c.Key).Select(c => (e.Measure, On: c.Key, c.Value.Was, c.Value.Will)))
                .Take(MostShown)
                .Select(c =>
                    (IReadOnlyList<Inline>)
                        [
                            .. Id is null ? [$"{c.Measure.Id} {c.Measure.Name}"] : Array.Empty<Inline>(),
                            Days.Read(c.On),
                            c.Was is null ? "Added"
                            : c.Will is null ? "Taken away"
                            : "Changed",
                            c.Was is null ? "" : Words(c.Measure, c.Was, c.Will),
                            c.Will is null ? "" : Words(c.Measure, c.Will, c.Was),
                        ]
                ),
        };

    /// <summary>A figure beside the other one of its day; with its note where that differs, which can be all that changes.</summary>
    static string Words(Measure measure, Reading reading, Reading? other)
    {
        var figure = Units.Figure(reading.Figure(measure.Multiplier));
        if (reading is { Numerator: { } n, Denominator: { } d })
            figure += $" ({Units.Figure(n)} of {Units.Figure(d)})";
        return reading.Note is null || reading.Note == other?.Note ? figure : $"{figure}, “{reading.Note}”";
    }

    /// <summary>The columns that are chosen to be added or taken away, each in a question, and one more.</summary>
    public IEnumerable<Select> Columns(string name, string label, string more, string[] chosen)
    {
        string[] some = [.. chosen.Where(c => !string.IsNullOrEmpty(c)).Take(12), ""];
        return some.Select((c, i) => Column(name, i == 0 ? label : more, c) with { Id = i == 0 ? name : $"{name}-{i}" });
    }

    /// <summary>A choice among the columns of the table.</summary>
    public Select Column(string name, string label, string? value, bool optional = true) =>
        new()
        {
            Name = name,
            Id = name,
            Label = new Label { Text = label },
            Value = value,
            Error = FormParts.Error(ModelState, name),
            Items =
            [
                new Option(optional ? "None" : "Choose", ""),
                .. name is "measure" ? [new Option("Each column is a measure", EachColumn)] : Array.Empty<Option>(),
                .. Table!.Columns.Where(c => c.Length > 0).Select(c => new Option(c, c)),
            ],
        };
}
