using System.Net;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Goldthread.Web.Tests.Api;
using Goldthread.Web.Tests.Things;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

/// <summary>
/// Every list, every role, every way in: who may add, change and remove. The answer is read off the database, not off the page: what may be done is done,
/// and of what may not nothing is.
/// </summary>
public sealed class MatrixTests(MatrixTests.Plan plan) : IClassFixture<MatrixTests.Plan>
{
    /// <summary>Who may write which list: written here a second time, so that a rule that is weakened is noticed.</summary>
    static bool May(Role? role, string list, string act) =>
        role switch
        {
            Role.Planner => true,
            // Who contributes asks; what others asked they leave alone.
            Role.QualityLead or Role.Contributor when list is "questions" => act is "add",
            Role.QualityLead => list is "audits" or "regulatory_actions" or "feedback" or "evidence",
            Role.Contributor => list is "feedback" or "evidence",
            _ => false,
        };

    public static TheoryData<Role?> Everybody
    {
        get
        {
            var everybody = new TheoryData<Role?>();
            foreach (var role in Enum.GetValues<Role>())
                everybody.Add(role);
            everybody.Add((Role?)null);
            return everybody;
        }
    }

    static readonly IReadOnlyList<Thing> Things = [.. Thing.All.Where(t => t.Stage is not Stage.Strategy)];

    [Theory, MemberData(nameof(Everybody))]
    public async Task On_the_pages(Role? role)
    {
        var somebody = await plan.SomebodyAsync(role);
        var visitor = role is null ? plan.Host.Visit() : await plan.Host.SignInAsync(somebody.Email!);
        var token = (await visitor.GetAsync(role is null ? "/sign-in" : "/account/password"))
            .Document.QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        await EachAsync(
            role,
            May,
            async (thing, act, item, version, answers) =>
            {
                var address = act is "add"
                    ? To.Add(plan.Id, thing)
                    : To.Item(plan.Id, thing, item) + (act is "change" ? "/edit" : "/remove");
                using var form = new FormUrlEncodedContent([
                    .. answers.Where(_ => act is not "remove"),
                    new(ItemForm.SeenVersion, version),
                    new("version", version),
                    new("__RequestVerificationToken", token),
                ]);
                using var answer = await visitor.Client.PostAsync(address, form);
                return answer.StatusCode;
            }
        );
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task By_the_calls(Role? role)
    {
        var caller = (await plan.SomebodyAsync(role)).Caller;
        await EachAsync(role, May, (thing, act, item, version, answers) => CallAsync(caller, thing, act, item, version, answers));
    }

    /// <summary>A token never lets its owner do more than its own role does, nor more than its owner's.</summary>
    [Theory]
    [InlineData(Role.Planner, Role.Reader)]
    [InlineData(Role.Planner, Role.Contributor)]
    [InlineData(Role.Contributor, Role.Contributor)]
    public async Task By_a_token_of_a_smaller_role(Role role, Role ofToken)
    {
        using var caller = await plan.CallerAsync((await plan.SomebodyAsync(role)).Email!, ofToken);
        await EachAsync(
            ofToken,
            (_, list, act) => May(role, list, act) && May(ofToken, list, act),
            (thing, act, item, version, answers) => CallAsync(caller, thing, act, item, version, answers)
        );
    }

    /// <summary>
    /// A plan file is the whole plan: who brings one in writes all of it, so that is for planners. What it adds, changes and leaves out in each list is what
    /// a planner adds, changes and removes by a form; of anybody else it is refused whole.
    /// </summary>
    [Theory, MemberData(nameof(Everybody))]
    public async Task By_a_plan_file(Role? role)
    {
        var may = Things.All(t => May(role, t.List, "change"));
        var file = await plan.EditedAsync(may);
        var caller = (await plan.SomebodyAsync(role)).Caller;
        var lines = await plan.LinesAsync();

        var answer = await caller.SendAsync("POST", "/api/v1/plans?reason=Because", file.Yaml);

        Assert.Equal(
            may ? HttpStatusCode.Created
                : role is null ? HttpStatusCode.Unauthorized
                : HttpStatusCode.Forbidden,
            answer.Status
        );
        if (may)
            Assert.Equal([], await plan.MissedAsync(file));
        else
            Assert.Equal(lines, await plan.LinesAsync());
    }

    /// <summary>Whoever runs commands on the machine may do everything: the verb that brings a plan file runs the same operation.</summary>
    [Fact]
    public async Task By_the_command()
    {
        var file = await plan.EditedAsync(true);
        var document = PlanFile.Read(Encoding.UTF8.GetBytes(file.Yaml), Shipped.Data).Document!;

        await plan.Host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document, "Because"));

