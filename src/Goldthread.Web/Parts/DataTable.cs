using System.Globalization;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>A column of a <see cref="DataTable"/>.</summary>
/// <param name="Title">What stands in it, with its unit for figures: "Cost, £".</param>
public sealed record Column(string Title)
{
    /// <value>True for figures, which stand at the right.</value>
    public bool IsFigure { get; init; }

    /// <value>True for one of the two facts that come first on a phone.</value>
    public bool IsKey { get; init; }

    /// <value>The address that sorts by it, or null where it cannot be sorted.</value>
    public string? SortHref { get; init; }

    /// <value>True where the rows are sorted by it upwards, false downwards, null not at all.</value>
    public bool? IsAscending { get; init; }

    /// <summary>A column by which a list can be sorted: upwards, and once it is, downwards.</summary>
    /// <param name="title">What stands in it.</param>
    /// <param name="key">Its word in the address; with a hyphen before it for downwards.</param>
    /// <param name="sort">By what the list is sorted now, or null.</param>
    /// <param name="href">The address of the list sorted by a word.</param>
    public static Column Sorted(string title, string key, string? sort, Func<string, string> href) =>
        new(title)
        {
            SortHref = href(sort == key ? "-" + key : key),
            IsAscending =
                sort == key ? true
                : sort == "-" + key ? false
                : null,
        };
}

/// <summary>Rows to compare: sticky titles, figures at the right, sort links; on a phone each row is a small block. The first column names the row.</summary>
public sealed record DataTable : Component
{
    // With more than this they stand closer, so that the table is not wider than the page.
    const int ManyColumns = 9;

    /// <value>What the table shows, read out and shown above it when printed.</value>
    public required string Caption { get; init; }

    /// <value>The columns.</value>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <value>The rows, a cell a column.</value>
    public required IEnumerable<IReadOnlyList<Inline>> Rows { get; init; }

    /// <value>The sums under the rows, a cell a column, the first one a word; empty for none.</value>
    public IReadOnlyList<Inline> Foot { get; init; } = [];

    /// <value>True where tables of one kind stand below each other: the columns of all of them are of one width.</value>
    public bool IsEqual { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div class=\"table-frame\" role=\"region\" tabindex=\"0\"").Attribute("aria-label", Caption).Raw("><table");
        html.Class("table")
            .Raw(IsEqual, " table--equal")
            .Raw(Columns.Count > ManyColumns, " table--many")
            .EndClass(Classes)
            .Attribute("id", Id)
            .Raw("><caption class=\"table__caption\">")
            .Text(Caption);
        html.Raw("</caption><thead><tr>");
        foreach (var column in Columns)
            RenderTitle(html, column);
        html.Raw("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Raw("<tr>");
            for (var i = 0; i < Columns.Count; i++)
            {
                var column = Columns[i];
                html.Raw(i == 0 ? "<th scope=\"row\" class=\"table__name" : "<td class=\"table__cell");
                html.Raw(column.IsFigure, " is-figure").Raw(column.IsKey, " is-key").Raw("\"");
                html.Attribute("data-label", i == 0 ? null : column.Title);
                html.Raw(">").Text(row[i]).Raw(i == 0 ? "</th>" : "</td>");
            }
            html.Raw("</tr>");
        }
        html.Raw("</tbody>");
        if (Foot.Count > 0)
        {
            html.Raw("<tfoot><tr>");
            for (var i = 0; i < Columns.Count; i++)
            {
                html.Raw(i == 0 ? "<th scope=\"row\" class=\"table__name" : "<td class=\"table__cell");
                html.Raw(Columns[i].IsFigure, " is-figure").Raw("\"").Attribute("data-label", i == 0 ? null : Columns[i].Title);
                html.Raw(">").Text(Foot[i]).Raw(i == 0 ? "</th>" : "</td>");
            }
            html.Raw("</tr></tfoot>");
        }
        html.Raw("</table></div>");
    }

    static void RenderTitle(HtmlWriter html, Column column)
    {
        html.Raw("<th scope=\"col\" class=\"table__title").Raw(column.IsFigure, " is-figure").Raw("\"");
        html.Attribute("aria-sort", column.IsAscending is { } up ? (up ? "ascending" : "descending") : null).Raw(">");
        if (column.SortHref is null)
            html.Text(column.Title);
        else
        {
            html.Raw("<a class=\"table__sort\"").Attribute("href", column.SortHref).Raw(">").Text(column.Title);
            html.Raw("<span class=\"table__arrow\" aria-hidden=\"true\">")
                .Raw(
                    column.IsAscending switch
                    {
                        true => "↑",
                        false => "↓",
                        null => "↕",
                    }
                )
                .Raw("</span></a>");
        }
        html.Raw("</th>");
    }
}

