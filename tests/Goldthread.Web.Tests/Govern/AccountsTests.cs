using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

public sealed class AccountsTests
{
    [Theory, Databases]
    public async Task A_person_is_added_and_signs_in_with_the_password_that_is_shown_once(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var administrator = await host.SignInAsync(WebHost.Administrator);
        var form = await administrator.GetAsync("/admin/accounts/add");
        // Each role says what it is for.
        Assert.All(
            form.Document.QuerySelectorAll("#role option[value]:not([value=''])"),
            o => Assert.Contains(": ", o.TextContent, StringComparison.Ordinal)
        );

        var made = await form.SubmitAsync(
            new()
            {
                ["name"] = "Deputy manager (B. Owen)",
                ["email"] = "b.owen@example.org",
                ["role"] = "contributor",
                ["area"] = "1",
            }
        );
        var password = made.Document.QuerySelector("code.secret")!.TextContent;
        var visitor = host.Visit();
        await (await visitor.GetAsync("/sign-in")).SubmitAsync(new() { ["Email"] = "b.owen@example.org", ["Password"] = password });

        Assert.Equal("Plans", (await visitor.GetAsync("/plans")).Heading);
        Assert.Contains(
            "Contributor in Meadow Care Group",
            (await administrator.GetAsync("/admin/accounts?q=OWEN")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Nobody fits", (await administrator.GetAsync("/admin/accounts?q=%25")).Text, StringComparison.Ordinal);
        await using var db = host.At.Open();
        Assert.DoesNotContain(await db.Records.ToListAsync(), r => r.Changes.Contains(password, StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task An_account_is_joined_to_somebody_of_the_staff_list_by_choosing(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var area = await host.Writer.AreaAsync(1);
        await host.Writer.SmallPlanAsync(area);
        var email = await host.PersonAsync(Role.Contributor, area);
        var administrator = await host.SignInAsync(WebHost.Administrator);
        await using var db = host.At.Open();
        var id = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        var account = await administrator.GetAsync($"/admin/accounts/{id}");
        var link = account.Document.QuerySelector("a[href$='/staff']")!.GetAttribute("href")!;

        var form = await administrator.GetAsync(link);
        Assert.Contains("Deputy manager", form.Text, StringComparison.Ordinal);
        var strange = await form.SubmitAsync(new() { ["staff"] = "nobody-of-that-list" });
        Assert.Equal(HttpStatusCode.BadRequest, strange.Status);
        Assert.Contains("Choose somebody of the staff list", strange.Text, StringComparison.Ordinal);
        var joined = await form.SubmitAsync(new() { ["staff"] = "st1" });

        Assert.Contains("in its staff list Deputy manager", joined.Text, StringComparison.Ordinal);
        Assert.Equal("st1", await db.Grants.Where(g => g.PersonId == id).Select(g => g.Staff).SingleAsync());
        await (await administrator.GetAsync(link)).SubmitAsync(new() { ["staff"] = "" });
        Assert.Null(await db.Grants.Where(g => g.PersonId == id).Select(g => g.Staff).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/admin/accounts/{Guid.NewGuid()}/1/staff")).Status);
    }

    [Theory, Databases]
    public async Task Roles_names_and_the_way_in_are_changed(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var email = await host.PersonAsync(Role.Reader);
        var visitor = await host.SignInAsync(email);
        var administrator = await host.SignInAsync(WebHost.Administrator);
        await using var db = host.At.Open();
        var id = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        Task<WebPage> Page() => administrator.GetAsync($"/admin/accounts/{id}");

        var given = await (await Page()).SubmitAsync(new() { ["role"] = "planner", ["area"] = "1" }, "form[action*=Give]");
        Assert.Contains("Planner in Meadow Care Group", given.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/plans/add")).Status);

        var twice = await given.SubmitAsync(new() { ["role"] = "planner", ["area"] = "1" }, "form[action*=Give]");
        Assert.Equal(HttpStatusCode.BadRequest, twice.Status);
        Assert.Contains("planner in Meadow Care Group already", Assert.Single(twice.Errors), StringComparison.Ordinal);

        var saved = await (await Page()).SubmitAsync(new() { ["name"] = "Team leader (C. Reid)" }, "form[action*=Save]");
        Assert.Equal("Team leader (C. Reid)", saved.Heading);

        var closed = await (await Page()).SubmitAsync([], "form[action*=Close]");
        Assert.Contains("Closed", closed.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await visitor.GetAsync("/plans")).Address.AbsolutePath);

        await closed.SubmitAsync([], "form[action*=Reopen]");
        var reset = await (await Page()).SubmitAsync([], "form[action*=Reset]");
        var password = reset.Document.QuerySelector("code.secret")!.TextContent;
        var again = host.Visit();
        await (await again.GetAsync("/sign-in")).SubmitAsync(new() { ["Email"] = email, ["Password"] = password });
        Assert.Equal("Plans", (await again.GetAsync("/plans")).Heading);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var host = await WebHost.NewAsync();
        var administrator = await host.SignInAsync(WebHost.Administrator);
        var page = await administrator.GetAsync($"/admin/accounts/{(await host.ActorAsync()).PersonId}");

        var own = await page.SubmitAsync([], "form[action*=Close]");
        Assert.Contains("cannot close your own account", Assert.Single(own.Errors), StringComparison.Ordinal);
        var right = await page.SubmitAsync(new() { ["name"] = "Chief (M. Hale)", ["administrator"] = null }, "form[action*=Save]");
        Assert.Contains("the only administrator", Assert.Single(right.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_takes_as_many_commands_for_500_accounts_as_for_5()
    {
        await using var host = await WebHost.NewAsync();
        var administrator = await host.SignInAsync(WebHost.Administrator);
        for (var i = 0; i < 4; i++)
            await host.PersonAsync(Role.Reader);
        var few = await CountAsync();
        await host.At.ExecuteAsync(
            "INSERT INTO people (id, name, is_administrator, email, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) "
                + "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                + "SELECT printf('00000000-0000-0000-0000-%012d', i), 'Person ' || i, 0, 'p' || i || '@example.net', 'p' || i, 'P' || i, 0, 0, 0, 1, 0 FROM n"
        );
        Assert.Equal(few, await CountAsync());
        Assert.InRange(few, 1, 5);

        async Task<int> CountAsync()
        {
            await administrator.GetAsync("/admin/accounts");
            host.At.Commands.Clear();
            Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/admin/accounts")).Status);
            return host.At.Commands.Count;
        }
    }
}
