using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Goldthread.Web.Parts;

/// <summary>How something stands, in words: the first line of its page.</summary>
/// <param name="State">Its state as a shape and a word; empty for none.</param>
/// <param name="Words">What is to be said of it; empty where the state says it all.</param>
public sealed record Headline(Inline State, string Words) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<p class=\"stands\">").Text(State);
        if (Words.Length > 0)
            html.Raw(State.IsEmpty ? "" : " ").Raw("<span class=\"stands__words\">").Text(Words).Raw("</span>");
        html.Raw("</p>");
    }
}

/// <summary>Who, by when, for what: a few facts in one line, each after its word.</summary>
/// <param name="Items">Each fact: its word, or an empty one where it says itself; and what is so. Blank ones are left out.</param>
public sealed record FactLine(IReadOnlyList<(string Word, Inline Value)> Items) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<ul class=\"fact-line\">");
        foreach (var (word, value) in Items.Where(i => !i.Value.IsEmpty))
        {
            html.Raw("<li>");
            if (word.Length > 0)
                html.Raw("<span class=\"fact__word\">").Text(word).Raw("</span> ");
            html.Text(value).Raw("</li>");
        }
        html.Raw("</ul>");
    }
}

/// <summary>The one thing to do next: why, and a button that leads there.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Action">What the button does.</param>
/// <param name="Href">Where it leads.</param>
public sealed record NextStep(string Title, string Why, string Action, string Href) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<section class=\"next-step\"><h2>").Text(Title).Raw("</h2><p>").Text(Why).Raw("</p>");
        html.Part(
                new Button
                {
                    Text = Action,
                    Href = Href,
                    Variant = "secondary",
                }
            )
            .Raw("</section>");
    }
}

/// <summary>What a person says, in their own words.</summary>
/// <param name="Text">The words.</param>
public sealed record Quotation(string Text) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Raw("<blockquote class=\"quotation\"><p>").Text("“" + Text.Trim().Trim('"', '“', '”') + "”").Raw("</p></blockquote>");
}

/// <summary>A figure in one line: "5.8 per 1,000 in Oct 2026, target 5 per 1,000 by Mar 2027, started at 7.6 per 1,000".</summary>
public static class FigureLine
{
    /// <summary>The line of a measure.</summary>
    /// <param name="at">What is kept of its series.</param>
    /// <param name="measure">The measure, for the day of its target and where it began; null where they are not known.</param>
    public static string Of(Glanced at, Measure? measure = null)
    {
        List<string> parts = [at.Last is { } last ? $"{Units.Of(at.Latest, at.Unit)} in {Days.ReadMonth(last)}" : "No figures yet"];
        if (at.Target is { } target)
            parts.Add($"target {Units.Of(target, at.Unit)}{(measure?.Target?.By is { } by ? " by " + Days.ReadMonth(by) : "")}");
        if (measure?.Baseline?.Value is { } began)
            parts.Add($"started at {Units.Of(began, at.Unit)}");
        return string.Join(", ", parts);
    }
}

/// <summary>What happened to a thing as people told it, newest first.</summary>
/// <param name="Items">Each: the day, who, and what.</param>
public sealed record Updates(IEnumerable<(DateOnly? On, string? By, string Text)> Items) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<ol class=\"updates\">");
        // What was told later stands later in the list of one day.
        foreach (var (on, by, text) in Items.Reverse().OrderByDescending(i => i.On))
        {
            html.Raw("<li class=\"updates__one\"><span class=\"updates__when\">").Text(on is { } day ? Days.Read(day) : "No date");
            if (!string.IsNullOrEmpty(by))
                html.Text(", " + by);
            html.Raw("</span> <span class=\"updates__text text\">").Text(text).Raw("</span></li>");
        }
        html.Raw("</ol>");
    }
}

/// <summary>What is kept folded until somebody asks: details, history, what could be added.</summary>
[HtmlTargetElement("fold")]
public sealed class FoldTagHelper : TagHelper
{
    /// <value>What is in it.</value>
    public string Title { get; set; } = "";

    /// <value>True where it stands open: what is wrong in it, or what was just asked.</value>
    public bool Open { get; set; }

    /// <value>Its place on the page; null for none.</value>
    public string? Anchor { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(new Folded(Title, Inline.Of(inner)) { Open = Open, Id = Anchor });
    }
}

/// <summary>As the <c>fold</c> element, for code.</summary>
/// <param name="Title">What is in it.</param>
/// <param name="Content">The content.</param>
public sealed record Folded(string Title, Inline Content) : Component
{
    /// <value>True where it stands open.</value>
    public bool Open { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<details").Class("nhsuk-details fold").EndClass(Classes).Attribute("id", string.IsNullOrEmpty(Id) ? null : Id);
        html.Flag(Open, "open").Raw("><summary class=\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-text\">");
        html.Text(Title).Raw("</span></summary><div class=\"nhsuk-details__text\">").Text(Content).Raw("</div></details>");
    }
}

/// <summary>The questions that nobody has answered yet, folded; each leads to its place in the form for whoever may answer it.</summary>
/// <param name="Questions">The questions, each with where it is answered or null.</param>
public sealed record CouldBeAdded(IReadOnlyList<(string Text, string? Href)> Questions) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        if (Questions.Count > 0)
            html.Part(new Folded($"Could be added ({Questions.Count})", Inline.Of(new Lines(Questions))));
    }

    sealed record Lines(IReadOnlyList<(string Text, string? Href)> Questions) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<ul class=\"plain-list\">");
            foreach (var (text, href) in Questions)
            {
                html.Raw("<li>");
                if (href is null)
                    html.Text(text);
                else
                    html.Part(new Link(text, href));
                html.Raw("</li>");
            }
            html.Raw("</ul>");
        }
    }
}
