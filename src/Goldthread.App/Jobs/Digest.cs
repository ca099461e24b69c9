using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Jobs;

/// <summary>
/// Each person's week: what of theirs is late or due, which figures and briefings wait for them, what they are asked to agree to, and how their services
/// stand. People are taken so many at a time, with one query of what is theirs; memory does not grow with how many there are.
/// </summary>
static class Digest
{
    /// <summary>The kind of the message.</summary>
    public const string Kind = "digest";

    const int Batch = 200;
    const int MostLines = 20;
    const int Ahead = 14;

    sealed record Own(
        Guid Person,
        string Plan,
        string PlanTitle,
        string List,
        string Id,
        string Title,
        DateOnly? Due,
        string? State,
        string? Staff,
        string? Body,
        DateOnly? Last
    );

    sealed record Reader(Guid Id, string Role, string Path);

    sealed record Service(string Plan, string Title, string Path, int Late, int ToAgree);

    public static async Task<string> RunAsync(JobWork work, CancellationToken stop)
    {
        var today = work.Clock.Today();
        var monday = Domain.Days.MondayOf(today);
        var period = monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        IReadOnlyList<Service> services;
        await using (var db = work.Database.Open())
            services = await ServicesAsync(db, today, stop);
        var (written, last) = (0, Guid.Empty);
        while (!stop.IsCancellationRequested)
        {
            List<Guid> people;
            List<MessageRow> rows;
            await using (var db = work.Database.Open())
            {
                people = await db
                    .Users.Where(u =>
                        u.Id > last
                        && u.DisabledAt == null
                        && !db.MailChoices.Any(c => c.PersonId == u.Id && (!c.Digest || c.Unreached != null))
                        && !db.Messages.Any(m => m.Kind == Kind && m.PersonId == u.Id && m.Period == period)
                    )
                    .OrderBy(u => u.Id)
                    .Take(Batch)
                    .Select(u => u.Id)
                    .ToListAsync(stop);
                if (people.Count == 0)
                    break;
                last = people[^1];
                rows = await WriteAsync(db, people, services, period, today, work.Clock.GetUtcNow(), stop);
            }
            if (rows.Count > 0)
                written += await work.Writer.RunAsync(SendMail.Teller, w => KeepAsync(w, rows, period), CancellationToken.None);
        }
        return written == 1 ? "1 digest written." : $"{written} digests written.";
    }

    static async Task<int> KeepAsync(Work work, List<MessageRow> rows, string period)
    {
        var people = rows.ConvertAll(r => r.PersonId);
        var there = await work
            .Db.Messages.Where(m => m.Kind == Kind && m.Period == period && people.Contains(m.PersonId))
            .Select(m => m.PersonId)
            .ToListAsync();
        var fresh = rows.Where(r => !there.Contains(r.PersonId)).ToList();
        work.Db.Messages.AddRange(fresh);
        return fresh.Count;
    }

    /// <summary>How each plan stands, for those who lead it or approve in it; counted once for everybody, and nothing restricted in it.</summary>
    static async Task<IReadOnlyList<Service>> ServicesAsync(Db db, DateOnly today, CancellationToken stop) =>
        await db
            .Plans.Where(p => p.RemovedAt == null && p.Status != "closed")
            .OrderBy(p => p.Title)
            .ThenBy(p => p.Id)
            .Select(p => new Service(
                p.Id,
                p.Title,
                p.Area!.Path,
                db.Items.Count(i =>
                    i.Owner == p.Id
                    && i.List == Action.List
                    && i.RemovedAt == null
                    && !i.Restricted
                    && Late.Is(i.List, i.State, i.Due, today)
                ),
                db.Items.Count(i =>
                    i.Owner == p.Id
                    && (i.List == Adaptation.List || i.List == Waiver.List)
                    && i.State == "asked"
                    && i.RemovedAt == null
                    && !i.Restricted
                )
            ))
            .ToListAsync(stop);

    static async Task<List<MessageRow>> WriteAsync(
        Db db,
        List<Guid> people,
        IReadOnlyList<Service> services,
        string period,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var until = today.AddDays(Ahead);
        var readers = await db
            .Grants.Where(g => people.Contains(g.PersonId))
            .Select(g => new Reader(g.PersonId, g.Role, g.Area!.Path))
            .ToListAsync(stop);
        // One query of what is theirs. What is restricted is in nobody's mail, not even in its author's.
        var own = await (
            from g in db.Grants
            where people.Contains(g.PersonId) && g.Staff != null
            from p in db.Plans
            where p.RemovedAt == null && p.Status != "closed" && p.Area!.Path.StartsWith(g.Area!.Path)
            join i in db.Items on p.Id equals i.Owner
            where
                i.RemovedAt == null
                && !i.Restricted
                && (
                    (i.Person == g.Staff && i.List == Action.List && i.State != "done" && i.State != "cancelled" && i.Due <= until)
                    || (i.Person == g.Staff && i.List == RegulatoryAction.List && i.State != "closed" && i.Due <= until)
                    || (i.Person == g.Staff && i.List == Question.List && i.State == "open")
                    || (i.Person == g.Staff && i.List == Measure.List)
                    || (
                        i.List == Briefing.List
                        && db.Links.Any(l =>
                            l.Owner == i.Owner && l.List == i.List && l.Id == i.Id && l.Field == "audience" && l.ToId == g.Staff
                        )
                    )
                )
            select new Own(
                g.PersonId,
                p.Id,
                p.Title,
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
                g.Staff,
                i.List == Measure.List || i.List == Briefing.List ? i.Body : null,
                i.List == Measure.List
                    ? db.Series.Where(s => s.Plan == i.Owner && s.Measure == i.Id).Select(s => s.Last).FirstOrDefault()
                    : null
            )
        ).ToListAsync(stop);
        var (mine, roles) = (own.ToLookup(o => o.Person), readers.ToLookup(r => r.Id));
        return
        [
            .. people
                .Select(p => (Person: p, Letter: Written([.. mine[p].Distinct()], [.. roles[p]], services, today)))
                .Where(p => p.Letter is not null)
                .Select(p => Outbox.Row(Kind, p.Person, period, p.Letter!, now)),
        ];
    }

