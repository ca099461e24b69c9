using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Implement.Views;

namespace Goldthread.Web.Parts;

/// <summary>The ways to look at the actions of a plan, with the filter in force.</summary>
/// <param name="Of">The plan and its filter.</param>
/// <param name="Current">The one that is shown: <c>actions</c> for the table.</param>
public sealed record ActionTabs(IActionsFilter Of, string Current) : Component
{
    static readonly (string View, string Text)[] All =
    [
        (Domain.Implement.Action.List, "Table"),
        ("board", "Board"),
        ("timeline", "Timeline"),
        ("calendar", "Calendar"),
    ];

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["person"] = Of.Person,
            ["state"] = Of.State,
            ["objective"] = Of.Objective,
        };
        html.Raw("<nav class=\"views\" aria-label=\"Ways to look at the actions\"><ul>");
        foreach (var (view, text) in All)
            html.Raw("<li><a")
                .Attribute("href", To.With($"{To.Plan(Of.PlanId)}/implement/{view}", query))
                .Attribute("aria-current", view == Current ? "page" : null)
                .Raw(">")
                .Text(text)
                .Raw("</a></li>");
        html.Raw("</ul></nav>");
    }
}
