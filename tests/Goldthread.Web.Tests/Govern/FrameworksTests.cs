using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Govern;

/// <summary>From a requirement to its proof.</summary>
public sealed class FrameworksTests
{
    [Fact]
    public async Task A_requirement_shows_what_answers_it_evidence_first_and_only_in_plans_that_one_sees()
    {
        await using var host = await WebHost.NewAsync();
        var root = await host.RootAsync();
        var (north, south) = (await host.Writer.AreaAsync(root, "North"), await host.Writer.AreaAsync(root, "South"));
        foreach (var (area, plan) in new[] { (north, "N-1"), (south, "S-1") })
        {
            await host.Writer.PlanAsync(area, plan);
            await host.Writer.AddAsync(plan, "measures", new() { ["name"] = $"Falls of {plan}" });
            await host.Writer.AddAsync(
                plan,
                "evidence",
                new()
                {
                    ["title"] = $"Audit of {plan}",
                    ["requirements"] = new List<string> { "cqc-saf:S4" },
                }
            );
        }
        var visitor = await host.SignInAsync(await host.PersonAsync(Role.Reader, north));

        var page = await visitor.GetAsync("/govern/frameworks/cqc-saf");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("/plans/N-1/monitor/evidence/EV1", page.Links);
        Assert.DoesNotContain("S-1", page.Text, StringComparison.Ordinal);
        Assert.Contains("answer 1 of 39 requirements", page.Text, StringComparison.Ordinal);
        var proof = page.Document.GetElementById("S4")!.NextElementSibling!;
        Assert.Contains("Audit of N-1", proof.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requirement_that_stands_no_longer_says_so_where_it_is_cited_and_is_not_offered()
    {
        await using var host = await WebHost.NewAsync();
        var root = await host.RootAsync();
        await host.Writer.PlanAsync(root, "N-1");
        await host.Writer.AddAsync(
            "N-1",
            "evidence",
            new()
            {
                ["title"] = "Letter",
                ["requirements"] = new List<string> { "mca-2005:lps" },
            }
        );
        var visitor = await host.SignInAsync(await host.PersonAsync(Role.Planner, root));

        foreach (
            var address in new[] { "/govern/frameworks/mca-2005", "/plans/N-1/monitor/evidence/EV1", "/plans/N-1/evaluate/requirements" }
        )
            Assert.Contains(
                "Liberty Protection Safeguards (not in force)",
                (await visitor.GetAsync(address)).Text,
                StringComparison.Ordinal
            );

        var offered = (await visitor.GetAsync("/plans/N-1/monitor/evidence/add")).Document.GetElementById("known-requirements")!.InnerHtml;
        Assert.Contains("mca-2005:cop", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("mca-2005:lps", offered, StringComparison.Ordinal);
    }
}
