using System.Globalization;
using Goldthread.Domain.Learn;

namespace Goldthread.Domain.Tests.Learn;

/// <summary>What is taken out of a text before somebody from outside reads it: 240 sentences with what was planted in each.</summary>
public sealed class RedactedTests
{
    static readonly string[] Around =
    [
        "At the review {0} was mentioned by the team.",
        "The audit of March 2026 named {0}, and the record was moved.",
        "{0} asked for a later breakfast, and 12 of 14 staff agreed.",
        "We met the family of {0} on 4 March 2026.",
    ];

    static readonly string[] Titled =
    [
        "Mrs Smith",
        "Mr O'Neill",
        "Ms Okafor-Hale",
        "Miss Ellis",
        "Mr. J. Price",
        "Mrs Édith Piaf",
        "Mx Winter",
        "Mr A Novak",
        "Mrs Van Dyke",
        "Miss Amy Lee",
        "Sir Ben Ash",
        "Lady Grant",
        "Dame Ann Lowe",
        "Mr D’Arcy",
        "Ms B. K. Shah",
        "Mrs Wu",
        "Mr Li",
        "Master Tom Hill",
        "Ms Lindqvist",
        "Mr Ng",
    ];

    static readonly string[] Initialled = ["J.S.", "A. B. Cole", "M. Okafor", "T. Ward", "K.L.M.", "E. Stone"];

    static readonly string[] Born =
    [
        "born 3 May 1941",
        "DOB 03/05/1941",
        "date of birth: 3.5.41",
        "born on 12th June 1938",
        "d.o.b. 1938-06-12",
        "DOB: 12-06-1938",
        "date of birth 1 January 1950",
        "born June 12, 1938",
        "a patient of 03/05/1941",
        "a resident since 12 June 1938",
        "birthday 4/5/39",
        "born 1938",
    ];

    static readonly string[] Rooms = ["room 4", "Room 12B", "bed 3", "flat 7", "Bay C", "room no. 9"];

    static IEnumerable<string> In(string planted) => Around.Select(a => string.Format(CultureInfo.InvariantCulture, a, planted));

    static string Number(int seed)
    {
        for (var n = seed; ; n++)
        {
            var nine = (400_000_000 + (n * 7919 % 99_999_999)).ToString(CultureInfo.InvariantCulture);
            var check = 11 - (nine.Select((c, i) => (c - '0') * (10 - i)).Sum() % 11);
            if (check != 10)
                return nine + (check == 11 ? 0 : check).ToString(CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Numbers_and_days_of_birth_are_taken_out_of_all_but_two_in_a_hundred()
    {
        var planted = Enumerable
            .Range(1, 16)
            .Select(n => Number(n * 131))
            .Select(
                (n, i) =>
                    i % 3 == 0 ? n
                    : i % 3 == 1 ? $"{n[..3]} {n[3..6]} {n[6..]}"
                    : $"{n[..3]}-{n[3..6]}-{n[6..]}"
            )
            .Select(n => (Text: "NHS number " + n, Secret: n))
            .Concat(Born.Select(b => (Text: b, Secret: b[(b.LastIndexOf(' ') + 1)..])))
            .SelectMany(p => In(p.Text).Select(sentence => (sentence, p.Secret)))
            .ToList();
        var kept = planted
            .Where(p => Redacted.Of(p.sentence).Contains(p.Secret, StringComparison.Ordinal))
            .Select(p => p.sentence)
            .ToList();
        Assert.True(planted.Count >= 110 && kept.Count <= planted.Count * 0.02, string.Join("\n", kept));
    }

    [Fact]
    public void Names_behind_a_title_initials_and_rooms_are_taken_out_of_nine_in_ten()
    {
        var planted = Titled.Concat(Initialled).Concat(Rooms).SelectMany(p => In(p).Select(sentence => (sentence, p))).ToList();
        var kept = planted.Where(p => Redacted.Of(p.sentence).Contains(p.p, StringComparison.Ordinal)).Select(p => p.sentence).ToList();
        Assert.True(planted.Count >= 128 && kept.Count <= planted.Count * 0.1, string.Join("\n", kept));
    }

    [Theory]
    [InlineData("Falls at night drop from 6 to 3 a month by March 2027")]
    [InlineData("Reviewed on 4 March 2026 with 12 of 14 staff; see AC1.1 and O1.")]
    [InlineData("The rota of 2026-04-01 has 1,234 hours at £12.50.")]
    [InlineData("The living room was painted, and the bed rails were checked.")]
    public void What_tells_of_nobody_stays(string text) => Assert.Equal(text, Redacted.Of(text));

    [Theory]
    [InlineData("Registered manager (M. Okafor)", "Registered manager")]
    [InlineData("Command line", "Somebody who works there")]
    public void Who_did_it_is_told_by_their_role(string who, string role) => Assert.Equal(role, Redacted.Role(who));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(19, 10)]
    [InlineData(20, 3)]
    [InlineData(100, 15)]
    public void More_is_looked_at_while_an_assessor_is_new(int decisions, int owed) => Assert.Equal(owed, SamplingPlan.Owed(decisions));
}
