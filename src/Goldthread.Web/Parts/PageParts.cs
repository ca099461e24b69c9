using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Goldthread.Web.Parts;

/// <summary>
/// The title of a page, one sentence of what to do here, and the one primary action: at the top right on wide screens, under the thumb on phones. Sets the
/// browser's title too. What stands inside goes under the sentence.
/// </summary>
[HtmlTargetElement("page-head")]
public sealed class PageHeadTagHelper : TagHelper
{
    /// <value>What the page is.</value>
    public string Title { get; set; } = "";

    /// <value>What kind of thing it is, in small letters above: "Measure". Null for none.</value>
    public string? Kind { get; set; }

    /// <value>One sentence of what to do here, or null once it is known.</value>
    public string? Lead { get; set; }

    /// <value>What the primary action does, or null for none.</value>
    public string? Action { get; set; }

    /// <value>Where the primary action leads.</value>
    public string? ActionHref { get; set; }

    /// <value>The page on which it stands; set by the framework.</value>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // A thing and the page of its list may have one name.
        ViewContext.ViewData["Title"] ??= string.IsNullOrEmpty(Kind) ? Title : $"{Title} ({char.ToLowerInvariant(Kind[0])}{Kind[1..]})";
        var inner = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page-head");
        output.Content.SetHtmlContent(new Inside(Title, Kind, Lead, Action, ActionHref, inner.IsEmptyOrWhiteSpace ? null : inner));
    }

    /// <summary>Razor hands a null in a text attribute over as an empty text, so both mean none.</summary>
    sealed record Inside(string Title, string? Kind, string? Lead, string? Action, string? ActionHref, TagHelperContent? Inner) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<div class=\"page-head__words\">");
            if (!string.IsNullOrEmpty(Kind))
                html.Raw("<p class=\"page-head__kind\">").Text(Kind).Raw("</p>");
            html.Raw("<h1 class=\"page-head__title\">").Text(Title).Raw("</h1>");
            if (!string.IsNullOrEmpty(Lead))
                html.Raw("<p class=\"page-head__lead\">").Text(Lead).Raw("</p>");
            html.Part(Inner).Raw("</div>");
            if (!string.IsNullOrEmpty(Action) && ActionHref is not null)
                html.Raw("<div class=\"page-head__action\">").Part(new Button { Text = Action, Href = ActionHref }).Raw("</div>");
        }
    }
}

/// <summary>Where there is nothing yet: what is missing and why it matters, and the next step.</summary>
[HtmlTargetElement("empty")]
public sealed class EmptyTagHelper : TagHelper
{
    /// <value>What is missing: "No measures yet".</value>
    public string Title { get; set; } = "";

    /// <value>What the next step does, or null where the person may not take it.</value>
    public string? Action { get; set; }

    /// <value>Where the next step is.</value>
    public string? ActionHref { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(new Empty(Title, Inline.Of(inner)) { Action = Action, ActionHref = ActionHref });
    }
}

/// <summary>As the <c>empty</c> element, for code.</summary>
/// <param name="Title">What is missing: "No measures yet".</param>
/// <param name="Text">Why it matters.</param>
public sealed record Empty(string Title, Inline Text) : Component
{
    /// <value>What the next step does, or null.</value>
    public string? Action { get; init; }

    /// <value>Where the next step is.</value>
    public string? ActionHref { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div class=\"empty\"><h2 class=\"empty__title\">")
            .Text(Title)
            .Raw("</h2><p class=\"empty__text\">")
            .Text(Text)
            .Raw("</p>");
        if (!string.IsNullOrEmpty(Action) && ActionHref is not null)
            html.Part(
                new Button
                {
                    Text = Action,
                    Href = ActionHref,
                    Variant = "secondary",
                }
            );
        html.Raw("</div>");
    }
}

/// <summary>The foot of a page: history of the thing, print, exports.</summary>
/// <param name="Links">History and exports.</param>
public sealed record Foot(IReadOnlyList<ShellLink> Links) : Component
{
    /// <value>True for a print button (where scripts run; a browser's own menu prints as well).</value>
    public bool Print { get; init; } = true;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<ul class=\"foot\" aria-label=\"About this page\">");
        foreach (var link in Links)
            html.Raw("<li>").Part(new Link(link.Text, link.Href)).Raw("</li>");
        if (Print)
            html.Raw("<li class=\"needs-script\"><button type=\"button\" class=\"link-button\" data-print>Print</button></li>");
        html.Raw("</ul>");
    }
}

/// <summary>A few facts in one line, figure over word: what is late, what moved, what to decide.</summary>
/// <param name="Items">Each fact: the figure, the word under it, the list behind it or null.</param>
public sealed record Facts(IReadOnlyList<(string Figure, string Word, string? Href)> Items) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<ul class=\"facts\">");
        foreach (var (figure, word, href) in Items)
        {
            html.Raw("<li class=\"facts__fact\">")
                .Raw(href is null ? "<span class=\"facts__inner\"" : "<a class=\"facts__inner\"")
                .Attribute("href", href);
            html.Raw("><span class=\"facts__figure\">").Text(figure).Raw("</span> <span class=\"facts__word\">").Text(word).Raw("</span>");
            html.Raw(href is null ? "</span></li>" : "</a></li>");
        }
        html.Raw("</ul>");
    }
}
