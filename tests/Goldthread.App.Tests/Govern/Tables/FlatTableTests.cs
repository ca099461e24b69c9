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

            The same tables by OData v4, to ask for a part of one; `area` and `since` go with it:

                curl -G -H "Authorization: Bearer $TOKEN" https://goldthread.example.org/odata/Actions --data-urlencode "\$filter=Late eq true" --data-urlencode "\$select=Plan,Id,Title,Due"
                = OData.Feed("https://goldthread.example.org/odata", null, [Headers = [Authorization = "Bearer " & Token], Implementation = "2.0"])

            The sets are Plans, Objectives, Actions, Measures, Readings, Risks and Findings; a property is named as the column without lines between its words:
            `OwnerRole`, `PlanTitle`. Readings and Findings have an `Id` of their own beside. What is taken: `$filter` (comparisons, `and`, `or`, `not`, `in`,
            `contains`, `startswith`, `endswith`, `length`, `indexof`, `substring`, `tolower`, `toupper`, `trim`, `concat`, `year`, `month`, `day`, `round`, `floor`,
            `ceiling`; 100 terms at most), `$select`, `$orderby` (5 properties, 200,000 rows at most), `$top`, `$skip`, `$count` and `Set/$count`. An answer has at most
            20,000 rows, or as many as `Prefer: odata.maxpagesize=` says, and the link to the next ones. A call reads the table through once, with `$count` twice, and takes a minute at
            most: all figures of a large organisation come sooner as CSV.


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
