using System.Globalization;
using System.Xml.Linq;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Tests.Parts;

/// <summary>The picture of the thread: everything stands beside everything else, and a large plan is put together until it can be read.</summary>
public sealed class ThreadPictureTests
{
    static Knot Proof(int n) => new("Piece of evidence", $"EV{n} Minutes", $"/plans/P/monitor/evidence/EV{n}");

    [Theory]
    [InlineData(40, 5, 3)]
    [InlineData(20_000, 1, 0)]
    [InlineData(1, 40_000, 0)]
    [InlineData(200, 100, 100)]
    public void A_list_of_any_plan_has_a_bound_and_says_how_many_more_there_are(int objectives, int actions, int measures)
    {
        var plan = Plan(objectives, actions, measures);

        var some = ThreadLayout.Bounded(plan, 1500, (_, several) => "/list/" + several[0].Kind);

        Assert.InRange(ThreadLayout.Count(some), 1, 1500);
        if (ThreadLayout.Count(plan) <= 1500)
        {
            Assert.Same(plan, some);
            return;
        }
        var more = Flat(some).Where(k => k.Text.StartsWith("and ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(more);
        Assert.All(more, k => Assert.StartsWith("/list/", k.Href, StringComparison.Ordinal));
        if (objectives == 1)
        {
            var below = Flat(some).First(k => k.Kind == "Objective").Below;
            Assert.Equal($"and {actions - below.Count + 1:N0} more actions", below[^1].Text);
        }
        var picture = ThreadLayout.Bounded(ThreadLayout.Fold(plan, 70, (_, _) => null), 280, (_, _) => null);
        Assert.InRange(ThreadLayout.Count(picture), 1, 280);
    }

    static IEnumerable<Knot> Flat(IEnumerable<Knot> knots) => knots.SelectMany(k => Flat(k.Below).Prepend(k));

    /// <summary>A plan of so many objectives under four strategic ones.</summary>
    static Knot[] Plan(int objectives, int actions, int measures)
    {
        List<Knot> all =
        [
            .. Enumerable
                .Range(1, objectives)
                .Select(o => new Knot(
                    "Objective",
                    $"O{o} Fewer falls at night in the east wing of the house",
                    $"/plans/P/develop/objectives/O{o}"
                )
                {
                    Fact = "by 31 Mar 2027",
                    Below =
                    [
                        .. Enumerable
                            .Range(1, measures)
                            .Select(m => new Knot("Measure", $"M{o}-{m} Falls", $"/plans/P/monitor/measures/M{o}-{m}")
                            {
                                Cut = m == 1 ? "No figures yet" : null,
                            }),
                        .. Enumerable
                            .Range(1, actions)
                            .Select(a => new Knot("Action", $"A{o}-{a} Check the rooms", $"/plans/P/implement/actions/A{o}-{a}")
                            {
                                Below = [Proof(o)],
                            }),
                    ],
                }),
        ];
        return
        [
            new Knot("Purpose", "Good lives", "/strategy")
            {
                Below =
                [
                    .. all.Chunk(Math.Max(1, (objectives + 3) / 4))
                        .Select((c, n) => new Knot("Strategic objective", $"SO{n} Safe", "/strategy") { Below = c }),
                ],
            },
            new Knot("Value", "Dignity", "/strategy") { Below = [all[0] with { Below = [] }] },
            new Knot("Action", "A0 Alone", "/plans/P/implement/actions/A0") { Cut = "It belongs to no objective", IsLoose = true },
        ];
    }

    static string? Listed(Knot parent, IReadOnlyList<Knot> several) => $"{parent.Href}?kind={several[0].Kind}";

    static XElement Draw(IReadOnlyList<Knot> knots) => XElement.Parse(new ThreadPicture(knots, "The thread of <P>").ToString());

    static (double X, double Y, double Width, double Height)[] Boxes(XElement svg) =>
        [.. svg.Descendants("rect").Select(r => (Of(r, "x"), Of(r, "y"), Of(r, "width"), Of(r, "height")))];

    static double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 3, 2)]
    [InlineData(40, 5, 2)]
    public void Nothing_stands_on_anything_else_and_all_of_it_is_inside(int objectives, int actions, int measures)
    {
        var svg = Draw(ThreadLayout.Fold(Plan(objectives, actions, measures), 70, Listed));
        var boxes = Boxes(svg);
        for (var i = 0; i < boxes.Length; i++)
        {
            Assert.True(boxes[i].X >= 0 && boxes[i].X + boxes[i].Width <= Of(svg, "width"));
            Assert.True(boxes[i].Y >= 0 && boxes[i].Y + boxes[i].Height <= Of(svg, "height"));
            for (var j = i + 1; j < boxes.Length; j++)
                Assert.False(
                    boxes[i].X == boxes[j].X && boxes[i].Y < boxes[j].Y + boxes[j].Height && boxes[j].Y < boxes[i].Y + boxes[i].Height,
                    $"{boxes[i]} stands on {boxes[j]}"
                );
        }
        Assert.Equal("The thread of <P>", svg.Element("title")!.Value);
        Assert.Contains(
            "Objectives: " + objectives.ToString(CultureInfo.InvariantCulture),
            svg.Element("desc")!.Value,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            svg.DescendantsAndSelf().Attributes(),
            a => a.Name == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_small_plan_is_drawn_whole_and_a_large_one_is_put_together()
    {
        var small = Plan(4, 3, 1);
        Assert.Equal(small, ThreadLayout.Fold(small, 70, Listed));

        var svg = Draw(ThreadLayout.Fold(Plan(40, 5, 2), 70, Listed));
        Assert.Equal(40, svg.Descendants("title").Count(t => t.Value.StartsWith("Objective: O", StringComparison.Ordinal)));
        Assert.Equal(40, svg.Descendants("title").Count(t => t.Value == "Action: 5 actions"));
        Assert.Contains(svg.Descendants("a"), a => a.Attribute("href")!.Value == "/plans/P/develop/objectives/O7?kind=Action");
        Assert.Contains("1 of them ends here", svg.Value, StringComparison.Ordinal);
        Assert.True(Of(svg, "height") < 6000, $"{Of(svg, "height")} pixels are no picture.");
    }

    [Fact]
    public void What_comes_twice_is_drawn_once_with_a_line_from_each()
    {
        var svg = Draw(Plan(1, 3, 1));
        Assert.Single(svg.Descendants("title"), t => t.Value.StartsWith("Piece of evidence: EV1", StringComparison.Ordinal));
        Assert.Single(svg.Descendants("title"), t => t.Value.StartsWith("Objective: O1", StringComparison.Ordinal));
        // Two more actions and the value lead to what is drawn already.
        Assert.Equal(3, svg.Descendants("path").Count(p => p.Attribute("class")!.Value.Contains("is-second", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cut_says_why_before_or_after()
    {
        var svg = Draw(Plan(1, 1, 1));
        var words = svg.Descendants("text").Where(t => t.Attribute("class")!.Value == "thread-picture__cut").Select(t => t.Value).ToList();
        Assert.Equal(["It belongs to no objective", "No figures yet"], words.Order(StringComparer.Ordinal));
        Assert.Equal(2, svg.Descendants("path").Count(p => p.Attribute("class")!.Value.Contains("is-cut", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("one two", new[] { "one two" })]
    [InlineData("Donaudampfschifffahrtsgesellschaft", new[] { "Donaudampfschifffahrt…" })]
    [InlineData(
        "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k",
        new[] { "a b c d e f g h i j k", "l m n o p q r s t u v", "w x y z a b c d e f g…" }
    )]
    [InlineData("", new string[0])]
    public void Texts_are_broken_into_lines(string text, string[] lines) => Assert.Equal(lines, ThreadLayout.Wrap(text, 3));
}
