using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.MailChoices;

/// <summary>What the visitor is sent, and when; the links of their messages.</summary>
public sealed class IndexModel(Post post) : GoldthreadPage
{
    const string Address = "/account/mail";

    [BindProperty(Name = "kinds")]
    [MaxLength(10, ErrorMessage = "Choose from these.")]
    public IReadOnlyList<string> Kinds { get; set; } = [];

    [BindProperty(Name = "from")]
    public int From { get; set; }

    [BindProperty(Name = "until")]
    public int Until { get; set; }

    [BindProperty(Name = "weekends")]
    [MaxLength(10, ErrorMessage = "Tick it or leave it.")]
    public string? Weekends { get; set; }

    /// <value>How it stands, in a sentence.</value>
    public string Lead { get; private set; } = "";

    /// <value>Why mail does not reach them; null where it does.</value>
    public string? Unreached { get; private set; }

    /// <value>How many links of their messages are in force.</value>
    public int Links { get; private set; }

    public IReadOnlyList<Choice> KindChoices { get; } =
    [
        new("My week, on Mondays", "digest") { Hint = new Hint { Text = "What is late, due, to enter, to read and to decide." } },
        new("What is due within three days", "due"),
        new("What is late", "overdue")
        {
            Hint = new Hint { Text = "Yours; after a week what you stand in for; after two weeks what is of your plans." },
        },
        new("What is mine from now on", "assigned"),
        new("What was agreed, sent back or refused", "decided"),
    ];

    public static IReadOnlyList<Option> Hours(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(h => new Option($"{h}:00", h.ToString(CultureInfo.InvariantCulture)))];

    protected override async Task ShowAsync()
    {
        var (person, now) = (Actor.PersonId!.Value, Clock.GetUtcNow());
        var choice = await ChooseMail.OfAsync(Db, person, Cancel);
        Links = await Db.MailLinks.CountAsync(
            l => l.PersonId == person && l.Kind == MailLinks.Does && l.UsedAt == null && l.RevokedAt == null && l.ExpiresAt > now,
            Cancel
        );
        Unreached = choice.Unreached;
        Lead =
            Unreached is not null ? "Mail does not reach your address."
            : post.Server is null ? "This installation sends no mail yet; what you choose holds once it does."
            : "You are sent what you choose here, to the address that you sign in with.";
        if (HttpMethods.IsPost(Request.Method))
            return;
        string?[] kinds =
        [
            choice.Digest ? "digest" : null,
            choice.Due ? "due" : null,
            choice.Overdue ? "overdue" : null,
            choice.Assigned ? "assigned" : null,
            choice.Decided ? "decided" : null,
        ];
        Kinds = [.. kinds.OfType<string>()];
        (From, Until, Weekends) = (choice.From, choice.Until, choice.Weekends ? "yes" : null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        bool Has(string kind) => Kinds.Contains(kind, StringComparer.Ordinal);
        var chosen = new MailChoiceRow
        {
            Digest = Has("digest"),
            Due = Has("due"),
            Overdue = Has("overdue"),
            Assigned = Has("assigned"),
            Decided = Has("decided"),
            From = From,
            Until = Until,
            Weekends = Weekends is "yes",
        };
        await Writer.RunAsync(Actor, work => ChooseMail.RunAsync(work, chosen), Cancel);
        return Done(Address, "What you chose is kept.");
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        await Writer.RunAsync(Actor, work => Reach.TryAgainAsync(work, Actor.PersonId!.Value), Cancel);
        return Done(Address, "What is written from now on is sent to your address again.");
    }

    public async Task<IActionResult> OnPostRevokeAsync()
    {
        var count = await Writer.RunAsync(Actor, work => MailLinks.RevokeAsync(work, Actor.PersonId!.Value), Cancel);
        return Done(Address, count == 1 ? "1 link does nothing any more." : $"{count} links do nothing any more.");
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";
}
