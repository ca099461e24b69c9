using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>Figures from a spreadsheet: paste or choose a file, say which column is what, see what will change, then store it.</summary>
[RequestSizeLimit(MostBytes + 4096)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = MostBytes, BufferBodyLengthLimit = MostBytes + 4096)]
public sealed class UploadModel : ThingPage
{
    /// <summary>The largest file: 20 MB.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "pasted")]
    [System.ComponentModel.DataAnnotations.MaxLength(MostBytes, ErrorMessage = "Send at most 20 MB at once.")]
    public string? Pasted { get; set; }

    [BindProperty(Name = "kept")]
    [System.ComponentModel.DataAnnotations.MaxLength(MostBytes, ErrorMessage = "Send at most 20 MB at once.")]
    public string? Kept { get; set; }

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

    public ItemRow Row { get; private set; } = null!;
    public Measure Measure { get; private set; } = null!;
    public FigureTable? Table { get; private set; }
    public FigureMap.Result? Read { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Same { get; private set; }

    /// <summary>What one line would do.</summary>
    public sealed record Line(DateOnly On, string Does, string Old, string New);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Row = await RowAsync(Id);
        Measure = ItemRows.Read<Measure>(Row);
        Sight = await SightAsync(Row);
        if (Table is null && Kept is not null && await Waits.FindAsync(Actor, Kept, Cancel) is { } file)
            Table = FigureTable.Read(file);
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
        var guess = FigureMap.Guess(Table);
        (On, Value, Numerator, Denominator, Note) = (guess.On, guess.Value, guess.Numerator, guess.Denominator, guess.Note);
        return await MapAsync(guess.On is not null && (guess.Value is not null || guess.Numerator is not null));
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
        if (read.Lines.Count > 0 && !LeaveOut)
            throw new RuleBroken($"{read.Lines.Count} lines are refused. Tick the box to leave them out, or mend the file.", "leave");
        if (read.Readings.Count == 0)
            throw new RuleBroken("There is no figure to store. Look at the columns and the conditions.", "on");
        Reading[] readings = [.. read.Readings.Select(r => r.Reading)];
        var result = await Writer.RunAsync(Actor, work => RecordReadings.RunAsync(work, PlanId, Id, readings, Reason), Cancel);
        Waits.Drop(Actor, Kept!);
        return Done(To.Item(PlanId, Thing, Id), ResultWords.Of(result));
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
        {
            Read = Map().Read(Table!);
            await CompareAsync();
        }
        SetHead();
        return Page();
    }

    async Task CompareAsync()
    {
        var packed =
            await Db.Series.Where(s => s.Plan == PlanId && s.Measure == Id).Select(s => s.Packed).FirstOrDefaultAsync(Cancel) ?? [];
        var present = PackedReadings
            .Unpack(packed)
            .Where(r => r.On is not null)
            .GroupBy(r => r.On!.Value)
            .ToDictionary(g => g.Key, g => g.Last());
        var shape = Domain.Shapes.Shape.Of<Reading>();
        var lines = new List<Line>();
        foreach (var (_, reading) in Read!.Readings)
        {
            var now = Words(reading);
            if (!present.TryGetValue(reading.On!.Value, out var was))
            {
                Added++;
                lines.Add(new(reading.On.Value, "Added", "", now));
            }
            else if (shape.ToJson(was) == shape.ToJson(reading))
            {
                Same++;
            }
            else
            {
                Changed++;
                lines.Add(new(reading.On.Value, "Changed", Words(was), now));
            }
        }
        Lines = lines;
    }

    string Words(Reading reading)
    {
        var figure = Parts.MeasureWords.Figure(reading.Figure(Measure.Multiplier));
        return reading is { Numerator: { } n, Denominator: { } d }
            ? $"{figure} ({Parts.MeasureWords.Figure(n)} of {Parts.MeasureWords.Figure(d)})"
            : figure;
    }

    /// <summary>A choice among the columns of the table.</summary>
    public Select Column(string name, string label, string? value, bool optional = true) =>
        new()
        {
            Name = name,
            Id = name,
            Label = new Label { Text = label },
            Value = value,
            Error =
                ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0
                    ? new ErrorMessage { Text = entry.Errors[0].ErrorMessage }
                    : null,
            Items =
            [
                new Option(optional ? "None" : "Choose", ""),
                .. Table!.Columns.Where(c => c.Length > 0).Select(c => new Option(c, c)),
            ],
        };
}
