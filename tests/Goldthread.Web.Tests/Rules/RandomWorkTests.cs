using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Goldthread.Web.Tests.Rules;

/// <summary>
/// Random work: several people do forty things to a plan, by the pages' operations and by calls, most of them right and many wrong. Whatever they do, only
/// the known refusals come back; the plan's export is imported again without a change; the links, the packed figures and the kept findings are what is
/// worked out anew; and everything is as the record tells.
/// </summary>
public sealed class RandomWorkTests
{
    const int Steps = 40;

    /// <summary>The same work each time, so that a run is the same tomorrow; the long one makes up its own and prints it.</summary>
    [Theory, Databases]
    public Task Whatever_people_do_the_plan_stays_whole(Engine engine) =>
        WorkAsync(engine, 15, new Replay(new Rnd(20261130, engine == Engine.Sqlite ? 7UL : 9UL), null));

    [Theory, Databases, Trait("Length", "Long")]
    public Task Whatever_people_do_at_length_the_plan_stays_whole(Engine engine) => WorkAsync(engine, 150, null);

    static async Task WorkAsync(Engine engine, int sequences, Replay? replay)
    {
        await using var work = await RandomWork.NewAsync(engine);
        var step = Gen.Choose(0, 999_999).Four().Select(n => new Step(n.Item1, n.Item2, n.Item3, n.Item4));
        var steps = Arb.From(Gen.ArrayOf(step, Steps), Fewer);
        var config = Config.QuickThrowOnFailure.WithMaxTest(sequences);
        if (replay is not null)
            config = config.WithReplay(replay);
        // Properties are not asynchronous; a thread of the pool waits.
        await Task.Run(() => FsCheck.Check.One(config, Prop.ForAll(steps, all => work.DoAsync(all).GetAwaiter().GetResult())));
        Assert.Empty(await work.FaultsAsync());
    }

    /// <summary>A sequence that fails is cut to halves and then to what is needed.</summary>
    static IEnumerable<Step[]> Fewer(Step[] steps)
    {
        if (steps.Length < 2)
            yield break;
        yield return steps[..(steps.Length / 2)];
        yield return steps[(steps.Length / 2)..];
        if (steps.Length > 12)
            yield break;
        for (var i = 0; i < steps.Length; i++)
            yield return [.. steps[..i], .. steps[(i + 1)..]];
    }
}

/// <summary>One thing that somebody does, as numbers that choose.</summary>
readonly record struct Step(int What, int Who, int Which, int Value);

