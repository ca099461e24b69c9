using System.Globalization;
using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Monitor;

/// <summary>A file of any length takes the same memory: what is held at once is bounded, and still all of it or nothing is stored.</summary>
public sealed class ManyRowsTests
{
    [Fact]
    public void Rows_beyond_a_few_blocks_are_put_aside_and_come_back_as_they_were()
    {
        var rows = new CellRows();
        var text = new string('x', 2000);
        const int Many = 20_000;
        for (var i = 0; i < Many; i++)
            rows.Add(i, [string.Create(CultureInfo.InvariantCulture, $"é{i}"), "", text]);

        Assert.InRange(rows.Held, 1, CellRows.MostHeld + 2);
        Assert.Equal(Many, rows.Count);
        var at = 0;
        foreach (var (line, cells) in rows)
        {
            Assert.Equal(at, line);
            Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"é{at}"), "", text], cells);
            at++;
        }
        Assert.Equal(Many, at);
        Assert.Equal(17, rows[17].Line);
        Assert.Equal(Many - 1, rows[Many - 1].Line);
        Assert.InRange(rows.Held, 1, CellRows.MostHeld + 2);
    }

    [Fact]
    public void Figures_come_back_as_they_went_in()
    {
        var figures = new FigureList();
        Reading[] some =
        [
            Reading.Of(new DateOnly(2026, 1, 1), 4, null, null, null),
            Reading.Of(new DateOnly(2026, 1, 2), null, 3, 10, "late"),
            Reading.Of(new DateOnly(2026, 1, 3), null, null, 10, "hidden"),
            Reading.Of(new DateOnly(2026, 1, 4), -0.5, null, null, null),
        ];
        for (var i = 0; i < 20_000; i++)
            figures.Add(i, i % 3 == 0 ? null : "M" + (i % 7), some[i % some.Length], i % 2 == 0 ? Frequency.Monthly : null);

        Assert.Equal(20_000, figures.Count);
        for (var i = 0; i < figures.Count; i += 7)
        {
            var one = figures[i];
            Assert.Equal((i, i % 3 == 0 ? null : "M" + (i % 7), i % 2 == 0 ? Frequency.Monthly : null), (one.Line, one.Measure, one.Kind));
            Assert.Equal(some[i % some.Length].On, one.Reading.On);
            Assert.True(SeriesEdit.IsSame(some[i % some.Length], one.Reading));
        }
    }

    static string Csv(int measures, int days)
    {
        var csv = new StringBuilder("measure,on,value\n");
        for (var day = 0; day < days; day++)
        {
            for (var measure = 1; measure <= measures; measure++)
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"M{measure},{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd},{(day * 7 + measure) % 13}\n"
                );
        }
        return csv.ToString();
    }

    [Theory, Databases]
    public async Task An_import_holds_neither_its_lines_nor_its_rows_to_the_end(Engine engine)
    {
        const int Measures = 30;
        var days = (2 * RecordReadings.AtOnce / Measures) + 100;
        await using var at = await Measured.NewAsync(engine, Measures);
        var read = Measured.Read(Csv(Measures, days));
        var (lines, tracked) = (0, 0);

        var outcome = await at.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var done = await ImportFigures.RunAsync(work, "OP-1", read, partial: false, null);
                (lines, tracked) = (work.Records.Count, work.Db.ChangeTracker.Entries().Count());
                return done;
            }
        );

        Assert.Equal(Measures * days, outcome.Added);
        // What is left is of the last part.
        Assert.InRange(lines, 1, Measures / 2);
        Assert.InRange(tracked, 1, Measures / 2);
        await at.AssertPackedAsync();
        await using var db = at.At.Open();
        Assert.Equal(Measures, await db.Records.CountAsync(r => r.Operation == "RecordReadings"));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task What_fails_after_parts_were_written_takes_all_of_them_back(Engine engine)
    {
        const int Measures = 30;
        var days = (2 * RecordReadings.AtOnce / Measures) + 100;
        await using var at = await Measured.NewAsync(engine, Measures);
        var read = Measured.Read(Csv(Measures, days));

        await Assert.ThrowsAsync<RuleBroken>(() =>
            at.Writer.RunAsync(
                Actor.CommandLine,
                async work =>
                {
                    await ImportFigures.RunAsync(work, "OP-1", read, partial: false, null);
                    throw new RuleBroken("Taken back.");
                }
            )
        );

        await using (var db = at.At.Open())
        {
            Assert.Equal(0, await db.Readings.CountAsync());
            Assert.Equal(0, await db.Records.CountAsync(r => r.Operation == "RecordReadings"));
        }
        // The chain goes on from where it was.
        await at.ImportAsync("measure,on,value\nM1,2026-01-01,4\n");
        await using var after = at.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(after)).Faults);
    }

    [Theory, Databases]
    public async Task Packed_figures_that_are_not_what_the_rows_say_are_made_anew(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine, measures: 2);
        await at.ImportAsync("measure,on,value\nM1,2026-01-01,4\nM1,2026-02-01,5\nM2,2026-01-01,6\n");
        await at.At.ExecuteAsync(
            "UPDATE series SET packed = (SELECT packed FROM series WHERE measure = 'M2'), latest = 6 WHERE measure = 'M1'"
        );

        var mended = await at.Writer.RunAsync(Actor.CommandLine, PackAgain.RunAsync);
        var again = await at.Writer.RunAsync(Actor.CommandLine, PackAgain.RunAsync);

        Assert.Equal(["OP-1, measures/M1"], mended);
        Assert.Empty(again);
        await at.AssertPackedAsync();
        Assert.Equal(5, (await at.SeriesAsync()).Latest);
    }
}
