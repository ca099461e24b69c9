using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Implement;

/// <summary>The links of messages as somebody without an account's cookie opens and answers them; and the pages about mail.</summary>
public sealed class MailLinkTests(MailLinkTests.Served served) : IClassFixture<MailLinkTests.Served>
{
    /// <summary>The smallest picture there is.</summary>
    static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    [Fact]
    public async Task Opening_a_link_changes_nothing_and_answering_it_does_once()
    {
        var secret = await served.LinkAsync("Ask the family");
        var before = await served.RecordsAsync();
        var visitor = served.Host.Visit();
        for (var times = 0; times < 3; times++)
        {
            using var head = await visitor.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/do/{secret}"));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            var opened = await visitor.GetAsync($"/do/{secret}");
            Assert.Equal(
                "Ask the family",
                opened.Document.QuerySelector("h1 .page-head__title")?.TextContent.Trim() ?? opened.Heading.Split('\n')[^1].Trim()
            );
            Assert.Contains("no-store", opened.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(before, await served.RecordsAsync());
        var page = await visitor.GetAsync($"/do/{secret}");
        // Neither words nor a photo: it says what is missing, beside the question.
        var refused = await page.SubmitAsync([], "form[action$='handler=Done']");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#note-error"));
        refused = await refused.SubmitAsync(new() { ["note"] = "Seen by the GP, 999 000 0018" }, "form[action$='handler=Done']");
        Assert.NotNull(refused.Document.QuerySelector("#note-error"));
        using var words = new ByteArrayContent("nothing"u8.ToArray());
        refused = await refused.SubmitAsync(new() { ["note"] = "" }, "form[action$='handler=Done']", null, ("file", "note.txt", words));
        Assert.NotNull(refused.Document.QuerySelector("#file-error"));
        Assert.Equal(before, await served.RecordsAsync());
        using var photo = new ByteArrayContent(Picture);
        var done = await refused.SubmitAsync(
            new() { ["note"] = "They were asked" },
            "form[action$='handler=Done']",
            null,
            ("file", "room.png", photo)
        );
        Assert.Equal("It is done. Thank you.", done.Heading);
        await using (var db = served.Host.At.Open())
        {
            Assert.Equal("done", await db.Items.Where(i => i.Title == "Ask the family").Select(i => i.State).SingleAsync());
            Assert.Contains(
                "sha256:",
                await db.Items.Where(i => i.Title == "They were asked").Select(i => i.Body).SingleAsync(),
                StringComparison.Ordinal
            );
        }
        var again = await page.SubmitAsync(new() { ["note"] = "Twice" }, "form[action$='handler=Done']");
        Assert.Equal((HttpStatusCode.Gone, "This was answered already"), (again.Status, again.Heading));
    }

    [Fact]
    public async Task It_is_blocked_with_a_reason_and_by_the_form_of_no_other_thing()
    {
        var secret = await served.LinkAsync("Fix the door");
        var page = await served.Host.Visit().GetAsync($"/do/{secret}");
        using var form = new FormUrlEncodedContent([new("value", "4")]);
        foreach (var handler in (string[])["Figure", "Read"])
        {
            using var other = await served.Host.Visit().Client.PostAsync($"/do/{secret}?handler={handler}", form);
            Assert.Contains(other.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        }
        using (var stop = await served.Host.Visit().Client.PostAsync($"/do/{secret}", form))
            Assert.Equal(HttpStatusCode.NotFound, stop.StatusCode);
        var refused = await page.SubmitAsync([], "form[action$='handler=Blocked']");
        Assert.NotNull(refused.Document.QuerySelector("#reason-error"));
        var done = await refused.SubmitAsync(new() { ["reason"] = "No part in stock" }, "form[action$='handler=Blocked']");
        Assert.StartsWith("It is said", done.Heading, StringComparison.Ordinal);
        await using var db = served.Host.At.Open();
        Assert.Equal("blocked", await db.Items.Where(i => i.Title == "Fix the door").Select(i => i.State).SingleAsync());
    }

    [Fact]
    public async Task A_figure_and_a_briefing_are_answered()
    {
        var visitor = served.Host.Visit();
        var page = await visitor.GetAsync($"/do/{await served.LinkAsync("Falls a month")}");
        var refused = await page.SubmitAsync(new() { ["value"] = "many" }, "form[action$='handler=Figure']");
        Assert.NotNull(refused.Document.QuerySelector("#value-error"));
        var done = await refused.SubmitAsync(new() { ["value"] = "4" }, "form[action$='handler=Figure']");
        Assert.Equal("The figure is entered. Thank you.", done.Heading);
        page = await visitor.GetAsync($"/do/{await served.LinkAsync("How we lift")}");
        Assert.Contains("Two of us, always.", page.Text, StringComparison.Ordinal);
        done = await page.SubmitAsync([], "form[action$='handler=Read']");
        Assert.StartsWith("It is noted", done.Heading, StringComparison.Ordinal);
    }

    /// <summary>Asked on the thing, seen by the one who is asked, answered from a message, told to whoever asked.</summary>
    [Fact]
    public async Task A_question_is_asked_on_a_thing_and_answered_by_its_link()
    {
        var asker = await served.Host.PersonAsync(Role.Contributor);
        var visitor = await served.Host.SignInAsync(asker);
        var action = await visitor.GetAsync("/plans/OP-1/implement/actions/A2");
        var form = await visitor.GetAsync(
            action.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Ask somebody about this").GetAttribute("href")!
        );
        Assert.Equal("A2", form.Document.QuerySelector("[name=about] [selected], input[name=about][value=A2]")?.GetAttribute("value"));
        var page = await form.SubmitAsync(new() { ["why"] = "Is the door still stuck?" });
        Assert.Equal("Is the door still stuck?", page.Heading);
        Assert.Contains(
            "Is the door still stuck?",
            (await visitor.GetAsync("/plans/OP-1/implement/actions/A2")).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(page.Document.QuerySelectorAll("a"), a => a.TextContent.StartsWith("Remove", StringComparison.Ordinal));

        var deputy = await served.Host.SignInAsync(served.Deputy);
        Assert.Contains("Is the door still stuck?", (await deputy.GetAsync("/")).Text, StringComparison.Ordinal);
        var link = await served.Host.Visit().GetAsync($"/do/{await served.LinkAsync("Is the door still stuck?")}");
        var refused = await link.SubmitAsync(new() { ["answer"] = " " }, "form[action$='handler=Answered']");
        Assert.NotNull(refused.Document.QuerySelector("#answer-error"));
        var done = await refused.SubmitAsync(new() { ["answer"] = "It was mended on Monday" }, "form[action$='handler=Answered']");
        Assert.StartsWith("Your answer is kept.", done.Heading, StringComparison.Ordinal);

        await using var db = served.Host.At.Open();
        Assert.Equal("closed", await db.Items.Where(i => i.Title == "Is the door still stuck?").Select(i => i.State).SingleAsync());
        var told = await db.Notices.SingleAsync(n => n.Kind == "answered");
        Assert.Equal($"account:{await db.Users.Where(u => u.Email == asker).Select(u => u.Id).SingleAsync()}", told.Staff);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("..%2f..%2fadmin")]
    public async Task What_is_no_secret_is_not_there(string secret)
    {
        using var form = new FormUrlEncodedContent([new("note", "Done")]);
        foreach (var handler in (string[])["", "?handler=Done", "?handler=Blocked", "?handler=Nothing"])
        {
            using var answer = await served.Host.Visit().Client.PostAsync($"/do/{secret}{handler}", form);
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        }
    }

    [Fact]
    public async Task A_mail_program_stops_the_messages_in_one_press_and_a_scanner_does_not()
    {
        var secret = await served.StopAsync();
        var client = served.Host.Visit().Client;
        using (var scanned = await client.GetAsync($"/do/{secret}"))
            Assert.Equal(HttpStatusCode.OK, scanned.StatusCode);
        Assert.True((await served.ChoiceAsync()).Digest);
        using var press = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using (var pressed = await client.PostAsync($"/do/{secret}", press))
            Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
        Assert.False((await served.ChoiceAsync()).Digest);
        using (var twice = await client.PostAsync($"/do/{secret}", press))
            Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
        // On their own page they have it again.
        var page = await (await served.Host.SignInAsync(served.Deputy)).GetAsync("/account/mail");
        Assert.DoesNotContain("checked", page.Document.QuerySelector("input[value=digest]")!.OuterHtml, StringComparison.Ordinal);
        var kept = await page.SubmitAsync(
            new()
            {
                ["kinds"] = "digest",
                ["from"] = "9",
                ["until"] = "17",
            },
            "form:not([action])[method=post]"
        );
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        var choice = await served.ChoiceAsync();
        Assert.Equal((true, false, 9, 17), (choice.Digest, choice.Due, choice.From, choice.Until));
        var refused = await kept.SubmitAsync(new() { ["from"] = "18", ["until"] = "9" }, "form:not([action])[method=post]");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task An_administrator_sees_what_waits_and_sends_a_test_to_themselves_alone()
    {
        var visitor = await served.Host.SignInAsync(WebHost.Administrator);
        var page = await visitor.GetAsync("/admin/mail");
        Assert.Contains("No mail server is set", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(
            new() { ["to"] = "somebody@elsewhere.example", ["Email"] = "somebody@elsewhere.example" },
            "main form:not([action])[method=post]"
        );
        Assert.Contains("A test message from Goldthread", page.Text, StringComparison.Ordinal);
        await using (var db = served.Host.At.Open())
        {
            var admin = await db.Users.Where(u => u.Email == WebHost.Administrator).Select(u => u.Id).SingleAsync();
            Assert.Equal(admin, await db.Messages.Where(m => m.Kind == TestMail.Kind).Select(m => m.PersonId).Distinct().SingleAsync());
        }
        var jobs = await visitor.GetAsync("/admin/jobs");
        Assert.Contains("Writes each person's week.", jobs.Text, StringComparison.Ordinal);
    }

    /// <summary>A service, its deputy, and links to what is theirs.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public WebHost Host { get; private set; } = null!;
        public string Deputy { get; private set; } = "";
        Guid person;

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            var root = await Host.RootAsync();
            await Host.Writer.PlanAsync(root);
            await Host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Deputy manager" });
            foreach (var title in new[] { "Ask the family", "Fix the door" })
                await Host.Writer.AddAsync(
                    "OP-1",
                    "actions",
                    new()
                    {
                        ["title"] = title,
                        ["due"] = ServiceTime.Today.AddDays(-2),
                        ["accountable"] = new[] { "st1" },
                    }
                );
            await Host.Writer.AddAsync(
                "OP-1",
                "measures",
                new()
                {
                    ["name"] = "Falls a month",
                    ["owner"] = "st1",
                    ["frequency"] = Frequency.Monthly,
                }
            );
            await Host.Writer.AddAsync(
                "OP-1",
                "briefings",
                new()
                {
                    ["title"] = "How we lift",
                    ["text"] = "Two of us, always.",
                    ["audience"] = new[] { "st1" },
                    ["sent"] = ServiceTime.Today,
                }
            );
            Deputy = await Host.PersonAsync(Role.Contributor, root, "st1");
            await using var db = Host.At.Open();
            person = await db.Users.Where(u => u.Email == Deputy).Select(u => u.Id).SingleAsync();
        }

        /// <summary>A link of a message that the deputy was sent about a thing.</summary>
        public async Task<string> LinkAsync(string title)
        {
            await using var db = Host.At.Open();
            var row = await db.Items.SingleAsync(i => i.Title == title && i.List != "evidence");
            return await MakeAsync(
                new("", "", [new("", [new(title) { Of = new(row.Owner, row.List, row.Id) }])]),
                l => l.Letter.Parts[0].Lines[0].Answer!
            );
        }

        public Task<string> StopAsync() => MakeAsync(new("", "", []) { Stops = "digest" }, l => l.Stop!);

        async Task<string> MakeAsync(Letter letter, Func<(Letter Letter, string? Stop), string> address)
        {
            var made = await Host.Writer.RunAsync(Actor.CommandLine, work => MailLinks.MakeAsync(work, 0, person, letter, true));
            return address(made)[MailLinks.Address.Length..];
        }

        public async Task<long> RecordsAsync()
        {
            await using var db = Host.At.Open();
            return await db.Records.LongCountAsync();
        }

        public async Task<MailChoiceRow> ChoiceAsync()
        {
            await using var db = Host.At.Open();
            return await ChooseMail.OfAsync(db, person);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
