using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

/// <summary>
/// Restricted items: their author and the safeguarding lead see them; for everybody else they are not there, on no page, in no file and in no call. The
/// plan has in each list an open item and a restricted one, and the open ones name the restricted ones by every field that can.
/// </summary>
public sealed class SeenTests
{
    const string Plan = "OP-1";

    /// <summary>In every text, id and figure of what is restricted, and in nothing else.</summary>
    const string Mark = "zebrafish";
    const double Figure = 987654.25;

    static readonly Role[] Others = [Role.Reader, Role.Contributor, Role.Planner, Role.Approver, Role.QualityLead, Role.Administrator];

    static string Secret(Thing thing) => thing.HasId ? $"{Mark}-{thing.Prefix}" : "2";

    static string Open(Thing thing) => thing.HasId ? $"open-{thing.Prefix}" : "1";

    sealed class House : IAsyncDisposable
    {
        public required WebHost Host { get; init; }
        public required Actor Author { get; init; }
        public required WebVisitor AsAuthor { get; init; }
        public required WebVisitor AsLead { get; init; }

        public static async Task<House> NewAsync(Engine engine)
        {
            var host = await WebHost.NewAsync(engine);
            var email = await host.PersonAsync(Role.Planner);
            Actor author;
            await using (var db = host.At.Open())
            {
                var person = await db.Users.SingleAsync(u => u.Email == email);
                author = new Actor(person.Id, person.Name, false, [new Grant(Role.Planner, "/")]);
            }
            await host.Writer.PlanAsync(await host.RootAsync(), Plan);
            await host.Writer.RunAsync(author, async work => await ImportPlan.RunAsync(work, await FilledAsync(work.Db)));
            await host.Writer.RunAsync(
                author,
                work =>
                    RecordReadings.RunAsync(
                        work,
                        Plan,
                        Secret(Thing.Of<Measure>()),
                        [Reading.Of(new DateOnly(2026, 5, 1), Figure, null, null)]
                    )
            );
            return new()
            {
                Host = host,
                Author = author,
                AsAuthor = await host.SignInAsync(email),
                AsLead = await host.SignInAsync(Role.SafeguardingLead),
            };
        }

        static async Task<PlanDocument> FilledAsync(Db db)
        {
            var document = (await PlanQueries.LoadAsync(db, Plan, Actor.CommandLine))!;
            foreach (var thing in Thing.All)
                document.SetItems(thing, [Filled(thing, false), Filled(thing, true)]);
            return document;
        }

        static Part Filled(Thing thing, bool isSecret)
        {
            var part = Filled(thing.Shape, isSecret ? Mark : "plain words");
            if (thing.HasId)
                thing.Shape["id"].Set(part, isSecret ? Secret(thing) : Open(thing));
            thing.Shape["restricted"].Set(part, isSecret ? true : null);
            return part;
        }

        static Part Filled(Shape shape, string text)
        {
            var part = shape.New();
            foreach (var field in shape.Fields.Where(f => !f.IsId && f.Name is not ("readings" or "restricted" or "from" or "location")))
            {
                if (field.Inner is { } inner)
                {
                    var one = Filled(inner, text);
                    if (inner.Fields.Any(f => f.IsSet(one)))
                        field.Set(part, field.Kind is FieldKind.Parts ? field.List([one]) : one);
                }
                else if (field.RefersTo.Count > 0 || field.RefersToAny)
                {
                    var id = Secret(Thing.Find(field.RefersToAny ? "objectives" : field.RefersTo[0])!);
                    field.Set(part, field.Kind is FieldKind.Texts ? field.List([id]) : id);
                }
                else if (field.Known is Known.Requirement)
                    field.Set(part, field.Kind is FieldKind.Texts ? field.List(["cqc-saf:S3"]) : "cqc-saf:S3");
                else if (field.Kind is FieldKind.Text && field.Known is null)
                    field.Set(part, text);
                else if (field.IsOwed && field.Kind is FieldKind.Date)
                    field.Set(part, new DateOnly(2026, 5, 1));
            }
            return part;
        }

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }

