using System.Text;
using Goldthread.App.Govern.Tables;

namespace Goldthread.App.Tests.Govern.Tables;

/// <summary>The flat tables are documented column by column.</summary>
public sealed class FlatTableTests
{
    [Fact]
    public void Each_column_is_documented()
    {
        var text = new StringBuilder(
            """
            # Flat tables

            Written by the tests from `src/Goldthread.App/Govern/Tables`. One flat table of all that the caller sees, for Power BI, Excel, R and Python:

                curl -H "Authorization: Bearer $TOKEN" "https://goldthread.example.org/api/v1/tables/actions.csv?area=4&since=2026-04-01"

            `area` keeps to that area and those below it, `since` to what was changed on that day or later (of figures, to those of that day or later). UTF-8
            with a byte-order mark, commas, days as 2026-04-01, numbers with a point, nothing where nothing is known. A text that a spreadsheet would run as a
            formula begins with an apostrophe. Restricted records are there for whoever sees them, and for nobody else.

            In Excel or Power BI: *Get data, From web*, the address, and under *Advanced* a header `Authorization` with `Bearer` and a token of the page *Tokens*:

                = Csv.Document(Web.Contents("https://goldthread.example.org/api/v1/tables/measures.csv", [Headers = [Authorization = "Bearer " & Token]]), [Encoding = 65001])


            """
        );
        foreach (var table in FlatTable.All)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"## {table.Name}\n\n{table.Says}.\n\n| Column | Kind | Holds |\n|---|---|---|\n"
            );
            foreach (var column in table.Columns)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{column.Name}` | {column.Kind} | {column.Says} |\n");
            text.Append('\n');
        }
        Approved.Holds("docs/tables.md", text.ToString());
    }
}
