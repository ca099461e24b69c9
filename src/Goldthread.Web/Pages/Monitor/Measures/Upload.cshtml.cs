using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
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

    [BindProperty(Name = "numerator")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Numerator { get; set; }

    [BindProperty(Name = "less")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Less { get; set; }

    [BindProperty(Name = "denominator")]
    [System.ComponentModel.DataAnnotations.MaxLength(500, ErrorMessage = "Choose one of the columns.")]
    public string? Denominator { get; set; }

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

    public UploadModel() => (ListName, StageWord) = ("measures", "monitor");

    public Measure? Measure { get; private set; }
    public FigureTable? Table { get; private set; }
    public ImportFigures.Outcome? Outcome { get; private set; }

    /// <value>Rows that the conditions left out.</value>
    public int Passed { get; private set; }

    /// <value>Where one came from.</value>
    public string Back => Id is null ? To.List(PlanId, Thing) : To.Item(PlanId, Thing, Id);

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field is "file" && Sent is null && !string.IsNullOrWhiteSpace(Pasted) ? "pasted" : field ?? "";

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
            Table = FigureTable.Read(file);
    }

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
        Table = FigureTable.Read(file);
        Kept = await Waits.KeepAsync(Actor, file, Cancel);
        var guess = FigureMap.Guess(Table, Id is null ? null : ItemRows.Read<Measure>(await RowAsync(Id)));
        (MeasureColumn, On, Value, Numerator, Denominator, Note) = (
            guess.Measure,
            guess.On,
            guess.Value,
            guess.Numerator,
            guess.Denominator,
            guess.Note
        );
        return await MapAsync(
            guess.On is not null
                && (guess.Value is not null || (guess.Numerator is not null && guess.Denominator is not null))
                && (Id is not null || guess.Measure is not null)
        );
    }

    /// <summary>Step two: shows what would change.</summary>
    public async Task<IActionResult> OnPostLookAsync()
    {
        await FindPlanAsync();
        await KeptAsync();
        return await MapAsync(true);
    }

    /// <summary>Step three: stores it, all or nothing.</summary>
    public async Task<IActionResult> OnPostStoreAsync()
    {
        await FindPlanAsync();
        await KeptAsync();
        var read = Map().Read(Table!);
        if (read.Figures.Count == 0)
            throw new RuleBroken("There is no figure to store. Look at the columns and the conditions.", "on");
        var outcome = await Writer.RunAsync(Actor, work => ImportFigures.RunAsync(work, PlanId, read, LeaveOut, Reason, Id), Cancel);
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
            throw new RuleBroken("The table is gone: an hour has passed. Choose the file again.", "file");
        }
        Table = FigureTable.Read(file);
    }

    FigureMap Map() =>
        new()
        {
            Measure =
                Id is not null ? null
                : string.IsNullOrEmpty(MeasureColumn) ? throw new RuleBroken("Choose the column that names the measure.", "measure")
                : MeasureColumn,
            On = On,
            Value = Value,
            Numerator = string.IsNullOrEmpty(Less) ? Numerator : $"{Numerator} - {Less}",
            Denominator = Denominator,
            Note = Note,
            Where = [.. Where.Zip(Is).Where(w => !string.IsNullOrEmpty(w.First)).Select(w => (w.First, w.Second?.Trim() ?? ""))],
        };

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
        var read = Map().Read(Table!);
        Passed = read.Passed;
        Outcome = await ImportFigures.CompareAsync(Db, Actor, Plan, read, Today, Id, Cancel);
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
        var figure = MeasureWords.Figure(reading.Figure(measure.Multiplier));
        if (reading is { Numerator: { } n, Denominator: { } d })
            figure += $" ({MeasureWords.Figure(n)} of {MeasureWords.Figure(d)})";
        return reading.Note is null || reading.Note == other?.Note ? figure : $"{figure}, “{reading.Note}”";
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
                .. Table!.Columns.Where(c => c.Length > 0).Select(c => new Option(c, c)),
            ],
        };
}
