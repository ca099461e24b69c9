using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Evaluate;

/// <summary>From one requirement to its proof.</summary>
public sealed class RequirementsPageTests
{
    const string Address = "/plans/OP-1/evaluate/requirements";

    [Theory, Databases]
    public async Task Each_requirement_has_what_answers_it_and_its_proof(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);
        await (await visitor.GetAsync("/plans/OP-1/develop/objectives/O1/edit")).SubmitAsync(
            new() { ["requirements[0].id"] = "cqc-saf:S1" }
        );
        await host.Writer.AddAsync("OP-1", "audits", new() { ["title"] = "Falls audit", ["requirements"] = new[] { "cqc-saf:S2" } });
        await host.Writer.AddAsync(
            "OP-1",
            "evidence",
            new()
            {
                ["title"] = "Audit report",
                ["on"] = new DateOnly(2026, 11, 3),
                ["author"] = "Deputy manager",
                ["requirements"] = new[] { "cqc-saf:S2" },
            }
        );
        await host.Writer.AddAsync("OP-1", "evidence", new() { ["title"] = "Walk round", ["supports"] = new[] { "O1" } });

        host.At.Commands.Clear();
        var page = await visitor.GetAsync(Address);

        Assert.True(host.At.Commands.Count <= 5, $"{host.At.Commands.Count} commands");
        var sections = page.Document.QuerySelectorAll(".answered tbody tr");
        Assert.Equal(2, sections.Length);
        Assert.Contains("Falls at night", sections[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("No evidence names it yet", sections[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Walk round", sections[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Falls audit", sections[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("3 Nov 2026, Deputy manager", sections[1].TextContent, StringComparison.Ordinal);
        Assert.Single((await visitor.GetAsync(Address + "?without=true")).Document.QuerySelectorAll(".answered tbody tr"));
        Assert.Single((await visitor.GetAsync(Address + "?q=FALLS+audit")).Document.QuerySelectorAll(".answered tbody tr"));
        Assert.Single((await visitor.GetAsync(Address + "?objective=O1")).Document.QuerySelectorAll(".answered tbody tr"));
        Assert.Empty((await visitor.GetAsync(Address + "?q=nothing+of+it")).Document.QuerySelectorAll(".answered tbody tr"));
    }
}
