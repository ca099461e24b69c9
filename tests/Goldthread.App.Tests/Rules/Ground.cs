using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Rules;

/// <summary>
/// The ground on which the rules of writing are tried: an organisation, an area of it and the area beside that one, and somebody of every role. The
/// tests of a class share a database an engine; each makes a plan of its own. The operations are called here alone, so that the tests say rules.
/// </summary>
public sealed class Ground : IAsyncLifetime
{
    readonly Dictionary<Engine, House> houses = [];

    /// <summary>The organisation on an engine.</summary>
    public House this[Engine engine] => houses[engine];

    public async ValueTask InitializeAsync()
    {
        foreach (var engine in Enum.GetValues<Engine>())
            houses[engine] = await House.NewAsync(engine);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var house in houses.Values)
            await house.DisposeAsync();
    }
}

/// <summary>An organisation on a database, and what people do there.</summary>
public sealed class House : IAsyncDisposable
{
    /// <summary>The day on which all of it happens.</summary>
    public static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>The instant at which all of it happens.</summary>
    public static readonly DateTimeOffset Now = new(Today, new TimeOnly(9, 0), TimeSpan.Zero);

    int plans;

    House(TestDatabase at, Writer writer) => (At, Writer) = (at, writer);

    public TestDatabase At { get; }
    public Writer Writer { get; }

    /// <value>Rowan House; the roles below are held there.</value>
    public int Area { get; private set; }

    /// <value>The path of <see cref="Area"/>.</value>
    public string Path { get; private set; } = "";

    /// <value>Elm House, beside it.</value>
    public int Beside { get; private set; }

    /// <value>The account of the first administrator, who plans for all of the organisation.</value>
    public Actor First { get; private set; } = null!;

    public static async Task<House> NewAsync(Engine engine)
    {
        var at = await TestDatabase.NewAsync(engine);
        var writer = new Writer(at.Database, new FakeTimeProvider(Now));
        var session = await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(
            writer
        );
        await using var db = at.Open();
        var root = await db.Areas.SingleAsync();
        var house = new House(at, writer)
        {
            Area = await writer.AreaAsync(root.Id),
            Beside = await writer.AreaAsync(root.Id, "Elm House"),
            First = new Actor(session.Person, session.Name, true, [new Grant(Role.Planner, root.Path)]),
        };
        house.Path = await db.Areas.Where(a => a.Id == house.Area).Select(a => a.Path).SingleAsync();
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await At.DisposeAsync();
    }

    // --- people ------------------------------------------------------------------------------------------------------------------------------------

    /// <summary>Somebody new with these roles in Rowan House.</summary>
    public Actor Somebody(params IReadOnlyList<Role> roles) => Somebody(null, roles);

    /// <summary>Somebody new with these roles in Rowan House, who is this person of the staff list.</summary>
    public Actor Somebody(string? staff, params IReadOnlyList<Role> roles) =>
        new(
            Guid.CreateVersion7(),
            $"{string.Join(" and ", roles)} (S. Body)",
            roles.Contains(Role.Administrator),
            [.. roles.Where(r => r is not Role.Administrator).Select(r => new Grant(r, Path, staff))]
        );

    /// <summary>Somebody with a role in the area beside alone.</summary>
    public Actor Neighbour(Role role) => new(Guid.CreateVersion7(), $"{role} of Elm House", false, [new Grant(role, PathOf(Beside))]);

    /// <summary>Somebody with a role in the whole organisation.</summary>
    public Actor Above(Role role) => new(Guid.CreateVersion7(), $"{role} of all", false, [new Grant(role, PathOf(Area, above: true))]);

    string PathOf(int area, bool above = false)
    {
        var root = Path[..(Path.TrimEnd('/').LastIndexOf('/') + 1)];
        return above ? root : string.Create(CultureInfo.InvariantCulture, $"{root}{area}/");
    }

    // --- plans -------------------------------------------------------------------------------------------------------------------------------------

