using System.Diagnostics;
using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Store;

public class KillTests(ITestOutputHelper output)
{
    /// <summary>Thirty-two writers are killed (SIGKILL) at random moments; the file is never repaired in between.</summary>
    [Fact]
    public Task Every_acknowledged_write_outlives_a_kill_and_none_is_there_twice() => KillAsync(rounds: 5);

    /// <inheritdoc cref="Every_acknowledged_write_outlives_a_kill_and_none_is_there_twice"/>
    [Trait("Length", "Long")]
    [Fact]
    public Task Every_acknowledged_write_outlives_many_kills() => KillAsync(rounds: 20);

    async Task KillAsync(int rounds)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        var acknowledged = new List<string>();

        for (var round = 0; round < rounds; round++)
        {
            // One in five is killed at any moment of its start, the others while they write.
            var starting = round % 5 == 4;
            using var writers = Start(at.Connection, round);
            // After so many writes, not after so long: a busy machine shows as much as an idle one.
            var reached = new TaskCompletionSource();
            var reading = ReadAsync(writers, random.Next(50, 150), reached);
            if (starting)
                await Task.Delay(random.Next(0, 1500));
            else
                await Task.WhenAny(reached.Task, reading);
            await Task.Delay(random.Next(0, 20));
            writers.Kill();
            await writers.WaitForExitAsync();
            Assert.Equal("", await writers.StandardError.ReadToEndAsync());
            acknowledged.AddRange(await reading);

            await using var db = at.Open();
            var stored = await db.Items.Select(i => i.Id).ToListAsync();
            var recorded = await db.Records.Select(r => r.Item!).ToListAsync();
            Assert.Empty(acknowledged.Except(stored));
            Assert.Equal(stored.Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
            Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        }

        output.WriteLine($"{acknowledged.Count} acknowledged");
        Assert.Distinct(acknowledged);
        Assert.True(
            acknowledged.Count >= rounds * 4 / 5 * 50,
            $"Only {acknowledged.Count} writes were acknowledged: too few to show anything."
        );
    }

    static Process Start(string connection, int round)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Goldthread.Testing.dll"));
        start.ArgumentList.Add(connection);
        start.ArgumentList.Add(round.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }

    static async Task<List<string>> ReadAsync(Process writers, int wanted, TaskCompletionSource reached)
    {
        var ids = new List<string>();
        while (await writers.StandardOutput.ReadLineAsync() is { } id)
        {
            ids.Add(id);
            if (ids.Count >= wanted)
                reached.TrySetResult();
        }
        return ids;
    }
}
