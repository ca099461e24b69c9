using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop;

/// <summary>The pages that set lists of a plan beside each other, over a plan of 500 objectives and 5,000 actions: how they are found, what they cost, and that their sums are those by hand.</summary>
public sealed class SeenTogetherPagesTests(SeenTogetherPagesTests.Large large) : IClassFixture<SeenTogetherPagesTests.Large>
{
    const string Plan = "/plans/OP-1";

    /// <summary>A plan with five hundred of everything and five thousand actions, filled once.</summary>
    public sealed class Large : IAsyncLifetime
    {
        internal WebHost Host { get; private set; } = null!;

        internal WebVisitor Planner { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            await Host.Writer.PlanAsync(await Host.RootAsync());
            await Host.Writer.RunAsync(Actor.CommandLine, FillAsync);
            Planner = await Host.SignInAsync(Role.Planner);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    static async Task FillAsync(Work work)
    {
        var root = await work.Db.Areas.SingleAsync(a => a.ParentId == null);
        void Add(string list, int n, string json)
        {
            var thing = Thing.Find(list)!;
            var part = thing.Shape.FromJson(json);
            var id = part is Item { Id.Length: > 0 } item ? item.Id : $"{list}-{n}";
            var row = new ItemRow
            {
                Owner = thing.IsOfArea ? AreaRow.OwnerOf(root.Id) : "OP-1",
                List = list,
                Id = id,
                Position = n + 1,
            };
            ItemRows.Write(thing, part, row, null);
            work.Db.Items.Add(row);
        }
        string[] groups = [.. Words.All<StakeholderGroup>().Select(w => w.Written)];
        for (var n = 0; n < 40; n++)
            Add("staff", n, $$"""{"id":"st{{n}}","role":"Carer {{n}}","contracted_hours":30,"fixed_hours":10}""");
        for (var n = 0; n < 500; n++)
        {
            Add(
                "objectives",
                n,
                $$"""{"id":"O{{n}}","title":"Fewer falls on floor {{n}} of the house by March 2027","requirements":[{"id":"cqc-saf:S4"}]}"""
            );
            Add(
                "stakeholders",
                n,
                $$"""{"id":"S{{n}}","name":"Families of the east wing, number {{n}}","group":"{{groups[n % groups.Length]}}","power":{{(n % 5) + 1}},"interest":{{(n / 5 % 5) + 1}}}"""
            );
            Add("engagements", n, $$"""{"id":"E{{n}}","stakeholder":"S{{n / 2}}","on":"2026-02-03","stage":"develop","said":"Call us."}""");
            Add("communications", n, $$"""{"id":"C{{n}}","audience":"S{{n / 3}}","message":"What changes {{n}}","on":"2026-02-03"}""");
            Add(
                "risks",
                n,
                $$$"""{"id":"R{{{n}}}","event":"somebody falls on floor {{{n}}} at night","residual":{"likelihood":{{{(n % 5) + 1}}},"consequence":{{{(n / 5 % 5) + 1}}} } }"""
            );
            Add("drivers", n, $$"""{"id":"D{{n}}","text":"Staff know who is at risk, {{n}}","kind":"primary","parents":["O{{n}}"]}""");
            Add("logic", n, $$"""{"id":"L{{n}}","text":"People walk safely, {{n}}","kind":"outcome"}""");
            Add(
                "budget",
                n,
                $$$"""{"id":"B{{{n}}}","title":"Lights {{{n}}}","planned":100.25,"spent":{{{n}}},"forecast":120,"months":[{"month":"2026-05-04","planned":10,"actual":11.5}]}"""
            );
            Add("equipment", n, $$"""{"title":"Lamp {{n}}","cost":12.5}""");
            Add(
                "allocations",
                n,
                $$"""{"staff":"st{{n % 40}}","week":"{{new DateOnly(2026, 5, 4).AddDays(n / 40 * 7):yyyy-MM-dd}}","hours":{{n % 40}}}"""
            );
            Add("establishment", n, $$"""{"role":"Role {{n}}","needed_fte":2,"available_fte":1.5,"in_post_fte":1.25}""");
            Add(
                "policies",
                n,
                $$"""{"id":"P{{n}}","title":"Policy {{n}}","next_review":"{{(n % 2 == 0 ? "2020-01-01" : "2099-01-01")}}"}"""
            );
            Add(
                "training",
                n,
                $$"""{"id":"T{{n}}","competence":"Talk through a fall, {{n}}","audience":"Carers","actions":["A{{n}}"],"cost":3.5}"""
            );
            for (var a = n * 10; a < (n * 10) + 10; a++)
                Add(
                    "actions",
                    a,
                    $$"""{"id":"A{{a}}","title":"Check room {{a}} for trip hazards","objective":"O{{n}}","approach":"{{(a % 5 == 0 ? "lead" : "manage")}}"}"""
                );
        }
        await work.Db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1));
    }

