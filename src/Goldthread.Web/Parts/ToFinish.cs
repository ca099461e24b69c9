using System.Globalization;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>
/// A stop on the way through what is to be finished before a plan is approved: one form with all that was found about its thing, so that nobody comes
/// to a thing twice.
/// </summary>
/// <param name="Place">Where it stands on the way. Places are in the order of their letters, so that the way goes on also from a place where nothing is left to finish.</param>
/// <param name="Address">The form, with the questions that it is to show.</param>
/// <param name="Fragment">The first of those questions; empty for none.</param>
/// <param name="Findings">What was found.</param>
public sealed record ToFinish(string Place, string Address, string Fragment, IReadOnlyList<Finding> Findings)
{
    /// <summary>The most letters of a place that an address may bring.</summary>
    public const int Longest = 300;

    /// <summary>The stops of a plan, in order: the plan itself, then list by list; what the person cannot finish in a form of the plan is left out.</summary>
    /// <param name="page">The page of the plan: what was found in it, and what the person may do.</param>
    public static IReadOnlyList<ToFinish> All(PlanPage page)
    {
        var plan = To.Plan(page.PlanId) + "/";
        return
        [
            .. page
                .Found.Blocking.Where(page.MayMend)
                .Select(f =>
                    (
                        Finding: f,
                        Href: Mending.All(page, f).Select(m => m.Href).FirstOrDefault(h => h.StartsWith(plan, StringComparison.Ordinal))
                    )
                )
                .Where(f => f.Href is not null && IsForm(AddressOf(f.Href)))
                // What adds something has a form of its own each; what changes a thing is one form.
                .GroupBy(f => IsAdding(f.Href!) ? f.Href! : AddressOf(f.Href!), StringComparer.Ordinal)
                .Select(g => Of(g.First().Href!, [.. g.Select(f => f.Finding)]))
                .OrderBy(s => s.Place, StringComparer.Ordinal),
        ];
    }

    static ToFinish Of(string href, IReadOnlyList<Finding> findings)
    {
        var first = findings[0];
        var adds = IsAdding(href);
        // What is added stands last but one in the address: /plans/OP-1/develop/objectives/add.
        var list = adds ? AddressOf(href).Split('/')[^2] : first.List;
        var key =
            adds ? Mending.Line(first)
            : AddressOf(href).EndsWith("/enter", StringComparison.Ordinal) ? first.Key + " figures"
            : first.Key;
        var rank = Thing.All.Select(t => t.List).TakeWhile(l => l != list).Count();
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"{(list.Length == 0 ? 0 : rank + 1):00} {(adds ? 1 : 0)} {key.Length:000} {key}"
        );
        if (adds)
            return new(place, href, "", findings);
        var fields = string.Join(',', findings.Select(f => f.Field).OfType<string>().Distinct());
        return new(
            place,
            fields.Length == 0 ? AddressOf(href) : $"{AddressOf(href)}?mend={fields}",
            href.Contains('#', StringComparison.Ordinal) ? href[href.IndexOf('#', StringComparison.Ordinal)..] : "",
            findings
        );
    }

    static string AddressOf(string href) => href.Split('?', '#')[0];

    static bool IsAdding(string href) => AddressOf(href).EndsWith("/add", StringComparison.Ordinal);

    static bool IsForm(string address) =>
        address.EndsWith("/add", StringComparison.Ordinal)
        || address.EndsWith("/edit", StringComparison.Ordinal)
        || address.EndsWith("/enter", StringComparison.Ordinal);

    /// <summary>Its form as a stop on the way.</summary>
    /// <param name="number">Which it is.</param>
    /// <param name="of">Of how many.</param>
    public string Href(int number, int of) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}finish={Uri.EscapeDataString(Place)}&number={number}&of={of}{Fragment}"
        );

    /// <summary>Where the way begins.</summary>
    public static string Begin(string plan) => To.Plan(plan) + "/approve?handler=Next";
}

/// <summary>Where somebody is on the way through what is to be finished, as the address of the page says it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Place">The place of the stop.</param>
/// <param name="Number">Which it is.</param>
/// <param name="Of">Of how many.</param>
public sealed record FinishWalk(string Plan, string Place, int Number, int Of) : Component
{
    /// <summary>As the address says; null where the page is no stop.</summary>
    public static FinishWalk? From(string plan, HttpRequest request) =>
        request.Query["finish"].ToString() is { Length: > 0 and <= ToFinish.Longest } place
        && int.TryParse(request.Query["number"].ToString(), CultureInfo.InvariantCulture, out var number)
        && int.TryParse(request.Query["of"].ToString(), CultureInfo.InvariantCulture, out var of)
            ? new(plan, place, Math.Clamp(number, 1, 9999), Math.Clamp(of, 1, 9999))
            {
                Says = Check.Find(request.Query["mends"].ToString().Split(' ')[0]) is { } check ? FindingLines.Sentence(check.Fix) : null,
            }
            : null;

    /// <value>What is to be done here, where the page does not say it beside its questions; null for nothing.</value>
    public string? Says { get; init; }

    /// <value>The next stop.</value>
    public string Onward => Way("after");

    string Way(string where) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ToFinish.Begin(Plan)}&{where}={Uri.EscapeDataString(Place)}&number={Number}&of={Of}"
        );

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<nav class=\"walk\" aria-label=\"To finish before approval\"><p class=\"walk__where\"><strong>")
            .Text($"{Math.Min(Number, Of)} of {Of}")
            .Raw("</strong> to finish before approval. ")
            .Text(Says is null ? "" : Says + " ")
            .Raw("Saving leads to the next.</p><p class=\"walk__ways\">");
        if (Number > 1)
            html.Part(new Link("Back to the one before", Way("before")));
        html.Part(new Link(Number >= Of ? "Leave it, and see where the plan stands" : "Leave it, and go to the next", Onward));
        html.Part(new Link("See all", To.Plan(Plan) + "/approve")).Raw("</p></nav>");
    }
}
