using System.Globalization;
using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Goldthread.Web.Tests.Things;

/// <summary>Every form of every thing, filled in wrongly: each answer is refused beside its field, and nothing is stored.</summary>
public sealed class EveryFormTests(EveryFormTests.Plan plan) : IClassFixture<EveryFormTests.Plan>
{
    /// <summary>A number of the right check digit that belongs to nobody: the NHS keeps 999 for tests.</summary>
    const string NhsNumber = "999 000 0018";

    public static TheoryData<string> Lists => [.. Thing.All.Where(t => t.Stage is not Stage.Strategy).Select(t => t.List)];

    [Theory, MemberData(nameof(Lists))]
    public async Task Texts_that_are_too_long_are_refused_beside_their_field(string list) =>
        await RefusedAsync(
            list,
            field => field.Kind is FieldKind.Text or FieldKind.Texts && field.RefersTo.Count == 0,
            field => new string('x', field.Max + 1)
        );

    [Theory, MemberData(nameof(Lists))]
    public async Task Answers_of_the_wrong_kind_are_refused_beside_their_field(string list) =>
        await RefusedAsync(
            list,
            field => field.Kind is not (FieldKind.Text or FieldKind.Texts),
            field => field.Kind is FieldKind.Dates or FieldKind.Date ? "31 Feb 2026" : "<no such thing>"
        );

    [Theory, MemberData(nameof(Lists))]
    public async Task References_to_nothing_are_refused_beside_their_field(string list) =>
        await RefusedAsync(list, field => field.RefersTo.Count > 0 || field.RefersToAny || field.Known is not null, _ => "no-such-thing");

    [Theory, MemberData(nameof(Lists))]
    public async Task Whole_numbers_out_of_their_range_are_refused_beside_their_field(string list) =>
        await RefusedAsync(
            list,
            field => field is { Kind: FieldKind.Whole, Greatest: not null },
            field => (field.Greatest!.Value + 1).ToString(CultureInfo.InvariantCulture)
        );

    [Theory, MemberData(nameof(Lists))]
    public async Task Nobody_can_be_identified_by_any_text(string list) =>
        await RefusedAsync(list, field => field.IsFreeText, _ => $"Seen by the GP, {NhsNumber}.");

