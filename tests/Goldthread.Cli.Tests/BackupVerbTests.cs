using System.IO.Compression;
using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Govern.Tables;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread backup</c> and <c>restore</c>: the installation as one file, out of one engine and into another.</summary>
public sealed class BackupVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-backup");

    public void Dispose() => folder.Delete(recursive: true);

    static Task<(int Status, string Output, string Errors)> RunAsync(Place at, params string[] arguments) =>
        Tool.RunAsync("", [.. arguments, "--database", at.Database.Connection, "--data", at.Folder]);

    string In(string name) => Path.Combine(folder.FullName, name);

    Place PlaceOf(TestDatabase at, string name) => new(Directory.CreateDirectory(In(name)).FullName, Database.At(at.Connection));

    static async Task<Place> FilledAsync(Place place)
    {
        Assert.Equal(0, (await RunAsync(place, "demo")).Status);
        await using var writer = new Writer(place.Database, ServiceTime.Clock);
        var store = new FileStore(place);
        using var file = await store.ReceiveAsync(new MemoryStream("Seen on the round"u8.ToArray()), "seen.txt");
        await StoreFile.WithAsync(
            writer,
            Actor.CommandLine,
            store,
            "ROWAN-COURT",
            file,
            work =>
                AddItem.RunAsync(
                    work,
                    "ROWAN-COURT",
                    Thing.Of<Evidence>(),
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["title"] = "What was seen",
                        ["location"] = file.Location.ToString(),
                    }
                )
        );
        return place;
    }

    [Fact]
    public async Task A_restore_is_tried_beside_the_installation_and_noted_there()
    {
        await using var database = await TestDatabase.NewAsync(Engine.Sqlite);
        var place = PlaceOf(database, "here");
        await File.WriteAllTextAsync(
            In("plan.yaml"),
            "goldthread: 1\narea: {name: Heron House}\nplan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}\n"
        );
        Assert.Equal(0, (await RunAsync(place, "plan", "import", In("plan.yaml"))).Status);
        Assert.Equal(0, (await RunAsync(place, "backup", In("a.zip"))).Status);
        var (status, output, _) = await RunAsync(place, "restore", In("a.zip"), "--try");
        Assert.Equal(0, status);
        Assert.Contains("can be put back", output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("b.zip"), "Hello");
        var (wrong, _, errors) = await RunAsync(place, "restore", In("b.zip"), "--try");
        Assert.Equal(2, wrong);
        Assert.Contains("is no backup", errors, StringComparison.Ordinal);
        await using var db = database.Open();
        var standing = await BackupLog.OfAsync(db);
        Assert.Equal([true, false, false], standing.Runs.Select(r => r.Failed));
        Assert.Contains("can be put back", standing.Tried!.Says, StringComparison.Ordinal);
        Assert.Equal(1, await db.Plans.CountAsync());
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "goldthread-try-*"));
    }

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task An_installation_goes_into_the_other_engine_and_all_is_as_it_was(Engine from, Engine to)
    {
        await using var first = await TestDatabase.NewAsync(from);
        await using var second = await TestDatabase.NewAsync(to);
        var (old, now) = (await FilledAsync(PlaceOf(first, "old")), PlaceOf(second, "new"));
        await File.WriteAllTextAsync(In("passphrase"), "correct horse battery staple\n", TestContext.Current.CancellationToken);

        var made = await RunAsync(old, "backup", In("all.zip"), "--passphrase-file", In("passphrase"));
        Assert.True(made.Status == 0, made.Errors);
        Assert.Contains("1 files of evidence", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ROWAN-COURT",
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(In("all.zip"), TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );
        var put = await RunAsync(now, "restore", In("all.zip"), "--passphrase-file", In("passphrase"));
        Assert.True(put.Status == 0, put.Output + put.Errors);
        Assert.Contains("all as they were written", put.Output, StringComparison.Ordinal);

        foreach (var plan in (string[])["ROWAN-COURT", "HERON-HOUSE", "EMERGENCY"])
            Assert.Equal((await RunAsync(old, "plan", "export", plan)).Output, (await RunAsync(now, "plan", "export", plan)).Output);
        // Row by row: what comes out of the new one is what came out of the old one.
        Assert.Equal(0, (await RunAsync(old, "backup", In("1.zip"))).Status);
        Assert.Equal(0, (await RunAsync(now, "backup", In("2.zip"))).Status);
        using (var one = await ZipFile.OpenReadAsync(In("1.zip"), TestContext.Current.CancellationToken))
        using (var two = await ZipFile.OpenReadAsync(In("2.zip"), TestContext.Current.CancellationToken))
            // But for what the old one noted of the backups themselves.
            foreach (var entry in one.Entries.Where(e => e.Name is not ("backup.json" or "job_runs.jsonl")))
                Assert.Equal(Lines(entry), Lines(two.GetEntry(entry.FullName)!));

        // New numbers go on from the last one, on either engine.
        await using var writer = new Writer(now.Database, ServiceTime.Clock);
        await using var db = now.Database.Open();
        var root = await db.Areas.OrderBy(a => a.Id).FirstAsync(TestContext.Current.CancellationToken);
        var area = new Domain.Develop.Area();
        Shape.Of<Domain.Develop.Area>()["name"].Set(area, "A new service");
        var added = await writer.RunAsync(Actor.CommandLine, work => App.Develop.Areas.AddArea.RunAsync(work, root.Id, area));
        Assert.Equal(await db.Areas.MaxAsync(a => a.Id, TestContext.Current.CancellationToken), added);
        Assert.Equal(0, (await RunAsync(now, "verify")).Status);
    }

    /// <summary>The engines sort texts differently: the lines in one order.</summary>
    static IEnumerable<string> Lines(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
        return reader.ReadToEnd().Split('\n').Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_in_a_sentence_and_nothing_is_stored()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var first = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var second = await TestDatabase.NewAsync(Engine.Sqlite);
        var (old, now) = (await FilledAsync(PlaceOf(first, "old")), PlaceOf(second, "new"));
        await File.WriteAllTextAsync(In("passphrase"), "correct horse battery staple\n", cancel);
        await File.WriteAllTextAsync(In("other"), "correct horse battery stapler\n", cancel);
        Assert.Equal(0, (await RunAsync(old, "backup", In("open.zip"))).Status);
        Assert.Equal(0, (await RunAsync(old, "backup", In("sealed.zip"), "--passphrase-file", In("passphrase"))).Status);
        var (open, @sealed) = (
            await File.ReadAllBytesAsync(In("open.zip"), cancel),
            await File.ReadAllBytesAsync(In("sealed.zip"), cancel)
        );

        async Task RefusedAsync(byte[]? file, string sentence, string? passphrase = null)
        {
            if (file is not null)
                await File.WriteAllBytesAsync(In("tried.zip"), file, cancel);
            string[] more = passphrase is null ? [] : ["--passphrase-file", In(passphrase)];
            var (status, output, errors) = await RunAsync(now, ["restore", In(file is null ? "nothing.zip" : "tried.zip"), .. more]);
            Assert.Equal((2, ""), (status, output));
            Assert.Contains(sentence, errors, StringComparison.Ordinal);
            Assert.Single(errors.TrimEnd('\n').Split('\n'));
            await using var db = now.Database.Open();
            Assert.False(await db.Users.AnyAsync(cancel) || await db.Plans.AnyAsync(cancel) || await db.Records.AnyAsync(cancel));
            Assert.Empty(Directory.GetFiles(now.Folder, "restore-*", SearchOption.AllDirectories));
        }

        await RefusedAsync(null, "There is no file");
        await RefusedAsync("Hello"u8.ToArray(), "is no backup");
        await RefusedAsync(open[..^2000], "is no backup");
        await RefusedAsync(@sealed, "--passphrase-file");
        await RefusedAsync(@sealed, "passphrase is not the one", "other");
        byte[] changed = [.. @sealed];
        changed[^40] ^= 1;
        await RefusedAsync(changed, "or the file was changed or cut off", "passphrase");
        // Whole blocks cut off the end, and two of them the other way round.
        const int header = 20 + 16;
        const int block = (64 * 1024) + 16;
        Assert.True(@sealed.Length > header + (2 * block));
        await RefusedAsync(@sealed[..(header + block)], "or the file was changed or cut off", "passphrase");
        await RefusedAsync(
            [
                .. @sealed[..header],
                .. @sealed[(header + block)..(header + (2 * block))],
                .. @sealed[header..(header + block)],
                .. @sealed[(header + (2 * block))..],
            ],
            "or the file was changed or cut off",
            "passphrase"
        );
        await RefusedAsync(With(open, "tables/plans.jsonl", Text("ROWAN-COURT", "ROWAN-COURX")), "was changed since it was made");
        await RefusedAsync(With(open, "backup.json", Text("\"schema\": \"", "\"schema\": \"9")), "later version");
        await RefusedAsync(With(open, "backup.json", Text("\"format\": 1", "\"format\": 2")), "later version");
        await RefusedAsync(With(open, "tables/plans.jsonl", _ => null), "has it not");
        await RefusedAsync(With(open, "tables/plans.jsonl", _ => new string(' ', 60_000_000)), "unpacks to much more");

        // Everything in open formats holds no secret, and each plan of it is a plan file that is read again.
        var left = await RunAsync(old, "export-all", In("left"));
        Assert.True(left.Status == 0, left.Errors);
        Assert.Contains("3 plans, 1 files of evidence", left.Output, StringComparison.Ordinal);
        Assert.Equal(
            (await RunAsync(old, "plan", "export", "ROWAN-COURT")).Output,
            await File.ReadAllTextAsync(In("left/plans/ROWAN-COURT.yaml"), cancel)
        );
        Assert.Equal(
            "Seen on the round",
            await File.ReadAllTextAsync(Directory.GetFiles(In("left/files"), "seen.txt", SearchOption.AllDirectories).Single(), cancel)
        );
        Assert.Equal(FlatTable.All.Count, Directory.GetFiles(In("left/tables")).Length);
        await using (var db = old.Database.Open())
        {
            Assert.Equal(await db.Records.CountAsync(cancel), (await File.ReadAllLinesAsync(In("left/record.jsonl"), cancel)).Length);
            var hash = await db.Users.Select(u => u.PasswordHash).FirstAsync(cancel);
            var all = string.Concat(Directory.GetFiles(In("left"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.DoesNotContain(hash!, all, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await RunAsync(old, "export-all", In("left"))).Status);

        // What is there and no backup is not written over; what is there and one is, once the new one is whole.
        await File.WriteAllTextAsync(In("letter.txt"), "Dear all", cancel);
        Assert.Equal(2, (await RunAsync(old, "backup", In("letter.txt"))).Status);
        Assert.Equal("Dear all", await File.ReadAllTextAsync(In("letter.txt"), cancel));
        Assert.Equal(0, (await RunAsync(old, "backup", In("sealed.zip"))).Status);
        // A file of evidence that is gone is said, and the old backup stays.
        var kept = await File.ReadAllBytesAsync(In("sealed.zip"), cancel);
        await using (var db = old.Database.Open())
            File.Delete(new FileStore(old).PathOf(await db.Files.Select(f => f.Hash).SingleAsync(cancel)));
        var missing = await RunAsync(old, "backup", In("sealed.zip"));
        Assert.Equal(2, missing.Status);
        Assert.Contains("of evidence is missing", missing.Errors, StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllBytesAsync(In("sealed.zip"), cancel));
        Assert.Empty(folder.GetFiles("*.part*"));
        var full = await RunAsync(old, "restore", In("open.zip"));
        Assert.Contains("has something in it", full.Errors, StringComparison.Ordinal);
    }

    static Func<string, string?> Text(string old, string now) => text => text.Replace(old, now, StringComparison.Ordinal);

    /// <summary>An archive of which one entry is another; without it where that is null.</summary>
    static byte[] With(byte[] archive, string name, Func<string, string?> change)
    {
        using var memory = new MemoryStream();
        memory.Write(archive);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            string old;
            using (var reader = new StreamReader(entry.Open()))
                old = reader.ReadToEnd();
            entry.Delete();
            if (change(old) is { } now)
                using (var writer = new StreamWriter(zip.CreateEntry(name).Open()))
                    writer.Write(now);
        }
        return memory.ToArray();
    }

    [Theory, Databases]
    public async Task A_backup_under_writers_is_of_one_moment(Engine engine)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var first = await TestDatabase.NewAsync(engine);
        await using var second = await TestDatabase.NewAsync(Engine.Sqlite);
        var (old, now) = (PlaceOf(first, "old"), PlaceOf(second, "new"));
        await using var writer = new Writer(old.Database, ServiceTime.Clock);
        var plan = await writer.ExamplePlanAsync();
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writers = Enumerable
            .Range(0, 4)
            .Select(async n =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await writer.AddAsync(plan, "actions", new() { ["title"] = $"Action of writer {n}" });
                    Interlocked.Increment(ref written);
                }
            })
            .ToList();
        while (Volatile.Read(ref written) < 20)
            await Task.Yield();
        var content = await Backup.RunAsync(old, In("under.zip"), null, ServiceTime.Clock, cancel);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        // The chain, its heads, the items and the links fit together: verify looks at all of them.
        var put = await RunAsync(now, "restore", In("under.zip"));
        Assert.True(put.Status == 0, put.Output + put.Errors);
        await using var db = now.Database.Open();
        var actions = await db.Items.CountAsync(i => i.List == "actions", cancel);
        Assert.InRange(actions, 20, written + 10);
        Assert.Equal(content.Rows["items"], await db.Items.LongCountAsync(cancel));
    }
}