    /// <summary>Every page and file of a plan, and those over plans, that a visitor might find it on.</summary>
    static IEnumerable<string> Addresses(int area)
    {
        const string plan = "/plans/" + Plan;
        string[] over =
        [
            "/",
            "/plans",
            $"/search?q={Mark}",
            "/search?q=987654",
            "/strategy",
            "/strategy/history",
            $"/areas/{area}",
            $"/areas/{area}/compare",
            "/govern/frameworks/cqc-saf",
            "/admin/record",
            "/admin/record?format=csv",
            $"/admin/record?plan={Plan}",
        ];
        string[] whole =
        [
            "",
            "/develop",
            "/implement",
            "/monitor",
            "/evaluate",
            "/edit",
            "/thread",
            "/thread?from=evidence",
            "/whole",
            .. DocumentKind.All.SelectMany(k => new[] { "/documents/" + k.Name, $"/documents/{k.Name}.docx" }),
            "/documents/change-since?since=2020-01-01",
            "/documents/change-since.docx?since=2020-01-01",
            "/binder.zip",
            "/health",
            "/health?show=waived",
            "/approve",
            "/compare?from=2020-01-01",
            "/compare?from=2020-01-01&format=csv",
            "/evaluate/requirements",
            "/evaluate/marking",
            "/monitor/figures",
            "/monitor/figures/upload",
            "/monitor/catalogue",
        ];
        foreach (var address in over.Concat(whole.Select(w => plan + w)))
            yield return address;
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
        {
            var list = To.List(Plan, thing);
            foreach (var query in (string[])["", "?sort=title", "?sort=person", "?format=csv", "?format=xlsx", "?removed=true"])
                yield return list + query;
            foreach (var page in (string[])["", "/edit", "/remove"])
                yield return To.Item(Plan, thing, Open(thing)) + page;
            yield return list + "/add";
        }
        foreach (var call in (string[])["", ".yaml", "/findings"])
            yield return "/api/v1/plans/" + Plan + call;
        yield return $"/api/v1/areas/{area}/summary";
        foreach (var table in App.Govern.Tables.FlatTable.All)
            yield return $"/api/v1/tables/{table.Name}.csv";
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
        {
            yield return $"/api/v1/plans/{Plan}/{thing.List}";
            yield return $"/api/v1/plans/{Plan}/{thing.List}/{Open(thing)}";
        }
        yield return $"/api/v1/plans/{Plan}/measures/{Open(Thing.Of<Measure>())}/chart";
    }

    /// <summary>What is only there for those who see it: 404 for everybody else.</summary>
    static IEnumerable<string> OfSecrets()
    {
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
        {
            foreach (var page in (string[])["", "/edit", "/remove"])
                yield return To.Item(Plan, thing, Secret(thing)) + page;
        }
        var measure = Secret(Thing.Of<Measure>());
        foreach (var page in (string[])["/enter", "/upload", "/chart"])
            yield return $"/plans/{Plan}/monitor/measures/{measure}{page}";
        yield return $"/api/v1/plans/{Plan}/measures/{measure}/chart";
        yield return $"/api/v1/plans/{Plan}/measures/{measure}/chart.svg";
        yield return $"/api/v1/plans/{Plan}/actions/{Secret(Thing.Find("actions")!)}";
    }

