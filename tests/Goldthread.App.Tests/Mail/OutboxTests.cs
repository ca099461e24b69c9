using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Mail;

/// <summary>What waits in the outbox arrives once, whatever happens to the mail server, to the line and to the servers of the product.</summary>
public sealed class OutboxTests
{
    /// <summary>A Tuesday morning.</summary>
    static readonly DateTimeOffset Tuesday = new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task A_message_is_written_once_for_a_person_and_a_period_and_arrives_once(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        Assert.True(await house.WriteAsync("a"));
        Assert.False(await house.WriteAsync("a"));
        Assert.Equal((1, 0), await house.SendAsync());
        Assert.Equal((0, 0), await house.SendAsync());
        Assert.False(await house.WriteAsync("a"));
        var message = Assert.Single(office.Arrived);
        Assert.Equal("About a", message.Subject);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("plans@example.org", message.From.Mailboxes.Single().Address);
        Assert.Contains("How it stands", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", message.HtmlBody, StringComparison.Ordinal);
        var row = await house.RowAsync("a");
        Assert.Equal((MessageStates.Sent, "", 1), (row.State, row.Body, row.Attempts));
    }

    [Theory, Databases]
    public async Task While_the_mail_server_is_down_it_waits_and_then_it_arrives(Engine engine)
    {
        var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        await office.DisposeAsync();
        await house.WriteAsync("a");
        for (var tried = 0; tried < 3; tried++)
        {
            Assert.Equal((0, 1), await house.SendAsync());
            var row = await house.RowAsync("a");
            Assert.Equal((MessageStates.Waiting, false), (row.State, row.Doubted));
            Assert.StartsWith("The mail server cannot be reached", row.Problem, StringComparison.Ordinal);
            // Not again at once.
            Assert.Equal((0, 0), await house.SendAsync());
            house.Clock.Advance(TimeSpan.FromMinutes(6));
        }
        house.Clock.Advance(TimeSpan.FromDays(1));
        await using var again = PostOffice.Open();
        house.Post = new(MailServer.Read(again.Address, null), Post.Unset);
        Assert.Equal((1, 0), await house.SendAsync());
        Assert.Single(again.Arrived);
    }

    [Theory, Databases]
    public async Task An_address_that_is_refused_is_told_and_the_others_arrive(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        office.Refuses["second@example.org"] = 550;
        await house.WriteAsync("a");
        await house.WriteAsync("a", house.Second);
        Assert.Equal((1, 1), await house.SendAsync());
        Assert.Equal("admin@example.org", Assert.Single(office.Arrived).To.Mailboxes.Single().Address);
        var row = await house.RowAsync("a", house.Second);
        Assert.Equal(MessageStates.Failed, row.State);
        Assert.Contains("nobody of this name", row.Problem, StringComparison.Ordinal);
        await using (var db = house.At.Open())
        {
            Assert.Contains("550", (await db.MailChoices.SingleAsync()).Unreached, StringComparison.Ordinal);
            Assert.Contains("LoseReach", await db.Records.Select(r => r.Operation).ToListAsync());
        }
        // Nothing more is tried until somebody says that it works again.
        office.Refuses.Clear();
        await house.WriteAsync("b", house.Second);
        Assert.Equal((0, 0), await house.SendAsync());
        Assert.Equal(MessageStates.Failed, (await house.RowAsync("b", house.Second)).State);
        await house.Writer.RunAsync(Actor.CommandLine, work => Reach.TryAgainAsync(work, house.Second));
        await house.WriteAsync("c", house.Second);
        Assert.Equal((1, 0), await house.SendAsync());
    }

    [Theory, Databases]
    public async Task What_is_refused_for_now_is_tried_again_later_and_later(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        office.Refuses["admin@example.org"] = 450;
        await house.WriteAsync("a");
        foreach (var minutes in (int[])[5, 10, 20])
        {
            Assert.Equal((0, 1), await house.SendAsync());
            house.Clock.Advance(TimeSpan.FromMinutes(minutes - 1));
            Assert.Equal((0, 0), await house.SendAsync());
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        house.Clock.Advance(SendMail.GivesUp);
        Assert.Equal((0, 0), await house.SendAsync());
        Assert.Equal(MessageStates.Failed, (await house.RowAsync("a")).State);
        Assert.Empty(office.Arrived);
    }

    [Theory, Databases]
    public async Task Where_the_answer_is_lost_it_is_sent_at_most_once_more_and_the_row_says_so(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        office.Next = () => Line.LosesTheAnswer;
        await house.WriteAsync("a");
        Assert.Equal((0, 1), await house.SendAsync());
        Assert.Equal((MessageStates.Waiting, true), (await house.RowAsync("a")) is var one ? (one.State, one.Doubted) : default);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((0, 1), await house.SendAsync());
        Assert.Equal(MessageStates.Unsure, (await house.RowAsync("a")).State);
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 0), await house.SendAsync());
        Assert.Equal(2, office.Arrived.Count);
        Assert.Single(office.Arrived.Select(m => m.MessageId).Distinct());
        // Lost once, answered the second time.
        var lines = new Queue<Line>([Line.BreaksInTheText, Line.Good]);
        office.Next = lines.Dequeue;
        await house.WriteAsync("b");
        Assert.Equal((0, 1), await house.SendAsync());
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((1, 0), await house.SendAsync());
        Assert.Equal((MessageStates.Sent, true), (await house.RowAsync("b")) is var two ? (two.State, two.Doubted) : default);
        Assert.Equal(3, office.Arrived.Count);
    }

