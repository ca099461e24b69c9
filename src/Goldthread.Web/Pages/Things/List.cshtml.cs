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
public class ListModel : ThingPage, Implement.Views.IActionsFilter
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

    public sealed record Row(
        string Id,
        string Title,
        string? Person,
        DateOnly? Due,
        string? State,
        string? Objective,
        string? Serves = null,
        string? Body = null
    );

    /// <value>What one decides by in this list; null where it has nothing of its own.</value>
    protected Deciding? Deciding => Deciding.Of(Thing);

    /// <value>Whoever it could be of: the staff list.</value>
    public IReadOnlyList<Option> People => [new Option("Anybody", ""), .. StaffList.Select(s => new Option(s.Role, s.Id))];

    /// <value>True for the lists of work: what needs somebody stands first, unless another order is asked for.</value>
    bool IsWork => Thing.Shape.Find("status") is not null && Thing.DueHeading is "Due" or "Planned for";

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
        ViewData["Title"] = $"{Capital(Thing.Plural)}{(Removed ? ", removed" : "")}{(Number > 1 ? $", page {Number}" : "")}";
        await LoadAsync(Filtered());
    }

    /// <summary>Loads the rows of the page and how many there are.</summary>
    /// <param name="rows">The rows that the filters leave.</param>
    protected virtual async Task LoadAsync(IQueryable<ItemRow> rows)
    {
        if (IsFiltered || Sort is not null)
        {
            Total = IsFiltered ? await rows.CountAsync(Cancel) : CountOf(ListName);
            Rows = await ShownAsync(rows);
            return;
        }
        Total = CountOf(ListName);
        if (Hidden.Key.Length > 0 || Deciding is not null || IsWork)
        {
            Rows = await ShownAsync(rows);
            return;
        }
        // What most people open is translated once.
        Rows = await ItemQueries
            .Open.On(Db, OwnerOf(Thing), ListName, (Number - 1) * PageSize)
            .Select(i => new Row(i.Id, i.Title, i.Person, i.Due, i.State, i.Objective, i.Serves))
            .ToListAsync(Cancel);
    }

    async Task<List<Row>> ShownAsync(IQueryable<ItemRow> rows)
    {
        var own = SeenItems.Where(o => o.List == Domain.Develop.Objective.List);
        var needsBody = Deciding is not null;
        return await PageOf(rows)
            .Select(i => new Row(
                i.Id,
                i.Title,
                i.Person,
                i.Due,
                i.State,
                i.Objective,
                own.Where(o => o.Id == i.Objective).Select(o => o.Title).FirstOrDefault(),
                needsBody ? i.Body : null
            ))
            .ToListAsync(Cancel);
    }

    /// <summary>The rows of the page, sorted.</summary>
    protected IQueryable<ItemRow> PageOf(IQueryable<ItemRow> rows) =>
        (Sort is null && IsWork ? ItemFilter.ByNeed(rows) : ItemFilter.Sorted(rows, Sort)).Skip((Number - 1) * PageSize).Take(PageSize);

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
    public virtual IReadOnlyList<ShellLink> Ways =>
        [
            .. Thing.List is Domain.Develop.Objective.List && MayAddHere
                ? [new ShellLink("Build one with its measure, first action and risk", To.List(PlanId, Thing) + "/build")]
                : Array.Empty<ShellLink>(),
            .. Thing.List is Domain.Implement.Action.List && MayAddHere
                ? [new ShellLink("Change several at once", $"{To.Plan(PlanId)}/implement/change-several")]
                : Array.Empty<ShellLink>(),
            .. Together
                .All.Where(t => t.Lists.Contains(ListName))
                .Select(t => new ShellLink(t.Text, $"{To.Plan(PlanId)}/develop/{t.Place}")),
        ];

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
        if (Deciding is { } deciding)
            columns.InsertRange(1, deciding.Columns);
        return new DataTable
        {
            Caption = $"{Capital(Thing.Plural)} of {Plan.Title}",
            Columns = columns,
            Rows = Rows.Select(Cells),
            Foot = Deciding is { HasSums: true } summed && Rows.Count > 1 ? Foot(summed, columns.Count) : [],
        };
    }

    /// <summary>The sums under the rows that are shown, and of which of them they are.</summary>
    Inline[] Foot(Deciding summed, int columns) =>
        [
            Rows.Count < Total ? $"Sum of these {Rows.Count}" : "Sum",
            .. summed.Sums([.. Rows.Select(ItemOf)]),
            .. Enumerable.Repeat(default(Inline), columns - 1 - summed.Columns.Count),
        ];

    Part ItemOf(Row row) => Hidden.Shown(Thing.Shape.FromJson(row.Body!));

    /// <summary>A column by which the list can be sorted.</summary>
    protected Column Column(string key, string title, bool isKey = false) =>
        Parts.Column.Sorted(title, key, Sort, word => With("sort", word)) with
        {
            IsKey = isKey,
        };

    Inline[] Cells(Row row)
    {
        var late = Late.Is(ListName, row.State, row.Due, Today);
        List<Inline> cells = [Inline.Of(new Link(TitleOf(row), To.Item(PlanId, Thing, row.Id)))];
        if (Deciding is { } deciding)
            cells.AddRange(deciding.Cells(ItemOf(row)));
        if (Thing.StateHeading is not null)
            cells.Add(Thing.StateHeading is "State" ? Inline.Of(States.Of(row.State, late)) : Read(row.State));
        if (Thing.PersonHeading is not null)
            cells.Add(
                Staff(row.Person) ?? (Named(Domain.Develop.StaffMember.List, row.Person) is null ? "Nobody yet" : "Somebody who left")
            );
        if (Thing.DueHeading is not null)
            cells.Add(row.Due is { } due ? Days.Read(due) + (late ? $", {Lateness(due)}" : "") : "No date");
        if (Thing.ObjectiveField is not null)
            cells.Add(
                Named(Domain.Develop.Objective.List, row.Objective) is { } objective
                    ? Inline.Of(new Link(row.Serves ?? "An objective", To.Item(PlanId, Thing.Of<Domain.Develop.Objective>(), objective)))
                    : "None"
            );
        return [.. cells];
    }

    string Lateness(DateOnly due) => Today.DayNumber - due.DayNumber is var days && days == 1 ? "1 day late" : $"{days} days late";

    /// <summary>What an item is called; what has no title of its own is known by what it is and its day.</summary>
    string TitleOf(Row row) =>
        row.Title != row.Id ? row.Title
        : row.Due is { } day ? $"{Capital(Thing.Noun)} of {Days.Read(day)}"
        : Capital(Thing.Noun);

    /// <value>The kinds to filter by; null for lists without.</value>
    public IReadOnlyList<Option>? KindOptions =>
        Thing.StateHeading is "Kind" ? [new Option("Any", ""), .. Thing.States.Select(c => new Option(Capital(c.Read), c.Written))] : null;

    internal string Read(string? state) => Capital(Thing.States.FirstOrDefault(c => c.Written == state)?.Read ?? state ?? "");
}