    [Fact]
    public async Task Each_is_two_clicks_from_the_plan_and_costs_five_commands_once_and_fewer_while_nothing_changes()
    {
        var (host, planner) = (large.Host, large.Planner);
        var plan = await planner.GetAsync(Plan);
        Assert.Contains(plan.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == Plan + "/develop");
        var develop = await planner.GetAsync(Plan + "/develop");
        var titles = new HashSet<string>();
        foreach (var one in Together.All)
        {
            var address = $"{Plan}/develop/{one.Place}";
            Assert.Contains(
                develop.Document.QuerySelectorAll("a"),
                a => a.GetAttribute("href") == address && a.TextContent.Trim() == one.Text
            );
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work => work.Db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1))
            );
            host.At.Commands.Clear();
            var page = await planner.GetAsync(address);
            var first = host.At.Commands.Count;
            host.At.Commands.Clear();
            await planner.GetAsync(address);
            Assert.True(first <= 5, $"{address} sends {first} commands.");
            Assert.True(host.At.Commands.Count <= first, $"{address} sends {host.At.Commands.Count} commands while nothing changed.");

            Assert.True(titles.Add(page.Document.Title!), $"{address}: another page is called {page.Document.Title} too.");
            foreach (var list in one.Lists)
                Assert.Contains(
                    (await planner.GetAsync(To.List("OP-1", Thing.Find(list)!))).Document.QuerySelectorAll("main a"),
                    a => a.GetAttribute("href") == address
                );
            // Each picture has a title, a description and a table with the same facts; and a bound.
            foreach (var svg in page.Document.QuerySelectorAll(".picture__svg"))
            {
                Assert.NotEmpty(svg.QuerySelector("title")!.TextContent);
                Assert.NotEmpty(svg.QuerySelector("desc")!.TextContent);
                Assert.True(page.Document.QuerySelector("table#as-table") is not null, $"{address}: no table stands beside the picture.");
                Assert.InRange(svg.QuerySelectorAll("text").Length, 1, 1500);
            }
        }
    }

    [Fact]
    public async Task The_sums_are_those_by_hand()
    {
        async Task<string[]> FootAsync(string place) =>
            [
                .. (await large.Planner.GetAsync($"{Plan}/develop/{place}"))
                    .Document.QuerySelectorAll("table#as-table tfoot th, table#as-table tfoot td")
                    .Select(c => c.TextContent.Trim()),
            ];
        static string N(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

        // Budget: 500 times 100.25; 0 + 1 + ... + 499; 500 times 120.
        var money = await FootAsync("resources/money");
        Assert.Equal(["£50,125", "£124,750", "£60,000", "£9,875"], money[1..5]);
        // 500 posts of 2 needed, 1.25 in post, 0.25 filled, 1.5 available, 0.5 missing.
        Assert.Equal(["1,000", "625", "125", "750", "250"], (await FootAsync("resources/posts"))[1..]);
        // Twelve whole weeks of 0 + 1 + ... + 39, and the first twenty of the thirteenth.
        Assert.Equal(N((12 * 780) + 190), (await FootAsync("resources/hours"))[3]);
        // One action of five leads.
        Assert.Equal(["1,000", "4,000", "0", "5,000"], (await FootAsync("balance"))[1..]);
        // 500 times 3.50.
        Assert.Equal("£1,750", (await FootAsync("training-needs"))[^1]);
    }

    [Theory]
    [InlineData("stakeholders/map", "250 of 500 have not been heard yet")]
    [InlineData("risks/matrix", "of 500 open risks are above what we accept")]
    [InlineData("drivers/diagram", "What 500 of 500 objectives hang on is written down; no measure shows 500 primary drivers.")]
    [InlineData("resources/hours", "hours in the week of 4 May 2026 and has 20")]
    [InlineData("resources/money", "“Lights 0”")]
    [InlineData("resources/posts", "Role 0 (0.5 missing)")]
    [InlineData("coverage", "Nothing that is done answers Effective")]
    [InlineData("policies/register", "250 of 500 policies are out of date")]
    [InlineData("balance", "leading people is the half that is missing")]
    [InlineData("communication-plan", "500 messages are late")]
    [InlineData("training-needs", "0 of 500 training needs are done")]
    [InlineData("change-plan", "Nothing is said of the change yet")]
    public async Task The_first_sentence_answers_the_question(string place, string answer)
    {
        var page = await large.Planner.GetAsync($"{Plan}/develop/{place}");
        Assert.Contains(answer, page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_restricted_is_on_no_picture()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.PlanAsync(await host.RootAsync());
        await host.Writer.AddAsync(
            "OP-1",
            "stakeholders",
            new()
            {
                ["name"] = "The family of one",
                ["power"] = 4,
                ["interest"] = 4,
                ["restricted"] = true,
            }
        );
        await host.Writer.AddAsync(
            "OP-1",
            "stakeholders",
            new()
            {
                ["name"] = "All families",
                ["power"] = 4,
                ["interest"] = 4,
            }
        );
        await host.Writer.AddAsync("OP-1", "policies", new() { ["title"] = "A named child", ["restricted"] = true });
        await host.Writer.AddAsync("OP-1", "actions", new() { ["title"] = "Talk with one family", ["restricted"] = true });

        foreach (var (role, sees) in new[] { (Role.Planner, false), (Role.SafeguardingLead, true) })
        {
            var visitor = await host.SignInAsync(role);
            Assert.Equal(
                sees,
                (await visitor.GetAsync(Plan + "/develop/stakeholders/map")).Text.Contains("The family of one", StringComparison.Ordinal)
            );
            Assert.Equal(
                sees,
                (await visitor.GetAsync(Plan + "/develop/policies/register")).Text.Contains("A named child", StringComparison.Ordinal)
            );
            Assert.Equal(
                sees,
                !(await visitor.GetAsync(Plan + "/develop/balance")).Text.Contains("The plan has no actions yet", StringComparison.Ordinal)
            );
        }
    }
}
