using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Record;

/// <summary>
/// The record of the whole installation: who did what, newest first, and the check of it. What a plan's fields were and are is read on the plan's own
/// pages, by those who may see them; an administrator sees here that something was done, not what it says.
/// </summary>
public sealed class IndexModel(Database database, FileStore store) : GoldthreadPage
{
    public const int PageSize = 50;

    /// <summary>Faults that the page names.</summary>
    public const int MostFaults = 50;

    [BindProperty(SupportsGet = true, Name = "person")]
    [MaxLength(200)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "plan")]
    [MaxLength(200)]
    public string? Plan { get; set; }

    [BindProperty(SupportsGet = true, Name = "operation")]
    [MaxLength(100)]
    public string? Operation { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "format")]
    [MaxLength(10)]
    public string? Format { get; set; }

    public int Total { get; private set; }
    public IReadOnlyList<RecordRow> Rows { get; private set; } = [];

    /// <value>What the check found; null where it was not asked for.</value>
    public Verification? Checked { get; private set; }

    // Lines name accounts and areas by their number; people know them by another name.
    Dictionary<string, string> people = [];
    Dictionary<string, string> areas = [];

    // An administrator need not have a role where a plan is.
    HashSet<string> visible = [];

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        if (Format is not "csv")
            return await base.OnGetAsync();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=record.csv";
        await using var csv = new StreamWriter(Response.Body, Csv.Encoding);
        await csv.WriteAsync(Csv.Line(["at", "who", "operation", "plan", "list", "item"]));
        await foreach (var line in Sorted(Filtered()).AsAsyncEnumerable().WithCancellation(Cancel))
        {
            string[] cells =
            [
                line.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                line.Actor,
                line.Operation,
                line.Stream,
                line.List ?? "",
                line.Item ?? "",
            ];
            await csv.WriteAsync(Csv.Line(cells));
        }
        return new EmptyResult();
    }

    /// <summary>Runs the check and shows the page with what it found.</summary>
    public async Task<IActionResult> OnPostCheckAsync()
    {
        Checked = await Verification.RunAsync(database, store, Clock, Cancel);
        await ShowAsync();
        return Page();
    }

    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 1_000_000);
        Total = await Filtered().CountAsync(Cancel);
        var plans = Seen.Plans;
        var lines = await Sorted(Filtered())
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(r => new { Row = r, IsPlan = plans.Any(p => p.Id == r.Stream) })
            .ToListAsync(Cancel);
        Rows = [.. lines.Select(l => l.Row)];
        visible = [.. lines.Where(l => l.IsPlan).Select(l => l.Row.Stream)];
        var persons = Rows.Where(r => r.List is "people").Select(r => r.Item).OfType<string>().Distinct().Select(Guid.Parse).ToArray();
        people = await Db
            .Users.Where(p => persons.Contains(p.Id))
            .Select(p => new { p.Id, p.Name })
            .ToDictionaryAsync(p => p.Id.ToString(), p => p.Name, StringComparer.Ordinal, Cancel);
        var places = Rows.Where(r => r.List is "areas").Select(r => int.Parse(r.Item!, CultureInfo.InvariantCulture)).Distinct().ToArray();
        areas = await Db
            .Areas.Where(a => places.Contains(a.Id))
            .Select(a => new { a.Id, a.Name })
            .ToDictionaryAsync(a => a.Id.ToString(CultureInfo.InvariantCulture), a => a.Name, StringComparer.Ordinal, Cancel);
    }

    IQueryable<RecordRow> Filtered()
    {
        var lines = Seen.Records.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Person))
        {
            var like = Like.Holding(Db, Person);
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
            lines = lines.Where(r => EF.Functions.Like(r.Actor.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311, CA1862
        }
        if (!string.IsNullOrWhiteSpace(Plan))
        {
            // The people of its area are its own too.
            var plan = Plan.Trim();
            lines = lines.Where(r => r.Stream == plan || Db.Plans.Any(p => p.Id == plan && r.Stream == AreaRow.Prefix + p.AreaId));
        }
        if (!string.IsNullOrWhiteSpace(Operation))
            lines = lines.Where(r => r.Operation == Operation);
        return lines;
    }

    static IQueryable<RecordRow> Sorted(IQueryable<RecordRow> lines) =>
        lines.OrderByDescending(r => r.At).ThenBy(r => r.Stream).ThenByDescending(r => r.Seq);

    /// <value>The operations to filter by.</value>
    public IReadOnlyList<Option> Operations { get; } =
    [new Option("Anything", ""), .. HistoryWords.Operations.Select(o => new Option(o.Words, o.Operation))];

    /// <value>The filters in force, each with the address without it.</value>
    public IReadOnlyList<(string Text, string WithoutHref)> Chips =>
        [
            .. string.IsNullOrWhiteSpace(Person) ? [] : new[] { ($"By “{Person.Trim()}”", With("person", null)) },
            .. string.IsNullOrWhiteSpace(Plan) ? [] : new[] { ($"In {Plan.Trim()}", With("plan", null)) },
            .. string.IsNullOrWhiteSpace(Operation) ? [] : new[] { (HistoryWords.Of(Operation), With("operation", null)) },
        ];

    /// <summary>The address of this page with one thing changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["person"] = Person,
            ["plan"] = Plan,
            ["operation"] = Operation,
        };
        query[name] = value;
        return To.With("/admin/record", query);
    }

    public DataTable Table() =>
        new()
        {
            Caption = "The record",
            Columns = [new("When") { IsKey = true }, new("What was done") { IsKey = true }, new("Who"), new("Where"), new("What changed")],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        HistoryWords.At(r.At),
                        HistoryWords.Of(r) + About(r),
                        r.Actor,
                        Where(r),
                        r.Stream is Recorded.Installation ? Changes(r) : "",
                    ]
            ),
        };

    string About(RecordRow line) =>
        line switch
        {
            { List: "people", Item: { } person } => $": {people.GetValueOrDefault(person, person)}",
            { List: "areas", Item: { } area } => $": {areas.GetValueOrDefault(area, area)}",
            _ => HistoryWords.About(line),
        };

    Inline Where(RecordRow line) =>
        line.Stream is Recorded.Installation ? "Installation"
        : StrategyRow.IdOf(line.Stream) is not null ? Inline.Of(new Link("Strategy", "/strategy"))
        : visible.Contains(line.Stream) ? Inline.Of(new Link(line.Stream, To.Plan(line.Stream)))
        : line.Stream;

    /// <summary>What changed, in the words of an account, an area or a setting; the numbers by which the check knows them are left out.</summary>
    static string Changes(RecordRow line) =>
        string.Join(
            "; ",
            HistoryWords
                .Changes(line)
                .Where(c => c.Field is not ("Area id" or "Mark"))
                .Select(c => c.Old is null ? $"{c.Field}: {c.New}" : $"{c.Field}: {c.Old} → {c.New ?? "none"}")
        );
}
