using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Implement.ByLink;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Mail;

/// <summary>Who is told of what, when, and what an answer by link does.</summary>
public sealed class DigestTests
{
    /// <summary>A Monday at seven.</summary>
    static readonly DateTimeOffset Monday = new(2026, 11, 30, 7, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task Each_person_gets_their_week_once_with_what_is_theirs_and_nothing_restricted(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        house.Clock.SetUtcNow(Monday.AddMinutes(-1));
        await house.JobsAsync();
        Assert.Empty(office.Arrived);
        house.Clock.SetUtcNow(Monday);
        await house.JobsAsync();
        await house.JobsAsync();
        var week = Assert.Single(
            office.Arrived,
            m =>
                m.Subject!.StartsWith("Your week", StringComparison.Ordinal)
                && m.To.ToString().Contains("deputy@", StringComparison.Ordinal)
        );
        Assert.Contains("Check the rooms", week.TextBody, StringComparison.Ordinal);
        Assert.Contains("3 days late", week.TextBody, StringComparison.Ordinal);
        Assert.Contains("Falls a month", week.TextBody, StringComparison.Ordinal);
        Assert.Contains("How we lift", week.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(office.Arrived, m => m.TextBody!.Contains("Restricted", StringComparison.Ordinal));
        Assert.Equal("List-Unsubscribe=One-Click", week.Headers["List-Unsubscribe-Post"]);
        // Whoever has nothing of theirs gets nothing.
        Assert.DoesNotContain(office.Arrived, m => m.To.ToString().Contains("reader@", StringComparison.Ordinal));
        house.Clock.SetUtcNow(Monday.AddDays(7));
        await house.JobsAsync();
        Assert.Equal(
            2,
            office.Arrived.Count(m =>
                m.Subject!.StartsWith("Your week", StringComparison.Ordinal)
                && m.To.ToString().Contains("deputy@", StringComparison.Ordinal)
            )
        );
    }

    [Theory, Databases]
    public async Task What_is_late_is_told_to_its_owner_then_the_deputy_then_the_plans_owner_each_once(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        var late = new Dictionary<string, int>(StringComparer.Ordinal);
        // It was due on Friday 27 November.
        for (var day = new DateOnly(2026, 11, 24); day <= new DateOnly(2026, 12, 18); day = day.AddDays(1))
        {
            house.Clock.SetUtcNow(new(day, new TimeOnly(7, 0), TimeSpan.Zero));
            await house.JobsAsync();
            house.Clock.Advance(TimeSpan.FromMinutes(6));
            await house.JobsAsync();
        }
        var told = office
            .Arrived.Where(m =>
                !m.Subject!.StartsWith("Your week", StringComparison.Ordinal)
                && m.TextBody!.Contains("Check the rooms", StringComparison.Ordinal)
            )
            .Select(m => $"{m.Date.UtcDateTime:d MMM} {m.To.Mailboxes.Single().Address}: {m.TextBody!.Split('\n')[5].Trim()}")
            .ToList();
        Assert.Equal(
            [
                "24 Nov deputy@example.org: Due within three days",
                "30 Nov deputy@example.org: Late",
                "4 Dec nurse@example.org: Late, and not yours alone any more",
                "11 Dec manager@example.org: Late, and not yours alone any more",
            ],
            told
        );
    }

    [Theory, Databases]
    public async Task What_becomes_mine_comes_as_one_message_and_not_to_whoever_did_it(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        house.Clock.SetUtcNow(Monday.AddHours(3));
        await house.JobsAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.JobsAsync();
        office.Arrived.Clear();
        for (var n = 1; n <= 5; n++)
            await house.ActionAsync($"Burst {n}", new(2027, 3, 1), "dm");
        await house.ActionAsync("Hidden", new(2027, 3, 1), "dm", isRestricted: true);
        await house.ActionAsync("Own doing", new(2027, 3, 1), "rm", house.Manager);
        await house.JobsAsync();
        Assert.Empty(office.Arrived);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.JobsAsync();
        var message = Assert.Single(office.Arrived);
        Assert.Equal("Goldthread: 5 things for you", message.Subject);
        Assert.Equal("deputy@example.org", message.To.Mailboxes.Single().Address);
        // Turned off, there is none.
        await house.Writer.RunAsync(house.Deputy, work => ChooseMail.StopAsync(work, "told"));
        await house.ActionAsync("One more", new(2027, 3, 1), "dm");
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.JobsAsync();
        Assert.Single(office.Arrived);
    }

    [Theory, Databases]
    public async Task A_question_is_told_to_whoever_is_asked_and_its_answer_to_whoever_asked(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        house.Clock.SetUtcNow(Monday.AddHours(-1));
        var id = await house.Writer.AddAsync(
            "OP-1",
            "questions",
            new()
            {
                ["why"] = "Who checks the rooms at night?",
                ["owner"] = "dm",
                ["due"] = new DateOnly(2027, 3, 1),
            },
            house.Manager
        );
        house.Clock.SetUtcNow(Monday);
        await house.JobsAsync();
        var week = office.Arrived.Single(m =>
            m.Subject!.StartsWith("Your week", StringComparison.Ordinal) && m.To.ToString().Contains("deputy@", StringComparison.Ordinal)
        );
        var asked = week.TextBody!.Split("Asked of you")[1].Split('\n');
        Assert.Contains("Who checks the rooms at night? (answer by 1 Mar 2027;", asked[2], StringComparison.Ordinal);
        Assert.Contains("/do/", asked[3], StringComparison.Ordinal);
        Assert.Contains("1 question to answer", week.TextBody, StringComparison.Ordinal);

        await house.Writer.MoveAsync("OP-1", "questions", id, "answer", house.Deputy, new() { ["answer"] = "The nurse in charge" });
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        office.Arrived.Clear();
        await house.JobsAsync();
        var told = office.Arrived.Single(m => m.To.ToString().Contains("manager@", StringComparison.Ordinal));
        Assert.Equal("Answered: what you asked: Who checks the rooms at night?", told.Subject);
        // Answered, it is asked no more.
        house.Clock.SetUtcNow(Monday.AddDays(7));
        await house.JobsAsync();
        Assert.DoesNotContain(office.Arrived, m => m.TextBody!.Contains("Asked of you", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_link_answers_one_thing_of_one_person_once_while_it_holds(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        house.Clock.SetUtcNow(Monday);
        await house.JobsAsync();
        var week = office.Arrived.First(m => m.To.ToString().Contains("deputy@", StringComparison.Ordinal));
        var links = week.TextBody!.Split('\n')
            .Where(l => l.Contains("/do/", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf("/do/", StringComparison.Ordinal) + 4)..].Trim())
            .ToList();
        Assert.Equal(3, links.Count);
        var store = new FileStore(new Place(Path.GetTempPath(), house.At.Database));
        async Task<FoundLink?> FindAsync(string secret)
        {
            await using var db = house.At.Open();
            return await MailLinks.FindAsync(db, secret, house.Clock.GetUtcNow());
        }
        await using (var db = house.At.Open())
            Assert.DoesNotContain(
                links[0],
                string.Join(' ', await db.MailLinks.Select(l => Convert.ToBase64String(l.Hash)).ToListAsync()),
                StringComparison.Ordinal
            );
        Assert.Null(await FindAsync(links[0][..^1] + (links[0][^1] == 'A' ? 'B' : 'A')));
        Assert.Null(await FindAsync(""));
        Assert.Null(await FindAsync(new string('a', 5000)));
        var action = (await FindAsync(links[0]))!;
        // Of another thing, nothing.
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.ReadAsync(house.Writer, action, default));
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.FigureAsync(house.Writer, action, Reading.Of(new(2026, 11, 1), 4), default));
        // What is not accepted uses nothing up.
        await Assert.ThrowsAsync<RuleBroken>(() => AnswerByLink.DoneAsync(house.Writer, store, action, " ", null, default));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            AnswerByLink.DoneAsync(house.Writer, store, action, "Seen by the GP, 999 000 0018", null, default)
        );
        Assert.Null((await FindAsync(links[0]))!.End);
        await AnswerByLink.DoneAsync(house.Writer, store, action, "All rooms are checked", null, default);
        Assert.Equal(LinkEnd.Used, (await FindAsync(links[0]))!.End);
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.DoneAsync(house.Writer, store, action, "Again", null, default));
        await using (var db = house.At.Open())
        {
            Assert.Equal("done", await db.Items.Where(i => i.Title == "Check the rooms").Select(i => i.State).SingleAsync());
            var line = await db.Records.OrderByDescending(r => r.Seq).FirstAsync(r => r.Operation == "CloseAction");
            Assert.Equal((house.Deputy.PersonId, "Deputy manager (D. Hale), by link"), (line.PersonId, line.Actor));
        }
        var figure = (await FindAsync(links[1]))!;
        await AnswerByLink.FigureAsync(house.Writer, figure, Reading.Of(new(2026, 11, 1), 4), default);
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.FigureAsync(house.Writer, figure, Reading.Of(new(2026, 11, 1), 5), default));
        // The role went meanwhile: the link finds nothing to do.
        var briefing = (await FindAsync(links[2]))!;
        await house.At.ExecuteAsync($"DELETE FROM grants WHERE staff = 'dm'");
        var without = (await FindAsync(links[2]))!;
        Assert.Empty(without.Actor.Grants);
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.ReadAsync(house.Writer, without, default));
        await AnswerByLink.ReadAsync(house.Writer, briefing, default);
        await using (var db = house.At.Open())
            Assert.Contains(
                "\"by\":\"dm\"",
                await db.Items.Where(i => i.List == "briefings").Select(i => i.Body).SingleAsync(),
                StringComparison.Ordinal
            );
    }

    [Theory, Databases]
    public async Task A_link_out_of_date_or_revoked_does_nothing_and_nor_does_one_of_what_became_restricted(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        house.Clock.SetUtcNow(Monday);
        await house.JobsAsync();
        var text = office.Arrived.First(m => m.To.ToString().Contains("deputy@", StringComparison.Ordinal)).TextBody!;
        var secret = text.Split("/do/")[1].Split('\n')[0].Trim();
        var store = new FileStore(new Place(Path.GetTempPath(), house.At.Database));
        async Task<FoundLink> FindAsync()
        {
            await using var db = house.At.Open();
            return (await MailLinks.FindAsync(db, secret, house.Clock.GetUtcNow()))!;
        }
        var link = await FindAsync();
        await house.At.ExecuteAsync(
            $"UPDATE items SET restricted = {(engine is Engine.Sqlite ? "1" : "true")} WHERE title = 'Check the rooms'"
        );
        await Assert.ThrowsAnyAsync<Exception>(() => AnswerByLink.DoneAsync(house.Writer, store, link, "Done", null, default));
        await house.At.ExecuteAsync(
            $"UPDATE items SET restricted = {(engine is Engine.Sqlite ? "0" : "false")} WHERE title = 'Check the rooms'"
        );
        house.Clock.Advance(TimeSpan.FromDays(MailLinks.Days));
        Assert.Equal(LinkEnd.Expired, (await FindAsync()).End);
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.DoneAsync(house.Writer, store, link, "Done", null, default));
        // The message of two weeks later has links of its own.
        office.Arrived.Clear();
        await house.JobsAsync();
        secret = office
            .Arrived.First(m => m.To.ToString().Contains("deputy@", StringComparison.Ordinal))
            .TextBody!.Split("/do/")[1]
            .Split('\n')[0]
            .Trim();
        link = await FindAsync();
        Assert.Null(link.End);
        Assert.True(await house.Writer.RunAsync(house.Deputy, work => MailLinks.RevokeAsync(work, house.Deputy.PersonId!.Value)) >= 3);
        Assert.Equal(LinkEnd.Revoked, (await FindAsync()).End);
        await Assert.ThrowsAsync<Missing>(() => AnswerByLink.DoneAsync(house.Writer, store, link, "Done", null, default));
        await using var at = house.At.Open();
        Assert.NotEqual("done", await at.Items.Where(i => i.Title == "Check the rooms").Select(i => i.State).SingleAsync());
    }

    /// <summary>A service with three people, their work and their post office.</summary>
    sealed class House : IAsyncDisposable
    {
        const string Password = "lantern orchard tuesday gravel";

        public required TestDatabase At { get; init; }
        public required Writer Writer { get; init; }
        public required FakeTimeProvider Clock { get; init; }
        public required Post Post { get; init; }
        public Actor Deputy { get; private set; } = null!;
        public Actor Manager { get; private set; } = null!;

        public static async Task<House> NewAsync(Engine engine, PostOffice office)
        {
            var database = await TestDatabase.NewAsync(engine);
            var clock = new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
            clock.SetLocalTimeZone(ServiceTime.Clock.LocalTimeZone);
            var house = new House
            {
                At = database,
                Clock = clock,
                Writer = new Writer(database.Database, clock),
                Post = new(MailServer.Read(office.Address, null), Post.Unset),
            };
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", Password).RunAsync(house.Writer);
            await house.Writer.PlanAsync(1, "OP-1");
            foreach (var (id, role) in new[] { ("rm", "Registered manager"), ("dm", "Deputy manager"), ("ns", "Nurse in charge") })
                await house.Writer.AddAsync("OP-1", "staff", new() { ["role"] = role });
            var staff = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["rm"] = "st1",
                ["dm"] = "st2",
                ["ns"] = "st3",
            };
            // The ids that people know them by.
            foreach (var (to, from) in staff)
                await database.ExecuteAsync(
                    $"UPDATE items SET id = '{to}', body = REPLACE(body, '\"{from}\"', '\"{to}\"') WHERE list = 'staff' AND id = '{from}'"
                );
            await database.ExecuteAsync(
                "INSERT INTO links (owner, list, id, ordinal, field, to_list, to_id) SELECT owner, 'staff', 'dm', 0, 'deputy', 'staff', 'ns' FROM items WHERE list = 'staff' AND id = 'dm'"
            );
            await database.ExecuteAsync("UPDATE plans SET status = 'live', person = 'rm'");
            house.Manager = await PersonAsync("manager@example.org", "Registered manager (R. Moss)", Role.Planner, "rm");
            house.Deputy = await PersonAsync("deputy@example.org", "Deputy manager (D. Hale)", Role.Contributor, "dm");
            await PersonAsync("nurse@example.org", "Nurse in charge (N. Iqbal)", Role.Contributor, "ns");
            await PersonAsync("reader@example.org", "Trustee (T. Ward)", Role.Reader, null);
            await house.ActionAsync("Check the rooms", new(2026, 11, 27), "dm");
            await house.ActionAsync("Restricted matter", new(2026, 11, 27), "dm", isRestricted: true);
            await house.Writer.AddAsync(
                "OP-1",
                "measures",
                new()
                {
                    ["name"] = "Falls a month",
                    ["owner"] = "dm",
                    ["frequency"] = Frequency.Monthly,
                }
            );
            await house.Writer.AddAsync(
                "OP-1",
                "briefings",
                new()
                {
                    ["title"] = "How we lift",
                    ["text"] = "Two of us, always.",
                    ["audience"] = new[] { "dm" },
                    ["sent"] = new DateOnly(2026, 11, 23),
                }
            );
            // What began with it is told already.
            await database.ExecuteAsync("DELETE FROM notices");
            return house;

            async Task<Actor> PersonAsync(string email, string name, Role role, string? id)
            {
                var person = await AddPerson.RunAsync(house.Writer, Actor.CommandLine, email, name, Password, roles: [new(role, 1, id)]);
                return new Actor(person, name, false, [new Grant(role, "/1/", id)]);
            }
        }

        public Task ActionAsync(string title, DateOnly due, string who, Actor? by = null, bool isRestricted = false) =>
            Writer.AddAsync(
                "OP-1",
                "actions",
                new()
                {
                    ["title"] = title,
                    ["due"] = due,
                    ["accountable"] = new[] { who },
                    ["restricted"] = isRestricted ? true : null,
                },
                by
            );

        public async Task JobsAsync()
        {
            var ran = await new RunJobs(new(Writer, At.Database, Post, Clock)).RunDueAsync();
            Assert.DoesNotContain(ran, r => r.Failed);
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            await At.DisposeAsync();
        }
    }
}