    static Letter? Written(List<Own> own, List<Reader> roles, IReadOnlyList<Service> services, DateOnly today)
    {
        bool Does(Permission permission, string path) =>
            roles.Exists(r =>
                path.StartsWith(r.Path, StringComparison.Ordinal) && Roles.Find(r.Role) is { } role && Roles.Allows(role, permission)
            );
        var dated = own.Where(o => o.List is Action.List or RegulatoryAction.List)
            .OrderBy(o => o.Due)
            .ThenBy(o => o.Title, StringComparer.Ordinal)
            .ToList();
        var late = dated.Where(o => o.Due < today).ToList();
        var coming = dated.Where(o => o.Due >= today).ToList();
        var figures = own.Where(o => o.List is Measure.List && IsOwed(o, today)).ToList();
        var questions = own.Where(o => o.List is Question.List)
            .OrderBy(o => o.Due ?? DateOnly.MaxValue)
            .ThenBy(o => o.Title, StringComparer.Ordinal)
            .ToList();
        var briefings = own.Where(o => o.List is Briefing.List && IsUnread(o, today)).ToList();
        var led = services.Where(s => s.Late > 0 && Does(Permission.WritePlans, s.Path)).OrderByDescending(s => s.Late).ToList();
        var asked = services.Where(s => s.ToAgree > 0 && Does(Permission.Approve, s.Path)).ToList();
        List<LetterPart> parts =
        [
            .. Part("Late", late, o => $"{Days(today.DayNumber - o.Due!.Value.DayNumber)} late"),
            .. Part("Due in the next two weeks", coming, o => $"due {Domain.Days.Read(o.Due!.Value)}"),
            .. Part("Figures to enter", figures, o => o.Last is { } last ? $"newest {Domain.Days.Read(last)}" : "no figure yet"),
            .. Part("Asked of you", questions, o => o.Due is { } due ? $"answer by {Domain.Days.Read(due)}" : "to answer"),
            .. Part("To read", briefings, _ => "a briefing"),
            .. Rows(
                "Waiting for you to agree",
                asked,
                s => s.ToAgree == 1 ? "1 change or accepted gap" : $"{s.ToAgree} changes or accepted gaps"
            ),
            .. Rows("Your services", led, s => s.Late == 1 ? "1 action is late" : $"{s.Late} actions are late"),
        ];
        if (parts.Count == 0)
            return null;
        string[] said =
        [
            .. new[]
            {
                late.Count > 0 ? $"{late.Count} of yours {(late.Count == 1 ? "is" : "are")} late" : null,
                coming.Count > 0 ? $"{coming.Count} due" : null,
                figures.Count > 0 ? $"{figures.Count} {(figures.Count == 1 ? "figure" : "figures")} to enter" : null,
                questions.Count > 0 ? $"{questions.Count} {(questions.Count == 1 ? "question" : "questions")} to answer" : null,
                briefings.Count > 0 ? $"{briefings.Count} to read" : null,
                asked.Count > 0 ? "something to agree to" : null,
                led.Count > 0 ? $"{led.Sum(s => s.Late)} late in your services" : null,
            }.OfType<string>(),
        ];
        var stands = said.Length > 0 ? string.Join(", ", said) : "nothing of yours is due";
        return new($"Your week: {stands}", $"{char.ToUpperInvariant(stands[0])}{stands[1..]}. Week of {Domain.Days.Read(today)}.", parts)
        {
            Stops = Kind,
        };
    }

    static IEnumerable<LetterPart> Part(string heading, List<Own> lines, Func<Own, string> note) =>
        lines.Count == 0
            ? []
            :
            [
                new(
                    heading,
                    [
                        .. lines
                            .Take(MostLines)
                            .Select(o => new LetterLine(o.Title, $"{note(o)}; {o.PlanTitle}", Places.Of(o.Plan, Thing.Find(o.List)!, o.Id))
                            {
                                Of = Places.Answerable(o.List) ? new(o.Plan, o.List, o.Id) : null,
                            }),
                    ],
                    lines.Count > MostLines ? $"And {lines.Count - MostLines} more in My work." : null
                ),
            ];

    static IEnumerable<LetterPart> Rows(string heading, List<Service> services, Func<Service, string> note) =>
        services.Count == 0
            ? []
            :
            [
                new(
                    heading,
                    [.. services.Take(MostLines).Select(s => new LetterLine(s.Title, note(s), $"/plans/{Uri.EscapeDataString(s.Plan)}"))],
                    services.Count > MostLines ? $"And {services.Count - MostLines} more in My work." : null
                ),
            ];

    static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    static bool IsOwed(Own own, DateOnly today) =>
        own.Last is null || Freshness.IsStale(ItemRows.Word<Frequency>(own.Body!, "frequency"), own.Last, today);

    static bool IsUnread(Own own, DateOnly today)
    {
        var briefing = ItemRows.Read<Briefing>(
            new ItemRow
            {
                List = own.List,
                Id = own.Id,
                Body = own.Body!,
            }
        );
        return briefing.Sent <= today && !briefing.Read.Any(r => r.By == own.Staff);
    }
}
