using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Who is told what, why, how, in which format, when and by whom: drawn from the map of those with a stake.</summary>
public sealed class TellingPlan
{
    /// <summary>One message to somebody; or somebody whom nobody tells anything.</summary>
    public sealed record Line(StakeholderMap.Place? Who, Communication? Message, bool IsLate, bool IsWrongFormat);

    TellingPlan(IReadOnlyList<Line> lines) => Lines = lines;

    /// <value>The messages by whom they are for, those to work closely with first.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The plan of what is told.</summary>
    /// <param name="document">The plan with its stakeholders and messages.</param>
    /// <param name="today">Today.</param>
    public static TellingPlan Of(PlanDocument document, DateOnly today)
    {
        var map = StakeholderMap.Of(document, today);
        var known = document.Stakeholders.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return new([
            .. map.Places.SelectMany(p =>
                p.Messages.Count == 0
                    ? [new Line(p, null, false, false)]
                    : p
                        .Messages.OrderBy(m => m.Done is not null)
                        .ThenBy(m => m.On ?? DateOnly.MaxValue)
                        .Select(m => new Line(p, m, m.Done is null && m.On < today, IsWrong(p.Who, m)))
            ),
            // What is for nobody in particular.
            .. document
                .Communications.Where(c => c.Audience is null || !known.Contains(c.Audience))
                .Select(c => new Line(null, c, c.Done is null && c.On < today, false)),
        ]);
    }

    /// <summary>True where somebody needs a format and a message is written in none of theirs; what is said face to face fits everybody.</summary>
    static bool IsWrong(Stakeholder who, Communication message) =>
        who.Formats.Count > 0
        && message.Format is { Length: > 0 } format
        && !format.Contains("face", StringComparison.OrdinalIgnoreCase)
        && !who.Formats.Any(f =>
            format.Contains(Words.Written(f), StringComparison.OrdinalIgnoreCase)
            || format.Contains(Words.Read(f), StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Who is told nothing, what is late, and what is in the wrong format, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "Nobody is told anything yet.";
            var silent = Lines.Where(l => l.Message is null).Select(l => l.Who!.Name).ToList();
            var (late, wrong) = (Lines.Count(l => l.IsLate), Lines.Count(l => l.IsWrongFormat));
            List<string> parts =
            [
                silent.Count == 0 ? "Everybody with a stake is told something" : $"Nobody tells {Several.Of(silent)} anything",
            ];
            if (late > 0)
                parts.Add($"{Several.Count(late, "message")} {(late == 1 ? "is" : "are")} late");
            if (wrong > 0)
                parts.Add($"{Several.Count(wrong, "message")} {(wrong == 1 ? "is" : "are")} in no format that they need");
            return string.Join("; ", parts) + ".";
        }
    }
}
