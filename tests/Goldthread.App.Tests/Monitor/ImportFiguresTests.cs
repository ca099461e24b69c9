using System.Globalization;
using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Goldthread.App.Tests.Monitor;

public class ImportFiguresTests
{
    const string Header = "measure,on,value,numerator,denominator,note\n";

    [Theory, Databases]
    public async Task Figures_of_many_measures_go_in_together(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine, measures: 3);

        var outcome = await at.ImportAsync(
            Header + "M2,2026-01-01,7,,,\nM1,2026-02-01,4,,,late\nM1,2026-01-01,,3,10,\nmeasure number 3,1 Mar 2026,5,,,\n"
        );

        Assert.Empty(outcome.Refused);
        Assert.Equal((4, 4, 0, 0), (outcome.Taken, outcome.Added, outcome.Changed, outcome.Same));
        Assert.Equal([new(2026, 1, 1), new DateOnly(2026, 2, 1)], (await at.ReadingsAsync()).Select(r => r.On!.Value));
        Assert.Equal("late", (await at.ReadingsAsync())[1].Note);
        Assert.Equal(5, (await at.SeriesAsync("M3")).Latest);
        await at.AssertPackedAsync();
        await using var db = at.At.Open();
        Assert.Equal(3, await db.Records.CountAsync(r => r.Operation == "RecordReadings"));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task A_correction_is_one_change_and_the_same_again_none(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        await at.ImportAsync(Header + "M1,2026-01-01,1,,,\nM1,2026-02-01,2,,,\nM1,2026-03-01,3,,,\n");

        var corrected = await at.ImportAsync(Header + "M1,2026-01-01,1,,,\nM1,2026-02-01,2.5,,,\n");
        var again = await at.ImportAsync(Header + "M1,2026-01-01,1,,,\nM1,2026-02-01,2.5,,,\n");

        Assert.Equal((0, 1, 1), (corrected.Added, corrected.Changed, corrected.Same));
        Assert.Equal((0, 0, 2), (again.Added, again.Changed, again.Same));
        Assert.Equal([1, 2.5, 3], (await at.ReadingsAsync()).Select(r => r.Value!.Value));
        await at.AssertPackedAsync();
        await using var db = at.At.Open();
        Assert.Equal(2, await db.Records.CountAsync(r => r.Operation == "RecordReadings"));
    }

    [Theory, Databases]
    public async Task One_wrong_line_stores_nothing_unless_it_may_be_left_out(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        const string Csv =
            Header
            + "M1,2026-01-01,1,,,\nM1,yesterday,2,,,\nM9,2026-01-01,3,,,\nM1,2026-01-01,4,,,\nM1,2026-01-01,1,,,\nM1,2026-03-01,=1+1,,,\n"
            + "M1,2026-04-01,,5,,\nM1,2026-05-01,,,,\nM1,2099-05-01,1,,,\nM1,2026-06-01,\"1,5\",,,\n,2026-06-01,1,,,\nM1,2026-07-01,1,,,Seen by 943 476 5919\n";

        var refused = await at.ImportAsync(Csv);

        Assert.Equal([3, 4, 5, 7, 8, 9, 10, 11, 12, 13], refused.Refused.Select(r => r.Line));
        Assert.Contains("is no date", refused.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Contains("There is no measure “M9”", refused.Refused[1].Reason, StringComparison.Ordinal);
        Assert.Contains("on line 2 already", refused.Refused[2].Reason, StringComparison.Ordinal);
        Assert.Contains("is a formula", refused.Refused[3].Reason, StringComparison.Ordinal);
        Assert.Contains("Give both numbers", refused.Refused[4].Reason, StringComparison.Ordinal);
        Assert.Contains("The figure is missing", refused.Refused[5].Reason, StringComparison.Ordinal);
        Assert.Contains("more than a year ahead", refused.Refused[6].Reason, StringComparison.Ordinal);
        Assert.Contains("is no number", refused.Refused[7].Reason, StringComparison.Ordinal);
        Assert.Contains("The measure is missing", refused.Refused[8].Reason, StringComparison.Ordinal);
        Assert.Empty(await at.ReadingsAsync());

        var partial = await at.ImportAsync(Csv, partial: true);

        Assert.Equal(2, partial.Taken);
        Assert.Equal([1.0], (await at.ReadingsAsync()).Select(r => r.Value!.Value));
    }

    [Theory, Databases]
    public async Task A_hundred_thousand_lines_take_few_commands(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine, measures: 50);
        var csv = new StringBuilder(Header);
        // As a warehouse gives them: day by day, so that every measure is everywhere.
        for (var day = 0; day < 2000; day++)
        {
            for (var measure = 1; measure <= 50; measure++)
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"M{measure},{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd},{(day * 7 + measure) % 13},,,\n"
                );
        }
        var read = Measured.Read(csv.ToString());
        at.At.Commands.Clear();

