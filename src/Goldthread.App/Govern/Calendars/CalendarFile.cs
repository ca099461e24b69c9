using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using Calendar = Ical.Net.Calendar;

namespace Goldthread.App.Govern.Calendars;

/// <summary>
/// A feed as a calendar file: each thing that is owed by a day, all of that day, by its title alone. Its identifier is the same for ever, its sequence rises
/// with each change, and what was cancelled or taken out is cancelled there too.
/// </summary>
public static class CalendarFile
{
    const int Most = 2000;
    const int DaysBack = 92;
    const int DaysAhead = 731;

    static readonly string[] Lists = [.. Thing.All.Where(t => t.CanBeLate).Select(t => t.List), RegulatoryAction.List];

    sealed record Line(
        string Plan,
        string PlanTitle,
        string List,
        string Id,
        string Title,
        DateOnly Due,
        string? State,
        int Version,
        bool Removed
    );

    /// <summary>The file of a secret; null where it has none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="secret">The secret of the address.</param>
    /// <param name="site">The address that links begin with.</param>
    /// <param name="today">Today.</param>
    public static async Task<string?> OfAsync(Db db, string secret, Uri site, DateOnly today, CancellationToken cancel = default)
    {
        if (await Feeds.FindAsync(db, secret, today, cancel) is not var (feed, actor))
            return null;
        var (first, last) = (today.AddDays(-DaysBack), today.AddDays(DaysAhead));
        var plans = new Seen(db, actor).Plans;
        if (feed.Scope is Feeds.OfPlan)
            plans = plans.Where(p => p.Id == feed.Target);
        else if (feed.Scope is Feeds.OfArea)
        {
            var area = int.Parse(feed.Target, CultureInfo.InvariantCulture);
            var path = await db.Areas.Where(a => a.Id == area).Select(a => a.Path).FirstOrDefaultAsync(cancel);
            plans = plans.Where(p => path != null && p.Area!.Path.StartsWith(path));
        }
        // What is restricted is in no calendar, whoever reads it.
        var items = db.Items.Where(i => !i.Restricted && i.Due >= first && i.Due <= last && Lists.Contains(i.List));
        if (feed.Scope is Feeds.Me)
        {
            var person = feed.PersonId;
            plans = plans.Where(p => db.Grants.Any(g => g.PersonId == person && g.Staff != null && p.Area!.Path.StartsWith(g.Area!.Path)));
            items = items.Where(i =>
                db.Grants.Any(g =>
                    g.PersonId == person
                    && g.Staff == i.Person
                    && db.Plans.Any(p => p.Id == i.Owner && p.Area!.Path.StartsWith(g.Area!.Path))
                )
            );
        }
        var lines = await plans
            .Join(items, p => p.Id, i => i.Owner, (p, i) => new { Plan = p, Item = i })
            .OrderBy(l => l.Item.Due)
            .ThenBy(l => l.Plan.Id)
            .ThenBy(l => l.Item.List)
            .ThenBy(l => l.Item.Id)
            .Take(Most)
            .Select(l => new Line(
                l.Plan.Id,
                l.Plan.Title,
                l.Item.List,
                l.Item.Id,
                l.Item.Title,
                l.Item.Due!.Value,
                l.Item.State,
                l.Item.Version,
                l.Item.RemovedAt != null
            ))
            .ToListAsync(cancel);
        return Write(feed.Label, lines, site, today);
    }

    static string Write(string label, List<Line> lines, Uri site, DateOnly today)
    {
        var calendar = new Calendar { ProductId = "-//Goldthread//Plans//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", $"Goldthread: {label}");
        calendar.AddProperty("X-WR-TIMEZONE", "Europe/London");
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        foreach (var line in lines)
        {
            var thing = Thing.Find(line.List)!;
            var isOver = line.Removed || line.State is "cancelled";
            calendar.Events.Add(
                new CalendarEvent
                {
                    // The plan, the list and the id are never given again.
                    Uid = $"{Uri.EscapeDataString(line.Plan)}.{line.List}.{Uri.EscapeDataString(line.Id)}@{site.IdnHost}",
                    Summary = line.Title,
                    Description = $"{line.PlanTitle}\n{LetterForms.At(site, Places.Of(line.Plan, thing, line.Id))}",
                    Start = new CalDateTime(line.Due),
                    End = new CalDateTime(line.Due.AddDays(1)),
                    Sequence = line.Version - 1,
                    Status = isOver ? EventStatus.Cancelled : EventStatus.Confirmed,
                    Transparency = TransparencyType.Transparent,
                    // Of the day on which it is read: of the hour, each reading would be another file.
                    DtStamp = new CalDateTime(today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
                }
            );
        }
        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
