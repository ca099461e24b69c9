using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>How much a finding weighs, as a word with a shape.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Waived">True where a waiver lets it stand.</param>
public sealed record SeverityMark(Severity Severity, bool Waived = false) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var (name, word, shape) = Waived
            ? (
                "waived",
                "Accepted for now",
                "<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"2.5 2\"/>"
            )
            : Severity switch
            {
                Severity.Error => (
                    "error",
                    "Error",
                    "<path d=\"M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z\" fill=\"currentColor\"/><path class=\"state__cut\" d=\"M8 4.5v4.2M8 10.4v1.4\" stroke=\"#fff\" stroke-width=\"1.8\"/>"
                ),
                Severity.Warning => (
                    "warning",
                    "Warning",
                    "<path d=\"M8 2 14.5 14h-13z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\" stroke-linejoin=\"round\"/><path d=\"M8 6.5v3.2M8 11v1.3\" stroke=\"currentColor\" stroke-width=\"1.6\"/>"
                ),
                Severity.Info => (
                    "advice",
                    "Advice",
                    "<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/><path d=\"M8 7v4.2M8 4.4v1.4\" stroke=\"currentColor\" stroke-width=\"1.6\"/>"
                ),
                _ => throw new InvalidOperationException($"No mark for {Severity}."),
            };
        html.Raw("<span class=\"state weight weight--").Raw(name);
        html.Raw(
            "\"><svg class=\"state__shape\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">"
        );
        html.Raw(shape).Raw("</svg>").Text(word).Raw("</span>");
    }
}

/// <summary>Findings as lines, each with the way to the field that mends it where the person may go there.</summary>
/// <param name="Page">The page of the plan: what was found in it, and what the person may do.</param>
/// <param name="Items">The findings to show.</param>
public sealed record FindingLines(PlanPage Page, IEnumerable<Finding> Items) : Component
{
    /// <value>True where each line says why it matters and what to do; false where that stands above them.</value>
    public bool Full { get; init; } = true;

    /// <value>True where the lines stand in a form of the page that puts advice away.</value>
    public bool PutsAway { get; init; }

    PlanFound Found => Page.Found;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<ul class=\"findings\">");
        foreach (var finding in Items)
            One(html, finding);
        html.Raw("</ul>");
    }

    void One(HtmlWriter html, Finding finding)
    {
        var waiver = Found.WaiverOf(finding);
        html.Raw("<li class=\"finding\"").Attribute("id", IdOf(finding)).Raw("><p class=\"finding__what\">");
        html.Part(new SeverityMark(finding.Severity, finding.Waived)).Raw(" ").Text(finding.Message).Raw("</p>");
        if (Full)
        {
            html.Raw("<p class=\"finding__why\">").Text(Sentence(finding.Check.Why)).Raw(finding.Check.Why.Length > 0, " ");
            html.Text(Sentence(finding.Check.Fix)).Raw("</p>");
        }
        if (waiver is not null)
        {
            html.Raw("<p class=\"finding__why\">")
                .Text($"Accepted until {Days.Read(waiver.Expires!.Value)} by {waiver.By}: {waiver.Reason}")
                .Raw("</p>");
        }
        var mendings = Page.MayMend(finding) ? Mending.All(Page, finding).ToList() : [];
        var waives = (Page.MayWrite || Page.MayApprove) && finding.Severity != Severity.Info;
        var putsAway =
            PutsAway && Page.MayWrite && finding is { Severity: Severity.Info, Waived: false } && !Found.IsAllAway(finding.Check);
        var ways = mendings.Count > 0 || waives || putsAway;
        html.Raw(ways, "<p class=\"finding__ways\">");
        foreach (var mending in mendings)
            html.Part(new Link(mending.Text, mending.Href));
        if (waives)
            html.Part(new Link(waiver is null ? "Accept for now" : "Change the end", WaiveHref(Page.PlanId, finding)));
        if (putsAway)
        {
            var away = Found.IsAway(finding);
            html.Raw("<button type=\"submit\" class=\"link-button\"")
                .Attribute("name", away ? "back" : "put")
                .Attribute("value", Mending.Line(finding))
                .Raw(">")
                .Raw(away ? "Show again" : "Hide")
                .Raw("<span class=\"nhsuk-u-visually-hidden\">: ")
                .Text(finding.Message)
                .Raw("</span></button>");
        }
        html.Raw(ways, "</p>").Raw("</li>");
    }

    /// <summary>The element of a finding in a list.</summary>
    public static string IdOf(Finding finding) => IdOf(Mending.Line(finding));

    /// <inheritdoc cref="IdOf(Finding)"/>
    public static string IdOf(string line) =>
        string.Concat(
            line.Select(c =>
                char.IsAsciiLetterOrDigit(c) ? c.ToString()
                : c is ' ' or '/' ? "-"
                : $"_{(int)c:x}"
            )
        );

    /// <summary>The page that lets a finding stand for a time.</summary>
    public static string WaiveHref(string plan, Finding finding) =>
        $"{To.Plan(plan)}/health/waive?check={finding.Check.Id}&about={Uri.EscapeDataString(finding.About)}";

    /// <summary>The words of a check as a sentence.</summary>
    public static string Sentence(string text) => text.Length == 0 ? "" : PlanPage.Capital(text.TrimEnd('.', ' ')) + ".";
}

/// <summary>What the checks say about one answer of a form: in its margin, quiet until asked.</summary>
/// <param name="Items">The findings, at least one.</param>
public sealed record BesideNote(IReadOnlyList<Finding> Items) : Component
{
    /// <value>True where it stands open: somebody came to finish just this.</value>
    public bool Open { get; init; }

    const int Most = 10;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<details class=\"beside__note\"").Flag(Open, "open").Raw("><summary class=\"beside__summary\">");
        html.Part(new SeverityMark(Items.Min(f => f.Severity)));
        if (Items.Count > 1)
            html.Raw(" ").Text($"and {(Items.Count - 1).ToString(CultureInfo.InvariantCulture)} more");
        html.Raw("</summary><ul class=\"beside__list\">");
        foreach (var finding in Items.Take(Most))
            html.Raw("<li>")
                .Text(finding.Message)
                .Raw(" <span class=\"beside__fix\">")
                .Text(FindingLines.Sentence(finding.Check.Fix))
                .Raw("</span></li>");
        html.Raw("</ul></details>");
    }
}
