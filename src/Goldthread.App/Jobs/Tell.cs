using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Jobs;

/// <summary>
/// Tells people what was noted for them, all of it in one message: what comes within some minutes is a burst. Whether it still stands and whether they want
/// to be told is asked now.
/// </summary>
static class Tell
{
    /// <summary>The kind of the message.</summary>
    public const string Kind = "told";

    /// <summary>For so long more of the same burst may come.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromMinutes(5);

    const int Chunk = 500;
    const int MostLines = 20;

    static readonly (string Heading, string[] Kinds)[] Parts =
    [
        ("Late", [Notices.LateOwner]),
        ("Late, and not yours alone any more", [Notices.LateDeputy, Notices.LateManager]),
        ("Due within three days", [Notices.Due]),
        ("Yours from now on", [Notices.Assigned]),
        ("Answered: what you asked", [Notices.Answered]),
        ("Sent back or refused", [Notices.SentBack]),
        ("Agreed", [Notices.Agreed]),
    ];

    sealed record Line(Guid Person, string Kind, string Plan, string PlanTitle, string List, string Id, string Title, DateOnly? Due);

    public static async Task<string> RunAsync(JobWork work, CancellationToken stop)
    {
        var until = work.Clock.GetUtcNow() - Burst;
        await using (var db = work.Database.Open())
        {
            // Asked each minute: from an index that holds what waits alone.
            if (!await db.Notices.AnyAsync(n => n.ToldAt == null && n.At <= until, stop))
                return "";
        }
        var told = 0;
        while (!stop.IsCancellationRequested)
        {
            var (count, people) = await work.Writer.RunAsync(SendMail.Teller, w => TellAsync(w, until), CancellationToken.None);
            told += people;
            if (count < Chunk)
                break;
        }
        return told == 0 ? ""
            : told == 1 ? "1 person is told."
            : $"{told} people are told.";
    }

