namespace Goldthread.Domain.Tests;

/// <summary>An NHS number and a birth date in the ways in which people, programs and keyboards write them.</summary>
public sealed class SpellingsTests
{
    /// <summary>What parts the digits, or which digits they are; and the text.</summary>
    public static TheoryData<string, string> NhsNumbers { get; } =
        new()
        {
            { "plain", "9434765919" },
            { "spaces", "943 476 5919" },
            { "hyphens", "943-476-5919" },
            { "dots", "943.476.5919" },
            { "slashes", "943/476/5919" },
            { "underscores", "943_476_5919" },
            { "brackets", "(943) 476 5919" },
            { "square brackets", "[943] 476-5919" },
            { "braces", "{943}{476}{5919}" },
            { "a bracket amid", "943 (476) 5919" },
            { "no-break spaces", "943\u00a0476\u00a05919" },
            { "thin spaces", "943\u2009476\u20095919" },
            { "narrow no-break spaces", "943\u202f476\u202f5919" },
            { "ideographic spaces", "943\u3000476\u30005919" },
            { "em spaces", "943\u2003476\u20035919" },
            { "figure spaces", "943\u2007476\u20075919" },
            { "zero-width spaces", "943\u200b476\u200b5919" },
            { "zero-width joiners", "9434\u200d76\u200c5919" },
            { "word joiners", "943\u2060476\u20605919" },
            { "a byte order mark", "94347\ufeff65919" },
            { "soft hyphens", "943\u00ad476\u00ad5919" },
            { "non-breaking hyphens", "943\u2011476\u20115919" },
            { "en dashes", "943\u2013476\u20135919" },
            { "em dashes", "943\u2014476\u20145919" },
            { "minus signs", "943\u2212476\u22125919" },
            { "figure dashes", "943\u2012476\u20125919" },
            { "full-width digits", "\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19" },
            { "full-width digits and hyphens", "\uff19\uff14\uff13\uff0d\uff14\uff17\uff16\uff0d\uff15\uff19\uff11\uff19" },
            { "Arabic digits", "\u0669\u0664\u0663\u0664\u0667\u0666\u0665\u0669\u0661\u0669" },
            { "Persian digits", "\u06f9\u06f4\u06f3 \u06f4\u06f7\u06f6 \u06f5\u06f9\u06f1\u06f9" },
            { "Devanagari digits", "\u096f\u096a\u0969\u096a\u096d\u096c\u096b\u096f\u0967\u096f" },
            { "Bengali digits", "\u09ef\u09ea\u09e9 \u09ea\u09ed\u09ec \u09eb\u09ef\u09e7\u09ef" },
            {
                "bold mathematical digits",
                "\U0001d7d7\U0001d7d2\U0001d7d1\U0001d7d2\U0001d7d5\U0001d7d4\U0001d7d3\U0001d7d7\U0001d7cf\U0001d7d7"
            },
            {
                "monospaced mathematical digits",
                "\U0001d7ff\U0001d7fa\U0001d7f9 \U0001d7fa\U0001d7fd\U0001d7fc \U0001d7fb\U0001d7ff\U0001d7f7\U0001d7ff"
            },
            { "raised digits", "\u2079\u2074\u00b3\u2074\u2077\u2076\u2075\u2079\u00b9\u2079" },
            { "circled digits", "\u2468\u2463\u2462\u2463\u2466\u2465\u2464\u2468\u2460\u2468" },
            { "each digit apart", "9 4 3 4 7 6 5 9 1 9" },
            { "in pairs", "94 34 76 59 19" },
            { "four, three, three", "9434 765 919" },
            { "five and five", "94347 65919" },
            { "doubled spaces", "943  476  5919" },
            { "hyphens in spaces", "943 - 476 - 5919" },
            { "tabs", "943\t476\t5919" },
            { "line ends", "943\n476\n5919" },
            { "letters before", "NHS9434765919" },
            { "a label with a colon", "NHSno:9434765919" },
            { "amid underscores", "nhs_9434765919_notes" },
            { "after an id's letter", "R-943-476-5919" },
            { "commas", "943,476,5919" },
            { "colons", "943:476:5919" },
            { "bars", "943|476|5919" },
            { "plus signs", "943+476+5919" },
            { "middle dots", "943\u00b7476\u00b75919" },
            { "bullets", "943\u2022476\u20225919" },
            { "backslashes", "943\\476\\5919" },
            { "tildes", "943~476~5919" },
            { "stars", "943*476*5919" },
            { "hashes", "#943#476#5919" },
            { "a letter after", "9434765919x" },
            { "quotation marks", "\"943\" \"476\" \"5919\"" },
            { "line separators", "943\u2028476\u20295919" },
            { "HTML's spaces", "943&nbsp;476&nbsp;5919" },
            { "a vowel separator", "943\u180e476\u180e5919" },
            { "direction marks", "943\u200e476\u200e5919" },
            { "a grapheme joiner", "943\u034f476\u034f5919" },
            { "mixed", "\uff1943\u2013476 \uff15919" },
            { "apostrophes", "943'476'5919" },
            { "equals signs", "943=476=5919" },
        };

