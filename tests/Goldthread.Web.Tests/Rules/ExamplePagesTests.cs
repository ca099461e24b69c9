using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Rules;

/// <summary>Every page of the example that is read, not filled in: each item's own page, each list, what stands above plans. What holds for all of them.</summary>
public sealed partial class ExamplePagesTests(ExamplePagesTests.Pages pages) : IClassFixture<ExamplePagesTests.Pages>
{
    [Fact]
    public void There_are_many_pages() => Assert.True(pages.All.Count > 300, $"Only {pages.All.Count} pages were found.");

    [Fact]
    public void No_two_pages_share_a_title() =>
        None(
            pages
                .All.GroupBy(p => p.Document.Title ?? "", StringComparer.Ordinal)
                .Where(g => g.Count() > 1)
                .Select(g => $"{g.Count()} are called “{g.Key}”: {string.Join(", ", g.Take(4).Select(p => p.Address))}")
        );

    [Fact]
    public void The_title_of_a_page_of_a_plan_names_the_plan_and_the_product() =>
        None(
            pages
                .All.Where(p =>
                    pages.PlanOf(p.Address) is { } plan
                    && p.Document.Title?.EndsWith($"{plan} – Goldthread", StringComparison.Ordinal) != true
                )
                .Select(p => $"{p.Address}: {p.Document.Title}")
        );

    [Fact]
    public void No_id_stands_where_a_name_is_meant()
    {
        var wrong = new List<string>();
        foreach (var page in pages.All)
        {
            var text = TextOf(page.Document);
            if (Citation().Matches(text).FirstOrDefault(m => Shipped.Data.Requirement(m.Value) is not null) is { } cited)
                wrong.Add($"{page.Address}: the standard {Around(text, cited)}");
            if (pages.IdOf(page.Address) is { } ids && ids.Match(text) is { Success: true } id)
                wrong.Add($"{page.Address}: the id {Around(text, id)}");
        }
        None(wrong);
    }

    [Fact]
    public void A_number_of_a_measure_a_budget_line_or_an_action_has_its_unit() =>
        None(
            from page in pages.All
            where Measured().IsMatch(page.Address)
            from cell in page.Document.QuerySelectorAll("main dd, main td, main th[scope=row], main .part__main, main .fact")
            where cell.Closest("svg, .spc-table, .history") is null
            let text = Without(cell)
            let said = Words(cell)
            where Number().IsMatch(text) && !InUnits().IsMatch(said)
            select $"{page.Address}: {said}: {text}"
        );

    [Fact]
    public async Task Nobody_is_told_that_nothing_is_late_who_sees_something_late()
    {
        var (wrong, sayings) = (new List<string>(), 0);
        foreach (var email in LoadExample.People.Select(p => p.Email).Append(WebHost.Administrator))
        {
            var visitor = await pages.Host.SignInAsync(email);
            var work = await visitor.GetAsync("/");
            var plans = await visitor.GetAsync("/plans");
            var late = plans.Document.QuerySelectorAll("td[data-label='Late actions']").Sum(c => Figure(c.TextContent));
            var monday = await visitor.GetAsync("/monday");
            var says = Regex.IsMatch(work.Text + monday.Text, "[Nn]othing is late|[Nn]o action is late");
            sayings += late > 0 ? 1 : 0;
            if (says && late > 0)
                wrong.Add($"{email}: “{work.Document.QuerySelector(".page-head__lead")?.TextContent}”, and {late} actions are late.");
        }
        Assert.True(sayings > 3, "Most people of the example see something late.");
        None(wrong);

        static int Figure(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [Fact]
    public void No_target_cannot_be_met_beside_a_figure_that_meets_it()
    {
        Assert.NotEmpty(pages.Met);
        None(
            from page in pages.All
            from element in page.Document.QuerySelectorAll("main li, main tr, main .verdict")
            where CannotBeMet().IsMatch(element.TextContent)
            from met in pages.Met
            where
                page.Address == met
                || element.QuerySelectorAll("a[href]").Any(a => a.GetAttribute("href") == met) && element.QuerySelector("li, tr") is null
            select $"{page.Address}: {element.TextContent.Trim()}"
        );
    }

    static void None(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join("\n", all.Take(80))}");
    }

    /// <summary>What a cell says, without the word that says what it is.</summary>
    static string Without(IElement cell) =>
        cell.FirstElementChild is { } word && word.ClassList.Contains("fact__word")
            ? cell.TextContent[word.TextContent.Length..].Trim()
            : cell.TextContent.Trim();

    /// <summary>What a cell is called: by its column or its question, and its caption.</summary>
    static string Words(IElement cell) =>
        cell is { LocalName: "dd", PreviousElementSibling: { LocalName: "dt" } term }
            ? term.TextContent.Trim()
            : cell.GetAttribute("data-label") ?? cell.QuerySelector(".fact__word")?.TextContent ?? "";

    /// <summary>What stands on a page, without what is filled in and drawn; what stands in two elements is two words.</summary>
    static string TextOf(IHtmlDocument document)
    {
        var text = new System.Text.StringBuilder();
        Add(document.QuerySelector("main") ?? document.Body!);
        return text.ToString();

        void Add(INode node)
        {
            if (node is IText words)
                text.Append(words.Data).Append(' ');
            if (node is IElement { LocalName: "form" or "svg" } || (node as IElement)?.ClassList.Contains("code") == true)
                return;
            foreach (var child in node.ChildNodes)
                Add(child);
        }
    }

    static string Around(string text, Match match)
    {
        var (from, to) = (Math.Max(0, match.Index - 40), Math.Min(text.Length, match.Index + match.Length + 40));
        return $"{match.Value}: “{Spaces().Replace(text[from..to], " ").Trim()}”";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[a-z][a-z0-9-]+:[A-Za-z0-9.-]+[A-Za-z0-9]")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^/plans/[^/]+/(monitor/measures|implement/actions|develop/budget)(/|$|\?)")]
    private static partial Regex Measured();

