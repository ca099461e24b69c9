using System.Net;
using System.Net.Http.Json;
using Goldthread.App.Govern;
using Goldthread.App.Learn.Portfolios;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Learn;

/// <summary>A portfolio from the first claim to the decision, by the pages, each as whoever they are.</summary>
public sealed class PortfolioPageTests
{
    const string Unit = "unit-b1-operational-plans";

    [Theory, Databases(LongOn = Engine.Postgres)]
    public async Task A_learner_claims_and_hands_in_and_an_assessor_who_sees_no_plan_decides(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        var centre = await host.Writer.AreaAsync(root, "Meadow College");
        await host.Writer.SmallPlanAsync(root);
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new() { ["title"] = "Ask Mrs Smith of the kitchen for the menus", ["objective"] = "O1" },
            Actor.CommandLine with
            {
                NamesNobody = true,
            }
        );
        var (learner, assessor) = (await host.PersonAsync(Role.Planner), await host.PersonAsync(Role.Reader, centre));
        var (asLearner, asAssessor) = (await host.SignInAsync(learner), await host.SignInAsync(assessor));
        var administrator = await host.SignInAsync(WebHost.Administrator);
        await using var db = host.At.Open();
        var ids = await db.Users.ToDictionaryAsync(u => u.Email!, u => u.Id, TestContext.Current.CancellationToken);

        // Who is what stands in a list of its own, which an administrator writes.
        Assert.Equal(HttpStatusCode.Forbidden, (await asAssessor.GetAsync("/admin/learning")).Status);
        foreach (
            var (who, role, of) in ((string, string, string)[])[(learner, "learner", ""), (assessor, "assessor", ids[learner].ToString())]
        )
        {
            var appointed = await (await administrator.GetAsync("/admin/learning")).SubmitAsync(
                new()
                {
                    ["person"] = ids[who].ToString(),
                    ["role"] = role,
                    ["centre"] = $"{centre}",
                    ["for"] = of,
                },
                "main form.form"
            );
            Assert.Equal(HttpStatusCode.OK, appointed.Status);
        }

        var page = await (await asLearner.GetAsync("/learn/portfolio")).SubmitAsync(
            new() { ["unit"] = Unit, ["centre"] = $"{centre}" },
            "main form.form"
        );
        var portfolio = page.Address.AbsolutePath;
        Assert.StartsWith("/learn/portfolio/", portfolio, StringComparison.Ordinal);
        page = await asLearner.GetAsync(portfolio + "/claim?plan=OP-1");
        var wrong = await page.SubmitAsync(new() { ["criteria"] = "AC1.1", ["things"] = "actions/A2" }, "main form.form");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        var claimed = await page.SubmitAsync(
            new()
            {
                ["criteria"] = "AC1.1",
                ["things"] = "actions/A2",
                ["statement"] = "I asked for the menus myself.",
            },
            "main form.form"
        );
        Assert.Equal($"{portfolio}/claims/1", claimed.Address.AbsolutePath);
        Assert.Contains("Ask Mrs Smith", claimed.Text, StringComparison.Ordinal);
        Assert.Contains("Yes: the text and its hash agree.", claimed.Text, StringComparison.Ordinal);
        page = await (await asLearner.GetAsync(portfolio)).SubmitAsync(new() { ["criteria"] = "AC1.1" }, "main form.form");
        Assert.Contains("With the assessor", page.Text, StringComparison.Ordinal);