    static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (
            !(address.EndsWith("xlsx", StringComparison.Ordinal) || address.EndsWith("docx", StringComparison.Ordinal))
            || answer.StatusCode != HttpStatusCode.OK
        )
            return (answer.StatusCode, Encoding.UTF8.GetString(bytes));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(await reader.ReadToEndAsync());
        }
        return (answer.StatusCode, text.ToString());
    }

    static bool Tells(string address, string text)
    {
        // What somebody typed comes back in the field in which they typed it.
        var asked = Uri.UnescapeDataString(address);
        foreach (var mark in (string[])[Mark, "987654"])
        {
            var times = Times(text, mark);
            if (asked.Contains(mark, StringComparison.Ordinal) ? times > MostEchoes : times > 0)
                return true;
        }
        return false;

        static int Times(string text, string mark) => text.Split(mark, StringSplitOptions.None).Length - 1;
    }

    /// <summary>The field, the title and the sentence that nothing was found.</summary>
    const int MostEchoes = 4;

    static async Task<HttpClient> CallerAsync(WebHost host, Guid person, Role role)
    {
        var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, person, role, "Test");
        var client = host.Visit().Client;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [Theory, Databases, Trait("Length", "Long")]
    public async Task What_is_restricted_is_on_no_page_file_or_call_but_for_its_author_and_the_safeguarding_lead(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var area = await house.Host.RootAsync();
        var (pages, calls) = (Addresses(area).Where(a => !IsCall(a)).ToList(), Addresses(area).Where(IsCall).ToList());
        var leaks = new List<string>();
        foreach (var role in Others)
        {
            var visitor = await house.Host.SignInAsync(role);
            await LookAsync(role, visitor.Client, pages, OfSecrets().Where(a => !IsCall(a)));
            if (role is not Role.Administrator)
                await LookAsync(role, await house.Host.CallerAsync(role), calls, OfSecrets().Where(IsCall));
        }
        // The administrator of the example plans for all areas too, and leads safeguarding in none.
        await LookAsync(
            Role.Administrator,
            (await house.Host.SignInAsync(WebHost.Administrator)).Client,
            pages,
            OfSecrets().Where(a => !IsCall(a))
        );
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));

        // The same addresses tell of it where it may be told: else the test would find nothing whatever leaks.
        var author = await CallerAsync(house.Host, house.Author.PersonId!.Value, Role.Planner);
        var lead = await house.Host.CallerAsync(Role.SafeguardingLead);
        foreach (var (browser, program) in ((HttpClient, HttpClient)[])[(house.AsAuthor.Client, author), (house.AsLead.Client, lead)])
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var address in pages.Concat(calls))
            {
                var (status, text) = await AskAsync(IsCall(address) ? program : browser, address);
                if (status is HttpStatusCode.OK && Tells(address, text))
                    told.Add(address);
            }
            string[] least =
            [
                $"/search?q={Mark}",
                "/strategy",
                $"/plans/{Plan}",
                $"/plans/{Plan}/thread",
                $"/plans/{Plan}/whole",
                $"/plans/{Plan}/documents/plan",
                $"/plans/{Plan}/documents/plan.docx",
                $"/plans/{Plan}/health",
                $"/plans/{Plan}/evaluate/requirements",
                "/govern/frameworks/cqc-saf",
                $"/api/v1/plans/{Plan}",
                $"/api/v1/plans/{Plan}.yaml",
                $"/api/v1/plans/{Plan}/findings",
                $"/api/v1/areas/{area}/summary",
                .. Thing.All.Where(t => t.Stage is not Stage.Strategy).Select(t => To.List(Plan, t) + "?format=csv"),
                .. Thing.All.Where(t => t.Stage is not Stage.Strategy).Select(t => To.List(Plan, t) + "?format=xlsx"),
            ];
            Assert.Equal([], least.Except(told));
            foreach (var address in OfSecrets().Where(a => !a.EndsWith("/edit", StringComparison.Ordinal)))
            {
                var (status, _) = await AskAsync(IsCall(address) ? program : browser, address);
                Assert.True(status is not HttpStatusCode.NotFound, address);
            }
        }

        static bool IsCall(string address) => address.StartsWith("/api/", StringComparison.Ordinal);

        async Task LookAsync(Role role, HttpClient client, IEnumerable<string> open, IEnumerable<string> secret)
        {
            foreach (var address in open)
            {
                var (status, text) = await AskAsync(client, address);
                if (status is HttpStatusCode.InternalServerError || Tells(address, text))
                    leaks.Add($"{role} {address}: {(int)status}{Around(text)}");
            }
            foreach (var address in secret)
            {
                var (status, _) = await AskAsync(client, address);
                // A page that is not for their role at all says so first, whatever is asked for.
                if (status is not HttpStatusCode.NotFound && !(role is Role.Administrator && status is HttpStatusCode.Forbidden))
                    leaks.Add($"{role} {address}: {(int)status}, not 404");
            }
        }

        static string Around(string text)
        {
            var at = text.IndexOf(Mark, StringComparison.Ordinal);
            return at < 0 ? "" : " …" + text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 60)].ReplaceLineEndings(" ");
        }
    }

    [Theory, Databases]
    public async Task Counts_are_of_what_one_sees(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var reader = await house.Host.SignInAsync(Role.Reader);
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
        {
            Assert.Equal($"1 {thing.Noun}", Count(await reader.GetAsync(To.List(Plan, thing))));
            Assert.Equal($"2 {thing.Plural}", Count(await house.AsLead.GetAsync(To.List(Plan, thing))));
            Assert.Equal($"2 {thing.Plural}", Count(await house.AsAuthor.GetAsync(To.List(Plan, thing))));
        }
        // Who is hidden has nothing, and nothing serves what is hidden.
        foreach (var filter in (string[])["person=" + Secret(Thing.Find("staff")!), "objective=" + Secret(Thing.Find("objectives")!)])
        {
            Assert.Equal("0 actions", Count(await reader.GetAsync($"/plans/{Plan}/implement/actions?{filter}")));
            Assert.NotEqual("0 actions", Count(await house.AsLead.GetAsync($"/plans/{Plan}/implement/actions?{filter}")));
        }

        static string Count(WebPage page) => page.Document.QuerySelector(".list-count")!.TextContent.Trim();
    }

    [Theory, Databases]
    public async Task What_one_does_not_see_is_neither_lost_nor_named_by_what_one_writes(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var email = await house.Host.PersonAsync(Role.Planner);
        var planner = await house.Host.SignInAsync(email);
        var before = await YamlAsync(house);

        // The form: a title is changed, and what the action named stays.
        var action = Open(Thing.Find("actions")!);
        var form = await planner.GetAsync($"/plans/{Plan}/implement/actions/{action}/edit");
        var saved = await form.SubmitAsync(new() { ["title"] = "Another title" });
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(
            before.Replace("plain words", "", StringComparison.Ordinal),
            (await YamlAsync(house))
                .Replace("plain words", "", StringComparison.Ordinal)
                .Replace("Another title", "", StringComparison.Ordinal)
        );
        var after = await YamlAsync(house);

        // The file: exported and imported again by somebody who sees less, nothing changes.
        Guid person;
        await using (var db = house.Host.At.Open())
            person = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync();
        var caller = await CallerAsync(house.Host, person, Role.Planner);
        var file = await caller.GetStringAsync($"/api/v1/plans/{Plan}.yaml");
        using (var answer = await caller.PostAsync("/api/v1/plans", new StringContent(file, Encoding.UTF8, "application/yaml")))
            Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.Equal(after, await YamlAsync(house));
        // And with a change, that one alone.
        using (
            var answer = await caller.PostAsync(
                "/api/v1/plans",
                new StringContent(
                    file.Replace("Another title", "A third title", StringComparison.Ordinal),
                    Encoding.UTF8,
                    "application/yaml"
                )
            )
        )
            Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.Equal(after.Replace("Another title", "A third title", StringComparison.Ordinal), await YamlAsync(house));

        // A reference to what is hidden is refused in the words of one to nothing.
        var secret = Secret(Thing.Find("objectives")!);
        Assert.Equal(
            (await PatchAsync(caller, action, "objective", "no-such")).Replace("no-such", "*", StringComparison.Ordinal),
            (await PatchAsync(caller, action, "objective", secret)).Replace(secret, "*", StringComparison.Ordinal)
        );

        // What something hidden names is not taken away, and nothing is said of what names it.
        var open = await house.Host.Writer.AddAsync(Plan, "partners", new() { ["name"] = "A partner" }, house.Author);
        await house.Host.Writer.AddAsync(
            Plan,
            "agreements",
            new()
            {
                ["purpose"] = Mark,
                ["partners"] = new[] { open },
                ["restricted"] = true,
            },
            house.Author
        );
        var remove = await planner.GetAsync($"/plans/{Plan}/implement/partners/{open}/remove");
        var refused = await remove.SubmitAsync([]);
        Assert.Contains("Something that you do not see names this partner", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, refused.Text, StringComparison.Ordinal);

        // Numbers go on as if there were nothing between.
        var first = await house.Host.Writer.AddAsync(Plan, "risks", new() { ["event"] = "One" }, house.Author);
        await house.Host.Writer.AddAsync(Plan, "risks", new() { ["event"] = Mark, ["restricted"] = true }, house.Author);
        var second = await house.Host.Writer.AddAsync(Plan, "risks", new() { ["event"] = "Two" }, house.Author);
        Assert.Equal(Number(first) + 1, Number(second));

        static int Number(string id) => int.Parse(id[1..], CultureInfo.InvariantCulture);

        static async Task<string> YamlAsync(House house)
        {
            await using var db = house.Host.At.Open();
            return PlanFile.ToYaml((await PlanQueries.LoadAsync(db, Plan, Actor.CommandLine))!);
        }

        static async Task<string> PatchAsync(HttpClient caller, string action, string field, string value)
        {
            using var now = await caller.GetAsync($"/api/v1/plans/{Plan}/actions/{action}");
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/plans/{Plan}/actions/{action}")
            {
                Content = JsonContent.Create(new Dictionary<string, string> { [field] = value }),
            };
            request.Headers.TryAddWithoutValidation("If-Match", now.Headers.ETag!.Tag);
            using var answer = await caller.SendAsync(request);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("errors").GetRawText();
        }
    }

    [Theory, Databases]
    public async Task Who_marks_an_item_is_its_author_and_its_record_goes_with_it(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var planner = await house.Host.SignInAsync(Role.Planner);
        var page = $"/plans/{Plan}/develop/stakeholders/{Open(Thing.Find("stakeholders")!)}";
        Assert.Equal(HttpStatusCode.OK, (await house.AsAuthor.GetAsync(page)).Status);

        var saved = await (await planner.GetAsync(page + "/edit")).SubmitAsync(new() { ["restricted"] = "true" });

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await house.AsLead.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.AsAuthor.GetAsync(page)).Status);
        var administrator = await house.Host.SignInAsync(WebHost.Administrator);
        Assert.DoesNotContain(
            "stakeholders,open-S\n",
            (await administrator.GetAsync("/admin/record?format=csv")).Document.Body!.TextContent,
            StringComparison.Ordinal
        );
        await using var db = house.Host.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }
}
