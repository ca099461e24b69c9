using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Govern.Calendars;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Calendars;

/// <summary>The visitor's calendar feeds: make, show the address once, revoke.</summary>
[ResponseCache(NoStore = true)]
public sealed class IndexModel(Post post) : GoldthreadPage
{
    const string Address = "/account/calendars";
    const int MostChoices = 200;

    [BindProperty(Name = "of")]
    [MaxLength(200, ErrorMessage = "Choose what the calendar is of.")]
    public string? Of { get; set; }

    /// <value>The address that was just made, shown in this answer alone.</value>
    public string? Made { get; private set; }

    public IReadOnlyList<Option> Choices { get; private set; } = [];
    public IReadOnlyList<CalendarRow> Rows { get; private set; } = [];

    protected override async Task ShowAsync()
    {
        if (SecretFor(Address) is { } secret)
            Made = $"{post.Site.ToString().TrimEnd('/')}/calendar/{secret}.ics";
        var person = Actor.PersonId;
        Rows = await Db.Calendars.Where(c => c.PersonId == person && c.RevokedAt == null).OrderByDescending(c => c.Id).ToListAsync(Cancel);
        var plans = await Seen
            .Plans.OrderBy(p => p.Title)
            .ThenBy(p => p.Id)
            .Take(MostChoices)
            .Select(p => new { p.Id, p.Title })
            .ToListAsync(Cancel);
        var areas = await Db
            .Areas.Where(a => a.RemovedAt == null)
            .VisibleTo(Actor)
            .OrderBy(a => a.Name)
            .Take(MostChoices)
            .Select(a => new { a.Id, a.Name })
            .ToListAsync(Cancel);
        Choices =
        [
            new("What is mine", Feeds.Me),
            .. areas.Select(a => new Option($"Area: {a.Name}", $"{Feeds.OfArea} {a.Id.ToString(CultureInfo.InvariantCulture)}")),
            .. plans.Select(p => new Option($"Plan: {p.Title}", $"{Feeds.OfPlan} {p.Id}")),
        ];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var parts = (Of ?? "").Split(' ', 2);
        var secret = await Writer.RunAsync(Actor, work => Feeds.MakeAsync(work, parts[0], parts.Length > 1 ? parts[1] : null), Cancel);
        return DoneWithSecret(Address, secret);
    }

    public async Task<IActionResult> OnPostRevokeAsync(int id)
    {
        await Writer.RunAsync(Actor, work => Feeds.RevokeAsync(work, id), Cancel);
        return Done(Address, "The calendar's address answers nothing any more.");
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <summary>When a feed was made.</summary>
    public static string Day(CalendarRow row) => Domain.Days.Read(ServiceTime.DayOf(row.MadeAt));
}
