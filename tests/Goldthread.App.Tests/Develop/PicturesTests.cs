using Goldthread.App.Develop.Pictures;

namespace Goldthread.App.Tests.Develop;

/// <summary>Pictures of plans: five hundred things stand in them without one label over another, and none is drawn outside.</summary>
public sealed class PicturesTests
{
    static string Called(int n) => $"R{n} Somebody of the east wing falls at night because the way to the bathroom is dark";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void A_grid_holds_any_number_of_things_and_counts_what_it_does_not_name(int things)
    {
        // All in one cell, and all over the grid.
        foreach (var spread in (bool[])[false, true])
        {
            var layout = GridLayout.Of(
                "How much they can change",
                "How much it matters to them",
                ["5 almost certain", "4 likely", "3", "2", "1"],
                ["1 negligible", "2", "3", "4", "5 catastrophic"],
                (row, column) =>
                    new(
                        "12 high",
                        2,
                        [
                            .. Enumerable
                                .Range(0, things)
                                .Where(n => spread ? n % 25 == (row * 5) + column : row == 2 && column == 3)
                                .Select(n => new GridEntry(Called(n), $"/r/{n}")),
                        ],
                        "2 more were here with nothing done"
                    )
            );

            Assert.Equal(25, layout.Cells.Count);
            NoneOver([.. layout.Heads, .. layout.Cells.SelectMany(c => c.Labels)], layout.Width, layout.Height);
            Assert.All(layout.Cells, c => Assert.All(c.Labels, l => Assert.True(Within(l.At, c.At), $"{l.Text} is not in its cell.")));
            var (named, more) = (
                layout.Cells.SelectMany(c => c.Labels).Where(l => l.Href is not null).DistinctBy(l => l.Href).Count(),
                layout
                    .Cells.SelectMany(c => c.Labels)
                    .Where(l => l.Text.StartsWith("and ", StringComparison.Ordinal))
                    .Sum(l => int.Parse(l.Text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))
            );
            Assert.Equal(things, named + more);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(500)]
    public void Boxes_in_columns_stand_beside_each_other_and_stay_near_what_they_lead_to(int things)
    {
        // A tree, some with two parents, and some that lead to nothing.
        var boxes = Enumerable
            .Range(0, things)
            .Select(n => new ColumnBox($"B{n}", n % 5, Called(n))
            {
                Note = n % 3 == 0 ? "idea to try" : null,
                Wrong = n % 7 == 0 ? "It leads to nothing yet" : null,
            })
            .ToList();
        var lines = Enumerable
            .Range(1, Math.Max(0, things - 1))
            .Where(n => n % 11 != 0)
            .SelectMany(n => new[] { ($"B{n - 1}", $"B{n}"), ($"B{(n / 5 * 5) + 0}", $"B{n}") })
            .Where(l =>
                int.Parse(l.Item1[1..], System.Globalization.CultureInfo.InvariantCulture) % 5
                < int.Parse(l.Item2[1..], System.Globalization.CultureInfo.InvariantCulture) % 5
            )
            .Append(("B0", "nothing"));

        var layout = ColumnsLayout.Of(["Aim", "Primary", "Secondary", "Idea", "Cycle"], boxes, lines);

        Assert.Equal(things, layout.Boxes.Count);
        for (var i = 0; i < layout.Boxes.Count; i++)
        {
            for (var j = i + 1; j < layout.Boxes.Count; j++)
                Assert.False(layout.Boxes[i].At.Overlaps(layout.Boxes[j].At), $"{layout.Boxes[i].Box.Key} over {layout.Boxes[j].Box.Key}");
        }
        NoneOver([.. layout.Heads, .. layout.Boxes.SelectMany(b => b.Labels)], layout.Width, layout.Height);
        Assert.All(layout.Boxes, b => Assert.All(b.Labels, l => Assert.True(Within(l.At, b.At), $"{l.Text} is not in its box.")));
        Assert.All(layout.Lines, l => Assert.True(l.X1 < l.X2, "A line runs from left to right."));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Rows_of_people_bars_and_courses_do_not_stand_over_each_other(int things)
    {
        var heat = HeatLayout.Of(
            [.. Enumerable.Range(0, things).Select(n => (Called(n), (string?)"/s"))],
            [.. Enumerable.Range(1, 13).Select(n => $"{n} Dec")],
            (row, column) => new("1,234.5", 4, (row + column) % 2 == 0, "asked")
        );
        NoneOver([.. heat.Heads, .. heat.Cells.Select(c => c.Label)], heat.Width, heat.Height);
        Assert.All(heat.Cells, c => Assert.True(Within(c.Label.At, c.At)));

        var bars = BarsLayout.Of(
            "leads people, manages resources, nobody has said",
            [.. Enumerable.Range(0, things).Select(n => new Bar(Called(n), null, [n, n / 2, 1000]))]
        );
        NoneOver(bars.Labels, bars.Width, bars.Height);

        // All end at the same height on the same day.
        var curves = CurvesLayout.Of(
            ["1 not at all", "2", "3", "4", "5 fully"],
            [.. Enumerable.Range(0, things).Select(n => new Course(Called(n), [(new(2026, 4, 1), n % 6), (new(2026, 9, 1), 3)]))]
        );
        NoneOver(curves.Labels, curves.Width, curves.Height);
        Assert.Equal(Math.Min(things, CurvesLayout.Most), curves.Curves.Count);
    }

    [Fact]
    public void What_does_not_fit_ends_in_an_ellipsis_and_never_in_half_a_letter()
    {
        Assert.Equal("Fewer falls", Lettering.Fit("Fewer\n falls", 200, 13));
        var cut = Lettering.Fit("𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜", 60, 13);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(cut[^2]));
        Assert.True(Lettering.Width(cut, 13) <= 60);
        Assert.Equal(["Donaudampfschifffah…"], Lettering.Wrap("Donaudampfschifffahrtsgesellschaft", 150, 13, 1));
        Assert.Empty(Lettering.Wrap("  ", 100, 13, 3));
        Assert.Equal(3, Lettering.Wrap(Called(1), 100, 13, 3).Count);
    }

    static bool Within(Spot inner, Spot outer) =>
        inner.Left >= outer.Left && inner.Top >= outer.Top && inner.Right <= outer.Right + 0.01 && inner.Bottom <= outer.Bottom + 0.01;

    internal static void NoneOver(IReadOnlyList<Lettered> labels, double width, double height)
    {
        var sorted = labels.Where(l => l.Text.Length > 0).OrderBy(l => l.At.Top).ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            Assert.True(Within(sorted[i].At, new(0, 0, width, height)), $"{sorted[i].Text} is outside.");
            Assert.True(
                Lettering.Width(sorted[i].Text, GridLayout.Letters) <= sorted[i].At.Width + 0.01,
                $"{sorted[i].Text} is longer than its room."
            );
            for (var j = i + 1; j < sorted.Count && sorted[j].At.Top < sorted[i].At.Bottom; j++)
                Assert.False(sorted[i].At.Overlaps(sorted[j].At), $"{sorted[i].Text} over {sorted[j].Text}");
        }
    }
}