    [Theory, Databases]
    public async Task Two_servers_send_each_message_once(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        for (var number = 0; number < 20; number++)
            await house.WriteAsync($"n{number}");
        await using var other = new Writer(house.At.Database, house.Clock);
        await Task.WhenAll(house.SendAsync(), house.SendAsync(other), house.SendAsync());
        Assert.Equal(20, office.Arrived.Select(m => m.Subject).Distinct().Count());
        Assert.Equal(20, office.Arrived.Count);
    }

    [Theory, Databases]
    public async Task What_a_stopped_server_was_sending_is_sent_once_more_after_a_while(Engine engine)
    {
        await using var office = PostOffice.Open();
        await using var house = await House.NewAsync(engine, office);
        foreach (var rounds in (int[])[1, 2])
        {
            await house.WriteAsync($"k{rounds}");
            for (var round = 0; round < rounds; round++)
            {
                // As a server that is killed leaves it.
                await house.At.ExecuteAsync(
                    $"UPDATE messages SET state = 'sending', claim = '{Guid.NewGuid().ToString().ToUpperInvariant()}', tried_at = {new DateTimeOffset(house.Clock.GetUtcNow().UtcDateTime).ToUnixTimeMilliseconds() * 1000}, doubted = {(round > 0 ? engine is Engine.Sqlite ? "1" : "true" : engine is Engine.Sqlite ? "0" : "false")} WHERE period = 'k{rounds}'"
                );
                Assert.Equal((0, 0), await house.SendAsync());
            }
            house.Clock.Advance(SendMail.Lease + TimeSpan.FromMinutes(1));
            await house.SendAsync();
        }
        Assert.Equal("About k1", Assert.Single(office.Arrived).Subject);
        Assert.Equal((MessageStates.Sent, true), (await house.RowAsync("k1")) is var row ? (row.State, row.Doubted) : default);
        Assert.Equal(MessageStates.Unsure, (await house.RowAsync("k2")).State);
    }

