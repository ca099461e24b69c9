using Goldthread.App.Govern;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Store;

/// <summary>Everything as it was written, and each way in which it is not.</summary>
public sealed class VerificationTests
{
    [Theory, Databases]
    public async Task Each_fault_is_named_and_nothing_else(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var folder = Directory.CreateTempSubdirectory("gt-verify-").FullName;
        try
        {
            var store = new FileStore(new Place(folder, at.Database));
            await using (var writer = new Writer(at.Database, TimeProvider.System))
            {
                var plan = await writer.ExamplePlanAsync();
                await writer.ReadingsAsync(plan, await writer.AddAsync(plan, "measures", new() { ["name"] = "Falls a month" }), [4, 6, 3]);
                await StoreAsync(writer, store, "one.txt", "One");
                await StoreAsync(writer, store, "two.txt", "Two, longer");
                await StoreAsync(writer, store, "three.txt", "Three");
            }
            await using var db = at.Open();
            var sound = await Verification.RunAsync(at.Database, store);
            Assert.Empty(sound.Faults);
            Assert.True(sound is { IsWhole: true, Files: 3, Lines: > 20, Items: > 20, Series: > 0 });

            File.Delete(store.PathOf(HashOf("One")));
            await File.WriteAllTextAsync(store.PathOf(HashOf("Two, longer")), "Two, lonher");
            await db.Files.Where(f => f.Hash == HashOf("Three")).ExecuteDeleteAsync();
            await db.Items.Where(i => i.List == "objectives").Take(1).ExecuteUpdateAsync(s => s.SetProperty(i => i.Title, "Another title"));
            await db.Items.Where(i => i.List == "risks").Take(1).ExecuteUpdateAsync(s => s.SetProperty(i => i.Body, "{"));
            var series = await db.Series.Where(s => s.Count > 0).OrderBy(s => s.Id).FirstAsync();
            var day = await db.Readings.Where(r => r.Series == series.Id).MinAsync(r => r.On);
            await db
                .Readings.Where(r => r.Series == series.Id && r.On == day)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Note, "A note that was never written"));

            var found = await Verification.RunAsync(at.Database, store);
            var said = found.Faults.Select(f => $"{f.Stream}: {f.What}").ToList();
            Assert.Contains(said, f => f.Contains(HashOf("One") + " is missing", StringComparison.Ordinal));
            Assert.Contains(said, f => f.Contains(HashOf("Two, longer") + " is not as it was stored", StringComparison.Ordinal));
            Assert.Contains(said, f => f.Contains(HashOf("Three") + " is in the record", StringComparison.Ordinal));
            Assert.Contains(
                said,
                f => f.Contains("objectives/", StringComparison.Ordinal) && f.EndsWith("title.", StringComparison.Ordinal)
            );
            Assert.Contains(
                said,
                f => f.Contains("risks/", StringComparison.Ordinal) && f.EndsWith("cannot be read.", StringComparison.Ordinal)
            );
            Assert.Contains(said, f => f.Contains($"measures/{series.Measure}: The reading of {day:yyyy-MM-dd}", StringComparison.Ordinal));
            Assert.Equal(6, said.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Stopped_in_time_it_says_so()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var found = await Verification.RunAsync(at.Database, new FileStore(new Place(Path.GetTempPath(), at.Database)), stop.Token);
        Assert.False(found.IsWhole);
    }

    static string HashOf(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    static async Task StoreAsync(Writer writer, FileStore store, string name, string text)
    {
        using var file = await store.ReceiveAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name);
        await StoreFile.WithAsync(writer, Actor.CommandLine, store, "installation", file, _ => Task.FromResult(true));
    }

    [Fact]
    public void The_hash_of_a_file_is_nobodys_number()
    {
        var location = new FileLocation("9434765919" + new string('a', 54), "minutes.pdf").ToString();
        Assert.Null(Identifiable.Find(location));
        Assert.Equal(Identifiable.Kind.NhsNumber, Identifiable.Find(location.Replace("minutes", "943 476 5919", StringComparison.Ordinal)));
        Assert.Equal(Identifiable.Kind.NhsNumber, Identifiable.Find("sha256:9434765919 is no location"));
    }
}