        Assert.Equal([], await plan.MissedAsync(file));
    }

    async Task<HttpStatusCode> CallAsync(
        HttpClient caller,
        Thing thing,
        string act,
        string item,
        string version,
        IReadOnlyDictionary<string, string> answers
    )
    {
        var list = $"/api/v1/plans/{plan.Id}/{thing.List}";
        var answer = act switch
        {
            "add" => await caller.SendAsync("POST", list, Filled.Json(thing, answers)),
            "change" => await caller.SendAsync("PATCH", $"{list}/{item}", Filled.Json(thing, answers), version),
            _ => await caller.SendAsync("DELETE", $"{list}/{item}", match: version),
        };
        return answer.Status;
    }

    /// <summary>Tries to add, change and remove in every list, and compares what came of it with what may be.</summary>
    async Task EachAsync(
        Role? role,
        Func<Role?, string, string, bool> may,
        Func<Thing, string, string, string, IReadOnlyDictionary<string, string>, Task<HttpStatusCode>> tryAsync
    )
    {
        var wrong = new List<string>();
        foreach (var thing in Things)
        foreach (var act in (string[])["add", "change", "remove"])
        {
            var expected = may(role, thing.List, act);
            var answers = new Dictionary<string, string>(plan.Answers[thing.List], StringComparer.Ordinal);
            var (field, hers, _) = Filled.Changed(thing);
            if (act is "change")
                answers[field.Name] = hers;
            // One of its own where it will be written, so that each begins alike.
            var item = expected && act is not "add" ? await plan.AddAsync(thing) : plan.Targets[thing.List];
            var lines = await plan.LinesAsync();
            var status = await tryAsync(thing, act, item, "1", answers);
            var written = await plan.LinesAsync() - lines;
            var isDone = written == 1 && status < HttpStatusCode.BadRequest && await plan.IsAsync(thing, act, item, hers);
            // A form that asks whoever may not write for less ignores the rest, and then says so.
            var isRefused =
                written == 0 && (status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError || Redirects(status));
            if (expected ? !isDone : !isRefused)
                wrong.Add($"{act} {thing.List}: {status}, {written} lines");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));

        bool Redirects(HttpStatusCode status) => status is HttpStatusCode.Found && (role is null || role is Role.Contributor);
    }

    /// <summary>One plan for all, with an item of every list that nobody may have touched at the end.</summary>
    public sealed class Plan : IAsyncLifetime
    {
        readonly Dictionary<Role, (string Email, HttpClient Caller)> people = [];
        int made;

        public WebHost Host { get; private set; } = null!;
        public string Id { get; private set; } = "";
        public Dictionary<string, Dictionary<string, string>> Answers { get; } = [];
        public Dictionary<string, string> Targets { get; } = [];

        /// <value>Where the targets of those lists are whose items have no id.</value>
        Dictionary<string, int> Places { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            Id = await Host.Writer.ExamplePlanAsync();
            foreach (var thing in Things)
            {
                Answers[thing.List] = Filled.Form(thing, f => Filled.Answer(Host, Id, f));
                Targets[thing.List] = await AddAsync(thing);
                await using var db = Host.At.Open();
                Places[thing.List] = await db.Items.CountAsync(i => i.Owner == Id && i.List == thing.List && i.RemovedAt == null) - 1;
            }
        }

        /// <summary>An item that the rest of the plan does not name.</summary>
        public Task<string> AddAsync(Thing thing)
        {
            var values = ValuesOf(thing);
            return Host.Writer.RunAsync(Actor.CommandLine, work => AddItem.RunAsync(work, Id, thing, values));
        }

        Dictionary<string, object?> ValuesOf(Thing thing)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (name, text) in Answers[thing.List])
            {
                Assert.Null(thing.Shape[name].Parse(text, out var value));
                values[name] = thing.Shape[name].IsList ? thing.Shape[name].List([value!]) : value;
            }
            return values;
        }

        /// <summary>How long the plan's record and its area's are: whatever is written leaves a line there.</summary>
        public async Task<int> LinesAsync()
        {
            await using var db = Host.At.Open();
            return await db.Records.CountAsync(r => r.Stream == Id || r.Stream.StartsWith(AreaRow.Prefix));
        }

        /// <summary>Is an item what it was to become?</summary>
        public async Task<bool> IsAsync(Thing thing, string act, string item, string text)
        {
            await using var db = Host.At.Open();
            var owner = Holder.Of(await db.Plans.Include(p => p.Area).SingleAsync(p => p.Id == Id)).OwnerOf(thing);
            var rows = db.Items.Where(i => i.Owner == owner && i.List == thing.List && i.Id == item);
            return act switch
            {
                "add" => true,
                "change" => (await rows.SingleAsync()).Body.Contains(text, StringComparison.Ordinal),
                _ => (await rows.SingleAsync()).RemovedAt is not null,
            };
        }

        /// <summary>The one person of a role, with a token of it; null for nobody.</summary>
        public async Task<(string? Email, HttpClient Caller)> SomebodyAsync(Role? role)
        {
            if (role is not { } own)
                return (null, Host.Visit().Client);
            if (!people.TryGetValue(own, out var somebody))
            {
                var email = await Host.PersonAsync(own);
                people[own] = somebody = (email, await CallerAsync(email, own));
            }
            return somebody;
        }

        /// <summary>A program with a token of this role of that person.</summary>
        public async Task<HttpClient> CallerAsync(string email, Role ofToken)
        {
            await using var db = Host.At.Open();
            var person = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
            var client = Host.Visit().Client;
            client.DefaultRequestHeaders.Authorization = new(
                "Bearer",
                await MakeToken.RunAsync(Host.Writer, Actor.CommandLine, person, ofToken, "Test")
            );
            return client;
        }

        /// <summary>The plan as a file in which each list has one more item, one that says something else and, where items have ids, one less.</summary>
        /// <param name="Yaml">The file.</param>
        /// <param name="Added">The id of those that were added.</param>
        /// <param name="Said">What those say that were changed.</param>
        /// <param name="Gone">Those that were left out, by their lists.</param>
        public sealed record Edited(string Yaml, string Added, string Said, IReadOnlyDictionary<string, string> Gone);

        /// <param name="withRemovals">True to add first what is to be left out.</param>
        public async Task<Edited> EditedAsync(bool withRemovals)
        {
            made++;
            var gone = new Dictionary<string, string>(StringComparer.Ordinal);
            // A file takes nobody away from the people of an area, who are in other plans too.
            foreach (var thing in Things.Where(t => withRemovals && t is { HasId: true, IsOfArea: false }))
                gone[thing.List] = await AddAsync(thing);
            await using var db = Host.At.Open();
            var document = (await PlanQueries.LoadAsync(db, Id, Actor.CommandLine))!;
            var (added, said) = ($"more-{made}", $"What file {made} says");
            foreach (var thing in Things)
            {
                var parts = document.ItemsOf(thing).ToList();
                var (field, _, _) = Filled.Changed(thing);
                // Nor does it give an id of theirs to another role.
                if (!thing.IsOfArea)
                    field.Set(
                        parts[PlaceOf(thing, parts)],
                        field.Kind switch
                        {
                            FieldKind.Number => 100m + made,
                            FieldKind.Date => new DateOnly(2026, 1, 1).AddDays(made),
                            _ => said,
                        }
                    );
                if (gone.GetValueOrDefault(thing.List) is { } id)
                    parts.RemoveAll(p => p is Item item && item.Id == id);
                var more = thing.Shape.New();
                foreach (var (name, value) in ValuesOf(thing))
                    thing.Shape[name].Set(more, value);
                if (thing.HasId)
                    thing.Shape["id"].Set(more, added);
                // Of one person there is one: another has another role.
                if (thing.IsOfArea)
                    thing.Shape["role"].Set(more, $"Night nurse {made}");
                document.SetItems(thing, [.. parts, more]);
            }
            return new(PlanFile.ToYaml(document), added, said, gone);
        }

        /// <summary>Where the target of a list is among the items of the plan.</summary>
        int PlaceOf(Thing thing, List<Part> parts) =>
            thing.HasId ? parts.FindIndex(p => p is Item item && item.Id == Targets[thing.List]) : Places[thing.List];

        /// <summary>What of an edited file is not in the plan, by list.</summary>
        public async Task<IReadOnlyList<string>> MissedAsync(Edited file)
        {
            var missed = new List<string>();
            foreach (var thing in Things)
            {
                var (field, _, _) = Filled.Changed(thing);
                var says = field.Kind switch
                {
                    FieldKind.Number => $"{100 + made}",
                    FieldKind.Date => $"{new DateOnly(2026, 1, 1).AddDays(made):yyyy-MM-dd}",
                    _ => file.Said,
                };
                if (!thing.IsOfArea && !await IsAsync(thing, "change", Targets[thing.List], says))
                    missed.Add($"change {thing.List}");
                if (file.Gone.GetValueOrDefault(thing.List) is { } gone && !await IsAsync(thing, "remove", gone, ""))
                    missed.Add($"remove {thing.List}");
                await using var db = Host.At.Open();
                if (thing.HasId && !await db.Items.AnyAsync(i => i.List == thing.List && i.Id == file.Added && i.RemovedAt == null))
                    missed.Add($"add {thing.List}");
            }
            return missed;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