    [Fact]
    public async Task At_night_at_weekends_and_on_bank_holidays_it_waits_for_the_next_working_morning()
    {
        await using var office = PostOffice.Open();
        // Christmas Eve in the evening, a Thursday: Friday is Christmas Day, Monday 28 December the day in lieu of Boxing Day.
        await using var house = await House.NewAsync(Engine.Sqlite, office, new(2026, 12, 24, 20, 30, 0, TimeSpan.Zero));
        await house.WriteAsync("a");
        Assert.Equal((0, 0), await house.SendAsync());
        Assert.Equal(new DateTimeOffset(2026, 12, 29, 7, 0, 0, TimeSpan.Zero), (await house.RowAsync("a")).NextAt);
        house.Clock.SetUtcNow(new(2026, 12, 29, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal((1, 0), await house.SendAsync());
        // A test message comes when somebody asks for it.
        house.Clock.SetUtcNow(new(2027, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await house.Writer.RunAsync(house.Actor, TestMail.RunAsync);
        Assert.Equal((1, 0), await house.SendAsync());
    }

    [Theory, Databases]
    public async Task A_job_runs_once_a_period_whoever_asks_and_however_often_the_hour_comes(Engine engine)
    {
        await using var office = PostOffice.Open();
        // The night in which the clocks go back: 00:30 and 02:30 in London are three hours apart.
        await using var house = await House.NewAsync(engine, office, new(2026, 10, 25, 2, 30, 0, TimeSpan.Zero));
        await using var other = new Writer(house.At.Database, house.Clock);
        Assert.Empty(await house.JobsAsync(house.Writer));
        house.Clock.Advance(TimeSpan.FromHours(1));
        var ran = await Task.WhenAll(house.JobsAsync(house.Writer), house.JobsAsync(other), house.JobsAsync(other));
        Assert.Equal("tidy", Assert.Single(ran.SelectMany(r => r)).Job);
        Assert.Empty(await house.JobsAsync(other));
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(await house.JobsAsync(other));
    }

    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 25, false)]
    [InlineData("smtp://plans%40example.org:p%3Aw@mail.example.org", "mail.example.org", 587, true)]
    [InlineData("smtp://u:p@127.0.0.1:2525", "127.0.0.1", 2525, false)]
    [InlineData("smtps://u:p@mail.example.org", "mail.example.org", 465, true)]
    public void A_mail_server_is_read(string text, string host, int port, bool isEncrypted)
    {
        var server = MailServer.Read(text, new Uri("https://plans.example.org"))!;
        Assert.Equal((host, port), (server.Host, server.Port));
        Assert.Equal(isEncrypted, server.Security is not MailKit.Security.SecureSocketOptions.StartTlsWhenAvailable);
        Assert.DoesNotContain("p:w", server.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("http://mail.example.org")]
    [InlineData("smtp://u:secret@")]
    [InlineData("smtp://u:secret@mail.example.org/inbox")]
    [InlineData("smtp://u:secret@mail.example.org?to=x@example.org")]
    [InlineData("smtp://u:secret@mail.example.org?from=x%0d%0aBcc:y@example.org")]
    public void What_is_no_mail_server_is_refused_without_its_password(string text)
    {
        var refused = Assert.Throws<NotDone>(() => MailServer.Read(text, null));
        Assert.StartsWith("GOLDTHREAD_SMTP", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>An organisation of two, its clock and its way to the post office.</summary>
    sealed class House : IAsyncDisposable
    {
        public required TestDatabase At { get; init; }
        public required Writer Writer { get; init; }
        public required FakeTimeProvider Clock { get; init; }
        public required Post Post { get; set; }
        public Guid First { get; private set; }
        public Guid Second { get; private set; }
        public Actor Actor => new(First, "Administrator", true, []);

        public static async Task<House> NewAsync(Engine engine, PostOffice office, DateTimeOffset? at = null)
        {
            var database = await TestDatabase.NewAsync(engine);
            var clock = new FakeTimeProvider(at ?? Tuesday);
            clock.SetLocalTimeZone(ServiceTime.Clock.LocalTimeZone);
            var house = new House
            {
                At = database,
                Clock = clock,
                Writer = new Writer(database.Database, clock),
                Post = new(MailServer.Read(office.Address, null), Post.Unset),
            };
            const string password = "lantern orchard tuesday gravel";
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", password).RunAsync(house.Writer);
            house.Second = await AddPerson.RunAsync(
                house.Writer,
                Actor.CommandLine,
                "second@example.org",
                "Deputy (S. Econd)",
                password,
                roles: [new(Role.Reader, 1, null)]
            );
            await using var db = database.Open();
            house.First = await db.Users.Where(u => u.IsAdministrator).Select(u => u.Id).SingleAsync();
            return house;
        }

        public Task<bool> WriteAsync(string about, Guid? person = null) =>
            Writer.RunAsync(
                Actor.CommandLine,
                work => Outbox.AddAsync(work, "note", person ?? First, about, new($"About {about}", "How it stands.", []))
            );

        public async Task<(int Sent, int Not)> SendAsync(Writer? by = null)
        {
            var result = await new SendMail(by ?? Writer, At.Database, Post, Clock).RunAsync();
            return (result.Sent, result.NotSent);
        }

        /// <summary>What ran of the job of each night; the digest is of the week.</summary>
        public async Task<IReadOnlyList<RunJobs.Ran>> JobsAsync(Writer by) =>
            [.. (await new RunJobs(new(by, At.Database, Post, Clock)).RunDueAsync()).Where(r => r.Job is "tidy")];

        public async Task<MessageRow> RowAsync(string about, Guid? person = null)
        {
            await using var db = At.Open();
            var to = person ?? First;
            return await db.Messages.SingleAsync(m => m.Period == about && m.PersonId == to);
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            await At.DisposeAsync();
        }
    }
}
