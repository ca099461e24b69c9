using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Tests.Parts;

public class PartsTests
{
    [Fact]
    public void Line_of_sight_is_a_list_that_says_where_and_why_the_thread_is_cut()
    {
        var page = Parse(
            new LineOfSight([
                new("Value", "Everyone is safe", "/strategy"),
                new("Objective", "") { Cut = "No objective serves it" },
                new("Action", "Buy mats", "/a") { IsCurrent = true },
            ])
        );

        var knots = page.QuerySelectorAll("nav[aria-label='Line of sight'] li");
        Assert.Equal(3, knots.Length);
        Assert.Contains("The thread is cut here: No objective serves it", Words(knots[1]), StringComparison.Ordinal);
        Assert.Equal("page", knots[2].QuerySelector("a")!.GetAttribute("aria-current"));
    }

    [Fact]
    public void Thread_tree_nests_a_list_under_each_knot()
    {
        var page = Parse(
            new ThreadTree([new("Value", "Safe") { Below = [new("Objective", "Fewer falls") { Below = [new("Action", "Walk the day")] }] }])
        );

        Assert.Contains("Walk the day", Words(page.QuerySelector("ul ul ul > li")!), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_names_its_rows_labels_its_cells_and_says_how_it_is_sorted()
    {
        var page = Parse(
            new DataTable
            {
                Caption = "Costs",
                Columns = [new("Item") { SortHref = "?sort=item", IsAscending = false }, new("Cost, £") { IsFigure = true }],
                Rows =
                [
                    ["<Mats>", "120"],
                ],
            }
        );

        Assert.Equal("descending", page.QuerySelector("th[scope=col]")!.GetAttribute("aria-sort"));
        Assert.Equal("<Mats>", Words(page.QuerySelector("th[scope=row]")!));
        Assert.Equal("Cost, £", page.QuerySelector("td")!.GetAttribute("data-label"));
        Assert.Equal("Costs", Words(page.QuerySelector("caption")!));
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 9, "1 2 3 … 9")]
    [InlineData(5, 9, "1 … 3 4 5 6 7 … 9")]
    [InlineData(9, 9, "1 … 7 8 9")]
    public void Pages_show_the_ends_and_two_neighbours(int current, int count, string? shown)
    {
        var pages = Pagination.Of(current, count, number => $"?page={number}");

        Assert.Equal(shown, pages is null ? null : string.Join(' ', pages.Items.Select(item => item.Number == 0 ? "…" : $"{item.Number}")));
    }

    [Fact]
    public void Every_state_has_a_word_and_a_shape()
    {
        foreach (var kind in Enum.GetValues<StateKind>())
        {
            var page = Parse(State.Of(kind));
            Assert.NotEqual("", Words(page.QuerySelector(".state")!));
            Assert.NotNull(page.QuerySelector(".state > svg[aria-hidden=true] > *"));
        }
    }

    [Fact]
    public void Matrix_links_its_counts_and_heads_its_rows()
    {
        var page = Parse(
            new Matrix
            {
                Caption = "Risks",
                RowAxis = "Likelihood",
                ColumnAxis = "Impact",
                RowWords = ["Likely"],
                ColumnWords = ["Minor", "Severe"],
                Cell = (_, column) => new(column == 0 ? "Watch" : "Act", column * 2, column, "/risks"),
            }
        );

        Assert.Equal("Act 2", Words(page.QuerySelectorAll("td.matrix__cell")[1]));
        Assert.Single(page.QuerySelectorAll("td.matrix__cell a"));
        Assert.Equal("Likely", Words(page.QuerySelector("th[scope=row]")!));
    }

    static IElement Parse(IHtmlContent part)
    {
        using var writer = new StringWriter();
        part.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).Body!;
    }

    static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
