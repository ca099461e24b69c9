using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
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
            Assert.Contains(said, f => f.Contains(HashOf("Three") + ": It is in the record", StringComparison.Ordinal));
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

    /// <summary>Rows that were changed, removed or added past the operations, however well they fit together in themselves.</summary>
    [Theory]
    [Databases(
        "UPDATE items SET body = REPLACE(body, 'Write the rota', 'Write a rota'), title = 'Write a rota' WHERE id = 'A1' | OP-1, actions/A1",
        "UPDATE items SET removed_at = 1 WHERE id = 'A1' | OP-1, actions/A1",
        "UPDATE items SET removed_at = NULL WHERE id = 'A2' | OP-1, actions/A2",
        "DELETE FROM items WHERE id = 'A1' | OP-1, actions/A1",
        "UPDATE items SET id = 'A9' WHERE id = 'A1' | OP-1, actions/A9",
        "INSERT INTO items (owner, list, id, position, title, version, body) SELECT owner, list, 'A9', 9, title, 1, REPLACE(body, 'A1', 'A9') FROM items WHERE id = 'A1' | OP-1, actions/A9",
        "UPDATE items SET position = 9 WHERE id = 'A1' | OP-1, actions",
        "UPDATE links SET to_id = 'O2' WHERE id = 'A1' | OP-1, actions/A1",
        "DELETE FROM links WHERE id = 'A1' | OP-1, actions/A1",
        "UPDATE readings SET value = 5 WHERE value = 4 | OP-1, measures/M1",
        "DELETE FROM series | OP-1, measures/M1",
        "UPDATE plans SET body = REPLACE(body, 'Safer nights', 'Calmer nights'), title = REPLACE(title, 'Safer nights', 'Calmer nights') | OP-1",
        "UPDATE plans SET status = 'approved' | OP-1",
        "UPDATE plans SET area_id = 1 | OP-1",
        "UPDATE plans SET strategy_id = NULL | OP-1",
        "UPDATE plans SET removed_at = 1 | OP-1",
        "UPDATE strategies SET body = REPLACE(body, 'Meadow', 'Harbour') | strategy:1",
        "INSERT INTO strategies (id, body, version) VALUES (7, '{}', 1) | strategy:7",
        "UPDATE chart_rules SET points = 6 WHERE owner = 'installation' | rules of charts",
        "UPDATE chart_rules SET points = 7 WHERE measure = 'M1' | OP-1, rules of the chart of M1",
        "DELETE FROM chart_rules WHERE measure = 'M1' | OP-1, rules of the chart of M1",
        "INSERT INTO chart_rules (owner, measure, rules, points) VALUES ('OP-1', 'M2', 'nhs-r', 7) | OP-1, rules of the chart of M2",
        "INSERT INTO put_away (plan, check_id, about) VALUES ('OP-1', 'PL001', '') | OP-1, advice put away: PL001",
        "DELETE FROM put_away | OP-1, advice put away: PL134",
        "UPDATE series SET sentence = 'All is well.' WHERE count > 0 | OP-1, measures/M1",
        "UPDATE series SET variation = 'improvement-low', assurance = 'pass' WHERE count > 0 | OP-1, measures/M1",
        "INSERT INTO readings (series, \"on\", ordinal, value) VALUES (4711, '2026-01-01', 0, 1) | readings of series 4711",
        "INSERT INTO links (owner, list, id, ordinal, field, to_list, to_id) VALUES ('OP-9', 'actions', 'A1', 0, 'objective', 'objectives', 'O1') | OP-9, actions/A1",
        "UPDATE areas SET parent_id = 2, path = '/1/2/3/' WHERE name = 'Kitchen' | areas/3",
        "UPDATE people SET user_name = 'admin@example.org' WHERE email = 'reader@example.org' | people/reader@example.org",
        "INSERT INTO people_logins (login_provider, provider_key, user_id) SELECT 'any', '1', id FROM people WHERE email = 'reader@example.org' | people_logins",
        "UPDATE areas SET name = 'Rowan Hall' WHERE name = 'Rowan House' | areas/2",
        "UPDATE areas SET body = REPLACE(body, 'team', 'service') WHERE name = 'Rowan House' | areas/2",
        "UPDATE areas SET body = REPLACE(body, 'organisation', 'service') WHERE parent_id IS NULL | areas/1",
        "UPDATE areas SET path = '/2/' WHERE name = 'Rowan House' | areas/2",
        "UPDATE areas SET removed_at = 1 WHERE name = 'Rowan House' | areas/2",
        "INSERT INTO areas (id, parent_id, path, name, body, version) VALUES (77, 1, '/1/77/', 'Annexe', '{}', 1) | areas/77",
        "UPDATE people SET is_administrator = (1 = 1) WHERE email = 'reader@example.org' | people/reader@example.org",
        "UPDATE people SET disabled_at = NULL WHERE email = 'left@example.org' | people/left@example.org",
        "UPDATE people SET email = 'thief@example.org' WHERE email = 'reader@example.org' | people/thief@example.org",
        "UPDATE grants SET role = 'planner' WHERE role = 'reader' | people/reader@example.org",
        "UPDATE grants SET area_id = 1 WHERE role = 'reader' | people/reader@example.org",
        "UPDATE grants SET staff = 'S1' WHERE role = 'reader' | people/reader@example.org",
        "DELETE FROM grants WHERE role = 'reader' | people/reader@example.org",
        "INSERT INTO grants (person_id, area_id, role) SELECT person_id, area_id, 'approver' FROM grants WHERE role = 'reader' | people/reader@example.org",
        "UPDATE tokens SET role = 'planner' WHERE label = 'Rota' | people/reader@example.org",
        "UPDATE tokens SET expires_at = expires_at + 1000000000 WHERE label = 'Rota' | people/reader@example.org",
        "UPDATE tokens SET revoked_at = NULL WHERE label = 'Old' | people/reader@example.org",
        "UPDATE tokens SET person_id = (SELECT id FROM people WHERE email = 'admin@example.org') WHERE label = 'Rota' | people/admin@example.org",
        "DELETE FROM tokens WHERE label = 'Rota' | people/reader@example.org",
        "INSERT INTO files (hash, size, content_type, stored_at) VALUES ('ab', 1, 'text/plain', 0) | files"
    )]
    public async Task What_was_done_past_the_record_is_found(Engine engine, string attack)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var store = new FileStore(new Place(Path.GetTempPath(), at.Database));
        await using (var writer = new Writer(at.Database, TimeProvider.System))
            await FillAsync(writer, at);
        var sound = await Verification.RunAsync(at.Database, store);
        Assert.Empty(sound.Faults);
        var (sql, where) = (attack.Split(" | ")[0], attack.Split(" | ")[1]);

        Assert.NotEqual(0, await at.ExecuteAsync(sql));

        var found = await Verification.RunAsync(at.Database, store);
        Assert.Contains(found.Faults, f => f.Stream == where);
    }

    static async Task FillAsync(Writer writer, TestDatabase at)
    {
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", Password).RunAsync(writer);
        var area = new Area();
        Shape.Of<Area>()["name"].Set(area, "Rowan House");
        Shape.Of<Area>()["kind"].Set(area, AreaKind.Team);
        await writer.RunAsync(Actor.CommandLine, work => AddArea.RunAsync(work, 1, area));
        var kitchen = new Area();
        Shape.Of<Area>()["name"].Set(kitchen, "Kitchen");
        await writer.RunAsync(Actor.CommandLine, work => AddArea.RunAsync(work, 1, kitchen));
        var reader = await AddPerson.RunAsync(
            writer,
            Actor.CommandLine,
            "reader@example.org",
            "Trustee (T. Ward)",
            Password,
            roles: [new(Role.Reader, 2)]
        );
        var left = await AddPerson.RunAsync(writer, Actor.CommandLine, "left@example.org", "Trustee (L. Left)", Password);
        await ClosePerson.RunAsync(writer, Actor.CommandLine, left);
        await MakeToken.RunAsync(writer, Actor.CommandLine, reader, Role.Reader, "Rota");
        await MakeToken.RunAsync(writer, Actor.CommandLine, reader, Role.Reader, "Old");
        await using var db = at.Open();
        var old = await db.Tokens.SingleAsync(t => t.Label == "Old");
        await RevokeToken.RunAsync(writer, Actor.CommandLine with { PersonId = reader }, old.Id);
        var plan = await writer.PlanAsync(2);
        await writer.AddAsync(plan, "objectives");
        await writer.AddAsync(plan, "objectives");
        await writer.AddAsync(plan, "actions", new() { ["title"] = "Write the rota", ["objective"] = "O1" });
        await writer.AddAsync(plan, "actions", new() { ["title"] = "Read the rota", ["objective"] = "O1" });
        await writer.RunAsync(Actor.CommandLine, work => RemoveItem.RunAsync(work, plan, Thing.Find("actions")!, "A2", 1));
        await writer.AddAsync(plan, "measures", new() { ["name"] = "Falls a month" });
        await writer.ReadingsAsync(plan, "M1", [4, 6, 3]);
        await writer.RunAsync(Actor.CommandLine, work => SetChartRules.RunAsync(work, new(RuleProfile.NhsR)));
        var six = new ChartRules(RuleProfile.MakingDataCount, 6);
        await writer.RunAsync(
            Actor.CommandLine,
            work => ChooseChart.RunAsync(work, plan, "M1", 1, Domain.Monitor.ChartKind.Xmr, six, "The regulator asks")
        );
        foreach (var check in (string[])["PL114", "PL134"])
            await writer.RunAsync(Actor.CommandLine, work => PutAway.RunAsync(work, plan, check, null, back: false));
    }

    const string Password = "lantern orchard tuesday gravel";

    [Fact]
    public async Task Stopped_in_time_it_says_so()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var found = await Verification.RunAsync(at.Database, new FileStore(new Place(Path.GetTempPath(), at.Database)), stop: stop.Token);
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
