using System.Globalization;
using System.Text;
using Goldthread.Domain.Checks;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>
/// The checks against an assessor: two dozens of plans and sentences, each marked before the checks read it. The second dozen was written before
/// anything was mended for the first. README.md beside them says what each round gave on first sight and gives now.
/// </summary>
public sealed class MarkedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_what_an_assessor_finds_80_in_100_are_found_90_of_what_stops_sign_off_and_95_of_what_is_said_is_right(int round)
    {
        var plans = Marked.Of(round);
        var text = new StringBuilder();
        foreach (var plan in plans)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{plan.Name}: {plan.Found.Count} said");
            foreach (var missed in plan.Missed)
                text.AppendLine(CultureInfo.InvariantCulture, $"  missed {missed}");
            foreach (var wrong in plan.Wrong)
                text.AppendLine(CultureInfo.InvariantCulture, $"  wrong {wrong.Severity} {wrong}");
        }
        output.WriteLine(text.ToString());
        var (seen, missing) = (plans.Sum(p => p.Seen.Count()), plans.Sum(p => p.Missed.Count()));
        var (stops, missingStops) = (
            plans.Sum(p => p.Seen.Count(m => m.Weight == '!')),
            plans.Sum(p => p.Missed.Count(m => m.Weight == '!'))
        );
        var (said, wrongly) = (plans.Sum(p => p.Found.Count), plans.Sum(p => p.Wrong.Count()));
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"found {seen - missing} of {seen}, of what stops sign-off {stops - missingStops} of {stops}, right {said - wrongly} of {said}"
            )
        );
        Assert.True(missing * 100 <= seen * 20, $"{missing} of {seen} are missed.");
        Assert.True(missingStops * 100 <= stops * 10, $"{missingStops} of {stops} that stop sign-off are missed.");
        Assert.True(wrongly * 100 <= said * 5, $"{wrongly} of {said} are wrong.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bad_plan_has_at_least_two_errors_and_a_good_one_none_and_at_most_one_warning(int round)
    {
        foreach (var plan in Marked.Of(round))
        {
            var errors = plan.Found.Count(f => f.Severity == Severity.Error);
            if (plan.IsGood)
            {
                Assert.True(errors == 0, $"{plan.Name}: {string.Join("; ", plan.Found)}");
                Assert.True(plan.Found.Count(f => f.Severity == Severity.Warning) <= 1, $"{plan.Name}: {string.Join("; ", plan.Found)}");
            }
            else if (plan.IsOfABadKind)
                Assert.True(errors >= 2, $"{plan.Name}: {string.Join("; ", plan.Found)}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sentence_is_taken_as_an_assessor_takes_it(int round)
    {
        var sentences = Marked.SentencesOf(round);
        string[] otherwise = [.. sentences.Where(s => !s.IsRight).Select(s => s.ToString())];
        foreach (var one in otherwise)
            output.WriteLine(one);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sentences.Count(s => s.Speaks && s.IsRight)} of {sentences.Count(s => s.Speaks)} spoken of, {sentences.Count(s => !s.Speaks && s.IsRight)} of {sentences.Count(s => !s.Speaks)} left in peace"
            )
        );
        Assert.True(otherwise.Count(o => o[0] == '+') * 100 <= sentences.Count(s => s.Speaks) * 10, string.Join("\n", otherwise));
        Assert.True(otherwise.Count(o => o[0] == '-') * 100 <= sentences.Count(s => !s.Speaks) * 5, string.Join("\n", otherwise));
    }

    /// <summary>What each round gives now, beside what it gave on first sight; the last round was mended for by nothing.</summary>
    [Fact]
    public void What_each_round_gives_is_written_down()
    {
        var text = new StringBuilder(
            """
            # The checks against an assessor

            Plans and sentences, each marked before any check read it: what is found of what the assessor finds, of what stops sign-off, how much of what
            is said is right, and how many sentences are taken as the assessor takes them.

            On first sight, before anything was mended: the first round 114 of 139, 55 of 62; sentences 42 of 81 spoken of, 54 of 63 left in peace. The
            second, written by the same hand in the same hour: 90 of 112, 51 of 65; 20 of 70 and 56 of 60. The third, written after the mends of both, of
            the kinds that hang on words and in words that no list had: 16 of 30, 10 of 19; 10 of 60 and 49 of 50. So a kind that hangs on dates, numbers
            and links is found in any plan; one that hangs on words is found as far as the words reach. The fourth round is never mended for: it says how
            far that is.

            Now:

            | Round | Plans | Found | Of what stops sign-off | Right of what is said | Sentences spoken of | Left in peace |
            |---|---|---|---|---|---|---|

            """
        );
        for (var round = 1; round <= 4; round++)
        {
            var plans = Marked.Of(round);
            var sentences = Marked.SentencesOf(round);
            var seen = plans.SelectMany(p => p.Seen).ToArray();
            var missed = plans.SelectMany(p => p.Missed).ToArray();
            var cells =
                plans.Count == 0
                    ? "none | | | |"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{plans.Count} | {seen.Length - missed.Length} of {seen.Length} | {Stops(seen) - Stops(missed)} of {Stops(seen)} | {plans.Sum(p => p.Found.Count) - plans.Sum(p => p.Wrong.Count())} of {plans.Sum(p => p.Found.Count)} |"
                    );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {round} | {cells} {sentences.Count(s => s.Speaks && s.IsRight)} of {sentences.Count(s => s.Speaks)} | {sentences.Count(s => !s.Speaks && s.IsRight)} of {sentences.Count(s => !s.Speaks)} |\n"
            );
        }
        Approved.Holds("tests/Goldthread.App.Tests/Develop/Checks/marked/README.md", text.ToString());

        static int Stops(IEnumerable<Marked.Mark> marks) => marks.Count(m => m.Weight == '!');
    }
}
