using System.Net;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

        var offered = (await visitor.GetAsync("/plans/N-1/monitor/evidence/EV1/edit?mend=requirements"))
            .Document.GetElementById("known-requirements")!
            .InnerHtml;
        Assert.Contains("mca-2005:cop", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("mca-2005:lps", offered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_framework_shows_all_that_its_file_says_and_where_it_stands_beside_others()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(Role.Reader);
        var missing = new List<string>();
        foreach (var id in Shipped.Data.FrameworkIds)
        {
            var framework = Shipped.Data.Framework(id)!;
            var page = await visitor.GetAsync("/govern/frameworks/" + id);
            void Has(string? text)
            {
                if (text is not null && !page.Text.Contains(text.TrimEnd('.'), StringComparison.Ordinal))
                    missing.Add($"{id}: {text}");
            }
            Has(framework.CheckedNote);
            Has(framework.StatusNote);
            Has(framework.RatingNote);
            Has(framework.RatingThresholdsNote);
            Has(framework.ReplacesNote);
            Has(framework.RegsNote);
            Has(framework.Counts);
            Has(framework.Licence);
            Has(framework.Source?.Title);
            foreach (var text in framework.Ratings.Concat(framework.EvidenceCategories))
                Has(text);
            foreach (var requirement in framework.Requirements)
            {
                var place = page.Document.GetElementById(requirement.Id)!.NextElementSibling!;
                foreach (
                    var beside in requirement
                        .Regs.Select(r => "cqc-regulations#" + r)
                        .Concat(requirement.ReplacesSaf.Select(r => "cqc-saf#" + r))
                )
                {
                    if (place.QuerySelector($"a[href='/govern/frameworks/{beside}']") is null)
                        missing.Add($"{id}:{requirement.Id}: {beside}");
                }
            }
        }
        Assert.Empty(missing);
        // And the other way.
        var statement = (await visitor.GetAsync("/govern/frameworks/cqc-saf")).Document.GetElementById("S4")!.NextElementSibling!;
        Assert.NotNull(statement.QuerySelector("a[href^='/govern/frameworks/cqc-asc-draft-2026#']"));
        Assert.NotNull(statement.QuerySelector("a[href^='/govern/frameworks/cqc-regulations#']"));
    }

    [Fact]
    public async Task Every_page_has_the_frame_of_who_looks_at_it()
    {
        await using var host = await WebHost.NewAsync();
        var loader = host.Services.GetRequiredService<PageLoader>();
        var strangers = new List<string>();
        foreach (
            var page in host
                .Services.GetRequiredService<IActionDescriptorCollectionProvider>()
                .ActionDescriptors.Items.OfType<PageActionDescriptor>()
        )
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            // The error page asks nobody who is there; the parts with made-up content are shown while developing alone.
            if (
                !compiled.ModelTypeInfo!.IsSubclassOf(typeof(GoldthreadPage))
                && page.ViewEnginePath is not "/Govern/Error/Index"
                && !page.ViewEnginePath.StartsWith("/Style/", StringComparison.Ordinal)
            )
                strangers.Add(page.ViewEnginePath);
        }
        Assert.Empty(strangers);
        var frameworks = await (await host.SignInAsync(Role.Reader)).GetAsync("/govern/frameworks");
        Assert.NotNull(frameworks.Document.QuerySelector("form[action='/sign-out']"));
    }

    [Theory, Databases]
    public async Task A_unit_counts_the_criteria_that_portfolios_claim_in_plans_that_one_sees(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        var (north, south) = (await host.Writer.AreaAsync(root, "North"), await host.Writer.AreaAsync(root, "South"));
        var planner = await host.SignInAsync(Role.Planner);
        foreach (var (area, plan) in new[] { (north, "N-1"), (south, "S-1") })
            await host.Writer.SmallPlanAsync(area, plan);
        var form = await planner.GetAsync("/plans/N-1/learn/portfolio/edit");

        var shown = await form.SubmitAsync(
            new()
            {
                ["portfolio.unit"] = "unit-b1-operational-plans",
                ["portfolio.learner"] = "st1",
                ["portfolio.claims[0].criterion"] = "AC1.1",
                ["portfolio.claims[0].evidence"] = "O1",
                ["portfolio.claims[0].statement"] = "I wrote it with the night team.",
            }
        );

        Assert.Equal("/plans/N-1/learn/portfolio", shown.Address.AbsolutePath);
        Assert.Contains(
            "I wrote it with the night team.",
            shown.Document.GetElementById("AC1.1")!.ParentElement!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("/plans/N-1/develop/objectives/O1", shown.Links);
        var unit = await planner.GetAsync("/govern/frameworks/unit-b1-operational-plans");
        Assert.Contains("claim 1 of ", unit.Text, StringComparison.Ordinal);
        Assert.Contains("/plans/N-1/learn/portfolio#AC1.1", unit.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        var other = await host.SignInAsync(await host.PersonAsync(Role.Reader, south));
        Assert.Contains(
            "claim 0 of ",
            (await other.GetAsync("/govern/frameworks/unit-b1-operational-plans")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/plans/N-1/learn/portfolio")).Status);

        // What leads nowhere is refused beside its question; nothing wrong is on record.
        var again = await form.SubmitAsync(
            new()
            {
                [Goldthread.Web.Forms.ItemForm.SeenVersion] = "2",
                ["portfolio.unit"] = "unit-b1-operational-plans",
                ["portfolio.claims[0].criterion"] = "AC9.9",
                ["portfolio.claims[0].statement"] = "Seen by the GP, 999 000 0018.",
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal(2, again.Errors.Count);
        var files = host.Services.GetRequiredService<App.Monitor.Files.FileStore>();
        Assert.Empty((await Verification.RunAsync(host.At.Database, files)).Faults);
    }

    [Fact]
    public async Task The_money_that_is_approved_and_the_planning_cycle_are_asked_kept_and_shown()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(1);
        var planner = await host.SignInAsync(Role.Planner);
        var form = await planner.GetAsync("/plans/OP-1/edit");

        var shown = await form.SubmitAsync(new() { ["approved_total"] = "21,500", ["cycle"] = "pdsa" });

        Assert.Contains("21500", shown.Text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("(plan, do, study, act) this stage is: plan.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("this stage is: study.", (await planner.GetAsync("/plans/OP-1/monitor")).Text, StringComparison.Ordinal);
        Assert.Equal(
            "21500",
            (await planner.GetAsync("/plans/OP-1/edit?mend=approved_total"))
                .Document.QuerySelector("input[name=approved_total]")!
                .GetAttribute("value")!
                .Replace(",", "", StringComparison.Ordinal)
        );
        // Once the plan is approved it owes a reason, and is an adaptation.
        await host.At.ExecuteAsync("UPDATE plans SET status = 'approved', body = json_set(body, '$.plan.status', 'approved')");
        form = await planner.GetAsync("/plans/OP-1/edit");
        var refused = await form.SubmitAsync(new() { ["approved_total"] = "22000" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        await form.SubmitAsync(new() { ["approved_total"] = "22000", ["reason"] = "The board gave more" });
        await using var db = host.At.Open();
        Assert.Contains("22000", (await db.Items.SingleAsync(i => i.List == "adaptations")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_framework_beside_the_older_is_taken_over_in_chosen_plans_and_taken_back()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.ExamplePlanAsync();
        var planner = await host.SignInAsync(Role.Planner);
        var page = await planner.GetAsync("/govern/frameworks/cqc-asc-draft-2026/change");
        Assert.Contains("of 24 requirements", page.Text, StringComparison.Ordinal);
        Assert.Equal(24, page.Document.QuerySelectorAll("main table tbody tr").Length);
        Assert.Contains("Covered in part", page.Text, StringComparison.Ordinal);
        Assert.Contains("Choose at least one plan", Assert.Single((await page.SubmitAsync([])).Errors), StringComparison.Ordinal);

        var plan = page.Document.QuerySelector("input[name=plans]")!.GetAttribute("value");
        var taken = await page.SubmitAsync(new() { ["plans"] = plan });
        Assert.Empty(taken.Errors);
        Assert.Contains("cite it now", taken.Document.Body!.TextContent, StringComparison.Ordinal);

        var back = await taken.SubmitAsync([], "form[action*=Undo]");
        Assert.Contains("Taken back from", back.Document.Body!.TextContent, StringComparison.Ordinal);

        // Who only reads sees what stands for what, and changes nothing.
        var reader = await (await host.SignInAsync(Role.Reader)).GetAsync("/govern/frameworks/cqc-asc-draft-2026/change");
        Assert.Equal(HttpStatusCode.OK, reader.Status);
        Assert.Null(reader.Document.QuerySelector("input[name=plans]"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await planner.GetAsync("/govern/frameworks/cqc-asc-draft-2026/change?from=mca-2005")).Status
        );
    }
}
