using System.Text.RegularExpressions;
using Goldthread.App.Documents;
using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Tests.Documents;

/// <summary>The report to the board: what stands out, on two pages, in plain words, each sentence leading to where it is from.</summary>
public sealed partial class BoardReportTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A plan of 5,000 late actions, 500 measures that get worse and 200 risks, all with names as long and as wide as they may be.</summary>
    internal static PlanWords Great(DateOnly today)
    {
        var plan = LoadExample.Read("rowan-court", today);
        var wide = string.Join(' ', Enumerable.Repeat("WWWWMMMM mmmm", 20));
        T[] Many<T>(int count, IReadOnlyList<T> like, System.Action<Shape, T, int> change)
            where T : Item
        {
            var shape = Shape.Of<T>();
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(n =>
                    {
                        var copy = (T)shape.Copy(like[n % like.Count]);
                        shape["id"].Set(copy, $"X{n}");
                        change(shape, copy, n);
                        return copy;
                    }),
            ];
        }

        plan.SetItems(
            Thing.Of<Action>(),
            Many(
                5000,
                plan.Actions,
                (shape, action, n) =>
                {
                    shape["title"].Set(action, wide[..200]);
                    shape["due"].Set(action, today.AddDays(-1 - (n % 900)));
                    shape["status"].Set(action, ActionStatus.InProgress);
                }
            )
        );
        plan.SetItems(Thing.Of<Measure>(), Many(500, plan.Measures, (shape, measure, _) => shape["name"].Set(measure, wide[..150])));
        plan.SetItems(
            Thing.Of<Risk>(),
            Many(
                200,
                plan.Risks,
                (shape, risk, _) =>
                {
                    shape["event"].Set(risk, wide);
                    shape["status"].Set(risk, OpenStatus.Open);
                    Shape.Of<RiskScore>()["likelihood"].Set(risk.Residual ?? risk.Inherent!, 5);
                    Shape.Of<RiskScore>()["consequence"].Set(risk.Residual ?? risk.Inherent!, 5);
                }
            )
        );
        Shape.Of<Plan>()["title"].Set(plan.Plan!, wide[..190]);
        return new(plan, today)
        {
            Series = plan
                .Measures.Select(
                    (m, n) =>
                        new SeriesRow
                        {
                            Measure = m.Id,
                            Last = today.AddDays(n % 3 == 0 ? -400 : -10),
                            Latest = 1_234_567.891,
                            Target = 2_345_678.912,
                            Variation = n % 3 == 1 ? "concern-high" : "improvement-high",
                            Assurance = "consistent-fail",
                        }
                )
                .ToDictionary(s => s.Measure, StringComparer.Ordinal),
        };
    }

    static Document Of(PlanWords words) => DocumentKind.Of("board").Make(words);

    static IEnumerable<(string Text, string? Address)> Statements(Document report) =>
        report.Blocks.SelectMany(b =>
            b switch
            {
                Bullets bullets => bullets.Lines.Select(l => (l.Text, l.Address)),
                Paragraph said => [(said.Text, said.Address)],
                _ => Array.Empty<(string, string?)>(),
            }
        );

    [Fact]
    public void Each_sentence_leads_to_where_it_is_from()
    {
        foreach (var words in new[] { new PlanWords(LoadExample.Read("rowan-court", Today), Today), Great(Today) })
        {
            var said = Statements(Of(words)).ToList();
            Assert.True(said.Count > 6);
            Assert.All(said, s => Assert.StartsWith("/plans/", s.Address, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_there_is_no_room_for_is_counted()
    {
        var said = Statements(Of(Great(Today))).Select(s => s.Text).ToList();

        Assert.InRange(said.Count, 15, 34);
        Assert.Contains(said, s => s == "There are 4,995 more late actions of this kind.");
        Assert.Contains(said, s => s.EndsWith(" more measures of this kind.", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("5,000 of 5,000 open actions are late", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_without_anything_says_so()
    {
        var said = Statements(Of(new(new PlanDocumentOf().Empty, Today))).Select(s => s.Text).ToList();

        Assert.Contains("Nothing is late.", said);
        Assert.Contains("Nothing waits for a decision.", said);
        Assert.Contains("No figure gets worse.", said);
    }

    sealed class PlanDocumentOf
    {
        internal PlanDocument Empty
        {
            get
            {
                var plan = LoadExample.Read("rowan-court", Today);
                foreach (var thing in Thing.All.Where(t => t.Stage is not Domain.Stage.Strategy && !t.IsOfArea))
                    plan.SetItems(thing, []);
                return plan;
            }
        }
    }

    [Fact]
    public void A_reader_of_twelve_understands_its_own_words()
    {
        // What it says itself: the names of a plan are one plain word.
        var plain = Great(Today);
        foreach (
            var (thing, field) in (ReadOnlySpan<(Thing, string)>)
                [(Thing.Of<Action>(), "title"), (Thing.Of<Measure>(), "name"), (Thing.Of<Risk>(), "event")]
        )
        {
            foreach (var item in plain.Document.ItemsOf(thing))
                thing.Shape[field].Set(item, "Falls");
        }
        var report = Of(plain);
        var text = string.Join(
            ' ',
            report
                .Blocks.OfType<Heading>()
                .Select(h => h.Text + ".")
                .Concat(Statements(report).Select(s => s.Text))
                .Distinct(StringComparer.Ordinal)
        );
        var sentences = text.Split(['.', ':', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Count(s => s.Any(char.IsLetter));
        var words = Word().Matches(text).Select(m => m.Value).ToList();
        var syllables = words.Sum(w => Math.Max(1, Vowels().Count(w.TrimEnd('e'))));

        // The grade of Flesch and Kincaid, and five years before the first grade.
        var age = (0.39 * words.Count / sentences) + (11.8 * syllables / words.Count) - 15.59 + 5;
        Assert.InRange(age, 5, 12);
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase)]
    private static partial Regex Vowels();
}
