using System.Globalization;
using Goldthread.Domain.Monitor;

namespace Goldthread.Domain.Checks;

/// <summary>What a sentence of a plan says, as far as words can tell. A word never decides alone: its neighbours can turn it round.</summary>
static class Sentences
{
    /// <summary>How many words before a restriction can take it away.</summary>
    const int WordsBefore = 6;

    /// <summary>How many words after a restriction can take it away.</summary>
    const int WordsAfter = 4;

    /// <summary>How many words may lie between doing less and what people get less of.</summary>
    const int WordsBetween = 7;

    /// <summary>How many words may lie between what is done and what it is done to, where both are named.</summary>
    const int WordsOfAPair = 5;

    /// <summary>The phrase with which a title begins, once "to" or "we will" is passed over; null for none.</summary>
    internal static string? BeginsWith(Lexicon words, string title, Phrases phrases)
    {
        var at = FirstWord(title, 0);
        if (words.PassedOver.LengthAt(title, at) is { } over)
            at = FirstWord(title, at + over);
        return phrases.LengthAt(title, at) is { } length && words.NotVague.LengthAt(title, at) is null ? title.Substring(at, length) : null;
    }

    /// <summary>"Keep looking" and the like, with which a title begins: what goes on is never done; null for none.</summary>
    internal static string? KeepsOn(Lexicon words, string title)
    {
        var at = FirstWord(title, 0);
        if (words.PassedOver.LengthAt(title, at) is { } over)
            at = FirstWord(title, at + over);
        if (!title.AsSpan(at).StartsWith("keep ", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = at + "keep ".Length;
        while (WordLetter.IsAt(title, end))
            end++;
        return title.AsSpan(at, end - at).EndsWith("ing", StringComparison.OrdinalIgnoreCase) ? title[at..end] : null;
    }

    /// <summary>True where an action begins with a vague verb and names neither a number nor each thing that it is done to.</summary>
    internal static bool HasCount(Lexicon words, string title) => HasNumber(words, title) || words.EachWords.In(title);

    /// <summary>True for an answer of nothing but words that say nothing: "none needed", "no impact expected".</summary>
    internal static bool IsVoid(Lexicon words, string? text) => words.VoidWords.Fill(text);

    /// <summary>True where a day written in words is none: it names no figure, month, weekday or feast, or says that it is none.</summary>
    internal static bool IsNoDate(Lexicon words, string? text, bool hasDay) =>
        !string.IsNullOrWhiteSpace(text) && (words.NoDates.In(text) || (!hasDay && !HasNumber(words, text) && !words.DatedBy.In(text)));

    /// <summary>The word that claims a trend in a sentence that does not take it back; null for none.</summary>
    internal static string? ClaimsATrend(Lexicon words, string? text)
    {
        for (var found = words.TrendWords.Find(text); found is { } here; found = words.TrendWords.Find(text, here.End))
        {
            var end = Ahead(text!, here.End, int.MaxValue - 1);
            if (words.NoTrend.Find(text, Back(text!, here.At, int.MaxValue - 1)) is not { } not || not.At >= end)
                return here.Of(text!);
        }
        return null;
    }

    /// <summary>True where a measure's name counts what is told of, or the time that people get, and does not say why fewer is better.</summary>
    internal static string? RewardsSilence(Lexicon words, string name) =>
        words.NotSilence.In(name) ? null
        : words.SilenceWords.Find(name) is { } told ? told.Of(name)
        : words.TimeWords.Find(name) is { } time && words.ContactWords.In(name) ? time.Of(name)
        : null;

    /// <summary>The first phrase that stands in a text and is not part of one that means something else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="phrases">What is looked for.</param>
    /// <param name="unless">What holds such a phrase and means something else.</param>
    internal static Phrases.Found? Meant(string? text, Phrases phrases, Phrases unless)
    {
        if (phrases.Find(text) is not { } found)
            return null;
        for (Phrases.Found? at = found; at is { } here; at = phrases.Find(text, here.End))
        {
            var other = false;
            for (var not = unless.Find(text); !other && not is { } there; not = unless.Find(text, there.End))
                other = there.At <= here.At && here.At < there.End;
            if (!other)
                return here;
        }
        return null;
    }

    /// <summary>The first year that a text names after another, as four digits; null for none.</summary>
    internal static int? YearAfter(string? text, int year)
    {
        for (var at = text.AsSpan().IndexOf("20"); at >= 0; )
        {
            var end = at + 4;
            if (
                end <= text!.Length
                && !WordLetter.IsAt(text, at - 1)
                && !WordLetter.IsAt(text, end)
                && int.TryParse(text.AsSpan(at, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var named)
                && named > year
            )
                return named;
            var next = text.AsSpan(at + 1).IndexOf("20");
            at = next < 0 ? -1 : at + 1 + next;
        }
        return null;
    }

    /// <summary>
    /// True where a title holds a figure that can be missed: beside a per cent sign, from one number to another, one number of another, or a number
    /// beside a word of a measure's unit.
    /// </summary>
    internal static bool HasFigure(string title, IEnumerable<Measure> measures)
    {
        var digit = title.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit < 0)
            return false;
        if (
            title.Contains('%', StringComparison.Ordinal)
            || title.Contains("per cent", StringComparison.OrdinalIgnoreCase)
            || HasTwoNumbers(title)
        )
            return true;
        foreach (var measure in measures)
        {
            foreach (var word in (measure.Unit ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length > 2 && title.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    /// <summary>True for "from 7 to 5", "8 of 9" and "8 out of 9".</summary>
    static bool HasTwoNumbers(string title)
    {
        for (var at = 0; at < title.Length; at++)
        {
            if (!char.IsAsciiDigit(title[at]) || (at > 0 && char.IsAsciiDigit(title[at - 1])))
                continue;
            var end = at;
            while (end < title.Length && (char.IsAsciiDigit(title[end]) || title[end] == '.'))
                end++;
            foreach (var between in (ReadOnlySpan<string>)[" to ", " of ", " out of ", " down to ", " up to "])
            {
                var next = end + between.Length;
                if (
                    next < title.Length
                    && title.AsSpan(end).StartsWith(between, StringComparison.OrdinalIgnoreCase)
                    && char.IsAsciiDigit(title[next])
                )
                    return true;
            }
        }
        return false;
    }

    /// <summary>True where a text holds a number, in digits or in words, or a day.</summary>
    internal static bool HasNumber(Lexicon words, string? text) =>
        text is not null && (text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 || words.NumberWords.In(text));

    /// <summary>The word of a criterion that each reader takes otherwise, where nothing else in it could be answered yes or no; null for none.</summary>
    internal static string? Woolly(Lexicon words, string? criterion) =>
        words.WoollyWords.Find(criterion) is { } found && !HasNumber(words, criterion) && !words.Deliverables.In(criterion)
            ? found.Of(criterion!)
            : null;

    /// <summary>True where a title counts what activity leaves behind it: "12 posters", "five training days".</summary>
    internal static bool CountsActivity(Lexicon words, string title) =>
        words.ActivityThings.Find(title) is { } thing && HasNumber(words, title[Back(title, thing.At, 2)..thing.At]);

    /// <summary>True where a criterion names no figure, no day, and nothing that a stranger could see or ask for.</summary>
    internal static bool HasNothingToSee(Lexicon words, string? criterion) =>
        !string.IsNullOrWhiteSpace(criterion)
        && !HasNumber(words, criterion)
        && !words.Deliverables.In(criterion)
        && !words.Anchors.In(criterion);

    /// <summary>True where a criterion is none: missing, void, a judgement, or one that each reader takes otherwise.</summary>
    internal static bool IsNoCriterion(Lexicon words, string? criterion) =>
        string.IsNullOrWhiteSpace(criterion)
        || IsVoid(words, criterion)
        || words.JudgementWords.In(criterion)
        || Woolly(words, criterion) is not null;

    /// <summary>True where a role is held by many: its last word, before where or when, is one for a crowd.</summary>
    internal static bool IsCrowd(Lexicon words, string? role)
    {
        if (role is null)
            return false;
        if (words.CrowdRoles.Is(role) || role.StartsWith("all ", StringComparison.OrdinalIgnoreCase))
            return true;
        var end = role.AsSpan().IndexOfAny(",(");
        foreach (var then in (ReadOnlySpan<string>)[" on ", " of ", " for ", " in "])
        {
            if (role.IndexOf(then, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && (end < 0 || at < end))
                end = at;
        }
        var head = role.AsSpan(0, end < 0 ? role.Length : end).Trim();
        return words.CrowdWords.Is(head[(head.LastIndexOf(' ') + 1)..].ToString());
    }

    /// <summary>True where a measure is no more than what those who are judged think of themselves.</summary>
    internal static bool IsJudgement(Lexicon words, Measure measure) =>
        measure.SourceKind is not (SourceKind.PeopleFeedback or SourceKind.StaffFeedback or SourceKind.Audit)
        && (
            words.JudgementWords.In(measure.Definition) || words.JudgementWords.In(measure.Source) || words.JudgementWords.In(measure.Name)
        );

    /// <summary>The word that restricts people, where the sentence does not take it away or put it in question; null for none.</summary>
    internal static string? Restricts(Lexicon words, string? text) =>
        text is null
            ? null
            : RestrictiveWord(words, text)
                ?? TakesAway(words, text)
                ?? Both(words, text, words.Searches, words.Searched)
                ?? Both(words, text, words.Limiting, words.Freedoms)
                ?? Both(words, text, words.Barriers, words.BarrierPlaces)
                ?? Both(words, text, words.Calming, words.Medicines)
                ?? HidesMedicine(words, text)
                ?? Confines(words, text);

    static string? RestrictiveWord(Lexicon words, string text)
    {
        for (var found = words.RestrictiveWords.Find(text); found is { } here; found = words.RestrictiveWords.Find(text, here.End))
        {
            var word = here.Of(text);
            // Doctors are written GPs.
            if (word.Equals("gps", StringComparison.OrdinalIgnoreCase) && word != "GPS")
                continue;
            if (
                IsWithin(words.NotRestrictive, text, here)
                || (IsOfThings(word) && IsFollowedBy(words.LockedThings, text, here, 3))
                || (
                    word.StartsWith("camera", StringComparison.OrdinalIgnoreCase) && IsFollowedBy(words.CameraUses, text, here, WordsBefore)
                )
                || IsTakenAway(words, text, here)
            )
                continue;
            return word;
        }
        return null;
    }

    /// <summary>True for what things have too: a cupboard can be locked, and a car park filmed.</summary>
    static bool IsOfThings(string word)
    {
        foreach (var of in (ReadOnlySpan<string>)["lock", "alarm", "key", "door", "coded", "camera", "cctv", "sensor"])
        {
            if (word.StartsWith(of, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>What is taken from people: "collect phones".</summary>
    static string? TakesAway(Lexicon words, string text)
    {
        for (var found = words.Takings.Find(text); found is { } taking; found = words.Takings.Find(text, taking.End))
        {
            if (Beside(words.Belongings, text, taking) is not { } thing || IsPutInQuestion(words, text, taking))
                continue;
            // To take a phone somewhere is not to take it away.
            var takes = text.AsSpan(taking.At, taking.Length) is var verb && verb.StartsWith("tak", StringComparison.OrdinalIgnoreCase);
            if (!takes || verb.Contains(' ') || IsFollowedBy(words.AwayFrom, text, thing, 2))
                return $"{taking.Of(text)} {thing.Of(text)}";
        }
        return null;
    }

    /// <summary>Two words beside each other that restrict together: "search their bags", "limit calls to family", "a gate across the door".</summary>
    static string? Both(Lexicon words, string text, Phrases first, Phrases second)
    {
        for (var found = first.Find(text); found is { } one; found = first.Find(text, one.End))
        {
            if (Beside(second, text, one) is { } other && !IsPutInQuestion(words, text, one) && !IsReleasedAfter(words, text, other))
                return $"{one.Of(text)} {other.Of(text)}";
        }
        return null;
    }

    /// <summary>A medicine that is given in food or drink: "tablets in jam".</summary>
    static string? HidesMedicine(Lexicon words, string text)
    {
        for (var found = words.Medicines.Find(text); found is { } medicine; found = words.Medicines.Find(text, medicine.End))
        {
            if (
                words.Foods.Find(text, medicine.End) is { } food
                && food.At <= Ahead(text, medicine.End, WordsBetween)
                && text.AsSpan(Back(text, food.At, 2)..food.At) is var before
                && (
                    before.Contains(" in ", StringComparison.OrdinalIgnoreCase)
                    || before.Contains(" into ", StringComparison.OrdinalIgnoreCase)
                )
                && !IsPutInQuestion(words, text, medicine)
            )
                return $"{medicine.Of(text)} in {food.Of(text)}";
        }
        return null;
    }

    /// <summary>A place that people may not leave, or only with somebody: "no resident leaves the floor".</summary>
    static string? Confines(Lexicon words, string text)
    {
        for (var found = words.Movements.Find(text); found is { } moves; found = words.Movements.Find(text, moves.End))
        {
            if (words.Limits.Find(text, Back(text, moves.At, WordsBefore)) is { } limit && limit.At < moves.At)
                return $"{limit.Of(text)} {moves.Of(text)}";
        }
        return null;
    }

    /// <summary>What stands within a few words after a verb, in its sentence; null for nothing.</summary>
    static Phrases.Found? Beside(Phrases things, string text, Phrases.Found verb) =>
        things.Find(text, verb.End) is { } thing && thing.At <= Ahead(text, verb.End, WordsOfAPair) ? thing : null;

    static bool IsFollowedBy(Phrases phrases, string text, Phrases.Found here, int count) =>
        phrases.Find(text, here.End) is { } after && after.At <= Ahead(text, here.End, count);

    /// <summary>True where words before take it away, or ask whether it should be.</summary>
    static bool IsPutInQuestion(Lexicon words, string text, Phrases.Found here) =>
        words.ReleasedBefore.Find(text, Back(text, here.At, WordsBefore)) is { } before && before.At < here.At;

    static bool IsWithin(Phrases phrases, string text, Phrases.Found here)
    {
        for (var found = phrases.Find(text); found is { } there; found = phrases.Find(text, there.End))
        {
            if (there.At <= here.At && here.At < there.End)
                return true;
        }
        return false;
    }

    static bool IsTakenAway(Lexicon words, string text, Phrases.Found here)
    {
        var from = Back(text, here.At, WordsBefore);
        for (var found = words.ReleasedBefore.Find(text, from); found is { } before && before.At < here.At; )
        {
            // "Take" takes nothing away without its "off": "take a camera".
            var takes = text.AsSpan(before.At, before.Length).StartsWith("tak", StringComparison.OrdinalIgnoreCase);
            if (!takes || IsReleasedAfter(words, text, here))
                return true;
            found = words.ReleasedBefore.Find(text, before.End);
        }
        return IsReleasedAfter(words, text, here);
    }

    static bool IsReleasedAfter(Lexicon words, string text, Phrases.Found here) =>
        words.ReleasedAfter.Find(text, here.End) is { } after && after.At <= Ahead(text, here.End, WordsAfter);

    /// <summary>What people get less of, where a sentence says so and does not speak of what it is good to have less of; null for none.</summary>
    internal static string? LessCare(Lexicon words, string? text)
    {
        if (text is null)
            return null;
        for (var found = words.LessCareVerbs.Find(text); found is { } verb; found = words.LessCareVerbs.Find(text, verb.End))
        {
            if (LessOf(words, text, verb) is { } thing)
                return thing.Of(text);
        }
        return words.LessCarePhrases.In(text) && words.LessCareThings.Find(text) is { } fewer ? fewer.Of(text) : null;
    }

    /// <summary>
    /// The thing that a verb of doing less is about. "Reduce staff sickness" is not about staff: after the thing itself stands the end, a number or a
    /// small word. "Stop waking people at night" is not about nights: a small word stands between.
    /// </summary>
    static Phrases.Found? LessOf(Lexicon words, string text, Phrases.Found verb)
    {
        var until = Ahead(text, verb.End, WordsBetween);
        var saves = text.AsSpan(verb.At).StartsWith("sav", StringComparison.OrdinalIgnoreCase);
        for (var found = words.LessCareThings.Find(text, verb.End); found is { } thing && thing.At <= until; )
        {
            if (!saves && words.Turns.Find(text, verb.End) is { } turn && turn.At < thing.At)
                return null;
            if (IsItself(words, text, thing.End))
            {
                var end = Ahead(text, thing.End, words.Turns.LengthAt(text, FirstWord(text, thing.End)) is null ? 2 : WordsAfter);
                return words.NotLessCare.Find(text, verb.End) is { } not && not.At <= end ? null : thing;
            }
            found = words.LessCareThings.Find(text, thing.End);
        }
        return null;
    }

    /// <summary>True where a thing ends here, and is not the first half of another: "visits by", not "visit record".</summary>
    static bool IsItself(Lexicon words, string text, int end)
    {
        if (end >= text.Length || text[end] is not ' ')
            return end >= text.Length || text[end] is '.' or ',' or ';' or ':' or ')';
        return char.IsAsciiDigit(text[Math.Min(end + 1, text.Length - 1)])
            || words.FollowsThing.LengthAt(text, FirstWord(text, end)) is not null;
    }

    static int FirstWord(string text, int at)
    {
        while (at < text.Length && !WordLetter.IsAt(text, at))
            at++;
        return at;
    }

    /// <summary>Where the words before a place begin, so many of them; never before the start of its sentence.</summary>
    static int Back(string text, int at, int count)
    {
        while (at > 0 && count >= 0 && text[at - 1] is not ('.' or ';' or ':'))
        {
            at--;
            if (text[at] == ' ')
                count--;
        }
        return at;
    }

    /// <summary>Where the words after a place end, so many of them; never after the end of its sentence.</summary>
    static int Ahead(string text, int at, int count)
    {
        while (at < text.Length && count >= 0 && text[at] is not ('.' or ';' or ':'))
        {
            if (text[at] == ' ')
                count--;
            at++;
        }
        return at;
    }
}
