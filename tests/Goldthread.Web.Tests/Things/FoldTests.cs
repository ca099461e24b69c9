using System.Net;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;

namespace Goldthread.Web.Tests.Things;

/// <summary>The parts of a form: each asks its own questions, and leaves what it does not ask as it is.</summary>
public sealed class FoldTests(EveryFormTests.Plan plan) : IClassFixture<EveryFormTests.Plan>
{
    public static TheoryData<string, string> Folds =>
        [
            .. Thing
                .All.Where(t => t.Stage is not Domain.Stage.Strategy)
                .SelectMany(t => FormFold.Of(ThingPage.Asked(t)).Select(f => new TheoryDataRow<string, string>(t.List, f.Key))),
        ];

    [Theory, MemberData(nameof(Folds))]
    public async Task A_part_s_form_changes_what_it_asks_and_nothing_else(string list, string key)
    {
        var thing = Thing.Find(list)!;
        var id = await plan.FullestAsync(thing);
        if (thing == Thing.Of<ImprovementCycle>())
            await plan.PredictAsync(id);
        var before = await plan.BodyAsync(thing, id);
        var fold = FormFold.Of(ThingPage.Asked(thing)).Single(f => f.Key == key);
        var address = $"{To.Item(plan.Id, thing, id)}/edit?part={key}";

        var form = await plan.Visitor.GetAsync(address);
        Assert.Equal(
            fold.Fields.Select(f => f.Name).Order(StringComparer.Ordinal),
            ThingPage.Asked(thing).Select(f => f.Name).Where(n => Asks(form, n)).Order(StringComparer.Ordinal)
        );
        // As it came, it changes nothing.
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync([])).Status);
        Assert.Equal(before, await plan.BodyAsync(thing, id));

        var field = fold.Fields.FirstOrDefault(f => f is { Kind: FieldKind.Text, IsFreeText: true });
        if (field is null)
            return;
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync(new() { [field.Name] = "Said anew" })).Status);

        var now = thing.Shape.FromJson(await plan.BodyAsync(thing, id));
        var was = thing.Shape.FromJson(before);
        Assert.Equal("Said anew", field.Write(now));
        Assert.All(thing.Shape.Fields.Where(f => f.Name != field.Name), f => Assert.Equal(Shape.ToJson(f, was), Shape.ToJson(f, now)));
    }

    static bool Asks(WebPage form, string name) =>
        form.Document.GetElementById(ShapeForm.IdOf(name)) is not null
        || form.Document.QuerySelectorAll("main form [name]").Any(e => e.GetAttribute("name") == name);
}
