using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>The line of sight: the gold thread from a value to the thing at hand, as a breadcrumb. Where it is cut, the line stops and says why.</summary>
/// <param name="Knots">From the value down.</param>
public sealed record LineOfSight(IReadOnlyList<Knot> Knots) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        if (Knots.Count == 0)
            return;
        html.Raw("<nav").Class("sight").EndClass(Classes).Raw(" aria-label=\"Line of sight\"><ol class=\"sight__line\">");
        foreach (var knot in Knots)
        {
            html.Raw("<li class=\"sight__knot").Raw(knot.Cut is not null, " is-cut").Raw(knot.IsCurrent, " is-current").Raw("\">");
            html.Raw("<span class=\"sight__kind\">").Text(knot.Kind).Raw("</span> ");
            ThreadTree.RenderText(html, knot, "sight__text");
            if (knot.Cut is not null)
            {
                html.Raw(" <span class=\"sight__cut\"><span class=\"nhsuk-u-visually-hidden\">The thread is cut here: </span>")
                    .Text(knot.Cut);
                if (knot.Mend is { } mend)
                    html.Raw(". <a").Attribute("href", mend).Raw(">Join it</a>");
                html.Raw("</span>");
            }
            html.Raw("</li>");
        }
        html.Raw("</ol></nav>");
    }
}

/// <summary>The whole thread as nested lists joined by gold: readable as lists without styles.</summary>
/// <param name="Knots">The knots at the top.</param>
public sealed record ThreadTree(IReadOnlyList<Knot> Knots) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) => RenderList(html, Knots, "tree");

    static void RenderList(HtmlWriter html, IReadOnlyList<Knot> knots, string name)
    {
        html.Raw($"<ul class=\"{name}\">");
        foreach (var knot in knots)
        {
            html.Raw("<li class=\"tree__knot").Raw(knot.Cut is not null, " is-cut").Raw(knot.IsCurrent, " is-current").Raw("\">");
            html.Raw("<div class=\"tree__line\"><span class=\"tree__kind\">").Text(knot.Kind).Raw("</span> ");
            RenderText(html, knot, "tree__text");
            if (knot.Fact is not null)
                html.Raw(" <span class=\"tree__fact\">").Text(knot.Fact).Raw("</span>");
            if (knot.Cut is not null)
                html.Raw(" <span class=\"tree__cut\"><span class=\"nhsuk-u-visually-hidden\">The thread is cut here: </span>")
                    .Text(knot.Cut)
                    .Raw("</span>");
            html.Raw("</div>");
            if (knot.Below.Count > 0)
                RenderList(html, knot.Below, "tree__below");
            html.Raw("</li>");
        }
        html.Raw("</ul>");
    }

    internal static void RenderText(HtmlWriter html, Knot knot, string name)
    {
        if (knot.Text.Length == 0)
            return;
        if (knot.Href is null)
            html.Raw($"<span class=\"{name}\"").Raw(knot.IsCurrent, " aria-current=\"page\"").Raw(">").Text(knot.Text).Raw("</span>");
        else
            html.Raw($"<a class=\"{name}\"")
                .Attribute("href", knot.Href)
                .Raw(knot.IsCurrent, " aria-current=\"page\"")
                .Raw(">")
                .Text(knot.Text)
                .Raw("</a>");
    }
}