        var outcome = await at.ImportAsync(read);

        Assert.Equal(100_000, outcome.Added);
        Assert.InRange(at.At.Commands.Count, 1, 80);
        await using (var db = at.At.Open())
            Assert.Equal(100_000, await db.Readings.CountAsync());
        Assert.Equal(2000, (await at.ReadingsAsync("M50")).Count);
        // And half of them again, corrected.
        var half = read with
        {
            Figures = [.. read.Figures.Where((_, i) => i % 2 == 0).Select(f => f with { Reading = Reading.Of(f.Reading.On, -1) })],
        };
        Assert.Equal(50_000, (await at.ImportAsync(half)).Changed);
        await at.AssertPackedAsync();
    }

    [Theory, Databases]
    public async Task In_an_approved_plan_a_correction_owes_a_reason_and_a_new_figure_none(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        await at.At.ExecuteAsync("UPDATE plans SET status = 'live'");
        await at.ImportAsync(Header + "M1,2026-01-01,1,,,\n");

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => at.ImportAsync(Header + "M1,2026-01-01,2,,,\n"));

        Assert.Equal("reason", refused.Refusals.Single().Field);
        Assert.Equal(1, (await at.ReadingsAsync()).Single().Value);
        await at.ImportAsync(Header + "M1,2026-01-01,2,,,\n", reason: "Counted again");
        Assert.Equal(2, (await at.ReadingsAsync()).Single().Value);
    }

    [Theory]
    [InlineData("measure,date,value\nM1,2026-01-01,1\n", "There is no column “date”")]
    [InlineData("measure,value\nM1,1\n", "The column “on” is missing")]
    [InlineData("measure,on\nM1,2026-01-01\n", "Choose the column of the figures")]
    [InlineData("measure,on,on,value\nM1,2026-01-01,,1\n", "Two columns are called “on”")]
    [InlineData("measure,on,value\nM1,2026-01-01,1,2,3\n", "Line 2 has 5 cells")]
    [InlineData("measure,on,value\n", "no row under it")]
    [InlineData("", "The file is empty")]
    [InlineData("measure,on,value\nM1,2026-01-01,\"1\n", "quotation mark")]
    public void A_table_that_is_none_is_refused_whole(string csv, string why)
    {
        var refused = Assert.Throws<RuleBroken>(() => Measured.Read(csv));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_usual_file_is_read()
    {
        const string Csv = "measure,on,value,note\r\nM1,2026-01-01,\"1,234.5\",\"Said \"\"fine\"\", twice\r\nand again\"\r\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(Csv),
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Csv)],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Csv)],
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Csv)],
            Encoding.UTF8.GetBytes(Csv.Replace(',', '\t').Replace("1\t234.5", "1,234.5", StringComparison.Ordinal)),
            Workbook(),
        ];
        foreach (var file in files)
        {
            var table = FigureTable.Read(file);
            var read = FigureMap.OfStandard(table).Read(table);
            var figure = Assert.Single(read.Figures);
            Assert.Empty(read.Lines);
            Assert.Equal(
                (2, "M1", new DateOnly(2026, 1, 1), 1234.5),
                (figure.Line, figure.Measure, figure.Reading.On, figure.Reading.Value)
            );
            Assert.StartsWith("Said \"fine\"", figure.Reading.Note, StringComparison.Ordinal);
        }

        static byte[] Workbook()
        {
            using var stream = new MemoryStream();
            stream.SaveAs(
                new[]
                {
                    new
                    {
                        measure = "M1",
                        on = new DateTime(2026, 1, 1),
                        value = 1234.5,
                        note = "Said \"fine\", twice",
                    },
                }
            );
            return stream.ToArray();
        }
    }
}