/// <summary>A plain link, for cells of rows: no routing, no reflection.</summary>
/// <param name="Text">What is there.</param>
/// <param name="Href">Its address.</param>
public sealed record Link(string Text, string Href) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Raw("<a").Class("nhsuk-link").EndClass(Classes).Attribute("href", Href).Attributes(Attributes).Raw(">").Text(Text).Raw("</a>");
}

/// <summary>The filters in force, in words, each with a way to take it off.</summary>
/// <param name="Items">What is filtered, and the address without it.</param>
/// <param name="ClearHref">The address without any filter.</param>
public sealed record FilterChips(IReadOnlyList<(string Text, string WithoutHref)> Items, string ClearHref) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        if (Items.Count == 0)
            return;
        html.Raw("<div class=\"chips\"><h2 class=\"nhsuk-u-visually-hidden\">Filters in force</h2><ul class=\"chips__list\">");
        foreach (var (text, href) in Items)
            html.Raw("<li><a class=\"chips__chip\"")
                .Attribute("href", href)
                .Raw("><span class=\"nhsuk-u-visually-hidden\">Take off the filter </span>")
                .Text(text)
                .Raw("<span class=\"chips__cross\" aria-hidden=\"true\">×</span></a></li>");
        html.Raw("</ul><a class=\"nhsuk-link chips__clear\"").Attribute("href", ClearHref).Raw(">Clear all</a></div>");
    }
}

/// <summary>A grid of words and counts, such as likelihood by impact. The list beside it is the same data.</summary>
public sealed record Matrix : Component
{
    /// <value>What the grid shows.</value>
    public required string Caption { get; init; }

    /// <value>What goes down: "Likelihood".</value>
    public required string RowAxis { get; init; }

    /// <value>What goes across: "Impact".</value>
    public required string ColumnAxis { get; init; }

    /// <value>The words down, the first at the top.</value>
    public required IReadOnlyList<string> RowWords { get; init; }

    /// <value>The words across.</value>
    public required IReadOnlyList<string> ColumnWords { get; init; }

    /// <value>The cells by row and column.</value>
    public required Func<int, int, MatrixCell> Cell { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<table class=\"matrix\"><caption class=\"matrix__caption\">")
            .Text(Caption)
            .Raw("</caption><thead><tr><td class=\"matrix__axis\">");
        html.Text(RowAxis).Raw(" <span aria-hidden=\"true\">↓</span> ").Text(ColumnAxis).Raw(" <span aria-hidden=\"true\">→</span></td>");
        foreach (var word in ColumnWords)
            html.Raw("<th scope=\"col\">").Text(word).Raw("</th>");
        html.Raw("</tr></thead><tbody>");
        for (var row = 0; row < RowWords.Count; row++)
        {
            html.Raw("<tr><th scope=\"row\">").Text(RowWords[row]).Raw("</th>");
            for (var column = 0; column < ColumnWords.Count; column++)
            {
                var cell = Cell(row, column);
                html.Raw($"<td class=\"matrix__cell matrix__cell--{Math.Clamp(cell.Weight, 0, 4)}\"><span class=\"matrix__word\">")
                    .Text(cell.Word);
                html.Raw("</span> ");
                var count = cell.Count.ToString(CultureInfo.InvariantCulture);
                if (cell.Count == 0)
                    html.Raw("<span class=\"matrix__count is-none\">0</span>");
                else if (cell.Href is null)
                    html.Raw("<span class=\"matrix__count\">").Raw(count).Raw("</span>");
                else
                    html.Raw("<a class=\"matrix__count\"").Attribute("href", cell.Href).Raw(">").Raw(count).Raw("</a>");
                html.Raw("</td>");
            }
            html.Raw("</tr>");
        }
        html.Raw("</tbody></table>");
    }
}

/// <summary>One cell of a <see cref="Matrix"/>.</summary>
/// <param name="Word">What the cell means: "Act now".</param>
/// <param name="Count">How many things are in it.</param>
/// <param name="Weight">How dark it is drawn, 0 to 4.</param>
/// <param name="Href">The list of those things, or null.</param>
public sealed record MatrixCell(string Word, int Count, int Weight, string? Href = null);
