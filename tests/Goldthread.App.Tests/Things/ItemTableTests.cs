using System.IO.Compression;
using System.Xml.Linq;
using Goldthread.App.Things;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using MiniExcelLibs;

namespace Goldthread.App.Tests.Things;

public class ItemTableTests
{
    static readonly Thing Actions = Thing.Find("actions")!;

    static Part Made(string title)
    {
        var action = Actions.Shape.New();
        Actions.Shape["title"].Set(action, title);
        Actions.Shape["due"].Set(action, new DateOnly(2026, 5, 29));
        Actions.Shape["progress"].Set(action, 55);
        return action;
    }

    static XElement Sheet(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return XElement.Load(sheet);
    }

    static IEnumerable<XElement> Named(XElement sheet, string name) => sheet.Descendants().Where(e => e.Name.LocalName == name);

    [Fact]
    public void A_workbook_has_numbers_and_days_as_such()
    {
        var row =
            (IDictionary<string, object>)new MemoryStream(new ItemTable(Actions, [("A1", Made("Count"))]).ToXlsx()).Query(true).Single();
        Assert.Equal(("A1", "Count"), (row["id"], row["title"]));
        Assert.Equal((new DateTime(2026, 5, 29), 55d), (row["due"], row["progress"]));
    }

    [Fact]
    public void A_list_without_rows_has_its_headings()
    {
        var headings = Named(Sheet(new ItemTable(Actions, []).ToXlsx()), "v").Select(v => v.Value).ToList();
        Assert.Equal(["id", "title"], headings.Take(2));
        Assert.Equal(Actions.Shape.Fields.Count, headings.Count);
    }

    [Fact]
    public void A_column_is_as_wide_as_what_is_in_it_within_reason()
    {
        var title = "Look at each fall with the person";
        var columns = Named(Sheet(new ItemTable(Actions, [("A1", Made(title)), ("A2", Made(new string('x', 200)))]).ToXlsx()), "col");
        double[] widths = [.. columns.Select(c => (double)c.Attribute("width")!)];
        Assert.Equal(Actions.Shape.Fields.Count, widths.Length);
        Assert.InRange(widths[1], 60, 61);
        Assert.All(widths, w => Assert.InRange(w, 6, 61));
        Assert.True(widths[0] < 10);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+A1")]
    [InlineData("-A1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public void A_text_is_no_formula(string text)
    {
        var table = new ItemTable(Actions, [("A1", Made(text))]);
        Assert.Empty(Named(Sheet(table.ToXlsx()), "f"));
        Assert.Contains("'" + text, Named(Sheet(table.ToXlsx()), "v").Select(v => v.Value));
        Assert.Contains(",'" + text + ",", System.Text.Encoding.UTF8.GetString(table.ToCsv()), StringComparison.Ordinal);
    }
}