    [GeneratedRegex(@"^[-–]?[\d,]+(\.\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"£|%|hours|days|per\b|\bof\b", RegexOptions.IgnoreCase)]
    private static partial Regex InUnits();

    [GeneratedRegex(@"cannot be met|cannot be reached|will not be met")]
    private static partial Regex CannotBeMet();

    /// <summary>The example as its administrator, who plans too, sees it.</summary>
    public sealed partial class Pages : IAsyncLifetime
    {
        const int MostPages = 2000;
        readonly Dictionary<string, (string Title, Regex Ids)> plans = new(StringComparer.Ordinal);

        public WebHost Host { get; private set; } = null!;

        public List<(string Address, IHtmlDocument Document)> All { get; } = [];

        /// <value>The pages of measures whose newest figure meets the target.</value>
        public List<string> Met { get; } = [];

        /// <summary>The title of the plan that a page is of, or null.</summary>
        public string? PlanOf(string address) => InPlan().Match(address) is { Success: true } m ? plans[m.Groups[1].Value].Title : null;

        /// <summary>What finds an id of a staff member, an objective, an action or a measure of the plan that a page is of.</summary>
        public Regex? IdOf(string address) => InPlan().Match(address) is { Success: true } m ? plans[m.Groups[1].Value].Ids : null;

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            await LoadExample.FillAsync(Host.Writer, Host.At.Database, TimeProvider.System, "Meadow Care Group", WebHost.Password);
            await using var db = Host.At.Open();
            string[] named = ["staff", "objectives", "actions", "measures"];
            foreach (var plan in await db.Plans.ToListAsync())
            {
                var items = await db.Items.Where(i => i.Owner == plan.Id && named.Contains(i.List)).ToListAsync();
                // The activities lead of the example is called by a word that people write.
                var ids = string.Join('|', items.Where(i => i.Id is not "act").Select(i => Regex.Escape(i.Id)));
                plans[plan.Id] = (plan.Title, new Regex($@"(?<![\w£.,&-])({ids})(?![\w-]|[.]\d)", RegexOptions.CultureInvariant));
                var series = await db.Series.Where(s => s.Plan == plan.Id).ToDictionaryAsync(s => s.Measure);
                foreach (var row in items.Where(i => i.List == "measures"))
                {
                    var measure = ItemRows.Read<Measure>(row);
                    if (
                        series.GetValueOrDefault(row.Id) is { Latest: { } latest, Target: { } target }
                        && MeasureWords.Meets(latest, target, measure.Direction)
                    )
                        Met.Add(To.Item(plan.Id, Domain.Shapes.Thing.Of<Measure>(), row.Id));
                }
            }
            var visitor = await Host.SignInAsync(WebHost.Administrator);
            var (waiting, seen) = (new Queue<string>(["/"]), new HashSet<string>(["/"]));
            while (waiting.TryDequeue(out var address) && All.Count < MostPages)
            {
                var page = await visitor.GetAsync(address);
                if (page.Status is not HttpStatusCode.OK || page.Response.Content.Headers.ContentType?.MediaType is not "text/html")
                    continue;
                if (page.Address.PathAndQuery != address && !seen.Add(page.Address.PathAndQuery))
                    continue;
                All.Add((page.Address.PathAndQuery, page.Document));
                foreach (var link in page.Links.Where(l => !Left().IsMatch(l) && seen.Add(l)))
                    waiting.Enqueue(link);
            }
        }

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();

        [GeneratedRegex(@"^/plans/([^/?]+)")]
        private static partial Regex InPlan();

        // Files, forms, the same list in another order or with a filter, and what is not of the example.
        [GeneratedRegex(
            @"\.(csv|xlsx|ya?ml|svg|json|docx|ics)(\?|$)|/file(\?|$)|[?&](?!page=)\w+=|^/(api|openapi|lib|govern|admin|account|password|sign-out|search|plans/add|areas/add)\b|/(add|edit|remove|restore|enter|upload|chart|waive|catalogue|figures|hold|move|start|progress|block|close|reopen|cancel|check|copy|hand-over|agree|refuse|send-back|submit|consult|begin)$"
        )]
        private static partial Regex Left();
    }
}
