using System.Globalization;
using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Files as people and publishers have them: what a person sees in them is what is read.</summary>
public sealed class OrdinaryFilesTests
{
    static FigureMap.Result Read(FigureTable table, Func<FigureMap, FigureMap>? with = null, Measure? of = null)
    {
        var map = FigureMap.Guess(table, of ?? new Measure()) with { Measure = null };
        return (with is null ? map : with(map)).Read(table);
    }

    static FigureMap.Result Read(string text, Func<FigureMap, FigureMap>? with = null, Measure? of = null) =>
        Read(FigureTable.Read(Encoding.UTF8.GetBytes(text)), with, of);

    static Measure Counted(string numerator = "Falls", string denominator = "Bed days")
    {
        var measure = new Measure();
        Shape.Of<Measure>()["numerator"].Set(measure, numerator);
        Shape.Of<Measure>()["denominator"].Set(measure, denominator);
        return measure;
    }

    /// <summary>The figures as text: "2026-04-01=5".</summary>
    static string[] Told(FigureMap.Result read) =>
        [
            .. read.Figures.Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(f.Measure is null ? "" : f.Measure + " ")}{f.Reading.On:yyyy-MM-dd}={f.Reading.Value ?? f.Reading.Numerator}{(f.Reading.Denominator is { } d ? $"/{d}" : "")}"
                )
            ),
        ];

    [Fact]
    public void A_cell_that_shows_per_cent_is_per_cent()
    {
        var sheets = new Sheets();
        var (whole, fine, own, day) = (sheets.Style(9), sheets.Style(10), sheets.Style("0.0%;[Red]-0.0%"), sheets.Style(14));
        var table = FigureTable.Read(
            sheets
                .Add(
                    "Data",
                    [
                        Sheets.Texts("Month", "Seen in time"),
                        Sheets.Row(Sheets.Cell(46113, day), Sheets.Cell(0.85, whole)),
                        Sheets.Row(Sheets.Cell(46143, day), Sheets.Cell(0.28999999999999998, fine)),
                        Sheets.Row(Sheets.Cell(46174, day), Sheets.Cell(1.005, own)),
                        Sheets.Row(Sheets.Cell(46204, day), Sheets.Cell(0.85)),
                        Sheets.Texts("Aug 2026", "85%"),
                    ]
                )
                .File()
        );
        Assert.Equal(["2026-04-01=85", "2026-05-01=29", "2026-06-01=100.5", "2026-07-01=0.85", "2026-08-01=85"], Told(Read(table)));
    }

    [Theory]
    [InlineData(14), InlineData(15), InlineData(16), InlineData(17), InlineData(22), InlineData(27), InlineData(30), InlineData(36)]
    [InlineData(45), InlineData(50), InlineData(57), InlineData(58)]
    public void Every_date_format_of_the_program_is_a_date(int format)
    {
        var sheets = new Sheets();
        var day = sheets.Style(format);
        var file = sheets.Add("Data", [Sheets.Texts("Date", "Falls"), Sheets.Row(Sheets.Cell(46113, day), Sheets.Cell(5))]).File();
        Assert.Equal("2026-04-01", Assert.Single(FigureTable.Read(file).Rows).Cells[0]);
    }

    [Theory]
    [InlineData("dd/mm/yyyy", "2026-04-01")]
    [InlineData("mmm\\-yy", "2026-04-01")]
    [InlineData("[$-809]d mmmm yyyy;@", "2026-04-01")]
    [InlineData("0.00", "46113")]
    [InlineData("#,##0\" days\"", "46113")]
    [InlineData("[h]:mm", "46113")]
    public void A_format_in_words_says_whether_it_is_a_date(string format, string shown)
    {
        var sheets = new Sheets();
        var style = sheets.Style(format);
        var file = sheets.Add("Data", [Sheets.Texts("Date", "Falls"), Sheets.Row(Sheets.Cell(46113, style), Sheets.Cell(5))]).File();
        Assert.Equal(shown, Assert.Single(FigureTable.Read(file).Rows).Cells[0]);
    }

    [Theory]
    [InlineData(false, 46113)]
    [InlineData(true, 44651)]
    public void A_serial_number_under_dates_is_a_day_of_the_workbooks_calendar(bool since1904, int serial)
    {
        var sheets = new Sheets { Since1904 = since1904 };
        var day = sheets.Style(14);
        var table = FigureTable.Read(
            sheets
                .Add(
                    "Data",
                    [Sheets.Texts("Date", "Falls"), Sheets.Row(Sheets.Cell(serial, day), Sheets.Cell(5)), Sheets.Texts(serial + 1, 6)]
                )
                .File()
        );
        Assert.Equal(["2026-04-01=5", "2026-04-02=6"], Told(Read(table)));
    }

    [Fact]
    public void Hidden_sheets_are_not_read_contents_are_passed_over_and_another_sheet_is_chosen()
    {
        var file = new Sheets()
            .Add("Secret", [Sheets.Texts("Month", "Falls"), Sheets.Texts("Apr 2026", 99)], "hidden")
            .Add("Contents", [Sheets.Texts("Sheet", "Title"), Sheets.Texts("1", "Falls by month"), Sheets.Texts("2", "Falls by year")])
            .Add("1", [Sheets.Texts("Month", "Falls"), Sheets.Texts("Apr 2026", 5)])
            .Add("2", [Sheets.Texts("Year", "Falls"), Sheets.Texts("2025/26", 50)])
            .File();
        var table = FigureTable.Read(file);
        Assert.Equal(("1", 1), (table.Sheet, table.HiddenSheets));
        Assert.Equal(["Contents", "1", "2"], table.Sheets);
        Assert.Equal(["2026-04-01=5"], Told(Read(table)));
        Assert.Equal(["2025-04-01=50"], Told(Read(FigureTable.Read(file, choice: new TableChoice("2")))));
        Assert.Contains(
            "The sheets are: Contents, 1, 2.",
            Assert.Throws<RuleBroken>(() => FigureTable.Read(file, choice: new TableChoice("Secret"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rows_that_a_filter_hides_are_left_out_unless_wanted_and_told()
    {
        var file = new Sheets()
            .Add(
                "Data",
                [
                    Sheets.Texts("Month", "Falls"),
                    Sheets.Texts("Apr 2026", 5),
                    Sheets.Hidden(Sheets.Cell("May 2026"), Sheets.Cell(7)),
                    Sheets.Texts("Jun 2026", 6),
                ]
            )
            .File();
        var table = FigureTable.Read(file);
        Assert.Equal(1, table.HiddenRows);
        Assert.Equal(["2026-04-01=5", "2026-06-01=6"], Told(Read(table)));
        Assert.Equal(3, Read(FigureTable.Read(file, choice: new TableChoice(HiddenToo: true))).Figures.Count);
    }

    [Fact]
    public void Two_rows_of_headings_are_one_and_a_title_above_is_none()
    {
        var file = new Sheets()
            .Add(
                "Data",
                [
                    Sheets.Texts("A&E attendances, England"),
                    Sheets.Texts("Published 14 May 2026"),
                    Sheets.Texts("Period", "A&E attendances", null, "Admissions", null),
                    Sheets.Texts(null, "Type 1", "Type 2", "Type 1", "Type 2"),
                    Sheets.Texts("Apr 2026", 10, 2, 3, 1),
                ],
                merges: ["A1:E1", "A3:A4", "B3:C3", "D3:E3"]
            )
            .File();
        var table = FigureTable.Read(file);
        Assert.Equal(
            ["Period", "A&E attendances Type 1", "A&E attendances Type 2", "Admissions Type 1", "Admissions Type 2"],
            table.Columns
        );
        Assert.Equal(
            ["2026-04-01=12/4"],
            Told(
                Read(
                    table,
                    m =>
                        m with
                        {
                            Value = null,
                            Numerator = "[A&E attendances Type 1] + [A&E attendances Type 2]",
                            Denominator = "Admissions Type 1 + Admissions Type 2",
                        }
                )
            )
        );
    }

    [Theory]
    [InlineData("Month,Waits under 4-12 hours,Over 4 hours - all\nApr 2026,10,3\n", "[Waits under 4-12 hours] - [Over 4 hours - all]", 7)]
    [InlineData("Month,Waits under 4-12 hours,Over 4 hours - all\nApr 2026,10,3\n", "Waits under 4-12 hours - Over 4 hours - all", 7)]
    [InlineData("Month,A,B,A - B\nApr 2026,10,3,1\n", "A - B", 1)]
    [InlineData("Month,A,B,A - B\nApr 2026,10,3,1\n", "[A] - [B]", 7)]
    [InlineData("Month,A,B,C\nApr 2026,10,3,1\n", "A+B-C", 12)]
    [InlineData("Month,A,B\nApr 2026,0.3,0.1\n", "A-B", 0.2)]
    public void Columns_are_added_and_taken_away_whatever_signs_their_names_hold(string text, string value, double figure) =>
        Assert.Equal(
            figure,
            Assert.Single(Read(text, m => m with { Value = value, Numerator = null, Denominator = null }).Figures).Reading.Value
        );

    [Theory]
    // A heading that wraps.
    [InlineData("Month,\"Falls\nin the month\"\nApr 2026,5\n")]
    // Title lines above, with commas in them.
    [InlineData("Falls, Meadow View\nPrinted, by the deputy\nMonth,Falls,Ward\nApr 2026,5,A\n")]
    // A date's column without heading, a single heading.
    [InlineData(",Falls\nApr 2026,5\n")]
    // No heading at all.
    [InlineData("Apr 2026,5\nMay 2026,6\n")]
    // Empty cells beyond the headings, and notes under the table.
    [InlineData("Month,Falls\nApr 2026,5,,,\n\nNote: figures are provisional, and subject to change, always\nSource: NHS England\n")]
    // What is no mark and no number yet.
    [InlineData("Month,Falls\nMar 2026,tbc\nApr 2026,5\n")]
    // A row of totals.
    [InlineData("Month,Falls\nApr 2026,5\nTotal,5\n")]
    // Vertical bars, tabs.
    [InlineData("Month|Falls\nApr 2026|5\n")]
    [InlineData("Month\tFalls\nApr 2026\t5\n")]
    public void Ordinary_tables_go_in(string text)
    {
        var read = Read(text, m => m.Value is null ? m with { Value = "Falls" } : m);
        Assert.Empty(read.Lines);
        Assert.Contains("2026-04-01=5", Told(read));
    }

    [Fact]
    public void Two_columns_of_one_name_have_a_number()
    {
        var table = FigureTable.ReadText("Month,Falls,Falls\nApr 2026,5,7\n");
        Assert.Equal(["Month", "Falls", "Falls (2)"], table.Columns);
        Assert.Equal(["2026-04-01=7"], Told(Read(table, m => m with { Value = "Falls (2)" })));
    }

    [Fact]
    public void A_running_total_is_nothing_that_is_counted_out_of()
    {
        const string Running = "Month,Count,Total\nApr 2026,5,5\nMay 2026,3,8\nJun 2026,4,12\n";
        Assert.Equal(["2026-04-01=5", "2026-05-01=3", "2026-06-01=4"], Told(Read(Running)));
        Assert.Equal("2026-04-01=5/5", Told(Read(Running, m => m with { Value = null, Numerator = "Count", Denominator = "Total" }))[0]);
        Assert.Equal("2026-04-01=5/50", Told(Read("Month,Count,Total\nApr 2026,5,50\nMay 2026,3,40\nJun 2026,4,60\n"))[0]);
    }

    [Theory]
    [InlineData("Month;Rate\nApr 2026;1,5\nMay 2026;1,234\n", 1.5, 1.234)]
    [InlineData("Month,Rate\nApr 2026,\"0,125\"\nMay 2026,\"1,234\"\n", 0.125, 1.234)]
    [InlineData("Month,Rate\nApr 2026,\"1,125\"\nMay 2026,\"1,234\"\n", 1125, 1234)]
    [InlineData("Month;Rate\nApr 2026;1,125.50\nMay 2026;1,234.00\n", 1125.5, 1234)]
    public void A_decimal_comma_is_no_thousand(string text, double first, double second) =>
        Assert.Equal([first, second], Read(text).Figures.Select(f => f.Reading.Value!.Value));

    [Theory]
    [InlineData("Date,Falls\n04/05/2026,1\n25/05/2026,2\n", "2026-05-04", null)]
    [InlineData("Date,Falls\n04/05/2026,1\n04/25/2026,2\n", "2026-04-05", null)]
    [InlineData("Date,Falls\n04/05/2026,1\n05/06/2026,2\n", "2026-05-04", "04/05/2026")]
    [InlineData("Date,Falls\n01/04/2026,1\n01/05/2026,2\n", "2026-04-01", null)]
    public void The_whole_column_says_whether_the_month_comes_first(string text, string first, string? doubtful)
    {
        var read = Read(text);
        Assert.Equal(
            (first, doubtful),
            (read.Figures[0].Reading.On!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), read.Doubtful)
        );
        Assert.Equal(2, read.Figures.Count);
    }

    [Fact]
    public void What_a_person_says_of_the_order_counts() =>
        Assert.Equal(
            ["2026-04-05=1", "2026-05-06=2"],
            Told(Read("Date,Falls\n04/05/2026,1\n05/06/2026,2\n", m => m with { MonthFirst = true }))
        );

    [Theory]
    [InlineData("Measure,Apr 2026,May 2026,Jun 2026\nFalls,5,6,\nSores,[c],2,3\n")]
    [InlineData("Measure,2024/25,2025/26\nFalls,5,6\nSores,[c],2\n")]
    [InlineData(",2026,,\nMeasure,Apr,May,Jun\nFalls,5,6,\nSores,[c],2,3\n")]
    public void Periods_that_stand_across_are_read_one_under_the_other(string text)
    {
        var table = FigureTable.ReadText(text);
        var read = FigureMap.Guess(table).Read(table);
        Assert.Empty(read.Lines);
        Assert.Equal((5.0, "Falls"), (read.Figures[0].Reading.Value, read.Figures[0].Measure));
        Assert.Equal("Suppressed to protect people.", read.Figures.Single(f => f.Reading.Value is null).Reading.Note);
    }

    [Fact]
    public void Months_across_and_years_down_are_read()
    {
        var read = Read("Year,Apr,May,Jun\n2024,5,6,7\n2025,8,9,\n");
        Assert.Equal(["2024-04-01=5", "2024-05-01=6", "2024-06-01=7", "2025-04-01=8", "2025-05-01=9"], Told(read));
    }

    [Theory]
    [InlineData("Year,Month,Falls\n2026,April,5\n2026,May,6\n")]
    [InlineData("Financial year,Month,Falls\n2026/27,Apr,5\n,May,6\n")]
    [InlineData("Month,Year,Falls\n4,2026,5\n5,2026,6\n")]
    public void A_year_that_stands_apart_is_put_to_its_month(string text) =>
        Assert.Equal(["2026-04-01=5", "2026-05-01=6"], Told(Read(text)));

    [Fact]
    public void A_name_on_the_first_row_of_its_block_stands_for_the_rows_below()
    {
        var table = FigureTable.ReadText("Measure,Month,Value\nFalls,Apr 2026,5\n,May 2026,6\nSores,Apr 2026,1\n,May 2026,2\n");
        var read = FigureMap.Guess(table).Read(table);
        Assert.Equal(["Falls 2026-04-01=5", "Falls 2026-05-01=6", "Sores 2026-04-01=1", "Sores 2026-05-01=2"], Told(read));
        // A name that is missing among others is missing.
        var missing = FigureTable.ReadText("Measure,Month,Value\nFalls,Apr 2026,5\nFalls,May 2026,6\n,Jun 2026,7\n");
        Assert.Contains(
            "The measure is missing",
            Assert.Single(FigureMap.Guess(missing).Read(missing).Lines).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_column_can_be_a_measure()
    {
        var table = FigureTable.ReadText("Month,Falls,M2,Staff\nApr 2026,5,1,x\nMay 2026,,2,x\n");
        var read = FigureMap.Guess(table, null, [("M1", "Falls"), ("M2", "Sores")]).Read(table);
        Assert.Equal(["Falls 2026-04-01=5", "M2 2026-04-01=1", "M2 2026-05-01=2"], Told(read));
    }

    [Fact]
    public void A_hidden_count_leaves_its_total_and_its_reason()
    {
        var read = Read("Month,Falls,Bed days\nApr 2026,[c],500\nMay 2026,<5,400\n", of: Counted());
        Assert.Empty(read.Lines);
        Assert.Equal(
            (null, 500.0, "Suppressed to protect people."),
            (read.Figures[0].Reading.Numerator, read.Figures[0].Reading.Denominator, read.Figures[0].Reading.Note)
        );
        Assert.Null(RecordReadings.Wrong(Counted(), read.Figures[1].Reading, new DateOnly(2026, 11, 1)));
    }

    [Theory]
    [InlineData(null, 90, 900, 1000, true)]
    [InlineData(100.0, 90, 900, 1000, true)]
    [InlineData(100.0, 20.7, 6730, 32490, true)]
    [InlineData(100.0, 91, 900, 1000, false)]
    [InlineData(100.0, 0.9, 900, 1000, false)]
    [InlineData(null, 85, 900, 1000, false)]
    [InlineData(1000.0, 7.5, 3, 400, true)]
    public void A_percentage_beside_its_own_counts_agrees_or_is_refused(
        double? multiplier,
        double value,
        double top,
        double bottom,
        bool agrees
    )
    {
        var measure = Counted();
        Shape.Of<Measure>()["multiplier"].Set(measure, multiplier);
        var wrong = RecordReadings.Wrong(measure, Reading.Of(new DateOnly(2026, 4, 1), value, top, bottom), new DateOnly(2026, 11, 1));
        Assert.Equal(agrees, wrong is null);
        if (wrong is not null)
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"{value} stands beside {top} out of {bottom}"),
                wrong.Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>Month</td></tr></table></body></html>", "web page")]
    [InlineData("\r\n<!DOCTYPE html>\n<html>", "web page")]
    [InlineData("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "XML")]
    public void A_page_that_is_called_a_workbook_is_said(string text, string what) =>
        Assert.Contains(
            what,
            Assert.Throws<RuleBroken>(() => FigureTable.Read(Encoding.UTF8.GetBytes(text))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_older_workbook_is_said() =>
        Assert.Contains(
            "older Excel",
            Assert.Throws<RuleBroken>(() => FigureTable.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("fingertips.csv", 3, "2021-04-01=15.1976/658", 1)]
    [InlineData("ons-series.csv", 14, "1989-01-01=5.7", 0)]
    [InlineData("nhs-england-ae.csv", 2, "2025-04-01=19421", 0)]
    public void Published_layouts_go_in(string file, int figures, string first, int marks)
    {
        var table = FigureTable.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "figures", "layouts", file)));
        var read = Read(
            table,
            m =>
                file.StartsWith("nhs", StringComparison.Ordinal)
                    ? m with
                    {
                        Value =
                            "A&E attendances Type 1 + A&E attendances Type 2 + A&E attendances Other A&E Department - Attendances over 4hrs Type 1 - Attendances over 4hrs Type 2 - Attendances over 4hrs Other Department",
                    }
                    : m
        );
        Assert.Empty(read.Lines);
        Assert.Equal(
            (figures, marks),
            (read.Figures.Count, read.Figures.Count(f => f.Reading.Note is not null && f.Reading.Value is null))
        );
        Assert.Equal(first, Told(read)[0]);
    }

    [Fact]
    public void A_part_is_known_by_what_it_holds_not_by_its_name()
    {
        var file = new Sheets().Add("Data", [Sheets.Texts("Month", "Falls"), Sheets.Texts("Apr 2026", 5)], extension: "bin").File();
        Assert.Equal(["2026-04-01=5"], Told(Read(FigureTable.Read(file))));
        var far = new Sheets().Add("Data", ["<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"], extension: "bin").File();
        Assert.StartsWith(
            "The sheet reaches to column ",
            Assert.Throws<RuleBroken>(() => FigureTable.Read(far)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_cell_in_row_a_million_costs_no_more_than_another()
    {
        var file = new Sheets()
            .Add(
                "Data",
                [
                    Sheets.Texts("Month", "Falls"),
                    Sheets.Texts("Apr 2026", 5),
                    "<row r=\"1000000\"><c r=\"A1000000\"><v>46143</v></c><c r=\"B1000000\"><v>6</v></c></row>",
                ]
            )
            .File();
        var table = FigureTable.Read(file);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(["2026-04-01=5", "2026-05-01=6"], Told(Read(table)));
    }

    [Fact]
    public void What_nests_without_end_or_names_without_end_is_refused()
    {
        var deep = new Sheets()
            .Add("Data", [string.Concat(Enumerable.Repeat("<x>", 1000)), string.Concat(Enumerable.Repeat("</x>", 1000))])
            .File();
        Assert.Contains("deep", Assert.Throws<RuleBroken>(() => FigureTable.Read(deep)).Message, StringComparison.Ordinal);
        var wide = new Sheets().Add("Data", [$"<row a=\"{new string('x', 200_000)}\"/>"]).File();
        Assert.Contains("tag", Assert.Throws<RuleBroken>(() => FigureTable.Read(wide)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_leaves_stops_the_reading()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();
        var text = new StringBuilder("Month,Falls\n").Insert(12, "2026-04-01,5\n", 9000).ToString();
        Assert.Throws<OperationCanceledException>(() => FigureTable.Read(Encoding.UTF8.GetBytes(text), cancel: left.Token));
        var sheet = new Sheets().Add("Data", Enumerable.Repeat(Sheets.Texts("Apr 2026", 5), 2000)).File();
        Assert.Throws<OperationCanceledException>(() => FigureTable.Read(sheet, cancel: left.Token));
    }
}
