using Goldthread.Web.Nhs;

namespace Goldthread.Web.Forms;

/// <summary>A button that looks like a link: what a form can do beside saving.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">Where it sends the form.</param>
public sealed record LinkButton(string Text, string Address) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Raw("<button type=\"submit\" class=\"link-button\"").Attribute("formaction", Address).Raw(">").Text(Text).Raw("</button>");
}
