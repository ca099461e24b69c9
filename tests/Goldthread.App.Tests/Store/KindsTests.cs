using System.Data.Common;
using System.Text;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.FromFile;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Evaluate.FamilyPages;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Learn.Lessons;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.App.Tests.Evaluate;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Goldthread.App.Tests.Store;

/// <summary>Each table is known to the check of the record, and each column of it: what is changed past the operations is found, or harms nobody.</summary>
public sealed class KindsTests
{
    [Fact]
    public async Task Every_table_has_a_kind_or_a_reason()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var db = at.Open();

        var known = Kind.All.Select(k => k.Table).Concat(Kind.Unrecorded.Keys).ToList();

        Assert.Equal(Tables(db).Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Kind.Unrecorded.Values.Concat(Kind.All.SelectMany(k => k.Unchecked.Values)), string.IsNullOrWhiteSpace);
    }

    /// <summary>
    /// One column after the other is changed in one row, and everything is looked at. A column that may hold anything says why, beside its table, and is
    /// not found: a reason that is no longer needed has to go.
    /// </summary>
    [Theory, Databases(LongOn = Engine.Postgres)]
    public async Task A_change_of_any_column_is_found(Engine engine)
    {
        await using var ground = await Ground.NewAsync(engine);
        Assert.Empty(await ground.FaultsAsync());
        var wrong = new List<string>();
        foreach (var (table, column, isKey) in ground.Columns)
        {
            await ground.ChangeAsync(table, column, ground.Another(column));
            var isFound = (await ground.FaultsAsync()).Count > 0;
            var isFree = table is "data_protection_keys" || Kind.All.Any(k => k.Table == table && k.Unchecked.ContainsKey(column.Name));
            if (isFound == isFree)
                wrong.Add($"{table}.{column.Name} is {(isFound ? "found, and said to be free" : "not found")}{(isKey ? " (key)" : "")}");
            await ground.RestoreAsync(table);
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Empty(await ground.FaultsAsync());
    }

    /// <summary>
    /// What no operation would write ends nothing, whichever column it is in. Every eighth column, unless the long run is asked for: a look at everything
    /// for each of some four hundred values takes a minute.
    /// </summary>
    [Theory, Databases]
    public Task Rubbish_in_some_columns_is_a_finding_and_never_a_crash(Engine engine) => RubbishAsync(engine, every: 8);

    /// <inheritdoc cref="Rubbish_in_some_columns_is_a_finding_and_never_a_crash"/>
    [Trait("Length", "Long")]
    [Theory, Databases]
    public Task Rubbish_in_any_column_is_a_finding_and_never_a_crash(Engine engine) => RubbishAsync(engine, every: 1);

    static async Task RubbishAsync(Engine engine, int every)
    {
        await using var ground = await Ground.NewAsync(engine);
        var wrong = new List<string>();
        foreach (var (table, column, _) in ground.Columns.Where((_, place) => place % every == 0))
        {
            if (table is "data_protection_keys" || Kind.All.Any(k => k.Table == table && k.Unchecked.ContainsKey(column.Name)))
                continue;
            foreach (var (rubbish, isAnother) in ground.Rubbish(column))
            {
                if (!await ground.IsTakenAsync(table, column, rubbish))
                    continue;
                try
                {
                    if ((await ground.FaultsAsync()).Count == 0 && isAnother)
                        wrong.Add($"{table}.{column.Name} = {rubbish}: not found");
                }
                catch (Exception thrown)
                {
                    wrong.Add($"{table}.{column.Name} = {rubbish}: {thrown.GetType().Name} {thrown.Message}");
                }
                await ground.RestoreAsync(table);
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    static IEnumerable<string> Tables(Db db) => db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct();

    /// <summary>An installation with a row in every table, and the means to change it past the product.</summary>
    sealed class Ground : IAsyncDisposable
    {
        const string Password = "lantern orchard tuesday gravel";

        readonly TestDatabase at;
        readonly string folder;
        readonly FileStore store;

        Ground(TestDatabase at, string folder)
        {
            (this.at, this.folder) = (at, folder);
            store = new FileStore(new Place(folder, at.Database));
        }

        public IReadOnlyList<(string Table, IColumn Column, bool IsKey)> Columns { get; private set; } = [];

        public static async Task<Ground> NewAsync(Engine engine)
        {
            var database = await TestDatabase.NewAsync(engine);
            var ground = new Ground(database, Directory.CreateTempSubdirectory("gt-kinds-").FullName);
            await using (var writer = new Writer(database.Database, TimeProvider.System))
                await ground.FillAsync(writer);
            await using var db = database.Open();
            var tables = db.Model.GetRelationalModel().Tables.Where(t => !t.Name.StartsWith("people_", StringComparison.Ordinal)).ToList();
            ground.Columns = [.. tables.SelectMany(t => t.Columns.Select(c => (t.Name, (IColumn)c, t.PrimaryKey!.Columns.Contains(c))))];
            foreach (var table in tables)
            {
                Assert.True(await ground.ExecuteAsync($"CREATE TABLE was_{table.Name} AS SELECT * FROM {table.Name}") is not null);
                Assert.True((long)(await ground.ScalarAsync($"SELECT COUNT(*) FROM {table.Name}"))! > 0, $"{table.Name} is empty.");
            }
            if (engine == Engine.Sqlite)
                await ground.ExecuteAsync("DROP TRIGGER records_no_update; DROP TRIGGER records_no_delete;");
            return ground;
        }

        async Task FillAsync(Writer writer)
        {
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", Password).RunAsync(writer);
            var area = new Area();
            Shape.Of<Area>()["name"].Set(area, "Rowan House");
            await writer.RunAsync(Actor.CommandLine, work => AddArea.RunAsync(work, 1, area));
            var reader = await AddPerson.RunAsync(
                writer,
                Actor.CommandLine,
                "reader@example.org",
                "Trustee (T. Ward)",
                Password,
                roles: [new(Role.Reader, 2, "st1")]
            );
            await MakeToken.RunAsync(writer, Actor.CommandLine, reader, Role.Reader, "Rota");
            await SignOut.RunAsync(writer, new Actor(reader, "Trustee (T. Ward)", false, []), Guid.NewGuid());
            var plan = await writer.SmallPlanAsync(2);
            await writer.AddAsync(plan, "objectives", actor: Actor.CommandLine with { PersonId = reader });
            await writer.ReadingsAsync(plan, "M1", Enumerable.Range(0, 30).Select(n => 4.0 + (n % 3)));
            await writer.RunAsync(
                Actor.CommandLine,
                work => RecordReadings.RunAsync(work, plan, "M1", [Reading.Of(new DateOnly(2023, 1, 1), 0.5, 1, 2, "Counted twice")])
            );
            await writer.RunAsync(
                Actor.CommandLine,
                work =>
                    EditItem.RunAsync(
                        work,
                        plan,
                        Thing.Of<Measure>(),
                        "M1",
                        1,
                        new Dictionary<string, object?>
                        {
                            ["target"] = Target(3),
                            ["owner"] = "st1",
                            ["direction"] = Domain.Monitor.Direction.Lower,
                        }
                    )
            );
            await writer.AddAsync(
                plan,
                "actions",
                new()
                {
                    ["title"] = "Read the rota",
                    ["objective"] = "O1",
                    ["due"] = new DateOnly(2026, 5, 1),
                }
            );
            await writer.RunAsync(Actor.CommandLine, work => RemoveItem.RunAsync(work, plan, Thing.Find("actions")!, "A2", 1));
            var learner = new Actor(reader, "Trustee (T. Ward)", false, []);
            await writer.RunAsync(
                learner,
                work => Study.AnswerAsync(work, Shipped.Lessons[0].Id, [.. Shipped.Lessons[0].Questions.Select(q => q.Right!.Value)])
            );
            await writer.RunAsync(learner, work => Study.PutAwayAsync(work, Shipped.Lessons[1].Id, back: false));
            await writer.RunAsync(Actor.CommandLine, work => Appoint.RunAsync(work, new(reader, LearningRole.Learner, 2, null, null)));
            var portfolio = await writer.RunAsync(learner, work => KeepPortfolio.BeginAsync(work, "unit-b1-operational-plans", 2));
            await writer.RunAsync(
                learner with
                {
                    Grants = [new Grant(Role.Reader, "/1/2/")],
                },
                work => ClaimThings.RunAsync(work, portfolio, ["AC1.1"], "I did it.", plan, ["objectives/O1"])
            );
            await writer.RunAsync(Actor.CommandLine, work => SetChartRules.RunAsync(work, new(RuleProfile.NhsR)));
            await writer.RunAsync(Actor.CommandLine, work => PutAway.RunAsync(work, plan, "PL134", "adaptations/AD1", back: false));
            await writer.RunAsync(
                Actor.CommandLine with
                {
                    PersonId = reader,
                },
                async work =>
                {
                    await FamilyPages.WriteAsync(work, plan, 0, "rowan-house", FamilyPageTests.Answers());
                    var page = work.Db.FamilyPages.Local.Single();
                    await work.Db.SaveChangesAsync();
                    FamilyPages.Publish(work, page);
                }
            );
            await writer.AddAsync(plan, "partners", new() { ["name"] = "Riverside Council" });
            await writer.RunAsync(
                Actor.CommandLine,
                work => Guests.InviteAsync(work, plan, "PA1", "Coordinator (S. Jones)", "sam@riverside.example", ["objectives/O1"], null)
            );
            var table = FileTable.Read(RealFiles.Nhs)[0];
            var map = ColumnMap.Guess(Thing.Find("actions")!, table);
            await writer.RunAsync(Actor.CommandLine, work => KeepColumns.RunAsync(work, plan, "NHS", table, map));
            using var file = await store.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes("Seen on the ward round")), "seen.txt");
            await StoreFile.WithAsync(writer, Actor.CommandLine, store, plan, file, _ => Task.FromResult(true));
            await writer.RunAsync(Actor.CommandLine with { PersonId = reader }, TestMail.RunAsync);
            await writer.RunAsync(
                Actor.CommandLine,
                work =>
                {
                    work.Db.JobRuns.Add(new() { Job = "tidy", Period = "2026-11-30" });
                    work.Db.Notices.Add(
                        new()
                        {
                            Kind = "due",
                            Owner = plan,
                            List = "actions",
                            Item = "A1",
                        }
                    );
                    work.Db.MailChoices.Add(new() { PersonId = reader });
                    work.Db.MailLinks.Add(new() { PersonId = reader, Hash = [1] });
                    work.Db.Calendars.Add(new() { PersonId = reader, Hash = [1] });
                    return Task.CompletedTask;
                }
            );
            await ExecuteAsync("INSERT INTO data_protection_keys (friendly_name, xml) VALUES ('key', '<key/>')");
            await using var findings = new KeptFindings(at.Database, writer, TimeProvider.System);
            await writer.RunAsync(
                Actor.CommandLine,
                async work =>
                {
                    var row = await work.Db.Plans.SingleAsync(p => p.Id == plan);
                    var found = await KeptFindings.WorkOutAsync(work.Db, plan, row.Revision, work.Today, Actor.Everybody);
                    await KeptFindings.KeepAsync(work.Db, plan, found.Counts);
                }
            );
        }

        static Part Target(double value)
        {
            var field = Shape.Of<Measure>()["target"].Inner!;
            var target = field.New();
            field["value"].Set(target, value);
            return target;
        }

        public async Task<IReadOnlyList<Recorded.Fault>> FaultsAsync()
        {
            var found = await Verification.RunAsync(at.Database, store);
            Assert.True(found.IsWhole);
            return found.Faults;
        }

        /// <summary>Sets the column of one row, one that has a value where there is one.</summary>
        public async Task ChangeAsync(string table, IColumn column, string sql)
        {
            var row = at.Engine == Engine.Sqlite ? "rowid" : "ctid";
            Assert.NotEqual(
                0,
                await ExecuteAsync(
                    $"UPDATE {table} SET \"{column.Name}\" = {sql} WHERE {row} = (SELECT {row} FROM {table} ORDER BY CASE WHEN \"{column.Name}\" IS NULL THEN 1 ELSE 0 END, {Preferred(table)} LIMIT 1)"
                )
            );
        }

        /// <summary>False where the database itself refuses the value.</summary>
        public async Task<bool> IsTakenAsync(string table, IColumn column, string sql)
        {
            try
            {
                await ChangeAsync(table, column, sql);
                return true;
            }
            catch (DbException)
            {
                return false;
            }
        }

        /// <summary>Of series and items those that have most to say.</summary>
        static string Preferred(string table) => table is "series" ? "count DESC" : "1";

        public async Task RestoreAsync(string table) =>
            await ExecuteAsync($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM was_{table}");

        /// <summary>Another value of a column's type, made from the one that is there.</summary>
        public string Another(IColumn column)
        {
            var name = $"\"{column.Name}\"";
            var type = column.PropertyMappings[0].Property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type == typeof(string) ? $"COALESCE({name}, '') || 'x'"
                : type == typeof(int) || type == typeof(long) || type == typeof(DateTimeOffset) ? $"COALESCE({name}, 0) + 1000000"
                : type == typeof(double) ? $"COALESCE({name}, 0) + 1"
                : type == typeof(bool) ? $"NOT {name}"
                : type == typeof(DateOnly) ? "'2099-12-31'"
                : type == typeof(Guid) ? "'11111111-1111-4111-8111-111111111111'"
                : type == typeof(byte[])
                    ? at.Engine == Engine.Sqlite ? "X'010203'"
                        : "'\\x010203'::bytea"
                : throw new InvalidOperationException($"{column.Name} is a {type}.");
        }

        /// <summary>Values that no operation writes; on SQLite of other types too, of which the driver reads a number or a yes as nought.</summary>
        public IEnumerable<(string Sql, bool IsAnother)> Rubbish(IColumn column)
        {
            var type = column.PropertyMappings[0].Property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            var isSqlite = at.Engine == Engine.Sqlite;
            string[] own =
                type == typeof(string) ? ["'{\"a\": [1]}'", "'[null'"]
                : type == typeof(byte[]) ? [isSqlite ? "X''" : "''::bytea"]
                : type == typeof(int) ? ["-2147483648"]
                : type == typeof(long) || type == typeof(DateTimeOffset) ? ["-9223372036854775808", "9223372036854775807"]
                : type == typeof(double)
                    ? isSqlite ? ["9e999"]
                        : ["'NaN'", "'Infinity'"]
                : type == typeof(DateOnly) && !isSqlite ? ["'infinity'"]
                : [];
            string[] others = isSqlite && type != typeof(byte[]) ? ["'ab{c'", "X'FF00FE'"] : [];
            var isRead = type == typeof(string) || type == typeof(DateOnly) || type == typeof(Guid);
            return [.. own.Select(sql => (sql, true)), .. others.Select(sql => (sql, isRead))];
        }

        async Task<object?> ScalarAsync(string sql)
        {
            await using var connection = await OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync();
        }

        async Task<int?> ExecuteAsync(string sql)
        {
            await using var connection = await OpenAsync();
            await using var command = connection.CreateCommand();
            // As somebody with the file, or the server's password, would: no reference is checked, no trigger asks.
            command.CommandText =
                (at.Engine == Engine.Sqlite ? "PRAGMA foreign_keys = OFF; " : "SET session_replication_role = replica; ") + sql;
            return await command.ExecuteNonQueryAsync();
        }

        async Task<DbConnection> OpenAsync()
        {
            DbConnection connection =
                at.Engine == Engine.Sqlite ? new SqliteConnection(at.Connection + ";Pooling=False") : new NpgsqlConnection(at.Connection);
            await connection.OpenAsync();
            return connection;
        }

        public async ValueTask DisposeAsync()
        {
            await at.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
