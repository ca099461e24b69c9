using Goldthread.App.Develop.FromFile;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Workbook;
using Goldthread.Web.Pages.Monitor.Measures;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.FromFile;

/// <summary>
/// Lines of a plan from the document or the spreadsheet that a service has: choose the file, say what its columns mean, see what becomes of each line, and
/// store those that are ticked. Those that are refused come back as a spreadsheet.
/// </summary>
[RequestSizeLimit(GivenWorkbook.MostBytes + 4096)]
[RequestFormLimits(
    MultipartBodyLengthLimit = GivenWorkbook.MostBytes,
    BufferBodyLengthLimit = GivenWorkbook.MostBytes + 4096,
    ValueCountLimit = 4096
)]
public sealed class IndexModel : PlanPage
{
    /// <summary>The most words whose meaning is asked.</summary>
    const int MostNames = 60;

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "from-file";

    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "kept")]
    [System.ComponentModel.DataAnnotations.MaxLength(64, ErrorMessage = "Choose the file again.")]
    public string? Kept { get; set; }

    /// <value>Which table of the file, from 0.</value>
    [BindProperty(Name = "table")]
    public int Place { get; set; }

    /// <value>The table whose columns were asked about.</value>
    [BindProperty(Name = "was")]
    [System.ComponentModel.DataAnnotations.MaxLength(100, ErrorMessage = "Choose one of the tables.")]
    public string? Was { get; set; }

    /// <value>The list into which the lines go.</value>
    [BindProperty(Name = "list")]
    [System.ComponentModel.DataAnnotations.MaxLength(60, ErrorMessage = "Choose what the lines are.")]
    public string? ListName { get; set; }

    /// <value>What each column is about, in the order of the table.</value>
    [BindProperty(Name = "column")]
    public string[] Columns { get; set; } = [];

    /// <value>The lines that are ticked.</value>
    [BindProperty(Name = "take")]
    public string[] Take { get; set; } = [];

    /// <value>Under which name the meaning of the columns is kept; empty for none.</value>
    [BindProperty(Name = "name")]
    [System.ComponentModel.DataAnnotations.MaxLength(60, ErrorMessage = "Write at most 60 characters.")]
    public string? Name { get; set; }

    [BindProperty(Name = "reason")]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <value>The tables of the file; none before one is chosen.</value>
    public IReadOnlyList<FileTable> Tables { get; private set; } = [];

    /// <value>The table that is looked at.</value>
    public FileTable Table => Tables[Math.Clamp(Place, 0, Tables.Count - 1)];

    /// <value>What its columns mean.</value>
    public ColumnMap Map { get; private set; } = null!;

    /// <value>The list into which the lines go.</value>
    public Thing Thing => Thing.Find(Map.List)!;

    /// <value>What becomes of the lines; null where the columns do not say it yet.</value>
    public FileLines? Lines { get; private set; }

    /// <value>The name of what was kept and is used; null for none.</value>
    public string? Known { get; private set; }

    /// <value>The plan, once lines are looked at.</value>
    PlanDocument Document { get; set; } = null!;

    Dictionary<string, string> means = new(StringComparer.Ordinal);
    Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    bool looked;

    Waiting Waits => HttpContext.RequestServices.GetRequiredService<Waiting>();

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is "fields" ? "column" : field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Tables.Count > 0 || Kept is null || await Waits.FindAsync(Actor, Kept, Cancel) is not { } file)
            return;
        Tables = FileTable.Unpack(file);
        await LookAsync();
    }

    /// <summary>Step one: takes the file.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Kept = null;
        await FindPlanAsync();
        TakeLines.Allow(Actor, Plan, HeadingWords.Lists[0].List);
        if (Sent is not { Length: > 0 })
            throw new RuleBroken("Choose the document or the spreadsheet.", "file");
        using var memory = new MemoryStream();
        await Sent.CopyToAsync(memory, Cancel);
        var tables = FileTable.Read(memory.ToArray(), Cancel);
        Kept = await Waits.KeepAsync(Actor, FileTable.Pack(tables), Cancel);
        Tables = tables;
        // The table with most words that headings have.
        Place = tables
            .Index()
            .MaxBy(t => HeadingWords.Guess(HeadingWords.ListOf(t.Item.Headings), t.Item.Headings).Count(g => g is not null))
            .Index;
        Was = null;
        await LookAsync();
        return await ShowNowAsync();
    }

    /// <summary>Step two: what the columns mean, and what becomes of the lines.</summary>
    public async Task<IActionResult> OnPostLookAsync()
    {
        await KeptAsync();
        looked = true;
        await LookAsync();
        return await ShowNowAsync();
    }

    /// <summary>The refused lines, with the reason beside each.</summary>
    public async Task<IActionResult> OnPostRefusedAsync()
    {
        await KeptAsync();
        await LookAsync();
        if (Lines is null)
            throw new RuleBroken($"Say which column has the {Thing.Noun} itself.", "fields");
        return new FileContentResult(TakeLines.Left(Table, Lines.Lines), FileModel.ContentType) { FileDownloadName = "refused-lines.xlsx" };
    }

    /// <summary>Step three: stores what is ticked, all of it or nothing.</summary>
    public async Task<IActionResult> OnPostStoreAsync()
    {
        await KeptAsync();
        await LookAsync();
        if (Was != Ask())
            throw new RuleBroken("Another table or list is chosen. Look at its lines first.", "table");
        if (Take.Length == 0)
            throw new RuleBroken("Tick the lines that are to be stored.", "take");
        var (table, map, name) = (Table, Map, Name);
        var added = await Writer.RunAsync(
            Actor,
            async work =>
            {
                if (!string.IsNullOrWhiteSpace(name))
                    await KeepColumns.RunAsync(work, PlanId, name, table, map);
                return await TakeLines.RunAsync(work, PlanId, table, map, Take, Reason);
            },
            Cancel
        );
        return Done(To.List(PlanId, Thing), $"{added:N0} {(added == 1 ? Thing.Noun : Thing.Plural)} added from the file.");
    }

    async Task KeptAsync()
    {
        await FindPlanAsync();
        TakeLines.Allow(Actor, Plan, HeadingWords.Lists[0].List);
        if (await Waits.FindAsync(Actor, Kept, Cancel) is not { } file)
        {
            Kept = null;
            throw new RuleBroken(
                "The table is gone: half an hour has passed, or three others came after it. Choose the file again.",
                "file"
            );
        }
        Tables = FileTable.Unpack(file);
    }

    /// <summary>What was asked about: the columns of a table for a list. With another, they are asked about anew.</summary>
    string Ask() => $"{Math.Clamp(Place, 0, Tables.Count - 1)} {Map.List}";

    async Task LookAsync()
    {
        var list = HeadingWords.Lists.FirstOrDefault(l => l.List == ListName);
        var isAsked = list is not null && Was == $"{Math.Clamp(Place, 0, Tables.Count - 1)} {list.List}";
        if (isAsked)
            Map = Answered(list!);
        else if (await KeepColumns.FindAsync(Db, Plan, Table, Cancel) is { } kept && (list is null || kept.Map.List == list.List))
        {
            (Known, Name, Map) = (kept.Name, kept.Name, kept.Map);
            ModelState.Remove("name");
        }
        else
            Map = ColumnMap.Guess(list ?? HeadingWords.ListOf(Table.Headings), Table);
        looked |= !isAsked;
        (ListName, Was) = (Map.List, Ask());
        (means, names) = (new(Map.Means, StringComparer.Ordinal), new(Map.Names, StringComparer.OrdinalIgnoreCase));
        Document = (await PlanQueries.LoadAsync(Db, PlanId, Actor, Cancel))!;
        try
        {
            Lines = FileLines.Of(Table, Map, Document);
        }
        catch (RuleBroken unsaid)
        {
            ModelState.AddModelError("column", unsaid.Message);
        }
    }

    /// <summary>What the form says of the columns, the colours and the words.</summary>
    ColumnMap Answered(Thing list)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (heading, key) in Table.Headings.Zip(Columns))
        {
            if (HeadingWords.Fields(list).Any(f => f.Key == key) && !fields.ContainsValue(key))
                fields[heading] = key;
        }
        var form = Request.Form;
        Dictionary<string, string> Pairs(string what, string to) =>
            form[what]
                .Zip(form[to])
                .Where(p => !string.IsNullOrEmpty(p.First) && !string.IsNullOrEmpty(p.Second) && p.First.Length < 300)
                .Take(500)
                .GroupBy(p => p.First!, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(g => g.Key, g => g.Last().Second!, StringComparer.OrdinalIgnoreCase);
        return new(list.List, fields, Pairs("colour", "means"), Pairs("word", "whom"));
    }

    /// <summary>Is this line ticked?</summary>
    bool IsTicked(FileLine line) => looked || Take.Contains(line.Key, StringComparer.Ordinal);

    /// <summary>The box by which a line is taken.</summary>
    public Checkboxes Box(FileLine line) =>
        new Checkboxes
        {
            Name = "take",
            IdPrefix = ShapeForm.IdOf("take-" + line.Key),
            Small = true,
            Values = IsTicked(line) ? [line.Key] : [],
            Items = [new Choice($"Line {line.Line}: {line.Title}", line.Key)],
        };

    /// <summary>What a new item says, in a line.</summary>
    public DataTable Accepted(IReadOnlyList<FileLine> lines) =>
        new()
        {
            Caption = "Lines that can be stored",
            Columns = [new("Line") { IsKey = true }, new("What it says"), new("How it was read")],
            Rows = lines.Select(l => (IReadOnlyList<Inline>)[Inline.Of(Box(l)), Facts(l), string.Join(' ', l.Told)]),
        };

    string Facts(FileLine line) =>
        string.Join(
            "; ",
            Thing
                .Shape.Fields.Where(f => f.IsSet(line.Part) && Thing.TitleOf(line.Part) != f.Write(line.Part))
                .Select(f => $"{Capital(f.Name.Replace('_', ' '))}: {Value(f, line.Part)}")
        );

    string Value(Field field, Part part) =>
        field.Get(part) switch
        {
            DateOnly day => Days.Read(day),
            string id => TitleOf(field, id),
            IReadOnlyList<string> ids => string.Join(", ", ids.Select(i => TitleOf(field, i))),
            _ => field.Choices.FirstOrDefault(c => c.Written == field.Write(part))?.Read ?? field.Write(part),
        };

    string TitleOf(Field field, string id) =>
        field
            .RefersTo.SelectMany(l =>
                Document.ItemsOf(Thing.Find(l)!).OfType<Item>().Where(i => i.Id == id).Select(i => Thing.Find(l)!.TitleOf(i))
            )
            .FirstOrDefault(t => t is not null)
        ?? id;

    /// <summary>The refused lines.</summary>
    public static DataTable Refused(IReadOnlyList<FileLine> lines) =>
        new()
        {
            Caption = "Lines that are refused",
            Columns = [new("Line") { IsKey = true }, new("What it says"), new("Why") { IsKey = true }],
            Rows = lines.Select(l =>
                (IReadOnlyList<Inline>)
                    [l.Line.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), l.Title, string.Join(' ', l.Refused)]
            ),
        };

    /// <summary>The question what a column is about.</summary>
    public Select Column(int place) =>
        new()
        {
            Name = "column",
            Id = place == 0 ? "column" : $"column-{place}",
            Label = new Label { Text = Table.Headings[place] },
            Value = Map.Fields.GetValueOrDefault(Table.Headings[place]) ?? "",
            Error = place == 0 ? FormParts.Error(ModelState, "column") : null,
            Items = [new Option("Is left out", ""), .. HeadingWords.Fields(Thing).Select(f => new Option(f.Field.Label, f.Key))],
        };

    /// <value>The colours whose meaning is asked: those that say how a line stands.</value>
    public IReadOnlyList<string> Colours => Lines?.Colours ?? [];

    /// <summary>The question what a colour means.</summary>
    public IHtmlContent Colour(string colour) =>
        Pair(
            "colour",
            colour,
            new Select
            {
                Name = "means",
                Id = "means-" + colour,
                Label = new Label { Text = $"What does {colour} mean?" },
                Value = means.GetValueOrDefault(colour) ?? "",
                Items = [new Option("Nothing", ""), .. Thing.States.Select(s => new Option(Capital(s.Read), s.Written))],
            }
        );

    /// <value>The words whose meaning is asked, and those that were answered.</value>
    public IReadOnlyList<(string Text, string List)> Asked =>
        [
            .. (Lines?.Unknown ?? [])
                .Concat(names.Select(n => (n.Key, ListOf(n.Value))))
                .DistinctBy(n => n.Item1, StringComparer.OrdinalIgnoreCase)
                .Take(MostNames),
        ];

    string ListOf(string id) =>
        ((string[])[StaffMember.List, Objective.List]).FirstOrDefault(l =>
            Document.ItemsOf(Thing.Find(l)!).OfType<Item>().Any(i => i.Id == id)
        ) ?? StaffMember.List;

    /// <summary>The question who or what is meant by a word.</summary>
    public IHtmlContent Whom((string Text, string List) asked, int place)
    {
        var list = Thing.Find(asked.List)!;
        return Pair(
            "word",
            asked.Text,
            new Select
            {
                Name = "whom",
                Id = $"whom-{place}",
                Label = new Label
                {
                    Text = asked.List is StaffMember.List ? $"Who is “{asked.Text}”?" : $"Which {list.Noun} is “{asked.Text}”?",
                },
                Value = names.GetValueOrDefault(asked.Text) ?? "",
                Items =
                [
                    new Option("Nobody here; leave the lines out", ""),
                    .. Document
                        .ItemsOf(list)
                        .OfType<Item>()
                        .Where(i => i.Id.Length > 0)
                        .Select(i => new Option(list.TitleOf(i) ?? i.Id, i.Id)),
                ],
            }
        );
    }

    static HtmlContentBuilder Pair(string name, string value, Select select)
    {
        var content = new HtmlContentBuilder();
        content.AppendFormat("<input type=\"hidden\" name=\"{0}\" value=\"{1}\">", name, value);
        content.AppendHtml(select);
        return content;
    }
}