/// <summary>The organisation in which it happens.</summary>
sealed class RandomWork : IAsyncDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Today = new(2026, 11, 25);

    static readonly Thing[] Lists = [.. Thing.All.Where(t => t.Stage != Stage.Strategy)];
    static readonly string[] Common =
    [
        "objectives",
        "actions",
        "measures",
        "risks",
        "evidence",
        "audits",
        "feedback",
        "adaptations",
        "waivers",
        "staff",
    ];
    static readonly string[] Texts =
    [
        "Fewer falls at night",
        "Ask everybody by Friday",
        "  spaces around  ",
        "",
        "Ring 943 476 5919",
        "“Quoted”, with: a colon # and more",
        "two\nlines",
        "2026-01-01",
        "no",
        "Ärztin 漢",
    ];

    readonly WebHost host;
    readonly List<Actor> people = [];
    readonly List<HttpClient> callers = [];
    string strategy = "";
    int plans;

    RandomWork(WebHost host) => this.host = host;

    public static async Task<RandomWork> NewAsync(Engine engine)
    {
        var work = new RandomWork(await WebHost.NewAsync(engine, new FakeTimeProvider(Now)));
        var root = await work.host.RootAsync();
        var area = await work.host.Writer.AreaAsync(root);
        await using var db = work.host.At.Open();
        var path = await db.Areas.Where(a => a.Id == area).Select(a => a.Path).SingleAsync();
        work.strategy = StrategyRow.OwnerOf(await db.Strategies.Select(s => s.Id).FirstAsync());
        foreach (
            var (role, staff) in ((Role, string?)[])
                [
                    (Role.Planner, null),
                    (Role.Planner, "st2"),
                    (Role.Contributor, "st1"),
                    (Role.Approver, null),
                    (Role.QualityLead, null),
                    (Role.Reader, null),
                ]
        )
        {
            work.people.Add(new Actor(Guid.CreateVersion7(), $"{role} (P. Person)", false, [new Grant(role, path, staff)]));
            work.callers.Add(await work.host.CallerAsync(role, area, staff));
        }
        // Who plans for all of the organisation, so the strategy too.
        work.people.Add(await work.host.ActorAsync());
        work.callers.Add(await work.host.CallerAsync(Role.Planner));
        return work;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in callers)
            caller.Dispose();
        await host.DisposeAsync();
    }

    /// <summary>What the whole database says of itself.</summary>
    public async Task<IReadOnlyList<Recorded.Fault>> FaultsAsync() =>
        (await Verification.RunAsync(host.At.Database, new FileStore(new Place(Path.GetTempPath(), host.At.Database)))).Faults;

    /// <summary>Does all the steps to a new plan, then looks at it.</summary>
    public async Task<bool> DoAsync(Step[] steps)
    {
        var plan = string.Create(CultureInfo.InvariantCulture, $"R-{Interlocked.Increment(ref plans)}");
        await ImportAsync(Actor.CommandLine, FileOf(plan));
        var kept = new List<string> { plan };
        foreach (var step in steps)
        {
            try
            {
                await DoAsync(plan, kept, step);
            }
            catch (Exception known) when (known is RuleBroken or Forbidden or Missing or StaleEdit or OutOfTurn or ChangedSince)
            {
                // Told to whoever did it.
            }
            catch (Exception unknown)
            {
                throw new InvalidOperationException($"{step}: {unknown.GetType().Name}: {unknown.Message}", unknown);
            }
        }
        foreach (var one in kept)
            await LookAsync(one);
        return true;
    }

    // --- what people do ----------------------------------------------------------------------------------------------------------------------------

    async Task DoAsync(string plan, List<string> kept, Step step)
    {
        // Most of it by the planners: what everybody is refused changes nothing.
        var at = step.Who % 10 < 5 ? step.Who % 2 : step.Who / 10 % people.Count;
        var (who, caller) = (people[at], callers[at]);
        var dice = new Random(step.Value);
        switch (step.What % 20)
        {
            case 0 or 1 or 2:
                await AddAsync(who, plan, step, dice);
                break;
            case 3 or 4 or 5:
                await ChangeAsync(who, plan, dice);
                break;
            case 6:
                await RemoveAsync(who, plan, dice);
                break;
            case 7:
                await RestoreAsync(who, plan, dice);
                break;
            case 8:
                await FiguresAsync(who, plan, dice);
                break;
            case 9:
                await SendFiguresAsync(caller, plan, dice);
                break;
            case 10:
                await WaiveAsync(who, plan, dice);
                break;
            case 11:
                await PutAwayAsync(who, plan, dice);
                break;
            case 12:
                await MoveAsync(who, plan, dice);
                break;
            case 13:
                await ImportAsync(who, Altered(await ExportAsync(plan), dice));
                break;
            case 14 when kept.Count == 1:
                // A copy: the same file under another id.
                var copy = plan + "-copy";
                await ImportAsync(who, (await ExportAsync(plan)).Replace($"id: {plan}\n", $"id: {copy}\n", StringComparison.Ordinal));
                kept.Add(copy);
                break;
            case 15:
                await EditPlanAsync(who, plan, dice);
                break;
            case 16:
                await PatchAsync(caller, plan, dice);
                break;
            case 17:
                await StrategyAsync(who, plan, dice);
                break;
            case 18:
                await host.Writer.RunAsync(who, work => ApproveChanges.RunAsync(work, plan));
                break;
            default:
                string[] addresses = ["", ".yaml", "/findings", "/measures/M1/chart", "/measures/M1/chart.svg", "/actions/A1"];
                await CallAsync(caller, HttpMethod.Get, $"/api/v1/plans/{plan}{addresses[dice.Next(addresses.Length)]}");
                break;
        }
    }

    async Task AddAsync(Actor who, string plan, Step step, Random dice)
    {
        var thing = step.Which % 3 > 0 ? Thing.Find(Common[step.Which % Common.Length])! : Lists[step.Which % Lists.Length];
        var values = await ValuesAsync(plan, thing.Shape, dice, 4);
        await host.Writer.RunAsync(who, work => AddItem.RunAsync(work, plan, thing, values, Reason(dice)));
    }

    async Task ChangeAsync(Actor who, string plan, Random dice)
    {
        if (await AnyAsync(plan, dice, removed: false) is not { } row)
            return;
        var thing = Thing.Find(row.List)!;
        var values = await ValuesAsync(plan, thing.Shape, dice, 2, owed: false);
        var version = dice.Next(8) == 0 ? row.Version - 1 : row.Version;
        await host.Writer.RunAsync(
            who,
            work => EditItem.RunAsync(work, plan, thing, row.Id, version, values, Reason(dice), dice.Next(2) == 0)
        );
    }

    async Task RemoveAsync(Actor who, string plan, Random dice)
    {
        if (await AnyAsync(plan, dice, removed: false) is { } row)
            await host.Writer.RunAsync(
                who,
                work => RemoveItem.RunAsync(work, plan, Thing.Find(row.List)!, row.Id, row.Version, Reason(dice))
            );
    }

    async Task RestoreAsync(Actor who, string plan, Random dice)
    {
        if (await AnyAsync(plan, dice, removed: true) is { } row)
            await host.Writer.RunAsync(who, work => RestoreItem.RunAsync(work, plan, Thing.Find(row.List)!, row.Id));
    }

    async Task FiguresAsync(Actor who, string plan, Random dice)
    {
        var measure = await IdAsync(plan, "measures", dice);
        Reading[] readings =
        [
            .. Enumerable
                .Range(0, dice.Next(1, 4))
                .Select(_ =>
                    Reading.Of(
                        Day(dice),
                        dice.Next(6) == 0 ? null : dice.Next(-2, 30) / 2.0,
                        note: dice.Next(5) == 0 ? Texts[dice.Next(Texts.Length)] : null
                    )
                ),
        ];
        await host.Writer.RunAsync(who, work => RecordReadings.RunAsync(work, plan, measure, readings, Reason(dice)));
    }

    async Task SendFiguresAsync(HttpClient caller, string plan, Random dice)
    {
        var lines = new StringBuilder("measure,on,value\n");
        for (var n = dice.Next(1, 5); n > 0; n--)
            lines.AppendLine(
                CultureInfo.InvariantCulture,
                $"{await IdAsync(plan, "measures", dice)},{Day(dice):yyyy-MM-dd},{dice.Next(0, 30)}"
            );
        await CallAsync(
            caller,
            HttpMethod.Post,
            $"/api/v1/plans/{plan}/readings?partial={(dice.Next(2) == 0 ? "true" : "false")}",
            new StringContent(lines.ToString(), Encoding.UTF8, "text/csv")
        );
    }

    async Task WaiveAsync(Actor who, string plan, Random dice)
    {
        var found = PlanChecks.Run(await DocumentAsync(plan), Today, Shipped.Data);
        if (found.Count == 0)
            return;
        var finding = found[dice.Next(found.Count)];
        DateOnly? until = dice.Next(6) == 0 ? null : Today.AddDays(dice.Next(-10, 400));
        await host.Writer.RunAsync(
            who,
            work => Waive.RunAsync(work, plan, finding.Check.Id, finding.List, finding.Key, Reason(dice), until)
        );
    }

    async Task PutAwayAsync(Actor who, string plan, Random dice)
    {
        var found = PlanChecks
            .Run(await DocumentAsync(plan), Today, Shipped.Data)
            .Where(f => f.Check.Severity == Severity.Info || dice.Next(5) == 0)
            .ToList();
        if (found.Count == 0)
            return;
        var finding = found[dice.Next(found.Count)];
        await host.Writer.RunAsync(
            who,
            work => PutAway.RunAsync(work, plan, finding.Check.Id, dice.Next(2) == 0 ? null : finding.About, dice.Next(3) == 0)
        );
    }

    async Task MoveAsync(Actor who, string plan, Random dice)
    {
        await using var db = host.At.Open();
        var row = await db.Plans.SingleAsync(p => p.Id == plan);
        var moves = MoveKind.All.Where(m => m.Thing is null == (dice.Next(2) == 0)).ToList();
        var move = moves[dice.Next(moves.Count)];
        var values = await ValuesAsync(plan, move.Shape, dice, 2, owed: true);
        if (move.Thing is not { } thing)
        {
            await host.Writer.RunAsync(
                who,
                work => MakeMove.RunAsync(work, plan, move, values, dice.Next(3) == 0 ? row.Revision - dice.Next(2) : null)
            );
            return;
        }
        var ids = await db.Items.Where(i => i.Owner == plan && i.List == thing.List).Select(i => i.Id).ToListAsync();
        if (ids.Count > 0)
            await host.Writer.RunAsync(who, work => MakeMove.RunAsync(work, plan, move, ids[dice.Next(ids.Count)], values));
    }

    async Task EditPlanAsync(Actor who, string plan, Random dice)
    {
        await using var db = host.At.Open();
        var version = await db.Plans.Where(p => p.Id == plan).Select(p => p.Version).SingleAsync();
        var values = await ValuesAsync(plan, Shape.Of<Plan>(), dice, 2, owed: false);
        if (dice.Next(5) > 0)
            values = values.Where(v => v.Key is not ("id" or "status" or "approved_on")).ToDictionary();
        await host.Writer.RunAsync(who, work => EditPlan.RunAsync(work, plan, version, values, Reason(dice)));
    }

    async Task PatchAsync(HttpClient caller, string plan, Random dice)
    {
        var action = await IdAsync(plan, "actions", dice);
        string[] bodies =
        [
            """{"progress":40}""",
            """{"status":"in-progress","notes":[{"on":"2026-11-01","by":"st1","text":"Begun"}]}""",
            """{"due":"2027-01-31","reason":"Two are ill"}""",
            """{"due":"2027-02-28"}""",
            """{"title":null}""",
            """{"accountable":["st2"],"reason":"  "}""",
            $$"""{"evidence":["{{await IdAsync(plan, "evidence", dice)}}"]}""",
            $$"""{"after":["{{await IdAsync(plan, "actions", dice)}}"]}""",
            """{"colour":"red"}""",
        ];
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/plans/{plan}/actions/{Uri.EscapeDataString(action)}")
        {
            Content = new StringContent(bodies[dice.Next(bodies.Length)], Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{dice.Next(1, 4)}\"");
        await SendAsync(caller, request);
    }

    async Task StrategyAsync(Actor who, string plan, Random dice)
    {
        var thing = Thing.Find(dice.Next(2) == 0 ? "strategy.objectives" : "strategy.values")!;
        if (dice.Next(2) == 0)
        {
            var values = await ValuesAsync(plan, thing.Shape, dice, 1);
            await host.Writer.RunAsync(who, work => AddItem.RunAsync(work, strategy, thing, values));
            return;
        }
        await using var db = host.At.Open();
        var rows = await db.Items.Where(i => i.Owner == strategy && i.List == thing.List).OrderBy(i => i.Id).ToListAsync();
        if (rows.Count == 0)
            return;
        var row = rows[dice.Next(rows.Count)];
        if (row.RemovedAt is null)
            await host.Writer.RunAsync(who, work => RemoveItem.RunAsync(work, strategy, thing, row.Id, row.Version));
        else
            await host.Writer.RunAsync(who, work => RestoreItem.RunAsync(work, strategy, thing, row.Id));
    }

    /// <summary>A file that somebody changed by hand.</summary>
    static string Altered(string file, Random dice) =>
        dice.Next(5) switch
        {
            0 => file,
            1 => file.Replace("Write the rota", "Write the new rota", StringComparison.Ordinal),
            2 => file.Replace("due: 2026-12-31", "due: 2027-01-15", StringComparison.Ordinal),
            3 => file + "partners:\n- id: PT1\n  name: Rowan surgery\n",
            _ => file.Replace("  value: 6\n", "  value: 9\n", StringComparison.Ordinal),
        };

    async Task ImportAsync(Actor who, string file)
    {
        // A file that cannot be read is told line by line, and stores nothing.
        if (PlanFile.Read(Encoding.UTF8.GetBytes(file), Shipped.Data, toKeep: true).Document is { } document)
            await host.Writer.RunAsync(who, work => ImportPlan.RunAsync(work, document));
    }

    async Task CallAsync(HttpClient caller, HttpMethod method, string address, HttpContent? body = null) =>
        await SendAsync(caller, new HttpRequestMessage(method, address) { Content = body });

    static async Task SendAsync(HttpClient caller, HttpRequestMessage request)
    {
        using var response = await caller.SendAsync(request);
        if ((int)response.StatusCode >= 500)
            throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode}");
    }

    // --- what they write ---------------------------------------------------------------------------------------------------------------------------

    static string? Reason(Random dice) =>
        dice.Next(6) switch
        {
            0 => null,
            1 => "   ",
            2 => "NHS number 999 000 0018 asked",
            _ => "The inspection asked for it",
        };

    static DateOnly Day(Random dice) => new DateOnly(2026, 1, 1).AddDays(dice.Next(0, 420));

    async Task<Dictionary<string, object?>> ValuesAsync(string plan, Shape shape, Random dice, int most, bool owed = true)
    {
        // Some moves ask nothing.
        if (shape.Fields.Count == 0)
            return [];
        await using var db = host.At.Open();
        var ids = await db
            .Items.Where(i => i.Owner == plan || i.Owner == strategy || i.Owner.StartsWith("area:"))
            .OrderBy(i => i.List)
            .ThenBy(i => i.Id)
            .Select(i => new ValueTuple<string, string>(i.List, i.Id))
            .ToListAsync();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (owed)
        {
            foreach (var field in shape.Owed.Where(f => !f.IsId))
                values[field.Name] = Value(field, ids, dice, 0) ?? "Something plain";
        }
        var fields = shape.Fields.Where(f => !f.IsId && f.Name is not ("id" or "readings")).ToList();
        for (var n = dice.Next(1, most + 1); n > 0; n--)
        {
            var field = fields[dice.Next(fields.Count)];
            values[field.Name] = dice.Next(8) == 0 ? null : Value(field, ids, dice, 0);
        }
        return values;
    }

    static object? Value(Field field, List<(string List, string Id)> ids, Random dice, int depth)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                return Text(field, ids, dice);
            case FieldKind.Texts:
                return field.List(Enumerable.Range(0, dice.Next(3)).Select(_ => (object)Text(field, ids, dice)).Distinct());
            case FieldKind.Group:
                return depth > 2 ? null : Part(field.Inner!, ids, dice, depth);
            case FieldKind.Parts:
                return depth > 2
                    ? null
                    : field.List(Enumerable.Range(0, dice.Next(3)).Select(_ => (object)Part(field.Inner!, ids, dice, depth)));
            case FieldKind.Choices or FieldKind.Dates or FieldKind.Wholes:
                return Parsed(field, dice) is { } one ? field.List([one]) : null;
            default:
                return Parsed(field, dice);
        }
    }

    static Part Part(Shape shape, List<(string, string)> ids, Random dice, int depth)
    {
        var part = shape.New();
        foreach (var field in shape.Fields.Where(f => f.IsOwed || dice.Next(2) == 0))
            field.Set(part, Value(field, ids, dice, depth + 1));
        return part;
    }

    static object? Parsed(Field field, Random dice)
    {
        var text = field.Kind switch
        {
            FieldKind.Date or FieldKind.Dates => Day(dice).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldKind.YesNo => dice.Next(2) == 0 ? "true" : "false",
            FieldKind.Choice or FieldKind.Choices => field.Choices[dice.Next(field.Choices.Count)].Written,
            _ => dice.Next(0, 40).ToString(CultureInfo.InvariantCulture),
        };
        return field.Parse(text, out var value) is null ? value : null;
    }

    static string Text(Field field, List<(string List, string Id)> ids, Random dice)
    {
        if (field.Known is { } known)
            return known == Known.Check ? "PL001"
                : known == Known.Requirement ? "cqc-saf:S4"
                : known == Known.AuditTool ? "dignity"
                : "nothing";
        if (field.RefersTo.Count == 0 && !field.RefersToAny)
            return Texts[dice.Next(dice.Next(3) == 0 ? Texts.Length : 3)];
        var fit = field.RefersToAny ? ids : ids.Where(i => field.RefersTo.Contains(i.List)).ToList();
        return fit.Count == 0 || dice.Next(10) == 0 ? "nobody" : fit[dice.Next(fit.Count)].Id;
    }

    async Task<ItemRow?> AnyAsync(string plan, Random dice, bool removed)
    {
        await using var db = host.At.Open();
        var rows = await db
            .Items.Where(i => i.Owner == plan && (i.RemovedAt != null) == removed)
            .OrderBy(i => i.List)
            .ThenBy(i => i.Id)
            .ToListAsync();
        return rows.Count == 0 ? null : rows[dice.Next(rows.Count)];
    }

    async Task<string> IdAsync(string plan, string list, Random dice)
    {
        await using var db = host.At.Open();
        var ids = await db.Items.Where(i => i.Owner == plan && i.List == list).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync();
        return ids.Count == 0 || dice.Next(10) == 0 ? "X9" : ids[dice.Next(ids.Count)];
    }

    // --- what is to hold ---------------------------------------------------------------------------------------------------------------------------

    async Task<PlanDocument> DocumentAsync(string plan)
    {
        await using var db = host.At.Open();
        return (await PlanQueries.LoadAsync(db, plan, Actor.CommandLine))!;
    }

    async Task<string> ExportAsync(string plan) => PlanFile.ToYaml(await DocumentAsync(plan));

    async Task LookAsync(string plan)
    {
        await using var db = host.At.Open();
        if (await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == plan) is not { } row)
            return;

        // The links are what the bodies say.
        foreach (var item in await db.Items.Where(i => i.Owner == plan).ToListAsync())
        {
            var says = Walk.References(ItemRows.Read(Thing.Find(item.List)!, item)).Select(r => $"{r.Path} {r.Id}");
            var links = await db
                .Links.Where(l => l.Owner == plan && l.List == item.List && l.Id == item.Id)
                .OrderBy(l => l.Ordinal)
                .ToListAsync();
            Assert.Equal(says, links.Select(l => $"{l.Field} {l.ToId}"));
        }

        // The packed figures are the rows.
        foreach (var series in await db.Series.Where(s => s.Plan == plan).ToListAsync())
        {
            var rows = await db.Readings.Where(r => r.Series == series.Id).OrderBy(r => r.On).ThenBy(r => r.Ordinal).ToListAsync();
            var packed = PackedReadings.Unpack(series.Packed);
            Assert.Equal(
                rows.Select(r => (r.On, r.Value, r.Numerator, r.Denominator, r.Note)),
                packed.Select(r => (r.On ?? DateOnly.MinValue, r.Value, r.Numerator, r.Denominator, r.Note))
            );
            Assert.Equal(packed.Count, series.Count);
        }

        // The kept findings are those that are made anew.
        var document = (await PlanQueries.LoadAsync(db, plan, Actor.CommandLine))!;
        var anew = PlanChecks.Run(document, Today, Shipped.Data).Select(f => f.ToString()).ToList();
        var kept = await host.Services.GetRequiredService<KeptFindings>().OfAsync(db, row, Actor.CommandLine, Hidden.Nothing);
        Assert.Equal(anew, kept.All.Select(f => f.ToString()));

        // The export of somebody is imported again by them and changes nothing, whatever of the plan they do not see.
        var left = await LeftAsync(plan);
        var yaml = await callers[^1].GetStringAsync($"/api/v1/plans/{plan}.yaml");
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(yaml), Shipped.Data, toKeep: true);
        Assert.True(read.Document is not null, $"The export is not taken again: {string.Join("\n", read.Errors)}\n{yaml}");
        using var sent = await callers[^1].PostAsync("/api/v1/plans", new StringContent(yaml, Encoding.UTF8, "application/yaml"));
        Assert.True(sent.StatusCode == HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
        var told = await db.Records.Where(r => r.Stream == plan).OrderBy(r => r.Seq).Skip(left.Lines).ToListAsync();
        Assert.Equal([], told.Select(r => $"{r.Operation} {r.List}/{r.Item} {r.Changes}"));
        Assert.Equal(left, await LeftAsync(plan));
        Assert.Equal(yaml, await callers[^1].GetStringAsync($"/api/v1/plans/{plan}.yaml"));
    }

    async Task<(int Version, int Revision, int Items, int Lines)> LeftAsync(string plan)
    {
        await using var db = host.At.Open();
        var row = await db.Plans.SingleAsync(p => p.Id == plan);
        return (
            row.Version,
            row.Revision,
            await db.Items.Where(i => i.Owner == plan).SumAsync(i => i.Version),
            await db.Records.CountAsync(r => r.Stream == plan)
        );
    }

    static string FileOf(string id) =>
        $$"""
            goldthread: 1
            area: {name: Rowan House, staff: [{id: st1, role: Night lead}, {id: st2, role: Deputy manager}]}
            plan: {id: {{id}}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, owner: st2}
            objectives:
            - {id: O1, title: Falls at night drop from 6 to 3 a month, owner: st2, due: 2027-03-31}
            - {id: O2, title: Nobody waits over ten minutes at night, due: 2027-03-31}
            measures:
            - {id: M1, name: Falls a month, owner: st1, direction: lower, frequency: monthly, target: {value: 8}, objectives: [O1], readings: [{on: 2026-09-01, value: 6}, {on: 2026-10-01, value: 7}]}
            actions:
            - {id: A1, title: Check each room for trip hazards, objective: O1, accountable: [st1], due: 2026-12-31}
            - {id: A2, title: Write the rota, objective: O2, accountable: [st2], due: 2026-12-31, after: [A1]}
            resources: {establishment: [{role: Night carer}]}
            risks: [{id: RK1, event: the night staff leave}]
            evidence: [{id: E1, title: Walk round of 3 November}]

            """;
}
