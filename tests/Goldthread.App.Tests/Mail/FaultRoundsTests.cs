using System.Diagnostics;
using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Mail;

/// <summary>
/// Rounds of faults, drawn at random: the line breaks, the answer is lost, an address is refused for now, two servers send, and the program is killed
/// (SIGKILL) before, while and after it hands a message over.
/// </summary>
public sealed class FaultRoundsTests(ITestOutputHelper output)
{
    const int Messages = 6;

    [Fact]
    public Task Each_message_arrives_once_or_the_row_says_that_it_may_have_come_twice() => RunAsync(5);

    /// <inheritdoc cref="Each_message_arrives_once_or_the_row_says_that_it_may_have_come_twice"/>
    [Trait("Length", "Long")]
    [Fact]
    public Task Each_message_arrives_once_in_many_rounds() => RunAsync(50);

    async Task RunAsync(int rounds)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed.ToString(CultureInfo.InvariantCulture)}");
        var random = new Random(seed);
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            await using var at = await TestDatabase.NewAsync(engine);
            var clock = new FakeTimeProvider(ServiceTime.Clock.GetUtcNow());
            clock.SetLocalTimeZone(ServiceTime.Clock.LocalTimeZone);
            await using var writer = new Writer(at.Database, clock);
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(writer);
            await using var db = at.Open();
            var person = await db.Users.Select(u => u.Id).SingleAsync();
            // Whatever hour the test runs at.
            await writer.RunAsync(
                new Actor(person, "Chief executive (M. Hale)", true, []),
                work =>
                    ChooseMail.RunAsync(
                        work,
                        new()
                        {
                            From = 0,
                            Until = 24,
                            Weekends = true,
                        }
                    )
            );
            // Every other round is the other engine's.
            for (var round = engine is Engine.Sqlite ? 0 : 1; round < rounds; round += 2)
                await RoundAsync(at, writer, clock, person, round, random);
        }
    }

    static async Task RoundAsync(TestDatabase at, Writer writer, FakeTimeProvider clock, Guid person, int round, Random random)
    {
        await using var office = PostOffice.Open();
        // The program that is killed has the machine's own clock: what is written is due by it.
        clock.SetUtcNow(Later(clock.GetUtcNow(), ServiceTime.Clock.GetUtcNow()));
        await at.ExecuteAsync("DELETE FROM messages");
        for (var n = 0; n < Messages; n++)
        {
            var about = $"{round}-{n}";
            await writer.RunAsync(
                Actor.CommandLine,
                work => Outbox.AddAsync(work, "note", person, about, new(about, "How it stands.", []))
            );
        }
        await at.ExecuteAsync("UPDATE messages SET next_at = made_at - 864000000000, made_at = made_at - 3600000000");
        // One program is killed: as it starts, as a message arrives before it is answered, or some moments later.
        if (round % 4 < 2)
        {
            using var program = Start(at.Connection, office.Address);
            var arrivals = random.Next(1, 4);
            office.BeforeAnswer = async () =>
            {
                if (--arrivals == 0)
                {
                    await Task.Delay(random.Next(0, 30));
                    program.Kill();
                }
            };
            if (random.Next(4) == 0)
            {
                await Task.Delay(random.Next(0, 1200));
                program.Kill();
            }
            await program.WaitForExitAsync();
            office.BeforeAnswer = null;
        }
        // Then the line is bad, and two servers go on.
        office.Next = () =>
            random.Next(5) switch
            {
                0 => Line.LosesTheAnswer,
                1 => Line.BreaksInTheText,
                _ => Line.Good,
            };
        if (random.Next(3) == 0)
            office.Refuses["admin@example.org"] = 450;
        var post = new Post(MailServer.Read(office.Address, null), Post.Unset);
        await using var second = new Writer(at.Database, clock);
        for (var turn = 0; turn < 40; turn++)
        {
            await Task.WhenAll(
                new SendMail(writer, at.Database, post, clock).RunAsync(),
                new SendMail(second, at.Database, post, clock).RunAsync()
            );
            office.Refuses.Clear();
            await using var look = at.Open();
            if (!await look.Messages.AnyAsync(m => m.State == MessageStates.Waiting || m.State == MessageStates.Sending))
                break;
            clock.Advance(SendMail.Lease + TimeSpan.FromMinutes(1));
        }
        await using var db = at.Open();
        var arrived = office.Arrived.GroupBy(m => m.Subject!).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var row in await db.Messages.ToListAsync())
        {
            var times = arrived.GetValueOrDefault(row.Subject);
            var isRight = row.State switch
            {
                MessageStates.Sent => row.Doubted ? times is 1 or 2 : times == 1,
                MessageStates.Unsure => row.Doubted && times <= 2,
                _ => false,
            };
            Assert.True(
                isRight,
                $"Round {round}: {row.Subject} is {row.State}{(row.Doubted ? ", doubted" : "")} and arrived {times} times. {row.Problem}"
            );
        }
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static Process Start(string connection, string office)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Goldthread.Testing.dll"), "mail", connection, office])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
