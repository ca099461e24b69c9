using System.Globalization;

namespace Goldthread.Web.Nhs;

/// <summary>Names and values, one under the other, with what can be done to each.</summary>
public sealed record SummaryList : Component
{
    /// <value>The rows.</value>
    public IReadOnlyList<SummaryRow> Rows { get; init; } = [];

    /// <value>False for no lines between rows.</value>
    public bool Border { get; init; } = true;

    /// <value>False for no line under the last row.</value>
    public bool LastRowBorder { get; init; } = true;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<dl").Class("nhsuk-summary-list").Raw(!Border, " nhsuk-summary-list--no-border");
        html.Raw(Border && !LastRowBorder, " nhsuk-summary-list--no-last-row-border").EndClass(Classes).Attribute("id", Id);
        html.Attributes(Attributes).Raw(">");
        var some = Rows.Any(row => row.Actions.Count > 0);
        foreach (var row in Rows)
        {
            html.Raw("<div class=\"nhsuk-summary-list__row").Raw(some && row.Actions.Count == 0, " nhsuk-summary-list__row--no-actions");
            html.Raw(!row.Border, " nhsuk-summary-list__row--no-border").Raw("\"><dt class=\"nhsuk-summary-list__key\">").Text(row.Key);
            html.Raw("</dt><dd class=\"nhsuk-summary-list__value\">").Text(row.Value).Raw("</dd>");
            if (row.Actions.Count > 0)
            {
                html.Raw("<dd class=\"nhsuk-summary-list__actions\">");
                html.Raw(row.Actions.Count > 1, "<ul class=\"nhsuk-summary-list__actions-list\">");
                foreach (var action in row.Actions)
                {
                    html.Raw(row.Actions.Count > 1, "<li class=\"nhsuk-summary-list__actions-list-item\">");
                    html.Part(action).Raw(row.Actions.Count > 1, "</li>");
                }
                html.Raw(row.Actions.Count > 1, "</ul>").Raw("</dd>");
            }
            html.Raw("</div>");
        }
        html.Raw("</dl>");
    }
}

/// <summary>One row of a <see cref="SummaryList"/>.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The value.</param>
public sealed record SummaryRow(Inline Key, Inline Value)
{
    /// <value>What can be done to it.</value>
    public IReadOnlyList<RowAction> Actions { get; init; } = [];

    /// <value>False for no line under it.</value>
    public bool Border { get; init; } = true;
}

/// <summary>Something that can be done to a row: a link, or a button where there is no address.</summary>
public sealed record RowAction : Component
{
    /// <value>What it does: "Change".</value>
    public Inline Text { get; init; }

    /// <value>To what, for a screen reader: "date of birth".</value>
    public string? Of { get; init; }

    /// <value>Where it leads, or null for a button.</value>
    public string? Href { get; init; }

    /// <value>The HTML type of a button; null makes it a link.</value>
    public string? Type { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var isLink = Href is not null && Type is null;
        html.Raw(isLink ? "<a" : "<button").Class("nhsuk-link").EndClass(Classes).Attribute("id", Id);
        html.Attribute("type", isLink ? null : Type ?? "submit")
            .Attribute("href", isLink ? Href : null)
            .Attributes(Attributes)
            .Raw(">")
            .Text(Text);
        if (Of is not null)
            html.Raw("<span class=\"nhsuk-u-visually-hidden\"> ").Text(Of).Raw("</span>");
        html.Raw(isLink ? "</a>" : "</button>");
    }
}

/// <summary>A page before or after this one.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Label">Its title, or null.</param>
/// <param name="Text">The word instead of "Previous page" or "Next page".</param>
public sealed record Neighbour(string Href, string? Label = null, string? Text = null);

/// <summary>One page in a row of numbers; <see cref="Number"/> 0 stands for pages left out.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Href">Its address.</param>
/// <param name="Current">True for the page one is on.</param>
public sealed record NumberedPage(int Number, string Href, bool Current = false);

/// <summary>The pages of a long list, or the parts of a document.</summary>
public sealed record Pagination : Component
{
    // The arrows' outlines are those of nhsuk-frontend (MIT), drawn anew they would not match its examples.
    const string Left =
        "<svg class=\"nhsuk-icon nhsuk-icon--arrow-left\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" width=\"16\" height=\"16\" focusable=\"false\" aria-hidden=\"true\"><path d=\"M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z\"/></svg>";

    const string Right =
        "<svg class=\"nhsuk-icon nhsuk-icon--arrow-right\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" width=\"16\" height=\"16\" focusable=\"false\" aria-hidden=\"true\"><path d=\"m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z\"/></svg>";

