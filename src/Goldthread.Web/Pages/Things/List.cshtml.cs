using System.Linq.Expressions;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Things;

/// <summary>A list of a plan: search, filters kept in the address, sort, pages, CSV, XLSX and print.</summary>
public class ListModel : ThingPage
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = ItemQueries.MostListed;

    [BindProperty(SupportsGet = true, Name = "q")]
    [System.ComponentModel.DataAnnotations.MaxLength(200)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "person")]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "objective")]
    public string? Objective { get; set; }

    [BindProperty(SupportsGet = true, Name = "removed")]
    public bool Removed { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "format")]
    public string? Format { get; set; }

    public IReadOnlyList<Row> Rows { get; protected set; } = [];
    public int Total { get; protected set; }
    public bool IsFiltered => Words is not null || Person is not null || State is not null || Objective is not null || Removed;

    public sealed record Row(string Id, string Title, string? Person, DateOnly? Due, string? State, string? Objective);

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        if (Format is "csv" or "xlsx")
            return await ExportAsync();
        await ShowAsync();
        SetHead();
        return Page();
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        await LoadAsync(Filtered());
    }

    /// <summary>Loads the rows of the page and how many there are.</summary>
    /// <param name="rows">The rows that the filters leave.</param>
    protected virtual async Task LoadAsync(IQueryable<ItemRow> rows)
    {
        if (IsFiltered || Sort is not null)
        {
            Total = IsFiltered ? await rows.CountAsync(Cancel) : CountOf(ListName);
            Rows = await PageOf(rows).Select(Shown).ToListAsync(Cancel);
            return;
        }
        Total = CountOf(ListName);
        // The list as most people open it is translated once.
        if (Hidden.Key.Length > 0)
        {
            Rows = await PageOf(rows).Select(Shown).ToListAsync(Cancel);
            return;
        }
        Rows = await ItemQueries
            .Open.On(Db, OwnerOf(Thing), ListName, (Number - 1) * PageSize)
            .Select(i => new Row(i.Id, i.Title, i.Person, i.Due, i.State, i.Objective))
            .ToListAsync(Cancel);
    }

    /// <summary>The rows of the page, sorted.</summary>
    protected IQueryable<ItemRow> PageOf(IQueryable<ItemRow> rows) =>
        ItemFilter.Sorted(rows, Sort).Skip((Number - 1) * PageSize).Take(PageSize);

    static readonly Expression<Func<ItemRow, Row>> Shown = i => new Row(i.Id, i.Title, i.Person, i.Due, i.State, i.Objective);

    IQueryable<ItemRow> Filtered() =>
        new ItemFilter(OwnerOf(Thing), ListName)
        {
            Words = Words,
            Person = Person,
            State = State,
            Objective = Objective,
            Removed = Removed,
        }.Of(Db, Seen, Hidden, Today);

    async Task<IActionResult> ExportAsync()
    {
        var rows = await ItemFilter.Sorted(Filtered(), Sort).Select(i => new { i.Id, i.Body }).ToListAsync(Cancel);
        var table = new ItemTable(Thing, rows.Select(r => (r.Id, Hidden.Shown(ItemRows.Read(Thing, new ItemRow { Body = r.Body })))));
        var name = $"{PlanId}-{ListName}.{Format}";
        return Format is "csv"
            ? File(table.ToCsv(), "text/csv; charset=utf-8", name)
            : File(table.ToXlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    /// <summary>The address of this list with one thing changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = Words,
            ["person"] = Person,
            ["state"] = State,
            ["objective"] = Objective,
            ["removed"] = Removed ? "true" : null,
            ["sort"] = Sort,
            ["page"] = null,
        };
        query[name] = value;
        return To.With(To.List(PlanId, Thing), query);
    }

    /// <value>What else can be done with the list, under its title.</value>
    public virtual IReadOnlyList<ShellLink> Ways => [];

    /// <summary>The rows as a table.</summary>
    public virtual DataTable Table()
    {
        List<Column> columns = [Column("title", Capital(Thing.Noun), true)];
        if (Thing.StateHeading is not null)
            columns.Add(Column("state", Thing.StateHeading, true));
        if (Thing.PersonHeading is not null)
            columns.Add(Column("person", Thing.PersonHeading));
        if (Thing.DueHeading is not null)
            columns.Add(Column("due", Thing.DueHeading));
        if (Thing.ObjectiveField is not null)
            columns.Add(new Column("Objective"));
        return new DataTable
        {
            Caption = $"{Capital(Thing.Plural)} of {Plan.Title}",
            Columns = columns,
            Rows = Rows.Select(Cells),
        };
    }

    /// <summary>A column by which the list can be sorted.</summary>
    protected Column Column(string key, string title, bool isKey = false) =>
        Parts.Column.Sorted(title, key, Sort, word => With("sort", word)) with
        {
            IsKey = isKey,
        };

    Inline[] Cells(Row row)
    {
        var late = Late.Is(ListName, row.State, row.Due, Today);
        List<Inline> cells =
        [
            Inline.Of(
                new Link(
                    $"{(Thing.HasId ? row.Id + " " : "")}{(row.Title == row.Id ? "" : row.Title)}".Trim(),
                    To.Item(PlanId, Thing, row.Id)
                )
            ),
        ];
        if (Thing.StateHeading is not null)
            cells.Add(Thing.StateHeading is "State" ? Inline.Of(States.Of(row.State, late)) : Read(row.State));
        if (Thing.PersonHeading is not null)
            cells.Add(Staff(row.Person) ?? Named(StaffMember.List, row.Person) ?? "Nobody yet");
        if (Thing.DueHeading is not null)
            cells.Add(row.Due is { } due ? Days.Read(due) : "No date");
        if (Thing.ObjectiveField is not null)
            cells.Add(
                Named(Domain.Develop.Objective.List, row.Objective) is { } objective
                    ? Inline.Of(new Link(objective, To.Item(PlanId, Thing.Of<Domain.Develop.Objective>(), objective)))
                    : "None"
            );
        return [.. cells];
    }

    /// <value>The kinds to filter by; null for lists without.</value>
    public IReadOnlyList<Option>? KindOptions =>
        Thing.StateHeading is "Kind" ? [new Option("Any", ""), .. Thing.States.Select(c => new Option(Capital(c.Read), c.Written))] : null;

    internal string Read(string? state) => Capital(Thing.States.FirstOrDefault(c => c.Written == state)?.Read ?? state ?? "");
}