    public static TheoryData<string> BirthDates { get; } =
    [
        "born 12 March 1948",
        "born on 12 March 1948",
        "born on the 12th of March 1948",
        "born on the twelfth of March 1948",
        "born 12 Mar 1948",
        "born 12 Mar. 1948",
        "born 12-Mar-1948",
        "born 12-Mar-48",
        "born 12 Mar '48",
        "born 12 March, 1948",
        "born March 12, 1948",
        "born March 12th 1948",
        "born Mar 12 1948",
        "born 1948-03-12",
        "born 1948 March 12",
        "born 1948, 12 March",
        "born 12/03/1948",
        "born 12/3/48",
        "born 12.03.1948",
        "born 12-03-1948",
        "born 12 03 1948",
        "born 12_03_1948",
        "born 12031948",
        "born 120348",
        "born 19480312",
        "DOB 12/03/1948",
        "DOB: 12/03/48",
        "D.O.B. 12 March 1948",
        "d.o.b 12.3.48",
        "DoB=12/03/1948",
        "dob12031948",
        "DOB_12-03-1948",
        "date of birth: 12 March 1948",
        "Date of Birth 12/03/1948",
        "date-of-birth 12/03/1948",
        "birth date 12 March 1948",
        "birthdate: 12/03/1948",
        "birthday 12 March 1948",
        "12 March 1948 (date of birth)",
        "12/03/1948 (DOB)",
        "12/03/1948 was when she was born",
        "on 12 March 1948 she was born",
        "12 March 1948 is his birthday",
        "b. 12/03/1948",
        "(b. 12 March 1948)",
        "born the 12th day of March, 1948",
        "born on Friday 12 March 1948",
        "born Fri 12 Mar 1948",
        "born twelve March nineteen forty-eight",
        "born on the twelfth of March nineteen forty-eight",
        "born on March the twelfth, 1948",
        "born 12th March in 1948",
        "DOB \uff11\uff12/\uff10\uff13/\uff11\uff19\uff14\uff18",
        "DOB 12\u200b/03/1948",
        "DOB 12\u00a003\u00a01948",
        "DOB 12\u201303\u20131948",
        "born 12MAR1948",
        "born 12March1948",
        "born 1 Sept 1948",
        "DOB 12 / 03 / 1948",
        "DOB (12/03/1948)",
        "D O B 12 03 1948",
        "date of birth is recorded as 12 March 1948",
        "dob - 1948/03/12",
        "born 12\nMarch 1948",
        "DOB \u0661\u0662/\u0660\u0663/\u0661\u0669\u0664\u0668",
        "born at home on 12 March 1948",
        "born in Leeds on 12 March 1948",
        "birth: 12/03/1948",
        "born Mar-12-1948",
        "DOB 12|03|1948",
        "D/O/B 12/03/1948",
        "date_of_birth,1948-03-12",
        "born the thirty-first of December 1948",
        "born 3rd Feb 1951",
        "birthday: 3 February 2019",
        "DOB 030219",
    ];

