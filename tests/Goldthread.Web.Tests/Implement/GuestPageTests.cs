using System.Net;
using System.Text.RegularExpressions;
using Goldthread.App.Govern;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Mail;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Implement;

/// <summary>A guest from the invitation to what they did, on the pages: the planner's and their own.</summary>
public sealed partial class GuestPageTests
{
    const string Here = "/plans/OP-1/implement/guests";

    [Fact]
    public async Task A_guest_is_invited_confirms_answers_and_is_shut_out()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "partners", new() { ["name"] = "Riverside Council" });
        await host.Writer.AddAsync(
            "OP-1",
            "measures",
            new()
            {
                ["name"] = "Falls seen outside",
                ["frequency"] = Frequency.Monthly,
                ["source_kind"] = SourceKind.Partner,
            }
        );
        await host.Writer.AddAsync(
            "OP-1",
            "agreements",
            new()
            {
                ["purpose"] = "Share falls",
                ["partners"] = new[] { "PA1" },
                ["lawful_basis"] = "Public task",
                ["shared_measures"] = new[] { "M2" },
            }
        );
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Fit the rails",
                ["objective"] = "O1",
                ["joint"] = true,
                ["partner"] = "PA1",
                ["accountable"] = new[] { "st1" },
            }
        );
        var planner = await host.SignInAsync(Role.Planner);
        var form = await planner.GetAsync(Here + "?partner=PA1");
        var refused = await form.SubmitAsync(new() { ["name"] = "S. Jones", ["email"] = "nobody" }, "form.form");
        Assert.NotNull(refused.Document.QuerySelector("#email-error"));
        var done = await refused.SubmitAsync(new() { ["name"] = "S. Jones", ["email"] = "sam@riverside.example" }, "form.form");
        Assert.Contains("S. Jones of Riverside Council can see 3 lines and answer for 3 until", done.Text, StringComparison.Ordinal);
        // Nobody else sees who is let in.
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignInAsync(Role.Contributor)).GetAsync(Here)).Status);

        var address = (await SentAsync(host, Guests.Kind)).Parts[0].Lines[0].Answer!;
        var guest = host.Visit();
        var page = await guest.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "Confirm that it is you"), (page.Status, page.Heading));
        Plain(page, address);
        Assert.DoesNotContain("Fit the rails", page.Text, StringComparison.Ordinal);
        // Without the code no line opens, and nothing is said of one.
        foreach (var line in (string[])["actions/A2&do=close", "measures/M2&do=figure"])
        {
            var shut = await guest.GetAsync($"{address}?line={line}");
            Assert.Equal("Confirm that it is you", shut.Heading);
            using var note = new FormUrlEncodedContent([new("note", "Done"), new("value", "4")]);
            using var sent = await guest.Client.PostAsync($"{address}?line={line}", note);
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }
        page = await page.SubmitAsync([], "form[action$='handler=Code']");
        var code = Code().Match((await SentAsync(host, Guests.CodeKind)).Lead).Value;
        page = await page.SubmitAsync(new() { ["code"] = code == "123456" ? "654321" : "123456" }, "form[action$='handler=Confirm']");
        Assert.NotNull(page.Document.QuerySelector("#code-error"));
        page = await page.SubmitAsync(new() { ["code"] = code }, "form[action$='handler=Confirm']");
        Assert.Equal("Joint work", page.Heading.Split('\n')[^1].Trim());
        Plain(page, address);
        Assert.Contains("Fit the rails", page.Text, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Check room 1", "Falls a month", "Deputy manager", "Falls at night drop"])
            Assert.DoesNotContain(hidden, page.Text, StringComparison.Ordinal);

        page = await guest.GetAsync($"{address}?line=actions/A2&do=close");
        page = await page.SubmitAsync([], "form.form");
        Assert.NotNull(page.Document.QuerySelector("#note-error"));
        page = await page.SubmitAsync(new() { ["note"] = "All rails are fitted" }, "form.form");
        Assert.Contains("It is noted", page.Text, StringComparison.Ordinal);
        page = await guest.GetAsync($"{address}?line=measures/M2&do=figure");
        page = await page.SubmitAsync(new() { ["value"] = "4" }, "form.form");
        Assert.Contains("The figure is entered", page.Text, StringComparison.Ordinal);
        await using (var db = host.At.Open())
            Assert.Equal("done", await db.Items.Where(i => i.Title == "Fit the rails").Select(i => i.State).SingleAsync());

        // What is not theirs is not there: other lines, other moves, and every page of the product asks who they are.
        foreach (
            var other in (string[])
                [
                    "actions/A1&do=close",
                    "actions/A2&do=reopen",
                    "actions/A2&do=close",
                    "measures/M1&do=figure",
                    "objectives/O1&do=copy",
                    "x&do=x",
                    "agreements/AG1",
                ]
        )
            Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync($"{address}?line={other}")).Status);
        foreach (
            var shut in (string[])["/", "/plans/OP-1", "/plans/OP-1/implement/actions/A2", "/search?q=rails", "/plans/OP-1/whole", Here]
        )
            Assert.Equal("/sign-in", (await guest.GetAsync(shut)).Address.AbsolutePath);
        foreach (var call in (string[])["/api/v1/plans/OP-1", "/api/v1/plans/OP-1/actions", "/api/v1/tables/actions.csv"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await guest.GetAsync(call)).Status);

        // In another browser the address alone opens nothing; once they are revoked, nor does it here.
        Assert.Equal("Confirm that it is you", (await host.Visit().GetAsync(address)).Heading);
        await (await planner.GetAsync(Here)).SubmitAsync([], "form[action*='handler=Revoke']");
        page = await guest.GetAsync(address);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.DoesNotContain("Fit the rails", page.Text, StringComparison.Ordinal);
        foreach (var wrong in (string[])["/guest/x", "/guest/" + new string('a', 43), address[..^2] + "zz"])
            Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(wrong)).Status);
        await using var all = host.At.Open();
        var secret = address[Guests.Address.Length..];
        Assert.DoesNotContain(
            await all.Records.Select(r => r.Changes + r.Reason + r.Actor).ToListAsync(),
            line => line.Contains(secret, StringComparison.Ordinal) || line.Contains(code, StringComparison.Ordinal)
        );
    }

    /// <summary>No secret in the title, nothing that tells another site where one was, nothing kept.</summary>
    static void Plain(WebPage page, string address)
    {
        Assert.DoesNotContain(address[Guests.Address.Length..], page.Document.Title!, StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Document.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
        Assert.Contains("no-store", page.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("script, img, iframe"));
    }

    /// <summary>The newest message of a kind as it goes out.</summary>
    static async Task<Letter> SentAsync(WebHost host, string kind)
    {
        await using var db = host.At.Open();
        var message = await db.Messages.Where(m => m.Kind == kind).OrderBy(m => m.Id).LastAsync();
        Assert.DoesNotMatch(Code(), message.Body);
        return (
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work => MailLinks.MakeAsync(work, message.Id, message.PersonId, Letter.FromJson(message.Body)!, mayHaveArrived: true)
            )
        ).Letter;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