    static async Task<(int Count, int People)> TellAsync(Work work, DateTimeOffset until)
    {
        var db = work.Db;
        var waiting = await db
            .Notices.Where(n => n.ToldAt == null && n.At <= until)
            .OrderBy(n => n.At)
            .ThenBy(n => n.Id)
            .Take(Chunk)
            .ToListAsync();
        if (waiting.Count == 0)
            return (0, 0);
        var ids = waiting.ConvertAll(n => n.Id);
        // By their numbers, not as text: SQLite writes those in capitals.
        List<Guid> accounts = [.. waiting.Select(n => AccountOf(n.Staff)).OfType<Guid>().Distinct()];
        var found = await (
            from n in db.Notices
            where ids.Contains(n.Id)
            join p in db.Plans on n.Owner equals p.Id
            where p.RemovedAt == null
            from g in db.Grants
            where
                (g.Staff == n.Staff || (n.Staff.StartsWith(Notices.Account) && accounts.Contains(g.PersonId)))
                && p.Area!.Path.StartsWith(g.Area!.Path)
                && (n.By == null || n.By != g.PersonId)
            join u in db.Users on g.PersonId equals u.Id
            where u.DisabledAt == null
            from i in db.Items.Where(i => i.Owner == n.Owner && i.List == n.List && i.Id == n.Item).DefaultIfEmpty()
            from c in db.MailChoices.Where(c => c.PersonId == g.PersonId).DefaultIfEmpty()
            select new
            {
                g.PersonId,
                n.Id,
                n.Kind,
                n.Mark,
                n.Staff,
                Plan = p.Id,
                PlanTitle = p.Title,
                p.Status,
                n.List,
                n.Item,
                Row = i,
                Choice = c,
            }
        )
            .AsNoTracking()
            .ToListAsync();
        foreach (var notice in waiting)
            notice.ToldAt = work.Now;
        var lines = new HashSet<Line>();
        foreach (var one in found.Where(f => AccountOf(f.Staff) is not { } account || account == f.PersonId))
        {
            var choice = one.Choice ?? new MailChoiceRow();
            var wants = one.Kind switch
            {
                Notices.Due => choice.Due,
                Notices.LateOwner or Notices.LateDeputy or Notices.LateManager => choice.Overdue,
                Notices.Assigned => choice.Assigned,
                _ => choice.Decided,
            };
            if (!wants || choice.Unreached is not null)
                continue;
            if (one.List is PlanRow.List)
            {
                lines.Add(new(one.PersonId, one.Kind, one.Plan, one.PlanTitle, one.List, one.Item, one.PlanTitle, null));
                continue;
            }
            // What is no more, is restricted, is done, has another day or is somebody else's by now is not told.
            if (one.Row is not { RemovedAt: null, Restricted: false } row || Thing.Find(row.List) is not { } thing)
                continue;
            if (
                one.Kind is Notices.Assigned
                && (row.Person != one.Staff || (one.List is not Question.List && one.Status is not ("approved" or "live")))
            )
                continue;
            var isOver = thing.States.Any(s => s.IsOver && s.Written == row.State);
            if (
                one.Kind is Notices.Due or Notices.LateOwner or Notices.LateDeputy or Notices.LateManager
                && (isOver || row.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) != one.Mark)
            )
                continue;
            lines.Add(new(one.PersonId, one.Kind, one.Plan, one.PlanTitle, row.List, row.Id, row.Title, row.Due));
        }
        var people = 0;
        foreach (var person in lines.GroupBy(l => l.Person))
        {
            people++;
            await AddAsync(work, person.Key, [.. person]);
        }
        return (waiting.Count, people);
    }

    /// <summary>The account that a notice is for; null where it is for whoever a staff id stands for.</summary>
    static Guid? AccountOf(string staff) =>
        staff.StartsWith(Notices.Account, StringComparison.Ordinal) && Guid.TryParse(staff.AsSpan(Notices.Account.Length), out var account)
            ? account
            : null;

    static async Task AddAsync(Work work, Guid person, List<Line> lines)
    {
        var parts = Parts
            .Select(p =>
                (p.Heading, Lines: lines.Where(l => p.Kinds.Contains(l.Kind, StringComparer.Ordinal)).OrderBy(l => l.Due).ToList())
            )
            .Where(p => p.Lines.Count > 0)
            .Select(p => new LetterPart(
                p.Heading,
                [.. p.Lines.Take(MostLines).Select(l => Said(l, work.Today))],
                p.Lines.Count > MostLines ? $"And {p.Lines.Count - MostLines} more." : null
            ))
            .ToList();
        // What waits for the morning is added to, so that a night leaves one message.
        var waiting = await work
            .Db.Messages.AsNoTracking()
            .Where(m => m.Kind == Kind && m.PersonId == person && m.State == MessageStates.Waiting && m.Attempts == 0)
            .OrderBy(m => m.Id)
            .FirstOrDefaultAsync();
        if (waiting is not null && Letter.FromJson(waiting.Body) is { } begun)
        {
            var all = Written([
                .. begun
                    .Parts.Concat(parts)
                    .GroupBy(p => p.Heading)
                    .Select(g => new LetterPart(
                        g.Key,
                        [.. g.SelectMany(p => p.Lines).DistinctBy(l => (l.Text, l.Address)).Take(2 * MostLines)],
                        g.Select(p => p.More).LastOrDefault(m => m is not null)
                    )),
            ]);
            var (body, title) = (all.ToJson(), all.Title);
            if (
                await work
                    .Db.Messages.Where(m => m.Id == waiting.Id && m.State == MessageStates.Waiting && m.Body == waiting.Body)
                    .ExecuteUpdateAsync(s => s.SetProperty(m => m.Body, body).SetProperty(m => m.Subject, title)) == 1
            )
                return;
        }
        var period = work.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        await Outbox.AddAsync(work, Kind, person, period, Written(parts));
    }

    static Letter Written(IReadOnlyList<LetterPart> parts)
    {
        var count = parts.Sum(p => p.Lines.Count);
        return new(
            count == 1 ? $"{parts[0].Heading}: {parts[0].Lines[0].Text}" : $"Goldthread: {count} things for you",
            count == 1 ? "One thing for you:" : "What is new for you:",
            parts
        )
        {
            Stops = Kind,
        };
    }

    static LetterLine Said(Line line, DateOnly today)
    {
        if (line.List is PlanRow.List)
            return new(line.PlanTitle, "the plan", $"/plans/{Uri.EscapeDataString(line.Plan)}");
        var thing = Thing.Find(line.List)!;
        var when =
            line.Due is not { } due ? null
            : due < today ? $"due {Days.Read(due)}, {today.DayNumber - due.DayNumber} days late"
            : $"due {Days.Read(due)}";
        return new(line.Title, string.Join("; ", new[] { when, line.PlanTitle }.OfType<string>()), Places.Of(line.Plan, thing, line.Id))
        {
            Of = Places.Answerable(line.List) ? new(line.Plan, line.List, line.Id) : null,
        };
    }
}