    [Theory, MemberData(nameof(Lists))]
    public async Task A_form_with_nothing_in_it_is_refused_and_the_refusal_names_the_question(string list)
    {
        var thing = Thing.Find(list)!;
        var owed = FormModel.Asked(thing).Where(f => f.IsOwed && f.Inner is null).ToList();
        var form = await plan.Visitor.GetAsync(To.Add(plan.Id, thing));
        Assert.Equal(HttpStatusCode.OK, form.Status);
        var before = await plan.CountAsync();
        var page = await form.SubmitAsync(owed.ToDictionary(f => f.Name, _ => (string?)" "));
        Expect(page, owed.Select(f => f.Name));
        Assert.All(page.Errors, e => Assert.Contains('“', e));
        Assert.All(owed, f => Assert.Contains(page.Errors, e => e.Contains(f.Label, StringComparison.Ordinal)));
        Assert.Equal(before, await plan.CountAsync());
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task A_form_without_its_antiforgery_token_is_refused(string list)
    {
        var thing = Thing.Find(list)!;
        var before = await plan.CountAsync();
        using var bare = new FormUrlEncodedContent(Valid(thing));
        using var answer = await plan.Visitor.Client.PostAsync(To.Add(plan.Id, thing), bare);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await plan.CountAsync());
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task An_item_is_added_changed_removed_and_restored_and_a_stale_save_shows_both_values(string list)
    {
        var thing = Thing.Find(list)!;
        var form = await plan.Visitor.GetAsync(To.Add(plan.Id, thing));
        var made = await form.SubmitAsync(Valid(thing).ToDictionary(v => v.Key, v => (string?)v.Value));
        Assert.True(made.Status == HttpStatusCode.OK, string.Join("; ", made.Errors));
        var address = made.Address.AbsolutePath;
        var fields = FormModel.Asked(thing);
        var text = (
            fields.FirstOrDefault(f => f is { IsFreeText: true, Kind: FieldKind.Text })
            ?? fields.FirstOrDefault(f => f.Kind is FieldKind.Number)
            ?? fields.First(f => f.Kind is FieldKind.Date)
        ).Name;
        var (hers, his) = thing.Shape[text].Kind switch
        {
            FieldKind.Number => ("123.5", "432.5"),
            FieldKind.Date => ("5 Nov 2026", "6 Nov 2026"),
            _ => ("What she wrote", "What he wrote"),
        };

        var first = await plan.Visitor.GetAsync(address + "/edit");
        var second = await plan.Visitor.GetAsync(address + "/edit");
        var saved = await first.SubmitAsync(new() { [text] = hers });
        Assert.Equal(address, saved.Address.AbsolutePath);
        var stale = await second.SubmitAsync(new() { [text] = his });
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains(hers, stale.Text, StringComparison.Ordinal);
        Assert.Contains(his, stale.Text, StringComparison.Ordinal);
        var decided = await stale.SubmitAsync([]);
        Assert.Contains(his, decided.Text, StringComparison.Ordinal);

        var removed = await (await plan.Visitor.GetAsync(address + "/remove")).SubmitAsync([]);
        Assert.True(removed.Status == HttpStatusCode.OK, string.Join("; ", removed.Errors));
        Assert.Equal(HttpStatusCode.NotFound, (await plan.Visitor.GetAsync(address + "/edit")).Status);
        var gone = await plan.Visitor.GetAsync(address);
        var back = await gone.SubmitAsync([], form: "main form.removed");
        Assert.Equal(HttpStatusCode.OK, back.Status);
        Assert.Equal(HttpStatusCode.OK, (await plan.Visitor.GetAsync(address + "/edit")).Status);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task What_is_not_there_or_not_ones_own_to_see_is_not_found(string list)
    {
        var thing = Thing.Find(list)!;
        foreach (var tail in (string[])["/nothing", "/nothing/edit", "/nothing/remove", "/%01", "/" + new string('a', 300)])
        {
            using var answer = await plan.Visitor.Client.GetAsync(To.List(plan.Id, thing) + tail);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{tail}: {answer.StatusCode}");
        }
        foreach (var tail in (string[])["", "/add", "/nothing"])
        {
            using var answer = await plan.Stranger.Client.GetAsync(To.List(plan.Id, thing) + tail);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// <summary>Sends the add form with a wrong answer in each of the fields that are chosen, those inside parts and groups too.</summary>
    async Task RefusedAsync(string list, Func<Field, bool> chosen, Func<Field, string> wrong)
    {
        var thing = Thing.Find(list)!;
        var fields = Leaves(FormModel.Asked(thing), "").Where(l => chosen(l.Field)).ToList();
        if (fields.Count == 0)
            return;
        var values = Valid(thing).ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.Ordinal);
        foreach (var (name, field) in fields)
            values[name] = wrong(field);
        var before = await plan.CountAsync();

        var form = await plan.Visitor.GetAsync(To.Add(plan.Id, thing));
        var page = await form.SubmitAsync(values);

        Expect(page, fields.Select(f => f.Name));
        Assert.Equal(before, await plan.CountAsync());
        await RefusedTooAsync(thing, values, fields.Select(f => f.Name), page);
        Assert.Equal(before, await plan.CountAsync());
        // Nothing that was typed is lost, except what no control can hold.
        foreach (var (name, _) in fields.Where(f => f.Field is { Kind: FieldKind.Text, RefersTo.Count: 0 }))
            Assert.Contains(values[name]!, page.Document.GetElementById(ShapeForm.IdOf(name))!.OuterHtml, StringComparison.Ordinal);
    }

    /// <summary>A call that sends the same is refused at the same fields, in the sentences of the page.</summary>
    async Task RefusedTooAsync(Thing thing, Dictionary<string, string?> values, IEnumerable<string> names, WebPage page)
    {
        var answer = await plan.Caller.SendAsync("POST", $"/api/v1/plans/{plan.Id}/{thing.List}", Filled.Json(thing, values));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var beside = values.Keys.ToDictionary(
            name => Filled.Camel(thing, name),
            name => page.Document.GetElementById(ShapeForm.IdOf(name) + "-error")?.TextContent ?? "",
            StringComparer.Ordinal
        );
        Assert.Empty(names.Select(n => Filled.Camel(thing, n)).Except(answer.Errors.Select(e => e.Field)));
        Assert.All(answer.Errors, e => Assert.Contains(e.Message, beside[e.Field!], StringComparison.Ordinal));
    }

    /// <summary>The page is the form again, with an error in the summary and beside each of these fields.</summary>
    static void Expect(WebPage page, IEnumerable<string> names)
    {
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.NotEmpty(page.Errors);
        var missing = names.Where(n => page.Document.GetElementById(ShapeForm.IdOf(n) + "-error") is null).ToList();
        Assert.True(missing.Count == 0, $"No message beside {string.Join(", ", missing)}. There are: {string.Join("; ", page.Errors)}");
        var dead = page
            .Document.QuerySelectorAll(".nhsuk-error-summary__list a")
            .Select(a => a.GetAttribute("href")!)
            .Where(href => page.Document.GetElementById(href.TrimStart('#')) is null);
        Assert.Empty(dead);
    }

    static IEnumerable<(string Name, Field Field)> Leaves(IEnumerable<Field> fields, string before)
    {
        foreach (var field in fields)
        {
            var name = before + field.Name;
            var inner = field.Kind switch
            {
                FieldKind.Group => Leaves(field.Inner!.Fields, name + "."),
                FieldKind.Parts => Leaves(field.Inner!.Fields, name + "[0]."),
                _ => [(name, field)],
            };
            foreach (var leaf in inner)
                yield return leaf;
        }
    }

    Dictionary<string, string> Valid(Thing thing) => Filled.Form(thing, plan.Answer);

    /// <summary>A plan with something in most lists, one who writes it, and one who may not see it.</summary>
    public sealed class Plan : IAsyncLifetime
    {
        WebHost host = null!;

        public string Id { get; private set; } = "";
        public WebVisitor Visitor { get; private set; } = null!;
        public WebVisitor Stranger { get; private set; } = null!;
        public HttpClient Caller { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            host = await WebHost.NewAsync();
            Id = await host.Writer.ExamplePlanAsync();
            Visitor = await host.SignInAsync(Role.Planner);
            Caller = await host.CallerAsync();
            var elsewhere = await host.Writer.AreaAsync(await host.RootAsync(), "Elsewhere");
            Stranger = await host.SignInAsync(Role.Planner, elsewhere);
        }

        /// <summary>How many items and lines of the record there are.</summary>
        public async Task<(int Items, int Records)> CountAsync()
        {
            await using var db = host.At.Open();
            return (await db.Items.CountAsync(), await db.Records.CountAsync());
        }

        async Task<string> OwnerAsync(Db db, Thing thing) =>
            Holder.Of(await db.Plans.Include(p => p.Area).SingleAsync(p => p.Id == Id)).OwnerOf(thing)!;

        /// <summary>What is kept of an item.</summary>
        public async Task<string> BodyAsync(Thing thing, string id)
        {
            await using var db = host.At.Open();
            var owner = await OwnerAsync(db, thing);
            return await db.Items.Where(i => i.Owner == owner && i.List == thing.List && i.Id == id).Select(i => i.Body).SingleAsync();
        }

        /// <summary>The id of the item of a list of which most is said; one is added where there is none.</summary>
        public async Task<string> FullestAsync(Thing thing)
        {
            await using var db = host.At.Open();
            var owner = await OwnerAsync(db, thing);
            return await db
                    .Items.Where(i => i.Owner == owner && i.List == thing.List && i.RemovedAt == null)
                    .OrderByDescending(i => i.Body.Length)
                    .Select(i => i.Id)
                    .FirstOrDefaultAsync()
                ?? await host.Writer.AddAsync(
                    Id,
                    thing.List,
                    Filled
                        .Form(thing, Answer)
                        .ToDictionary(a => a.Key, a => thing.Shape[a.Key].Parse(a.Value, out var value) is null ? value : null)
                );
        }

        /// <summary>A cycle says what it expects before it says what was done.</summary>
        public async Task PredictAsync(string id)
        {
            var thing = Thing.Of<Domain.Evaluate.ImprovementCycle>();
            if (thing.Shape["prediction"].IsSet(thing.Shape.FromJson(await BodyAsync(thing, id))))
                return;
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work =>
                    MakeMove.RunAsync(
                        work,
                        Id,
                        MoveKind.Find(thing, "predict")!,
                        id,
                        new Dictionary<string, object?>(StringComparer.Ordinal) { ["prediction"] = "Two falls fewer" }
                    )
            );
        }

        /// <summary>An answer that is accepted.</summary>
        public string Answer(Field field) => Filled.Answer(host, Id, field);

        public async ValueTask DisposeAsync() => await host.DisposeAsync();
    }
}
