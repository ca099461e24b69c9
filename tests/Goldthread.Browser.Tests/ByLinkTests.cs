using Goldthread.App.Govern;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Browser.Tests;

/// <summary>A team leader on a phone says by a link that something is done, with a photo, in three taps and without a password.</summary>
public class ByLinkTests(Chromium chromium)
{
    [Theory]
    [InlineData(320, false)]
    [InlineData(390, true)]
    public async Task It_is_done_with_a_photo_in_three_taps(int width, bool scripts)
    {
        await using var host = await WebHost.NewAsync();
        var address = host.Listen();
        var root = await host.RootAsync();
        await host.Writer.PlanAsync(root);
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Team leader" });
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Put the rail up in the hall",
                ["due"] = ServiceTime.Today,
                ["accountable"] = new[] { "st1" },
            }
        );
        var email = await host.PersonAsync(Role.Contributor, root, "st1");
        await using var db = host.At.Open();
        var person = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync();
        var letter = new Letter("", "", [new("", [new("") { Of = new("OP-1", "actions", "A1") }])]);
        var made = await host.Writer.RunAsync(Actor.CommandLine, work => MailLinks.MakeAsync(work, 1, person, letter, false));
        await using var window = await chromium.OpenAsync(address, width, scripts);

        // The first tap is the link in the message.
        await window.GoAsync(made.Letter.Parts[0].Lines[0].Answer!);
        if (scripts)
        {
            var faults = await window.FaultsAsync(width, 1280);
            Assert.True(faults.Count == 0, string.Join("\n", faults));
        }
        // The second chooses the photo, the third sends it.
        await window.Page.SetInputFilesAsync(
            "input[type=file]",
            new Microsoft.Playwright.FilePayload
            {
                Name = "rail.png",
                MimeType = "image/png",
                Buffer = Convert.FromBase64String(
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                ),
            }
        );
        await Window.PressAsync(window.Page, window.Page.Locator("button:text-is('It is done')"));

        Assert.Equal("It is done. Thank you.", (await window.Page.InnerTextAsync("h1")).Trim());
        Assert.Equal("done", await db.Items.Where(i => i.List == "actions").Select(i => i.State).SingleAsync());
    }
}
