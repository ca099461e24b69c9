using System.Net;
using System.Text.RegularExpressions;
using Goldthread.App.Things;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Parts;

/// <summary>A table of a page as a file for a spreadsheet: the same columns and the same words.</summary>
public static partial class SheetFile
{
    /// <summary>The format of commas.</summary>
    public const string Csv = "csv";

    /// <summary>The format of workbooks.</summary>
    public const string Xlsx = "xlsx";

    /// <summary>What parts the lines of a cell.</summary>
    [GeneratedRegex("</li>|<br>|</p>")]
    private static partial Regex Lines();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Pictures();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Spaces();

    /// <summary>The file.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">What the file is called, without its ending.</param>
    /// <param name="format"><see cref="Csv"/> or <see cref="Xlsx"/>.</param>
    public static FileContentResult Of(DataTable table, string name, string format)
    {
        var rows = table.Rows.Select(r => r.Select(Text).ToList()).ToList();
        return format == Csv
            ? new(App.Things.Csv.File(table.Columns.Select(c => c.Title), rows), "text/csv; charset=utf-8")
            {
                FileDownloadName = name + ".csv",
            }
            : new(
                Workbook.Of(table.Caption, [.. table.Columns.Select(c => (c.Title, c.IsFigure))], rows),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            )
            {
                FileDownloadName = name + ".xlsx",
            };
    }

    /// <summary>A cell as plain text; its lines are parted by semicolons.</summary>
    static string Text(Inline cell)
    {
        if (cell.Html is null)
            return cell.Text ?? "";
        using var writer = new StringWriter();
        cell.Html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        var text = Tags().Replace(Lines().Replace(Pictures().Replace(writer.ToString(), ""), "; "), "");
        return Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim(' ', ';');
    }
}
