using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Tests.Develop.PlanFiles;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Develop.Plans;

public sealed class ImportPlanTests
{
    const string Head = "goldthread: 1\narea: {name: Elm House}\nplan: {id: P, title: Plan, starts: 2026-04-01, ends: 2027-03-31}\n";

    static PlanDocument Read(string text)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text), Shipped.Data);
        Assert.True(read.Document is not null, string.Join("\n", read.Errors));
        return read.Document;
    }

    /// <summary>Everything that a plan says, the readings in the order of their days as the store keeps them; it has no day for the first of all.</summary>
    static string Meaning(PlanDocument plan)
    {
        foreach (var measure in plan.Measures)
        {
            foreach (var reading in measure.Readings.Where(r => r.On == DateOnly.MinValue))
                Shape.Of<Reading>()["on"].Set(reading, null);
            Shape.Of<Measure>()["readings"].Set(measure, measure.Readings.OrderBy(r => r.On).ToArray());
        }
        return PlanFile.ToYaml(plan);
    }

    static async Task<PlanDocument> StoredAsync(TestDatabase at)
    {
        await using var db = at.Open();
        return (await PlanQueries.LoadAsync(db, "P", Actor.CommandLine, TestContext.Current.CancellationToken))!;
    }

    static async Task<string> LeftAsync(TestDatabase at)
    {
        await using var db = at.Open();
        var plan = await db.Plans.SingleAsync(TestContext.Current.CancellationToken);
        var items = await db.Items.SumAsync(i => i.Version, TestContext.Current.CancellationToken);
        var series = await db.Series.SumAsync(i => i.Version, TestContext.Current.CancellationToken);
        var records = await db.Records.CountAsync(TestContext.Current.CancellationToken);
        var areas = await db.Areas.SumAsync(a => a.Version, TestContext.Current.CancellationToken);
        var strategies = await db.Strategies.SumAsync(a => a.Version, TestContext.Current.CancellationToken);
        return $"{plan.Version} {plan.Revision} {items} {series} {records} {areas} {strategies}";
    }

    static Task<ImportPlan.Result> ImportAsync(Writer writer, PlanDocument plan) =>
        writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, plan));

    [Theory, Databases]
    public async Task Only_what_leads_elsewhere_is_linked_anew(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await ImportAsync(writer, Read(With("Look", "O1")));
        at.Commands.Clear();
        await ImportAsync(writer, Read(With("Look twice", "O1")));
        Assert.DoesNotContain(at.Commands.Sent, IsOfLinks);

        // One of them serves another objective now, and the others stay.
        at.Commands.Clear();
        await ImportAsync(writer, Read(With("Look twice", "O2")));
        Assert.Single(at.Commands.Sent, c => IsOfLinks(c) && c.StartsWith("DELETE", StringComparison.Ordinal));
        await using var db = at.Open();
        var links = await db
            .Links.Where(l => l.List == "actions" && l.Field == "objective")
            .OrderBy(l => l.Id)
            .Select(l => l.ToId)
            .ToListAsync();
        Assert.Equal(["O2", "O1", "O1"], links);

        static string With(string title, string first) =>
            $$"""
                {{Head}}objectives: [{id: O1, title: Fewer falls}, {id: O2, title: Better meals}]
                actions:
                  - {id: A1, title: {{title}}, objective: {{first}}}
                  - {id: A2, title: {{title}}, objective: O1}
                  - {id: A3, title: {{title}}, objective: O1}
                """;

        static bool IsOfLinks(string command) =>
            command.Contains("links", StringComparison.Ordinal) && !command.StartsWith("SELECT", StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task An_export_of_an_import_says_the_same_and_importing_it_changes_nothing(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        // One plan becomes the next, so that items are added, changed, removed and restored on the way.
        for (var seed = 0; seed < 8; seed++)
        {
            var plan = RandomPlan.Of(seed, identifiable: false);
            // An approved plan keeps what was adapted in it.
            Shape.Of<Plan>()["status"].Set(plan.Plan!, null);
            // What was predicted stays, and what a review saw, whatever plan comes next.
            foreach (var review in plan.Reviews)
                Shape.Of<Review>()["saw"].Set(review, null);
            foreach (var cycle in plan.Pdsa)
                Shape.Of<ImprovementCycle>()["predicted_on"].Set(cycle, null);
            // The people stay with the area: an id stands for one role in all its plans.
            foreach (var person in plan.Staff)
                Shape.Of<StaffMember>()["role"].Set(person, $"Role {person.Id}");
            await ImportAsync(writer, plan);

            var stored = await StoredAsync(at);
            Assert.Equal(Meaning(plan), PlanFile.ToYaml(stored));

            var left = await LeftAsync(at);
            foreach (var export in (string[])[PlanFile.ToYaml(stored), Encoding.UTF8.GetString(PlanFile.ToJson(stored, camelCase: true))])
            {
                var result = await ImportAsync(writer, Read(export));
                Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
                Assert.Equal(left, await LeftAsync(at));
            }
            if (plan.Plan!.Standing is PlanStatus.Closed)
                await writer.MoveAsync("P", "reopen", values: new() { ["reason"] = "The next one" });
        }
        Assert.Empty((await Verification.RunAsync(at.Database, new FileStore(new Place(Path.GetTempPath(), at.Database)))).Faults);
    }

    [Theory, Databases]
    public async Task A_group_that_only_holds_a_list_says_nothing_by_itself(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await ImportAsync(writer, Read($"{Head}resources: {{}}\n"));
        await writer.AddAsync("P", "budget", new() { ["title"] = "Bed rails" });
        var left = await LeftAsync(at);

        await ImportAsync(writer, Read(PlanFile.ToYaml(await StoredAsync(at))));

        Assert.Equal(left, await LeftAsync(at));
    }

    [Theory, Databases]
    public async Task Another_order_is_a_change_that_the_record_tells(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var objectives = (string[])["- {id: O1, title: one}\n", "- {id: O2, title: two}\n", "- {id: O3, title: three}\n"];
        await ImportAsync(writer, Read($"{Head}objectives:\n{objectives[0]}{objectives[1]}"));

        var result = await ImportAsync(writer, Read($"{Head}objectives:\n{objectives[2]}{objectives[1]}{objectives[0]}"));

        Assert.Equal((1, 1, 0), (result.Added, result.Changed, result.Removed));
        Assert.Equal(["O3", "O2", "O1"], (await StoredAsync(at)).Objectives.Select(o => o.Id));
        await using var db = at.Open();
        var line = await db.Records.SingleAsync(r => r.Operation == "OrderItems", TestContext.Current.CancellationToken);
        Assert.Equal(("objectives", """{"order":[["O1","O2","O3"],["O3","O2","O1"]]}"""), (line.List, line.Changes));
    }

    /// <summary>Who sees a plan depends on its area.</summary>
    [Theory, Databases]
    public async Task Another_area_is_a_change_that_the_record_tells(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await ImportAsync(writer, Read(Head));

        var result = await ImportAsync(writer, Read(Head.Replace("Elm House", "Ash House", StringComparison.Ordinal)));

        Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
        await using var db = at.Open();
        var line = await db
            .Records.Where(r => r.Operation == "ImportPlan")
            .OrderBy(r => r.Seq)
            .LastAsync(TestContext.Current.CancellationToken);
        Assert.Contains("""{"area":["Elm House","Ash House"],"area_id":[""", line.Changes, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Odd_but_valid_values_are_kept(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var text =
            Head
            + $$$"""
                organisation: {}
                objectives:
                - {id: "yes", title: " 2026-01-01 ", contribution: "", strategic: [], due_text: "null", outcome_for_people: "a\u0001b\uFFFD\u2028\r\nc\n\n"}
                - {id: "{{{new string('i', 40)}}}", title: "{{{new string('漢', 40_000)}}}"}
                - {id: "-", title: "'"}
                - {id: P, title: "\U0001F600"}
                - {id: "1.5_", title: "-"}
                risks:
                - {event: one}
                - {id: "1", event: two}
                - {event: three}
                - {id: "3"}
                - {}
                resources: {establishment: [{role: Nurse}, {role: Nurse}, {}], equipment: [{}], budget: {lines: [{}, {}]}}
                strategy: {values: [{}, {}, {id: v}], objectives: [{title: x}]}
                measures:
                - id: M
                  name: n
                  trajectory: [{}]
                  readings: [{value: 1}, {on: 2026-03-31, value: 2}, {on: 2026-01-31, numerator: 0, denominator: 0}, {on: 2026-03-31, note: "0"}, {}, {on: 0001-01-02, value: -1e-300}]
                meetings: [{attendees: ["~", " x ", "- a"], decisions: [{}, {text: "2"}]}]
                waivers: [{about: "1"}, {}]
                """;
        var plan = Read(text);
        await ImportAsync(writer, plan);

        var stored = await StoredAsync(at);
        Assert.Equal(Meaning(Read(text)), PlanFile.ToYaml(stored));
        Assert.Equal(5, stored.Risks.Count);
        Assert.Equal(["", "1", "", "3", ""], stored.Risks.Select(r => r.Id));
        var left = await LeftAsync(at);
        var result = await ImportAsync(writer, Read(PlanFile.ToYaml(stored)));
        Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
        Assert.Equal(left, await LeftAsync(at));
    }
}
