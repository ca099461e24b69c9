using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Monitor;

/// <summary>An organisation with the plan OP-1, whose measure is M1; and more measures where asked.</summary>
sealed class Measured : IAsyncDisposable
{
    Measured(TestDatabase at, Writer writer) => (At, Writer) = (at, writer);

    public TestDatabase At { get; }
    public Writer Writer { get; }

    public static async Task<Measured> NewAsync(Engine engine, int measures = 1)
    {
        var at = await TestDatabase.NewAsync(engine);
        var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(writer);
        await using var db = at.Open();
        await writer.SmallPlanAsync(await db.Areas.Select(a => a.Id).SingleAsync());
        for (var n = 2; n <= measures; n++)
            await writer.AddAsync("OP-1", "measures", new() { ["name"] = $"Measure number {n}" });
        return new(at, writer);
    }

    public static FigureMap.Result Read(string csv)
    {
        var table = FigureTable.Read(Encoding.UTF8.GetBytes(csv));
        return FigureMap.OfStandard(table).Read(table);
    }

    public Task<ImportFigures.Outcome> ImportAsync(string csv, bool partial = false, string? reason = null) =>
        ImportAsync(Read(csv), partial, reason);

    public Task<ImportFigures.Outcome> ImportAsync(FigureMap.Result read, bool partial = false, string? reason = null) =>
        Writer.RunAsync(Actor.CommandLine, work => ImportFigures.RunAsync(work, "OP-1", read, partial, reason));

    public async Task<SeriesRow> SeriesAsync(string measure = "M1")
    {
        await using var db = At.Open();
        return await db.Series.SingleAsync(s => s.Plan == "OP-1" && s.Measure == measure);
    }

    public async Task<IReadOnlyList<Reading>> ReadingsAsync(string measure = "M1") =>
        PackedReadings.Unpack((await SeriesAsync(measure)).Packed);

    /// <summary>Every row of readings is in the packed copy of its series and the other way round.</summary>
    public async Task AssertPackedAsync()
    {
        await using var db = At.Open();
        await AssertPackedAsync(db);
    }

    /// <summary>Every row of readings is in the packed copy of its series and the other way round.</summary>
    public static async Task AssertPackedAsync(Db db)
    {
        foreach (var series in await db.Series.ToListAsync())
        {
            var rows = await db.Readings.Where(r => r.Series == series.Id).OrderBy(r => r.On).ThenBy(r => r.Ordinal).ToListAsync();
            var packed = PackedReadings.Unpack(series.Packed);
            Assert.Equal(rows.Select(r => (r.On, r.Value, r.Note)), packed.Select(r => (r.On ?? DateOnly.MinValue, r.Value, r.Note)));
            Assert.Equal(packed.Count, series.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await At.DisposeAsync();
    }
}
