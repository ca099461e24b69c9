using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Jobs;

/// <summary>
/// Notes what is due within three days, and what is late: whoever answers for it is told on its first day, their deputy after a week, the plan's owner after
/// two. Each once; what is restricted is noted for nobody.
/// </summary>
static class Remind
{
    const int Soon = 3;
    const int DeputyAfter = 7;
    const int ManagerAfter = 14;

    /// <summary>For so many days a reminder that was missed is made up for.</summary>
    const int Within = 14;

    const int Chunk = 1000;

    sealed record Line(string Owner, string List, string Id, string Person, DateOnly Due, string? Deputy, string? Manager);

    public static async Task<string> RunAsync(JobWork work, CancellationToken stop)
    {
        var today = work.Clock.Today();
        var (soon, after, oldest) = (today.AddDays(Soon), today.AddDays(Soon + 1), today.AddDays(-ManagerAfter - Within));
        var noted = 0;
        var last = ("", "", "");
        while (true)
        {
            List<Line> lines;
            await using (var db = work.Database.Open())
            {
                var (owner, list, id) = last;
                lines = await (
                    from i in db.Items
                    where
                        i.RemovedAt == null
                        && !i.Restricted
                        && i.Person != null
                        && i.Due >= oldest
                        && Late.Is(i.List, i.State, i.Due, after)
                        && (
                            i.Owner.CompareTo(owner) > 0
                            || (i.Owner == owner && (i.List.CompareTo(list) > 0 || (i.List == list && i.Id.CompareTo(id) > 0)))
                        )
                    join p in db.Plans on i.Owner equals p.Id
                    where p.RemovedAt == null && (p.Status == "approved" || p.Status == "live")
                    orderby i.Owner, i.List, i.Id
                    select new Line(
                        i.Owner,
                        i.List,
                        i.Id,
                        i.Person!,
                        i.Due!.Value,
                        db.Links.Where(l =>
                                l.Owner == AreaRow.Prefix + p.AreaId
                                && l.List == StaffMember.List
                                && l.Id == i.Person
                                && l.Field == "deputy"
                            )
                            .Select(l => l.ToId)
                            .FirstOrDefault(),
                        p.Person
                    )
                )
                    .Take(Chunk)
                    .ToListAsync(stop);
            }
            if (lines.Count == 0)
                break;
            last = (lines[^1].Owner, lines[^1].List, lines[^1].Id);
            noted += await work.Writer.RunAsync(SendMail.Teller, w => NoteAsync(w, lines, today), stop);
        }
        return noted == 0 ? "Nobody is to be reminded."
            : noted == 1 ? "1 reminder noted."
            : $"{noted} reminders noted.";
    }

    static async Task<int> NoteAsync(Work work, List<Line> lines, DateOnly today)
    {
        string[] owners = [.. lines.Select(l => l.Owner).Distinct(StringComparer.Ordinal)];
        string[] kinds = [Notices.Due, Notices.LateOwner, Notices.LateDeputy, Notices.LateManager];
        var there = (
            await work
                .Db.Notices.AsNoTracking()
                .Where(n => owners.Contains(n.Owner) && kinds.Contains(n.Kind))
                .Select(n => new
                {
                    n.Kind,
                    n.Owner,
                    n.List,
                    n.Item,
                    n.Staff,
                    n.Mark,
                })
                .ToListAsync()
        ).Select(n => (n.Kind, n.Owner, n.List, n.Item, n.Staff, n.Mark)).ToHashSet();
        var noted = 0;
        foreach (var line in lines)
        {
            var late = today.DayNumber - line.Due.DayNumber;
            Note(line.Person, Notices.Due, late < 0);
            Note(line.Person, Notices.LateOwner, late is > 0 and <= Within);
            Note(line.Deputy, Notices.LateDeputy, late is >= DeputyAfter and <= DeputyAfter + Within);
            Note(line.Manager, Notices.LateManager, late is >= ManagerAfter and <= ManagerAfter + Within);

            void Note(string? whom, string kind, bool isTime)
            {
                var mark = line.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                if (!isTime || whom is null || (whom == line.Person && kind is Notices.LateDeputy or Notices.LateManager))
                    return;
                if (!there.Add((kind, line.Owner, line.List, line.Id, whom, mark)))
                    return;
                noted++;
                work.Db.Notices.Add(
                    new NoticeRow
                    {
                        Kind = kind,
                        Owner = line.Owner,
                        List = line.List,
                        Item = line.Id,
                        Staff = whom,
                        Mark = mark,
                        At = work.Now,
                    }
                );
            }
        }
        return noted;
    }
}