    /// <summary>
    /// A plan of Rowan House with st1 and st2 on its staff list, objectives O1 and O2, the actions A1 (st1 answers for it) and A2, the measure M1 of st1
    /// with two years of figures, M2 of st2, risk RK1, stakeholder S1 and an item of each list that others than planners write.
    /// </summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="more">More of the plan file.</param>
    /// <returns>Its id.</returns>
    public async Task<string> PlanAsync(PlanStatus status = PlanStatus.Draft, string more = "")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"P-{Interlocked.Increment(ref plans)}");
        await ImportAsync(Actor.CommandLine, FileOf(id, status, more));
        return id;
    }

    /// <summary>The file of the plan of <see cref="PlanAsync"/>.</summary>
    public static string FileOf(string id, PlanStatus status = PlanStatus.Draft, string more = "", string area = "Rowan House")
    {
        var approved = status is PlanStatus.Approved or PlanStatus.Live or PlanStatus.Closed;
        var figures = string.Join(
            ", ",
            Enumerable.Range(0, 24).Select(n => $"{{on: {new DateOnly(2024, 11, 1).AddMonths(n):yyyy-MM-dd}, value: {6 + (n % 2)}}}")
        );
        return $$"""
            goldthread: 1
            area: {name: {{area}}, staff: [{id: st1, role: Night lead}, {id: st2, role: Deputy manager}]}
            plan: {id: {{id}}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, owner: st2, status: {{Words.Written(status)}}{{(
                approved ? ", approver: RM, approved_on: 2026-04-01" : ""
            )}}}
            objectives:
            - {id: O1, title: Falls at night drop from 6 to 3 a month, owner: st2, due: 2027-03-31}
            - {id: O2, title: Nobody waits over ten minutes at night, due: 2027-03-31}
            measures:
            - {id: M1, name: Falls a month, owner: st1, direction: lower, frequency: monthly, target: {value: 12}, objectives: [O1], readings: [{{figures}}]}
            - {id: M2, name: Waits a month, owner: st2, direction: lower, frequency: monthly}
            actions:
            - {id: A1, title: Check each room for trip hazards, objective: O1, accountable: [st1], due: 2026-12-31}
            - {id: A2, title: Write the rota, objective: O2, accountable: [st2], due: 2026-12-31, after: [A1]}
            stakeholders: [{id: S1, name: People who live here}]
            risks: [{id: RK1, event: the night staff leave}]
            audits: [{id: AU1, title: Medicines}]
            regulatory_actions: [{id: RA1, text: Keep the stairs clear}]
            feedback: [{id: F1, theme: Nights, said: The bell is not heard}]
            evidence: [{id: E1, title: Walk round of 3 November}]
            {{more}}
            """;
    }

    public static PlanDocument Read(string text)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text), Shipped.Data);
        Assert.True(read.Document is not null, string.Join("\n", read.Errors));
        return read.Document;
    }

    /// <summary>The plan as it is now.</summary>
    public async Task<PlanDocument> DocumentAsync(string plan)
    {
        await using var db = At.Open();
        return (await PlanQueries.LoadAsync(db, plan, Actor.CommandLine))!;
    }

    /// <summary>The plan file of the plan as it is now.</summary>
    public async Task<string> ExportAsync(string plan) => PlanFile.ToYaml(await DocumentAsync(plan));

    // --- operations --------------------------------------------------------------------------------------------------------------------------------

    public Task<ImportPlan.Result> ImportAsync(Actor who, string file, string? reason = null)
    {
        var document = Read(file);
        return Writer.RunAsync(who, work => ImportPlan.RunAsync(work, document, reason));
    }

    public Task<string> StartAsync(Actor who, string id, int? area = null, string title = "Safer nights") =>
        Writer.RunAsync(
            who,
            work =>
                StartPlan.RunAsync(
                    work,
                    area ?? Area,
                    Values(Shape.Of<Plan>(), ("id", id), ("title", title), ("starts", "2026-04-01"), ("ends", "2027-03-31"))
                )
        );

    public Task<string> AddAsync(
        Actor who,
        string owner,
        string list,
        string? reason = null,
        params IReadOnlyList<(string, object?)> values
    ) => Writer.RunAsync(who, work => AddItem.RunAsync(work, owner, Of(list), Values(Of(list).Shape, values), reason));

    /// <summary>Changes an item in its present version unless said.</summary>
    public async Task<int> EditAsync(
        Actor who,
        string owner,
        string list,
        string id,
        string? reason = null,
        int? version = null,
        bool strict = false,
        params IReadOnlyList<(string, object?)> values
    )
    {
        var seen = version ?? (await RowAsync(owner, list, id)).Version;
        return await Writer.RunAsync(
            who,
            work => EditItem.RunAsync(work, owner, Of(list), id, seen, Values(Of(list).Shape, values), reason, strict)
        );
    }

    public async Task RemoveAsync(Actor who, string owner, string list, string id, string? reason = null, int? version = null)
    {
        var seen = version ?? (await RowAsync(owner, list, id)).Version;
        await Writer.RunAsync(who, work => RemoveItem.RunAsync(work, owner, Of(list), id, seen, reason));
    }

    public Task RestoreAsync(Actor who, string owner, string list, string id) =>
        Writer.RunAsync(who, work => RestoreItem.RunAsync(work, owner, Of(list), id));

    public async Task<int> EditPlanAsync(
        Actor who,
        string plan,
        string? reason = null,
        int? version = null,
        params IReadOnlyList<(string, object?)> values
    )
    {
        var seen = version ?? (await PlanRowAsync(plan)).Version;
        return await Writer.RunAsync(who, work => EditPlan.RunAsync(work, plan, seen, Values(Shape.Of<Plan>(), values), reason));
    }

    /// <summary>Changes the money that is approved in all.</summary>
    public async Task EditPlanMoneyAsync(Actor who, string plan, decimal approved, string reason)
    {
        var seen = (await PlanRowAsync(plan)).Version;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { [EditPlan.ApprovedField] = approved };
        await Writer.RunAsync(who, work => EditPlan.RunAsync(work, plan, seen, values, reason));
    }

    /// <summary>A target of a measure.</summary>
    public static Part Target(double value)
    {
        var shape = Shape.Of<Measure>()["target"].Inner!;
        var target = shape.New();
        shape["value"].Set(target, value);
        return target;
    }

    /// <summary>Makes a move of the plan.</summary>
    public Task MoveAsync(Actor who, string plan, string move, params IReadOnlyList<(string, object?)> values)
    {
        var kind = MoveKind.Find(null, move)!;
        return Writer.RunAsync(who, work => MakeMove.RunAsync(work, plan, kind, Values(kind.Shape, values)));
    }

    /// <summary>Makes a move of an item.</summary>
    public Task MoveAsync(Actor who, string plan, string list, string id, string move, params IReadOnlyList<(string, object?)> values)
    {
        var kind = MoveKind.Find(Of(list), move)!;
        return Writer.RunAsync(who, work => MakeMove.RunAsync(work, plan, kind, id, Values(kind.Shape, values)));
    }

    public Task<RecordReadings.Result> FigureAsync(
        Actor who,
        string plan,
        string measure,
        string? reason = null,
        params IReadOnlyList<(string On, double? Value)> figures
    ) =>
        Writer.RunAsync(
            who,
            work =>
                RecordReadings.RunAsync(
                    work,
                    plan,
                    measure,
                    [.. figures.Select(f => Reading.Of(DateOnly.Parse(f.On, CultureInfo.InvariantCulture), f.Value))],
                    reason
                )
        );

    static Thing Of(string list) => Thing.Find(list) ?? throw new ArgumentException($"There is no list {list}.", nameof(list));

    /// <summary>Values by name: texts are read as the field reads them; several texts are a list.</summary>
    public static Dictionary<string, object?> Values(Shape shape, params IReadOnlyList<(string Name, object? Value)> values) =>
        values.ToDictionary(
            v => v.Name,
            v =>
            {
                var field = shape[v.Name];
                return v.Value switch
                {
                    string[] several => field.List(several.Select(one => One(field, one))),
                    string one when field.IsList => field.List([One(field, one)]),
                    string one => One(field, one),
                    _ => v.Value,
                };
            },
            StringComparer.Ordinal
        );

    static object One(Field field, string text) =>
        field.Kind is FieldKind.Text or FieldKind.Texts ? text
        : field.Parse(text, out var value) is { } refused ? throw new ArgumentException(refused, nameof(text))
        : value!;

    // --- what is left ------------------------------------------------------------------------------------------------------------------------------

    public async Task<ItemRow> RowAsync(string owner, string list, string id)
    {
        await using var db = At.Open();
        if (Of(list).IsOfArea)
            owner = AreaRow.OwnerOf(await db.Plans.Where(p => p.Id == owner).Select(p => p.AreaId).SingleAsync());
        return await db.Items.SingleAsync(i => i.Owner == owner && i.List == list && i.Id == id);
    }

    public async Task<PlanRow> PlanRowAsync(string plan)
    {
        await using var db = At.Open();
        return await db.Plans.SingleAsync(p => p.Id == plan);
    }

    public async Task<SeriesRow> SeriesAsync(string plan, string measure = "M1")
    {
        await using var db = At.Open();
        return await db.Series.SingleAsync(s => s.Plan == plan && s.Measure == measure);
    }

    /// <summary>The lines of a chain that came after this number of them.</summary>
    public async Task<List<RecordRow>> LinesAsync(string stream, int after = 0)
    {
        await using var db = At.Open();
        return await db.Records.Where(r => r.Stream == stream).OrderBy(r => r.Seq).Skip(after).ToListAsync();
    }

    /// <summary>All that an operation may write of a plan, in one text: where it is the same, nothing was written.</summary>
    public async Task<string> LeftAsync(string plan)
    {
        await using var db = At.Open();
        var row = await db.Plans.SingleAsync(p => p.Id == plan);
        var area = AreaRow.OwnerOf(row.AreaId);
        var items = await db.Items.Where(i => i.Owner == plan || i.Owner == area).OrderBy(i => i.List).ThenBy(i => i.Id).ToListAsync();
        var links = await db.Links.CountAsync(l => l.Owner == plan || l.Owner == area);
        var series = await db.Series.Where(s => s.Plan == plan).OrderBy(s => s.Id).ToListAsync();
        var lines = await db.Records.CountAsync(r => r.Stream == plan || r.Stream == area);
        var text = new StringBuilder().AppendLine(
            CultureInfo.InvariantCulture,
            $"{row.Version} {row.Revision} {row.Status} {row.AreaId} {row.Body} links {links} lines {lines}"
        );
        foreach (var item in items)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{item.List}/{item.Id} {item.Version} {item.Position} {item.RemovedAt is null} {item.Body}"
            );
        foreach (var one in series)
            text.AppendLine(CultureInfo.InvariantCulture, $"{one.Measure} {one.Version} {one.Count} {one.Target} {one.Sentence}");
        return text.ToString();
    }

    /// <summary>Refused with this exception, and nothing of the plan was written.</summary>
    public async Task<T> RefusesAsync<T>(string plan, Func<Task> operation)
        where T : Exception
    {
        var before = await LeftAsync(plan);
        var refused = await Assert.ThrowsAsync<T>(operation);
        Assert.Equal(before, await LeftAsync(plan));
        return refused;
    }

    /// <summary>True where it was done; false where a rule refused it.</summary>
    public static async Task<bool> TriesAsync(Func<Task> operation)
    {
        try
        {
            await operation();
            return true;
        }
        catch (RuleBroken)
        {
            return false;
        }
    }

    /// <summary>Refused with this exception where it is not allowed; may be refused for another reason, or done, where it is.</summary>
    public static async Task<bool> IsAllowedAsync(Func<Task> operation)
    {
        try
        {
            await operation();
            return true;
        }
        catch (Exception refused) when (refused is Forbidden or Missing)
        {
            return false;
        }
        catch (RuleBroken)
        {
            return true;
        }
    }
}
