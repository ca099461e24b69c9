using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Tests.Api;

namespace Goldthread.Web.Tests.Rules;

/// <summary>What a move sets, no other way in sets: not the form, not the call that changes fields, not a file of somebody who may not make the move.</summary>
public sealed class MovedFieldsTests
{
    const string Live = """
        goldthread: 1
        area: {name: Meadow Care Group, staff: [{id: st1, role: Night lead}, {id: st2, role: Deputy manager}]}
        plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, owner: st2, status: live, approver: RM, approved_on: 2026-04-01}
        objectives: [{id: O1, title: Falls at night drop, due: 2027-03-31}]
        actions: [{id: A1, title: Check each room, objective: O1, accountable: [st1], due: 2026-12-31}]
        engagements: [{id: E1, said: Visits end too early}]
        agreements: [{id: AG1, purpose: Share what is known of falls}]
        risks: [{id: R1, event: Too few at night, contingency: {plan: Call the bank}}]
        questions: [{id: Q1, why: More falls since March}]
        audits: [{id: AU1, title: Medicines}]
        reviews: [{id: RV1, kind: quarterly}]
        feedback: [{id: F1, said: The bell is not heard}]
        measures: [{id: M1, name: Falls}]
        pdsa: [{id: PD1, change_idea: A lamp in the corridor}]
        adaptations: [{id: AD1, on: 2026-11-01, about: A1, field: due, from: 2026-10-31, to: 2026-12-31, reason: Two are ill}]
        """;

    static readonly DateOnly Day = new(2026, 11, 25);

    /// <summary>Every field that a move sets, with its thing; null for the plan's own.</summary>
    static IEnumerable<(Thing? Thing, Field Field)> Moved =>
        Thing
            .All.SelectMany(t => t.Shape.Fields.Select(f => ((Thing?)t, f)))
            .Concat(Shape.Of<Plan>().Fields.Select(f => ((Thing?)null, f)))
            .Where(m => m.f.MovedBy.Count > 0);

    /// <summary>Sets a field to something else than it is.</summary>
    static void Change(Field field, Part part)
    {
        if (field.Inner is { } inner)
        {
            var one = inner.New();
            if (inner.Find("on") is { } on)
                on.Set(one, Day);
            else
                (
                    inner.Fields.FirstOrDefault(f => f is { Kind: FieldKind.Text, IsLong: true })
                    ?? inner.Fields.First(f => f.Kind is FieldKind.Text)
                ).Set(one, "OP-0");
            field.Set(part, field.Kind is FieldKind.Parts ? field.List([one]) : one);
            return;
        }
        var text = field.Kind switch
        {
            FieldKind.Choice => field.Choices.First(c => c.Written != field.Write(part)).Written,
            FieldKind.Date => "2026-11-25",
            FieldKind.Whole => "50",
            _ when field.RefersTo.Count > 0 => ((Item)part).Id,
            _ => "Somebody else",
        };
        Assert.Null(field.Parse(text, out var value));
        field.Set(part, value);
    }

    [Theory, Databases]
    public async Task A_field_of_a_move_is_refused_by_every_other_way(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var first = PlanFile.Read(Encoding.UTF8.GetBytes(Live), Shipped.Data).Document!;
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, first));
        var planner = await host.SignInAsync(Role.Planner);
        using var caller = await host.CallerAsync();
        var wrong = new List<string>();
        Assert.True(Moved.Count() > 10);
        foreach (var (thing, field) in Moved)
        {
            var where = $"{thing?.List ?? "plan"}.{field.Name}";
            var document = await LoadAsync();
            var part = PartOf(document);
            var was = Shape.ToJson(field, part);
            Change(field, part);
            var will = Shape.ToJson(field, part);
            Assert.NotEqual(was, will);

            // The form asks nothing of it; whoever sends it all the same changes nothing by it.
            var page = thing is null ? "/plans/OP-1/edit" : To.Item("OP-1", thing, ((Item)part).Id) + "/edit";
            var form = await planner.GetAsync(page);
            if (form.Document.QuerySelector($"[name='{field.Name}'], [name^='{field.Name}.'], [name^='{field.Name}[']") is not null)
                wrong.Add($"{where}: the form asks for it");
            var sent = field.Inner is null
                ? new Dictionary<string, string?> { [field.Name] = field.Write(part) }
                : new Dictionary<string, string?> { [field.Name + (field.Kind is FieldKind.Parts ? "[0].on" : ".on")] = "25 Nov 2026" };
            await form.SubmitAsync(sent);
            await StaysAsync("the form");

            if (thing is not null)
            {
                var item = $"/api/v1/plans/OP-1/{thing.List}/{((Item)part).Id}";
                var tag = (await caller.SendAsync("GET", item)).Tag;
                var body = new JsonObject { [field.CamelName] = JsonNode.Parse(will) };
                var answer = await caller.SendAsync("PATCH", item, body.ToJsonString(), tag);
                if (answer.Status is not HttpStatusCode.UnprocessableEntity || answer.Errors is not [var (said, why)])
                    wrong.Add($"{where}: PATCH says {answer.Status} {answer.Body}");
                else if (said != field.CamelName || why != MoveKind.Refusal(thing, field))
                    wrong.Add($"{where}: PATCH says {said}: {why}");
                await StaysAsync("PATCH");
            }

            // A file may say it where whoever brings it may make the move; where a plan stands is an approver's to say.
            var moves = MoveKind.On(thing).Where(m => field.MovedBy.Contains(m.Name)).ToList();
            var mayMove = moves.TrueForAll(IsPlanners);
            var brought = await caller.SendAsync("POST", "/api/v1/plans?reason=Because", PlanFile.ToYaml(document));
            if (brought.Status is not HttpStatusCode.Created)
                wrong.Add($"{where}: the file says {brought.Status} {brought.Body}");
            else if (mayMove)
                await IsAsync(will, "the file of somebody who may");
            else
            {
                if (brought.Body.GetProperty("left").GetArrayLength() != 1)
                    wrong.Add($"{where}: the file's answer names {brought.Body.GetProperty("left")}");
                await StaysAsync("the file");
            }

            static bool IsPlanners(MoveKind move) => move.Needs.Any(n => Roles.Allows(Role.Planner, n));

            Part PartOf(PlanDocument of) => thing is null ? of.Plan! : of.ItemsOf(thing).Single();

            Task StaysAsync(string way) => IsAsync(was, way);

            async Task IsAsync(string value, string way)
            {
                if (Shape.ToJson(field, PartOf(await LoadAsync())) is var now && now != value)
                    wrong.Add($"{where}: after {way} it is {now}, not {value}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));

        async Task<PlanDocument> LoadAsync()
        {
            await using var db = host.At.Open();
            return (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
        }
    }
}
