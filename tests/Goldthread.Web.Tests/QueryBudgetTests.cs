using System.Net;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Web.Tests;

/// <summary>
/// Every page that there is, found by itself, is asked for with 5 rows of everything and with more than two pages of them. It sends as many commands for the one as for the
/// other, and at most five; the few that show a whole plan or a form with all its choices may send more, and are named with their number.
/// </summary>
public sealed class QueryBudgetTests(QueryBudgetTests.Filled filled) : IClassFixture<QueryBudgetTests.Filled>
{
    /// <summary>A plan with rows of everything, and what its pages sent while they were few.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal const int Rows = 120;

        internal WebHost Host { get; private set; } = null!;

        internal WebVisitor Visitor { get; private set; } = null!;

        internal List<(string Pattern, string Address)> Pages { get; private set; } = null!;

        internal Dictionary<string, int> Few { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            (Host, Visitor, Pages, Few) = await WithFewAsync();
            await FillAsync(Host, 6, Rows);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    const int Most = 5;
    const string Plan = "OP-1";

    /// <summary>What may send more than five, with how many it may send.</summary>
    static readonly Dictionary<string, int> More = new(StringComparer.Ordinal)
    {
        // The plan, its counts, the item, what is near it, its line of sight and its history.
        // And, as long as the plan is as it is, once for all its pages: what the checks find, two more.
        ["/plans/{plan}/{stage}/{list}/{id}"] = 10,
        ["/plans/{plan}/monitor/measures/{id}"] = 11,
        ["/plans/{plan}/measures/{id}"] = 11,
        // The plan is found, then loaded whole.
        ["/plans/{plan}/thread"] = 7,
        ["/plans/{plan}/whole"] = 7,
        ["/plans/{plan}/carry-over"] = 7,
        // The same with its series, the form's choices and the history.
        ["/plans/{plan}/evaluate/reviews/{id}"] = 12,
        // The form's choices, and who saved last.
        ["/plans/{plan}/{stage}/{list}/{id}/edit"] = 8,
        // The same, and the line of sight.
        ["/plans/{plan}/develop/objectives/{id}/build"] = 8,
        ["/plans/{plan}/edit"] = 6,
        // The versions of the plan, and what lies between two of them.
        ["/plans/{plan}/documents/change-since/sign"] = 6,
        // The plan, its counts, the item, its line of sight and the form's choices; where it is not its turn, the item's page again.
        ["/plans/{plan}/{stage}/{list}/{id}/{move}"] = 12,
        ["/plans/{plan}/monitor/audits/{id}/answer"] = 12,
        // The plan, its counts, its partners, the guests, and all lines of which some are theirs.
        ["/plans/{plan}/implement/guests"] = 6,
        // What stands, who may approve, what changed, and which changes nobody agreed to.
        ["/plans/{plan}/approve"] = 8,
    };

    /// <summary>The front door: pages for somebody who is not signed in yet, and the first visit.</summary>
    static readonly string[] LeftOut =
    [
        "/sign-out",
        "/error",
        "/setup",
        "/sign-in",
        "/example",
        // Its secret is its own: MailLinkTests.
        "/do/{secret}",
        // Its secret is its own: GuestPageTests.
        "/guest/{secret}",
        // Only what is published is there: FamilyPageTests.
        "/p/{slug}/{form?}",
        // No page: the file itself.
        "/plans/{plan}/monitor/evidence/{id}/file",
        "/plans/{plan}/plan.xlsx",
        "/plans/{plan}/binder.zip",
        "/plans/{plan}/implement/timeline.svg",
    ];

    [Fact]
    public Task A_page_sends_as_many_commands_for_120_rows_as_for_5_and_at_most_five() =>
        CompareAsync(filled.Host, filled.Visitor, filled.Pages, filled.Few, Filled.Rows);

    [Trait("Length", "Long")]
    [Fact]
    public async Task A_page_sends_as_many_commands_for_500_rows_as_for_5_and_at_most_five()
    {
        const int Rows = 500;
        var (host, visitor, pages, few) = await WithFewAsync();
        await using var _ = host;
        await FillAsync(host, 6, Rows);
        await CompareAsync(host, visitor, pages, few, Rows);
    }

    static async Task<(WebHost, WebVisitor, List<(string Pattern, string Address)>, Dictionary<string, int>)> WithFewAsync()
    {
        var host = await WebHost.NewAsync();
        await host.Writer.PlanAsync(await host.RootAsync(), Plan);
        await FillAsync(host, 1, 5);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var pages = await PagesAsync(host);
        Assert.True(pages.Count > 60, $"Only {pages.Count} pages were found.");
        return (host, visitor, pages, await CountAsync(host, visitor, pages));
    }

    static async Task CompareAsync(
        WebHost host,
        WebVisitor visitor,
        List<(string Pattern, string Address)> pages,
        Dictionary<string, int> few,
        int rows
    )
    {
        var many = await CountAsync(host, visitor, pages);

        // An address that a page of its own answers fits the pattern of every thing too.
        var allowed = pages
            .GroupBy(p => p.Address, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => More.GetValueOrDefault(p.Pattern, Most)), StringComparer.Ordinal);
        var wrong = pages
            .Select(p => (p.Pattern, p.Address, Few: few[p.Address], Many: many[p.Address], Allowed: allowed[p.Address]))
            .Where(p => p.Few != p.Many || p.Many > p.Allowed)
            .Select(p => $"{p.Address}: {p.Few} commands for 5 rows, {p.Many} for {rows}, allowed {p.Allowed}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task The_next_page_of_a_list_shows_other_rows()
    {
        var visitor = filled.Visitor;
        var (followed, same) = (0, new List<string>());
        foreach (var (_, address) in filled.Pages)
        {
            if (address.Contains("page=", StringComparison.Ordinal))
                continue;
            var first = await visitor.GetAsync(address);
            if (first.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next)
                continue;
            var second = await visitor.GetAsync(next);
            followed++;
            if (Rows(second) is not { Length: > 0 } rows || rows == Rows(first))
                same.Add(next);
        }

        Assert.True(same.Count == 0, string.Join("\n", same));
        Assert.True(followed > 30, $"Only {followed} lists have a second page.");

        static string Rows(WebPage page) =>
            string.Join(
                '\n',
                page.Document.QuerySelectorAll("main tbody tr, main li, main h3")
                    .Where(r => r.Closest("nav") is null)
                    // They are called alike, and lead to different things.
                    .Select(r => r.TextContent + string.Concat(r.QuerySelectorAll("a").Select(a => a.GetAttribute("href"))))
            );
    }

    /// <summary>Each address with the first request after a change, which is the dearest.</summary>
    static async Task<Dictionary<string, int>> CountAsync(WebHost host, WebVisitor visitor, List<(string Pattern, string Address)> pages)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var strange = new List<string>();
        // Twice: what a list of plans leaves to be worked out behind it may be done before the next page asks.
        foreach (var (_, address) in pages.SelectMany(p => Enumerable.Repeat(p, 2)))
        {
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work => work.Db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1))
            );
            host.At.Commands.Clear();
            using var answer = await visitor.Client.GetAsync(address);
            // A move is not the turn of every state: how it stands is told instead.
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Found or HttpStatusCode.Conflict))
                strange.Add($"{address} answered {(int)answer.StatusCode}");
            counts[address] = Math.Max(counts.GetValueOrDefault(address), host.At.Commands.Count);
        }
        Assert.True(strange.Count == 0, $"A new page needs a value for each part of its address here: {string.Join("; ", strange)}");
        return counts;
    }

    /// <summary>Every page's address, with a value for each of its parts; those of a list for every list, first, filtered and sorted.</summary>
    static async Task<List<(string Pattern, string Address)>> PagesAsync(WebHost host)
    {
        await using var db = host.At.Open();
        var person = await db.Users.OrderBy(u => u.Id).Select(u => u.Id).FirstAsync();
        var grant = await db.Grants.Where(g => g.PersonId == person).OrderBy(g => g.Id).Select(g => g.Id).FirstAsync();
        var token = await db.Tokens.OrderBy(t => t.Id).Select(t => t.Id).FirstAsync();
        var message = await db.Messages.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        var area = await db.Areas.Where(a => a.ParentId != null).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
        var pages = new List<(string, string)>();
        var patterns = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Distinct(StringComparer.Ordinal)
            .Where(p => !LeftOut.Contains(p, StringComparer.Ordinal) && !p.StartsWith("/style", StringComparison.OrdinalIgnoreCase));
        foreach (var raw in patterns)
        {
            // "{stage:regex(...)}" is "{stage}" here.
            var pattern = string.Join(
                '/',
                raw.Split('/').Select(part => part.StartsWith('{') ? part.Split(':')[0].TrimEnd('}') + "}" : part)
            );
            foreach (var address in Addresses(pattern))
            {
                pages.Add((pattern, address));
                if (pattern.EndsWith("/{list}", StringComparison.Ordinal))
                    pages.AddRange([(pattern, address + "?q=row&sort=-title"), (pattern, address + "?page=2")]);
            }
        }
        pages.AddRange([("/plans", "/plans?q=row&sort=area"), ("/search", "/search?q=row"), ("/admin/accounts", "/admin/accounts?q=row")]);
        pages.Add(("/learn/portfolio/{id}/claim", $"/learn/portfolio/1/claim?plan={Plan}"));
        return pages;

        IEnumerable<string> Addresses(string pattern)
        {
            var strategy = pattern.StartsWith("/strategy", StringComparison.Ordinal);
            pattern = pattern
                .Replace("{plan}", Plan, StringComparison.Ordinal)
                .Replace("{template}", "care-home", StringComparison.Ordinal)
                .Replace("{person}", person.ToString(), StringComparison.Ordinal)
                .Replace("{grant}", $"{grant}", StringComparison.Ordinal);
            if (pattern.StartsWith("/areas/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", $"{area}", StringComparison.Ordinal);
            if (pattern.StartsWith("/admin/tokens/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", $"{token}", StringComparison.Ordinal);
            if (pattern.StartsWith("/admin/mail/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", $"{message}", StringComparison.Ordinal);
            if (pattern.StartsWith("/govern/frameworks/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", "cqc-saf", StringComparison.Ordinal);
            if (pattern.StartsWith("/learn/portfolio/", StringComparison.Ordinal))
                pattern = pattern
                    .Replace("{id}", "1", StringComparison.Ordinal)
                    .Replace("{number}", "1", StringComparison.Ordinal)
                    .Replace("{criterion}", "AC1.1", StringComparison.Ordinal);
            if (pattern.StartsWith("/learn/lessons/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", "smart", StringComparison.Ordinal);
            if (pattern.StartsWith("/learn/exercises/", StringComparison.Ordinal))
                pattern = pattern.Replace("{id}", "EX01", StringComparison.Ordinal);
            if (strategy)
                return pattern.Contains("{list}", StringComparison.Ordinal)
                    ? [pattern.Replace("{list}", "values", StringComparison.Ordinal).Replace("{id}", "ROW-1", StringComparison.Ordinal)]
                    : [pattern];
            pattern = pattern.Replace("{id}", "ROW-1", StringComparison.Ordinal);
            if (pattern.EndsWith("/{kind}", StringComparison.Ordinal))
                return DocumentKind.All.Select(k => pattern.Replace("{kind}", k.Name, StringComparison.Ordinal));
            if (pattern.EndsWith("/{move}", StringComparison.Ordinal))
                return MoveKind
                    .All.Where(m =>
                        m.Needs.Contains(Permission.WritePlans)
                        && (m.Thing is not null) == pattern.Contains("{list}", StringComparison.Ordinal)
                    )
                    .Select(m =>
                        (
                            m.Thing is null
                                ? pattern
                                : pattern
                                    .Replace("{stage}", To.Stage(m.Thing.Stage), StringComparison.Ordinal)
                                    .Replace("{list}", m.Thing.List, StringComparison.Ordinal)
                        ).Replace("{move}", m.Name, StringComparison.Ordinal)
                    );
            if (!pattern.Contains("{stage}", StringComparison.Ordinal))
                return [pattern];
            if (!pattern.Contains("{list}", StringComparison.Ordinal))
                return new[] { Stage.Develop, Stage.Implement, Stage.Monitor, Stage.Evaluate }.Select(s => Of(s, ""));
            return Thing.All.Where(t => t.Stage is not Stage.Strategy).Select(t => Of(t.Stage, t.List));

            string Of(Stage stage, string list) =>
                pattern
                    .Replace("{stage}", Words.Written(stage), StringComparison.Ordinal)
                    .Replace("{list}", list, StringComparison.Ordinal);
        }
    }

    /// <summary>Rows of everything that there can be many of, past the operations: 28 lists of 500 one by one would take minutes.</summary>
    static Task FillAsync(WebHost host, int first, int last) =>
        host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var root = await work.Db.Areas.SingleAsync(a => a.ParentId == null);
                var person = await work.Db.Users.OrderBy(u => u.Id).Select(u => u.Id).FirstAsync();
                var strategy = await work.Db.Strategies.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync();
                if (first == 1)
                    work.Db.Portfolios.Add(
                        new PortfolioRow
                        {
                            Id = 1,
                            PersonId = person,
                            Unit = "unit-b1-operational-plans",
                        }
                    );
                for (var i = first; i <= last; i++)
                {
                    const string Nothing = """{"plan":"OP-1","title":"Row","frozen_at":"2026-04-01T00:00:00Z","staff":{},"things":[]}""";
                    work.Db.PortfolioParts.Add(
                        new PortfolioPartRow
                        {
                            PortfolioId = 1,
                            Number = i,
                            List = PortfolioParts.Claims,
                            Body =
                                """{"criteria":["AC1.1"],"statement":"Row","plan":"OP-1","things":["objectives/O1"],"on":"2026-04-01","sha256":"00"}""",
                            Frozen = Nothing,
                        }
                    );
                    work.Db.LearningRoles.Add(
                        new LearningRoleRow
                        {
                            PersonId = person,
                            AreaId = root.Id,
                            Role = "tutor",
                        }
                    );
                    work.Db.Messages.Add(
                        new MessageRow
                        {
                            Kind = "row",
                            PersonId = person,
                            Period = $"{i}",
                            Subject = $"Row {i}",
                            Body = "{\"Title\":\"Row\",\"Lead\":\"\",\"Parts\":[]}",
                        }
                    );
                    foreach (var thing in Thing.All)
                    {
                        var part = thing.Shape.New();
                        foreach (var (name, value) in Builders.Valid(thing.Shape, References(thing.Shape)))
                            thing.Shape[name].Set(part, value);
                        if (thing.HasId)
                            thing.Shape["id"].Set(part, $"ROW-{i}");
                        var row = new ItemRow
                        {
                            Owner =
                                thing.Stage is Stage.Strategy ? StrategyRow.OwnerOf(strategy)
                                : thing.IsOfArea ? AreaRow.OwnerOf(root.Id)
                                : Plan,
                            List = thing.List,
                            Id = $"ROW-{i}",
                            Position = i,
                        };
                        ItemRows.Write(thing, part, row, null);
                        row.Person = "ROW-1";
                        row.Due ??= new DateOnly(2026, 5, 1);
                        row.Objective ??= thing.Shape.Find("objective") is null ? null : "ROW-1";
                        work.Db.Items.Add(row);
                        if (thing.Shape.Find("objective") is not null || thing.Shape.Find("objectives") is not null)
                            work.Db.Links.Add(
                                new LinkRow
                                {
                                    Owner = row.Owner,
                                    List = row.List,
                                    Id = row.Id,
                                    Field = "objectives",
                                    ToList = "objectives",
                                    ToId = "ROW-1",
                                }
                            );
                    }
                    work.Db.Series.Add(new SeriesRow { Plan = Plan, Measure = $"ROW-{i}" });
                    work.Db.Areas.Add(
                        new AreaRow
                        {
                            ParentId = root.Id,
                            Path = $"{root.Path}{1000 + i}/",
                            Name = $"Row {i}",
                        }
                    );
                    work.Db.Plans.Add(
                        new PlanRow
                        {
                            Id = $"ROW-{i}",
                            AreaId = root.Id,
                            StrategyId = strategy,
                            Title = $"Row {i}",
                            Starts = new DateOnly(2026, 4, 1),
                            Ends = new DateOnly(2027, 3, 31),
                            Body = $$$"""{"plan":{"id":"ROW-{{{i}}}","title":"Row {{{i}}}","starts":"2026-04-01","ends":"2027-03-31"}}""",
                        }
                    );
                    work.Db.Users.Add(
                        new Person
                        {
                            Id = Guid.CreateVersion7(),
                            Name = $"Row {i}",
                            Email = $"row{i}@example.org",
                            NormalizedEmail = $"ROW{i}@EXAMPLE.ORG",
                        }
                    );
                    work.Db.Tokens.Add(
                        new TokenRow
                        {
                            PersonId = person,
                            Role = "reader",
                            Hash = BitConverter.GetBytes(i),
                            CreatedAt = work.Now,
                            ExpiresAt = work.Now.AddDays(30),
                            Label = $"Row {i}",
                        }
                    );
                    // Much of it of one thing, and no two pages alike.
                    work.Record(Plan, "EditItem", "measures", i % 2 == 0 ? $"ROW-{i}" : "ROW-1", [new("name", "\"a\"", $"\"b{i}\"")]);
                }
                await work.Db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1));
            }
        );

    /// <summary>What an item owes to others: the first row of everything.</summary>
    static Dictionary<string, object?> References(Shape shape) =>
        shape
            .Owed.Where(f => f.RefersTo.Count > 0 || f.RefersToAny || f.Known is not null)
            .ToDictionary(
                f => f.Name,
                f =>
                    f.Kind is FieldKind.Texts
                        ? f.List([f.Known is null ? "ROW-1" : "cqc-saf:S1"])
                        : (object?)(f.Known is null ? "ROW-1" : "cqc-saf:S1")
            );
}
