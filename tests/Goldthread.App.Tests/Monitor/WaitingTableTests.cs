using System.IO.Compression;
using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Tests.Monitor;

/// <summary>What of an uploaded table waits: the columns that a figure can come from, and nobody's name.</summary>
public sealed class WaitingTableTests
{
    const string People =
        "Resident,NHS number,Date of birth,Room,Month,Falls,Site,Note\n"
        + "Edith Smith,943 476 5919,12/03/1948,4,Apr 2026,1,North,\n"
        + "Arthur Brown,987 654 3210,01/02/1950,5,May 2026,2,North,seen with 9434765919\n"
        + "Doris Green,,03/04/1941,6,Jun 2026,0,South,two beds closed\n"
        + "Edith Smith,943 476 5919,12/03/1948,4,Jul 2026,3,South,\n";

    static string Inflated(byte[] waiting)
    {
        using var stream = new DeflateStream(new MemoryStream(waiting), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    [Fact]
    public void Only_columns_that_a_figure_can_come_from_wait()
    {
        var waiting = WaitingTable.Pack(Encoding.UTF8.GetBytes(People), null, null);
        var table = WaitingTable.Read(waiting, new TableChoice());

        Assert.Equal(["Room", "Month", "Falls", "Site", "Note"], table.Columns);
        Assert.Equal(["Resident", "NHS number", "Date of birth"], table.Dropped);
        var kept = Inflated(waiting);
        foreach (var secret in (string[])["Edith", "Brown", "943 476 5919", "9434765919", "12/03/1948", "1950"])
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.Equal([2, 3, 4, 5], table.Rows.Select(r => r.Line));
        Assert.Equal(["6", "Jun 2026", "0", "South", "two beds closed"], table.Rows[2].Cells);
    }

    [Fact]
    public void A_column_by_which_rows_are_chosen_waits_whatever_number_of_places_it_names()
    {
        // As published files have it: every month of every trust, and who told of each.
        var rows = Enumerable
            .Range(0, 2400)
            .Select(i => $"{new DateOnly(2025, 1, 1).AddMonths(i / 240):yyyy-MM-dd},R{i % 240:000},{i % 7},somebody of shift {i}");
        var file = Encoding.UTF8.GetBytes("period,org_code,falls,told_by\n" + string.Join('\n', rows) + "\n");

        var table = WaitingTable.Read(WaitingTable.Pack(file, null, null), new TableChoice());

        Assert.Equal(["period", "org_code", "falls"], table.Columns);
        Assert.Equal(["told_by"], table.Dropped);
    }

    [Fact]
    public void What_was_withheld_is_refused_with_the_reason_that_it_would_have_had()
    {
        var table = WaitingTable.Read(WaitingTable.Pack(Encoding.UTF8.GetBytes(People), null, null), new TableChoice());
        var read = new FigureMap
        {
            On = "Month",
            Value = "Falls",
            Note = "Note",
        }.Read(table);
        var measure = (Measure)Domain.Shapes.Shape.Of<Measure>().New();

        var wrong = read.Figures.Select(f => RecordReadings.Wrong(measure, f.Reading, new DateOnly(2026, 11, 1))).ToList();

        Assert.Equal([null, "note", null, null], wrong.Select(w => w?.Field));
        Assert.Equal(Identifiable.Kind.NhsNumber.Explanation(), wrong[1]!.Message);
    }

    [Fact]
    public void A_sheet_is_chosen_among_those_that_wait_with_its_hidden_rows_or_without()
    {
        var file = new Sheets()
            .Add("First", [Sheets.Texts("Month", "Falls"), Sheets.Texts("Apr 2026", 5)])
            .Add(
                "Second",
                [Sheets.Texts("Month", "Sores"), Sheets.Texts("Apr 2026", 6), Sheets.Hidden(Sheets.Cell("May 2026"), Sheets.Cell(7))]
            )
            .File();
        var waiting = WaitingTable.Pack(file, null, null);

        Assert.Equal("5", WaitingTable.Read(waiting, new TableChoice()).Rows[0].Cells[1]);
        var second = WaitingTable.Read(waiting, new TableChoice("Second"));
        Assert.Equal((1, 1, 2), (second.Rows.Count, second.HiddenRows, second.Sheets.Count));
        Assert.Equal(2, WaitingTable.Read(waiting, new TableChoice("Second", HiddenToo: true)).Rows.Count);
        Assert.Single(WaitingTable.Read(waiting, new TableChoice("First", HiddenToo: true)).Rows);
        Assert.Throws<RuleBroken>(() => WaitingTable.Read(waiting, new TableChoice("Third")));
    }
}