        Assert.Contains("AC1.1", (await asAssessor.GetAsync("/learn/assess")).Text, StringComparison.Ordinal);
        // The assessor reads what is claimed, without names, and nothing else of the plan.
        var seen = await asAssessor.GetAsync($"{portfolio}/claims/1");
        Assert.DoesNotContain("Smith", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Ask [name] of the kitchen", seen.Text, StringComparison.Ordinal);
        foreach (
            var address in (string[])
                ["/plans/OP-1", "/plans/OP-1/implement/actions/A2", $"{portfolio}/claims/1?handler=File", $"{portfolio}/claims/7"]
        )
            Assert.Equal(HttpStatusCode.NotFound, (await asAssessor.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await asAssessor.GetAsync($"{portfolio}/claim")).Status);
        var form = await asAssessor.GetAsync($"{portfolio}/criteria/AC1.1");
        var refused = await form.SubmitAsync(Answers("met", sufficient: false), "main form.form");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("met where all five rules are kept", refused.Text, StringComparison.Ordinal);
        var decided = await form.SubmitAsync(Answers("met", sufficient: true), "main form.form");
        Assert.Equal(HttpStatusCode.OK, decided.Status);
        Assert.Contains("1 of", (await asLearner.GetAsync(portfolio)).Text, StringComparison.Ordinal);
        Assert.Contains("Clear, and your own.", (await asLearner.GetAsync($"{portfolio}/criteria/AC1.1")).Text, StringComparison.Ordinal);

        // Somebody else samples the decision; the assessor is not offered it.
        var iqa = await host.PersonAsync(Role.Reader, centre);
        var sampler = await db.Users.Where(u => u.Email == iqa).Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work => Appoint.RunAsync(work, new(sampler, LearningRole.Iqa, centre, null, null)),
            TestContext.Current.CancellationToken
        );
        var asSampler = await host.SignInAsync(iqa);
        Assert.DoesNotContain("Draw decision", (await asAssessor.GetAsync($"{portfolio}/criteria/AC1.1")).Text, StringComparison.Ordinal);
        Assert.Contains("AC1.1", (await asSampler.GetAsync("/learn/iqa")).Text, StringComparison.Ordinal);
        page = await (await asSampler.GetAsync($"{portfolio}/criteria/AC1.1")).SubmitAsync(
            new() { ["why"] = "A new assessor." },
            "main form.form"
        );
        page = await page.SubmitAsync(new() { ["outcome"] = "agreed" }, "main form.form");
        Assert.Contains("Met, and agreed by quality assurance", page.Text, StringComparison.Ordinal);

        // Nothing leaves before the learner has looked.
        Assert.Equal(HttpStatusCode.Forbidden, (await asSampler.GetAsync($"{portfolio}/export")).Status);
        var export = await asLearner.GetAsync($"{portfolio}/export");
        Assert.Contains("Ask [name] of the kitchen", export.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await export.SubmitAsync([], "main form.form")).Status);
        Assert.Equal(HttpStatusCode.OK, (await export.SubmitAsync(new() { ["looked"] = "true" }, "main form.form")).Status);

        // To anybody else it is not there, whatever they are.
        foreach (var other in (WebVisitor[])[administrator, await host.SignInAsync(Role.Planner)])
        foreach (var address in (string[])["", "/claim", "/claims/1", "/criteria/AC1.1", "/export"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(portfolio + address)).Status);
    }

    static Dictionary<string, string?> Answers(string outcome, bool sufficient)
    {
        var answers = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["outcome"] = outcome,
            ["feedback"] = "Clear, and your own.",
        };
        foreach (var rule in (string[])["valid", "authentic", "reliable", "current", "sufficient"])
        {
            answers[rule] = rule is not "sufficient" || sufficient ? "true" : "false";
            answers[rule + "_why"] = "The history says so.";
        }
        return answers;
    }

    [Fact]
    public async Task A_program_claims_for_its_own_person_alone()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        using var mine = await host.CallerAsync();
        using var other = await host.CallerAsync();
        await using var db = host.At.Open();
        var me = await db.Tokens.OrderBy(t => t.Id).Select(t => t.PersonId).FirstAsync(stop);
        var actor = new Actor(me, "Planner (P. Person)", false, []);
        var id = await host.Writer.RunAsync(actor, work => KeepPortfolio.BeginAsync(work, Unit, null), stop);
        var body = new
        {
            criteria = new[] { "AC1.1" },
            statement = "I wrote it.",
            plan = "OP-1",
            things = new[] { "objectives/O1" },
        };
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/api/v1/portfolios/{id}/claims", body, stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/portfolios/{id}", stop)).StatusCode);
        Assert.Equal("[]", await other.GetStringAsync("/api/v1/portfolios", stop));
        Assert.Equal(HttpStatusCode.Created, (await mine.PostAsJsonAsync($"/api/v1/portfolios/{id}/claims", body, stop)).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await mine.PostAsJsonAsync($"/api/v1/portfolios/{id}/claims", body with { statement = "" }, stop)).StatusCode
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await mine.PostAsJsonAsync($"/api/v1/portfolios/{id}/claims", "none", stop)).StatusCode);
        Assert.Contains("\"standing\":\"claimed\"", await mine.GetStringAsync($"/api/v1/portfolios/{id}", stop), StringComparison.Ordinal);
    }
}