    [Theory, MemberData(nameof(NhsNumbers))]
    public void An_NHS_number_is_found_however_it_is_written(string how, string text)
    {
        Assert.True(Identifiable.Find(text) == Identifiable.Kind.NhsNumber, how);
        Assert.True(Identifiable.Find($"Seen: {text}, twice.") == Identifiable.Kind.NhsNumber, how + ", in a sentence");
    }

    [Theory, MemberData(nameof(NhsNumbers))]
    public void A_number_with_another_check_digit_is_left(string how, string text)
    {
        // The last digit, whatever script it is of, is one less.
        var last = text.Length - 1;
        while (!char.IsNumber(text, last) || char.IsLowSurrogate(text[last]))
            last--;
        var other = char.ConvertFromUtf32(char.ConvertToUtf32(text, last) - 1);
        var wrong = text[..last] + other + text[(last + other.Length)..];
        Assert.False(Identifiable.Find(wrong) is not null, how);
    }

    [Theory, MemberData(nameof(BirthDates))]
    public void A_birth_date_is_found_however_it_is_written(string text)
    {
        Assert.Equal(Identifiable.Kind.BirthDate, Identifiable.Find(text));
        Assert.Equal(Identifiable.Kind.BirthDate, Identifiable.Find($"A resident, {text}, in our care."));
    }

    [Theory]
    [InlineData("Falls were 120, 130 and 1400 in the three years.")]
    [InlineData("120, 130, 1400")]
    [InlineData("Ring 0800 123 456 or 01234 567890.")]
    [InlineData("From \u00a345000-46000 to \u00a347000-48000 a year.")]
    [InlineData("2025-04-01 12, 2026-04-01 85")]
    [InlineData("10 20 30 40 50 60 70 80")]
    [InlineData("A mean of 3.1415926535 and 0.9434765919.")]
    [InlineData("0000000000")]
    [InlineData("Children born on or after 1 September 2020 are invited.")]
    [InlineData("Residents born before 1 September 1952 are offered the vaccine.")]
    [InlineData("Babies born from 1 April 2025 to 31 March 2026.")]
    [InlineData("Infants born 1 April 2024 to 31 March 2025.")]
    [InlineData("By 31 March 2026 the date of birth is on each record.")]
    [InlineData("By 31 March 2026 date of birth is on each record.")]
    [InlineData("The home birth team starts on 1 April 2026.")]
    [InlineData("Births in the quarter to 31 March 2026")]
    [InlineData("The birth centre opens on 12 March 2026.")]
    [InlineData("a. 1 April 2026 b. 12 March 2026")]
    [InlineData("(a) 1 April 2026 (b) 12 March 2026")]
    [InlineData("Ideas are born. We meet on 12 March 2026.")]
    [InlineData("Check name and date of birth. Review on 12 March 2026.")]
    public void What_only_looks_like_it_is_left(string text) => Assert.Null(Identifiable.Find(text));

    [Theory]
    [InlineData("812,845,1290\n943,476,5919\n", null)]
    [InlineData("812\t845\t1290\n943\t476\t5919\n", null)]
    [InlineData("812 943 476 5919", null)]
    [InlineData("Room 4 943 476 5919", Identifiable.Kind.NhsNumber)]
    [InlineData("812 845 943 476 5919 1290 2000", null)]
    [InlineData("Seen: 943 476 5919", Identifiable.Kind.NhsNumber)]
    [InlineData("NHS no: 943,476,5919", Identifiable.Kind.NhsNumber)]
    [InlineData("9434765919", Identifiable.Kind.NhsNumber)]
    [InlineData("Name,DOB\nEdith,12/03/1948\n", Identifiable.Kind.BirthDate)]
    public void In_a_file_the_cells_of_a_table_are_not_one_number(string text, object? found)
    {
        using var reader = new StringReader(text);
        Assert.Equal(found, Identifiable.FindIn(reader));
    }
}