    /// <value>The page before, or null.</value>
    public Neighbour? Previous { get; init; }

    /// <value>The page after, or null.</value>
    public Neighbour? Next { get; init; }

    /// <value>Numbered pages; empty for a document whose parts have names.</value>
    public IReadOnlyList<NumberedPage> Items { get; init; } = [];

    /// <value>What a screen reader calls it.</value>
    public string AriaLabel { get; init; } = "Pagination";

    /// <summary>The pages of a list: the first, the last, and two either side of the present one.</summary>
    /// <param name="current">The present page, from 1.</param>
    /// <param name="count">How many pages there are; fewer than two give null.</param>
    /// <param name="href">The address of a page.</param>
    public static Pagination? Of(int current, int count, Func<int, string> href)
    {
        if (count < 2)
            return null;
        var items = new List<NumberedPage>();
        for (var number = 1; number <= count; number++)
        {
            if (number == 1 || number == count || Math.Abs(number - current) <= 2)
                items.Add(new(number, href(number), number == current));
            else if (items[^1].Number != 0)
                items.Add(new(0, ""));
        }
        return new()
        {
            Items = items,
            Previous = current > 1 ? new(href(current - 1)) : null,
            Next = current < count ? new(href(current + 1)) : null,
        };
    }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<nav")
            .Class("nhsuk-pagination")
            .Raw(Items.Count > 0, " nhsuk-pagination--numbered")
            .EndClass(Classes)
            .Attribute("id", Id);
        html.Raw(" role=\"navigation\"").Attribute("aria-label", AriaLabel).Attributes(Attributes).Raw(">");
        if (Items.Count > 0)
            RenderNumbers(html);
        else
            RenderNames(html);
        html.Raw("</nav>");
    }

    void RenderNumbers(HtmlWriter html)
    {
        if (Previous is not null)
        {
            html.Raw("<a").Attribute("href", Previous.Href).Raw(" class=\"nhsuk-pagination__previous\" rel=\"prev\">").Raw(Left);
            Title(html, Previous, "Previous");
            html.Raw("</a>");
        }
        html.Raw("<ul class=\"nhsuk-pagination__list\">");
        foreach (var item in Items)
        {
            if (item.Number == 0)
            {
                html.Raw("<li class=\"nhsuk-pagination__item nhsuk-pagination__item--ellipsis\">&ctdot;</li>");
                continue;
            }
            var number = item.Number.ToString(CultureInfo.InvariantCulture);
            html.Raw("<li class=\"nhsuk-pagination__item").Raw(item.Current, " nhsuk-pagination__item--current").Raw("\">");
            html.Raw("<a class=\"nhsuk-pagination__link\"").Attribute("href", item.Href).Raw($" aria-label=\"Page {number}\"");
            html.Raw(item.Current, " aria-current=\"page\"").Raw(">").Raw(number).Raw("</a></li>");
        }
        html.Raw("</ul>");
        if (Next is null)
            return;
        html.Raw("<a").Attribute("href", Next.Href).Raw(" class=\"nhsuk-pagination__next\" rel=\"next\">");
        Title(html, Next, "Next");
        html.Raw(Right).Raw("</a>");
    }

    void RenderNames(HtmlWriter html)
    {
        html.Raw("<ul class=\"nhsuk-list nhsuk-pagination__list\">");
        Named(html, Previous, "Previous", "prev", "previous", Left);
        Named(html, Next, "Next", "next", "next", Right);
        html.Raw("</ul>");
    }

    static void Named(HtmlWriter html, Neighbour? page, string word, string rel, string item, string arrow)
    {
        if (page is null)
            return;
        html.Raw($"<li class=\"nhsuk-pagination-item--{item}\"><a class=\"nhsuk-pagination__link nhsuk-pagination__link--{rel}\"");
        html.Attribute("href", page.Href).Raw($" rel=\"{rel}\">");
        Title(html, page, word);
        if (page.Label is not null)
            html.Raw("<span class=\"nhsuk-u-visually-hidden\">:</span><span class=\"nhsuk-pagination__page\">")
                .Text(page.Label)
                .Raw("</span>");
        html.Raw(arrow).Raw("</a></li>");
    }

    static void Title(HtmlWriter html, Neighbour page, string word)
    {
        html.Raw("<span class=\"nhsuk-pagination__title\">");
        if (page.Text is not null)
            html.Text(page.Text);
        else
            html.Raw(word).Raw("<span class=\"nhsuk-u-visually-hidden\"> page</span>");
        html.Raw("</span>");
    }
}
