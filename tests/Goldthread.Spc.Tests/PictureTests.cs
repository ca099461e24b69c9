using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Tests;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static XElement Read(Action<ArrayBufferWriter<byte>> write)
    {
        var to = new ArrayBufferWriter<byte>();
        write(to);
        return XElement.Parse(Encoding.UTF8.GetString(to.WrittenSpan));
    }

    private static Chart Improved() =>
        Chart.Make(
            SeriesOf.Months([
                .. Enumerable.Range(0, 20).Select(i => (double?)(8 + (i % 2))),
                .. Enumerable.Range(0, 8).Select(i => (double?)(3 + (i % 2))),
            ]),
            ChartKind.Xmr,
            new() { Direction = Direction.Decrease, Targets = [new(5, null, "national"), new(4, null, "local")] }
        );

    [Fact]
    public void Picture_is_700_by_320_with_role_title_and_description()
    {
        var chart = Improved();
        var svg = Read(to => ChartPicture.Write(to, chart, new() { Title = "Falls" }));

        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal("0 0 700 320", (string?)svg.Attribute("viewBox"));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal(Verdict.Sentence(chart, new() { Title = "Falls" }), svg.Element(Svg + "title")!.Value);
        Assert.Equal(Svg + "title", svg.Elements().First().Name);
        Assert.StartsWith("Line chart of 28 points from Jan 2024 to Apr 2026.", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void No_style_gets_past_a_strict_policy()
    {
        foreach (
            var svg in new[]
            {
                Read(to => ChartPicture.Write(to, Improved())),
                Read(to => Sparkline.Write(to, Improved())),
                Read(to => VerdictIcon.Write(to, VariationVerdict.ConcernHigh)),
                Read(to => VerdictIcon.Write(to, AssuranceVerdict.Inconsistent)),
                Read(to => FunnelPicture.Write(to, FunnelTests.Homes(Direction.Decrease))),
            }
        )
        {
            Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Name.LocalName is "style" or "script" or "foreignObject");
            Assert.DoesNotContain(
                svg.DescendantsAndSelf().Attributes(),
                a => a.Name.LocalName is "style" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Meaning_has_a_shape_and_not_only_a_colour()
    {
        var svg = Read(to => ChartPicture.Write(to, Improved(), null, new() { ShowVerdict = false }));
        var shapes = svg.Descendants()
            .SelectMany(e =>
                (string?)e.Attribute("class") == "spc-point"
                    ? e.Elements()
                        .Select(c =>
                        {
                            c.SetAttributeValue("class", "spc-point");
                            return c;
                        })
                    : [e]
            )
            .Where(e => (string?)e.Attribute("class") is "spc-improving" or "spc-concerning" or "spc-point")
            .Select(e => ((string)e.Attribute("class")!, e.Name.LocalName, e.Attribute("stroke") is null))
            .Distinct()
            .ToArray();

        Assert.Contains(("spc-improving", "circle", false), shapes);
        Assert.All(shapes.GroupBy(s => (s.LocalName, s.Item3)), g => Assert.Single(g.Select(s => s.Item1).Distinct()));
    }

    [Fact]
    public void Text_is_escaped_and_what_xml_cannot_hold_is_replaced()
    {
        var title = "Falls <script>alert('x')</script> & \"more\" \u0001 \ud800 é 走";
        var svg = Read(to =>
            ChartPicture.Write(to, Improved(), new() { Title = title }, new() { Annotations = [Annotation.OnDay(new(2024, 6, 1), title)] })
        );

        Assert.StartsWith(
            "Falls <script>alert('x')</script> & \"more\" \ufffd \ufffd é 走: ",
            svg.Element(Svg + "title")!.Value,
            StringComparison.Ordinal
        );
        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.Contains(svg.Descendants(Svg + "g"), g => (string?)g.Attribute("class") == "spc-annotation");
    }

    [Fact]
    public void Gap_breaks_the_line()
    {
        var svg = Read(to => ChartPicture.Write(to, Chart.Make(SeriesOf.Months(1, 2, null, 3, 4)), null, new() { ShowVerdict = false }));
        var line = svg.Elements(Svg + "path").Single(p => (string?)p.Attribute("class") == "spc-line");

        Assert.Equal(2, ((string)line.Attribute("d")!).Count(c => c == 'M'));
    }

    [Fact]
    public void Rebase_is_a_line_with_its_reason()
    {
        var chart = Chart.Make(
            SeriesOf.Months([.. Enumerable.Range(0, 26).Select(i => (double?)(i % 3))]),
            ChartKind.Xmr,
            new() { Rebases = [Rebase.OnDay(new(2025, 2, 1), "new rota")] }
        );
        var rebase = Read(to => ChartPicture.Write(to, chart))
            .Descendants(Svg + "g")
            .Single(g => (string?)g.Attribute("class") == "spc-rebase");

        Assert.Equal("New limits from here: new rota", rebase.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void Too_few_points_show_no_icon_and_no_colour()
    {
        var svg = Read(to => ChartPicture.Write(to, SeriesOf.Xmr([1, 2, 3, 4, 5, 6, 7, 8], new() { Targets = [new(3)] })));

        Assert.DoesNotContain(svg.Descendants(), e => (string?)e.Attribute("class") is "spc-improving" or "spc-concerning");
        Assert.Contains("Not enough points yet for a verdict", svg.Elements(Svg + "text").Select(t => t.Value));
        var icon = new ArrayBufferWriter<byte>();
        VerdictIcon.Write(icon, VariationVerdict.NotEnoughYet);
        VerdictIcon.Write(icon, AssuranceVerdict.NotEnoughYet);
        Assert.Equal(0, icon.WrittenCount);
    }

    [Fact]
    public void Infinite_value_is_a_gap_in_the_picture()
    {
        var chart = Chart.Make(SeriesOf.Counts([1, 3, 2, 2], [10, 0, 10, 10]), ChartKind.Rate);
        var to = new ArrayBufferWriter<byte>();
        ChartPicture.Write(to, chart);
        ChartTable.Write(to, chart);
        Sparkline.Write(to, chart);

        Assert.DoesNotContain("Infinity", Encoding.UTF8.GetString(to.WrittenSpan), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", Encoding.UTF8.GetString(to.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_on_the_right_do_not_lie_on_one_another()
    {
        var chart = SeriesOf.Xmr(
            [.. SeriesOf.Repeat(5, 20), 6],
            new() { Targets = [new(5.0, null, "a"), new(5.1, null, "b"), new(4.9, null, "c")] }
        );
        var heights = Read(to => ChartPicture.Write(to, chart))
            .Elements(Svg + "text")
            .Where(t => (string?)t.Attribute("class") == "spc-label")
            .Select(t => (double)t.Attribute("y")!)
            .Order()
            .ToArray();

        Assert.Equal(6, heights.Length);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 21));
    }

    /// <summary>Each text's box, as wide as our letters make it.</summary>
    private static List<(string Text, double Left, double Right, double Top, double Bottom)> Boxes(XElement svg)
    {
        var size = (double)svg.Attribute("font-size")!;
        return
        [
            .. svg.Descendants(Svg + "text")
                .Where(t => t.Value.Length > 0)
                .Select(t =>
                {
                    var (x, y, width) = ((double)t.Attribute("x")!, (double)t.Attribute("y")!, ChartPicture.WidthOf(t.Value));
                    var left = (string?)t.Attribute("text-anchor") switch
                    {
                        "middle" => x - (width / 2),
                        "end" => x - width,
                        _ => x,
                    };
                    return (t.Value, left, left + width, y - (0.35 * size), y + (0.35 * size));
                }),
        ];
    }

    private static void Is_tidy(XElement svg)
    {
        // At 320 pixels a picture is 288 wide: letters of 25 are 10 pixels high.
        Assert.True((double)svg.Attribute("font-size")! * 288 / ChartPicture.Width >= 10);
        var boxes = Boxes(svg);
        Assert.All(boxes, b => Assert.True(b.Left >= -0.5 && b.Right <= 700.5 && b.Top >= 0 && b.Bottom <= 320, b.ToString()));
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.DoesNotContain(
                boxes.Skip(i + 1),
                b => b.Left < boxes[i].Right && boxes[i].Left < b.Right && b.Top < boxes[i].Bottom - 0.5 && boxes[i].Top < b.Bottom - 0.5
            );
        }
    }

    public static TheoryData<string, double[], bool> Crowded() =>
        new()
        {
            { "millions", [.. Enumerable.Range(0, 36).Select(i => 1_200_000.0 + (37_123 * (i % 5)))], true },
            { "thousand millions", [.. Enumerable.Range(0, 24).Select(i => 3.2e9 + (4e8 * (i % 3)))], true },
            { "beyond names of numbers", [.. Enumerable.Range(0, 24).Select(i => 3.2e15 + (4e13 * (i % 3)))], true },
            { "millionths", [.. Enumerable.Range(0, 24).Select(i => 3.2e-5 + (4e-6 * (i % 3)))], true },
            { "all alike", [.. Enumerable.Repeat(7.0, 20)], true },
            { "by day", [.. Enumerable.Range(0, 30).Select(i => (double)(i % 4))], false },
            { "negative", [.. Enumerable.Range(0, 60).Select(i => -4.25 - (i % 7))], true },
            { "one", [4], false },
            { "two", [4, 5], true },
            { "three hundred", [.. Enumerable.Range(0, 300).Select(i => 1000.0 + (i % 11))], false },
        };

    [Theory]
    [MemberData(nameof(Crowded))]
    public void Words_are_legible_on_a_phone_inside_the_picture_and_apart(string name, double[] values, bool monthly)
    {
        double?[] known = [.. values];
        var series = (monthly ? SeriesOf.Months(known) : SeriesOf.Values(known)) with { Trajectory = known };
        var far = series.Dates[^1];
        var chart = Chart.Make(
            series,
            ChartKind.Xmr,
            new()
            {
                Targets =
                [
                    new(values.Max() * 1.1, null, "integrated care board ambition"),
                    new(values.Min(), null, "local"),
                    new(values[0]),
                ],
                Rebases = [new(series.Dates[values.Length / 3]), new(series.Dates[(values.Length / 3) + (values.Length > 9 ? 2 : 0)])],
            }
        );

        Is_tidy(
            Read(to =>
                ChartPicture.Write(
                    to,
                    chart,
                    new() { Title = name },
                    new() { Annotations = [new(series.Dates[0], "a"), new(far, "b"), new(far, "c")] }
                )
            )
        );
    }

    [Fact]
    public void Each_name_has_its_dot_and_each_dot_its_name()
    {
        string[] names = ["Ash ward", "Beech", "Cedar ward for older people", "Dale", "Elm ward", "Fir"];
        var chart = Chart.Make(new Series { Categories = names, Values = [3, 6, 4, 9, 2, 5] }, ChartKind.Individuals);
        var svg = Read(to => ChartPicture.Write(to, chart));

        Is_tidy(svg);
        Assert.Equal(6, Boxes(svg).Count(b => names.Any(n => n[0] == b.Text[0]) && b.Top > 280));
        var spark = Read(to => Sparkline.Write(to, chart));
        Assert.Equal(6, spark.Descendants(Svg + "circle").Count());
        Assert.DoesNotContain(spark.Descendants(Svg + "path"), p => (string?)p.Attribute("class") == "spc-line");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(100_000)]
    [InlineData(12_345_678)]
    public void Sizes_of_services_are_written_apart(double largest)
    {
        FunnelUnit[] units =
        [
            .. Enumerable
                .Range(1, 12)
                .Select(i => new FunnelUnit($"Home {i}", Math.Floor(largest * i / (i == 3 ? 40.0 : 120)), largest * i / 12)),
        ];

        Is_tidy(Read(to => FunnelPicture.Write(to, Funnel.Of(units, FunnelKind.Rate, Direction.Decrease))));
    }

    [Fact]
    public void Figures_far_below_1_are_not_written_as_0()
    {
        var chart = SeriesOf.Xmr([3.2e-12, 3.4e-12, 3.1e-12]);

        Assert.Equal("3.2E-12", new ChartWords().Figure(3.2e-12, chart));
        Assert.Contains(
            Boxes(Read(to => ChartPicture.Write(to, SeriesOf.Xmr([0, 0, 0], new() { Targets = [new(0.0002)] })))),
            b => b.Text == "Target 0.000200"
        );
    }

    [Fact]
    public void Letters_of_happenings_do_not_lie_on_one_another()
    {
        Annotation[] happenings =
        [
            .. Enumerable.Range(0, 12).Select(i => Annotation.OnDay(new DateOnly(2026, 2, 1).AddDays(i * 3), $"Thing {i}")),
        ];
        var places = Read(to => ChartPicture.Write(to, Improved(), null, new() { Annotations = happenings }))
            .Descendants(Svg + "g")
            .Where(g => (string?)g.Attribute("class") == "spc-annotation")
            .Select(g => (double)g.Element(Svg + "circle")!.Attribute("cx")!)
            .ToArray();

        Assert.Equal(12, places.Length);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 25.9));
        Assert.InRange(places[^1], 0, 688);
    }

    [Fact]
    public void Sparkline_has_band_mean_line_and_the_last_point()
    {
        var svg = Read(to => Sparkline.Write(to, Improved(), new() { Title = "Falls" }));

        Assert.Equal("0 0 120 28", (string?)svg.Attribute("viewBox"));
        Assert.Equal(Verdict.Sentence(Improved(), new() { Title = "Falls" }), svg.Element(Svg + "title")!.Value);
        Assert.Equal(
            ["spc-band", "spc-mean", "spc-line", "spc-improving"],
            svg.Elements().Skip(1).Select(e => (string?)e.Attribute("class"))
        );
    }

    [Fact]
    public void Names_are_dots_without_a_line()
    {
        var chart = Chart.Make(new Series { Categories = ["Oak", "Ash", "Elm"], Values = [3, 4, 5] }, ChartKind.Individuals);
        var svg = Read(to => ChartPicture.Write(to, chart));

        Assert.DoesNotContain(svg.Elements(Svg + "path"), p => (string?)p.Attribute("class") == "spc-line");
        Assert.StartsWith("Dot chart of 3 points from Ash to Oak.", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("None of 3 is beyond the limits", svg.Elements(Svg + "text").Select(t => t.Value));
    }

    [Fact]
    public void Table_has_targets_in_force_and_the_planned_course()
    {
        var series = SeriesOf.Months(5, 4, 6) with { Trajectory = [null, 4.5, 4] };
        var options = new ChartOptions
        {
            Targets =
            [
                new(7, null, "national"),
                Target.FromDay(5, new(2024, 3, 1), "national"),
                Target.FromDay(4, new(2024, 2, 1), "local"),
            ],
        };
        var table = Read(to => ChartTable.Write(to, Chart.Make(series, ChartKind.Xmr, options), new() { Decimals = 1 }));
        var head = table.Element("thead")!.Element("tr")!.Elements("th").Select(h => h.Value).ToArray();
        var rows = table.Element("tbody")!.Elements("tr").Select(r => r.Elements().Select(c => c.Value).ToArray()).ToArray();

        Assert.Equal(["Target (national)", "Target (local)", "Planned course", "What it says"], head[^4..]);
        Assert.Equal(["7.0", "", ""], rows[0][^4..^1]);
        Assert.Equal(["7.0", "4.0", "4.5"], rows[1][^4..^1]);
        Assert.Equal(["5.0", "4.0", "4.0"], rows[2][^4..^1]);
    }

    [Fact]
    public void Table_says_why_a_count_over_zero_has_no_figure()
    {
        var table = Read(to => ChartTable.Write(to, Chart.Make(SeriesOf.Counts([1, 3, 2, 2], [10, 0, 10, 10]), ChartKind.Rate)));

        Assert.Equal("nothing to divide by", table.Element("tbody")!.Elements("tr").ElementAt(1).Elements().Last().Value);
    }

    [Fact]
    public void Table_holds_each_point_with_its_meaning_or_its_gap()
    {
        var chart = Chart.Make(SeriesOf.Counts([1, 0, 2], [10, 0, 10]), ChartKind.Proportion, new() { Profile = RuleProfile.NhsR });
        var table = Read(to => ChartTable.Write(to, chart, new() { Title = "Seen", AsPercentage = true }));
        var rows = table.Element("tbody")!.Elements("tr").Select(r => r.Elements().Select(c => c.Value).ToArray()).ToArray();

        Assert.Equal(3, rows.Length);
        Assert.Equal("1 Jan 2024", rows[0][0]);
        Assert.Equal("10%", rows[0][1]);
        Assert.Equal("nothing to divide by", rows[1][^1]);
        Assert.All(table.Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
    }

    [Fact]
    public void Stream_gets_the_same_bytes()
    {
        var to = new ArrayBufferWriter<byte>();
        using var stream = new MemoryStream();
        ChartPicture.Write(to, Improved());
        ChartPicture.Write(stream, Improved());

        Assert.Equal(to.WrittenSpan.ToArray(), stream.ToArray());
    }
}

public sealed class FunnelTests
{
    public static Funnel Homes(Direction direction, double wild = 0) =>
        Funnel.Of(
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => new FunnelUnit(
                        $"Home {i}",
                        Math.Round((50 + (i * 10)) * (i == 7 ? 0.6 : 0.3 + ((i % 5 - 2) * (0.01 + wild)))),
                        50 + (i * 10)
                    )),
            ],
            FunnelKind.Proportion,
            direction
        );

    [Fact]
    public void Service_beyond_the_limits_is_named()
    {
        var funnel = Homes(Direction.Decrease);

        Assert.False(funnel.IsWidened);
        Assert.Equal("Home 7", Assert.Single(funnel.Points, p => p.Type == PointType.Concern).Unit.Name);
        Assert.Contains("Home 7 (high)", FunnelPicture.Sentence(funnel), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_is_described_in_figures()
    {
        var to = new ArrayBufferWriter<byte>();
        FunnelPicture.Write(to, Homes(Direction.Decrease), new() { AsPercentage = true });
        XNamespace svg = "http://www.w3.org/2000/svg";
        var description = XElement.Parse(Encoding.UTF8.GetString(to.WrittenSpan)).Element(svg + "desc")!.Value;

        Assert.StartsWith(
            "Funnel plot of 40 services, each a mark: its size across, from 50 to 440",
            description,
            StringComparison.Ordinal
        );
        Assert.Contains("Mean 30.", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 5)]
    [InlineData(1, 1e9)]
    [InlineData(3, 1000)]
    public void Services_that_are_all_the_same_can_be_drawn(double count, double of)
    {
        foreach (var kind in Enum.GetValues<FunnelKind>())
        {
            var funnel = Funnel.Of([new("A", count, of), new("B", count, of), new("C", 0, 0)], kind, Direction.Neutral, 100);
            var to = new ArrayBufferWriter<byte>();
            FunnelPicture.Write(to, funnel);
            var text = Encoding.UTF8.GetString(to.WrittenSpan);

            Assert.Equal(2, funnel.Points.Count);
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
            Assert.All(funnel.Points, p => Assert.True(double.IsFinite(p.Deviations) && double.IsFinite(p.Value)));
        }
    }

    [Fact]
    public void Many_services_beyond_the_limits_are_named_up_to_eight()
    {
        var funnel = Funnel.Of(
            [.. Enumerable.Range(0, 30).Select(i => new FunnelUnit($"Home {i}", i % 2 == 0 ? 400 : 100, 1000))],
            FunnelKind.Proportion,
            Direction.Decrease,
            allowForOverdispersion: false
        );
        var sentence = FunnelPicture.Sentence(funnel);

        Assert.EndsWith(" and others.", sentence, StringComparison.Ordinal);
        Assert.Equal(8, sentence.Split("Home ").Length - 1);
    }

    [Fact]
    public void Limits_narrow_with_size_and_stay_in_range()
    {
        var funnel = Homes(Direction.Decrease);
        var (small, large) = (funnel.Limits(10), funnel.Limits(1000));

        Assert.True(small.Upper > large.Upper && small.Lower < large.Lower);
        Assert.InRange(funnel.Limits(0.01).Upper, 0, 1);
        Assert.InRange(funnel.Limits(0.01).Lower, 0, 1);
        var p = funnel.Centre;
        Assert.Equal(p + (3 * Math.Sqrt(p * (1 - p) / 1000)), large.Upper, 1e-12);
    }

    [Fact]
    public void Overdispersion_widens_the_limits()
    {
        var funnel = Homes(Direction.Decrease, wild: 0.08);

        Assert.True(funnel.IsWidened);
        Assert.True(funnel.Dispersion > 2);
        var p = funnel.Centre;
        Assert.Equal(p + (3 * Math.Sqrt(funnel.Dispersion * p * (1 - p) / 1000)), funnel.Limits(1000).Upper, 1e-12);
    }

    [Fact]
    public void Rates_have_poisson_limits()
    {
        var funnel = Funnel.Of([new("A", 5, 1000), new("B", 6, 1000), new("C", 40, 1000)], FunnelKind.Rate, Direction.Decrease, 1000);

        Assert.Equal(17, funnel.Centre, 9);
        Assert.Equal(17 + (3 * Math.Sqrt(17.0 / 1000 / 1000) * 1000), funnel.Limits(1000).Upper / 1, 1e-6 + (funnel.IsWidened ? 100 : 0));
    }

    [Fact]
    public void One_service_is_not_compared() =>
        Assert.Throws<ArgumentException>(() => Funnel.Of([new("A", 1, 2), new("B", 0, 0)], FunnelKind.Rate, Direction.Decrease));
}
