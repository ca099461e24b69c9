using Goldthread.App.Documents;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>A document on a page: what the Word file says, in the same order.</summary>
/// <param name="Document">What it says.</param>
public sealed record DocumentText(Document Document) : Component
{
    /// <summary>Rows of tables on the page; the rest of a very large plan is in the Word file.</summary>
    public const int MostRows = 500;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw(Document.IsOneSheet ? "<div class=\"document document--sheet\">" : "<div class=\"document\">");
        var left = MostRows;
        foreach (var block in Document.Blocks)
        {
            switch (block)
            {
                case Heading heading:
                    html.Raw(heading.Level == 1 ? "<h2>" : "<h3>").Text(heading.Text).Raw(heading.Level == 1 ? "</h2>" : "</h3>");
                    break;
                case Paragraph said:
                    html.Raw("<p class=\"document__said\">");
                    if (said.Word is { } word)
                        html.Raw("<strong>").Text(word.EndsWith('?') ? word : word + ":").Raw("</strong> ");
                    Linked(html, said.Text, said.Address);
                    html.Raw("</p>");
                    if (said.IsToCopy)
                        // Shown by the script alone: without it there is nothing that copies.
                        html.Raw(
                            "<p class=\"document__copy\"><button type=\"button\" class=\"nhsuk-button nhsuk-button--secondary nhsuk-button--small\" data-copy-before hidden>Copy this answer</button></p>"
                        );
                    break;
                case Bullets bullets:
                    var lines = bullets.Lines.Take(left).ToList();
                    left -= lines.Count;
                    html.Raw("<ul class=\"nhsuk-list nhsuk-list--bullet document__list\">");
                    foreach (var line in lines)
                    {
                        html.Raw("<li>");
                        if (line.Word is { } about)
                            html.Raw("<strong>").Text(about + ":").Raw("</strong> ");
                        Linked(html, line.Text, line.Address);
                        html.Raw("</li>");
                    }
                    html.Raw("</ul>");
                    if (lines.Count < bullets.Lines.Count)
                        html.Raw("<p>").Text($"{bullets.Lines.Count - lines.Count:N0} more are in the Word file.").Raw("</p>");
                    break;
                case Grid grid:
                    var rows = grid.Rows.Take(left).ToList();
                    left -= rows.Count;
                    if (rows.Count > 0)
                        html.Part(Table(grid, rows));
                    if (rows.Count < grid.Rows.Count)
                        html.Raw("<p>").Text($"{grid.Rows.Count - rows.Count:N0} more are in the Word file.").Raw("</p>");
                    break;
            }
        }
        html.Raw("</div>");
    }

    static void Linked(HtmlWriter html, string text, string? address)
    {
        if (address is null)
            html.Text(text);
        else
            html.Part(new Link(text, address));
    }

    static DataTable Table(Grid grid, IReadOnlyList<IReadOnlyList<Cell>> rows) =>
        new()
        {
            Caption = grid.Description,
            Columns = [.. grid.Columns.Select((c, i) => new Column(c.Title) { IsKey = i == 1 })],
            Rows = rows.Select(r => (IReadOnlyList<Inline>)[.. r.Select(c => Inline.Of(new Lines(c)))]),
        };

    sealed record Lines(Cell Cell) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            if (Cell.Lines is [{ Word: null } only])
            {
                html.Raw("<span class=\"text\">");
                Linked(html, only.Text, only.Address);
                html.Raw("</span>");
                return;
            }
            if (Cell.Lines.Count == 0)
                return;
            html.Raw(Cell.RunsOn ? "<ul class=\"plain-list document__facts\">" : "<ul class=\"plain-list\">");
            foreach (var line in Cell.Lines)
            {
                html.Raw("<li>");
                if (line.Word is { } word)
                    html.Raw("<span class=\"fact__word\">").Text(word).Raw("</span> ");
                html.Raw("<span class=\"text\">");
                Linked(html, line.Text, line.Address);
                html.Raw("</span></li>");
            }
            html.Raw("</ul>");
        }
    }
}
