using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>
/// What people who use a service and their families read of a plan: what was promised, what was done, and did it help, in words that a person wrote for
/// them. It is a selection, not a view: nothing of the plan is on it but what stands here, and what stands here is what an approver published.
/// </summary>
public sealed class FamilyPage : Part
{
    /// <summary>The most promises of a page.</summary>
    public const int MostPromises = 12;

    /// <summary>The most easy-read lines: about four printed pages.</summary>
    public const int MostLines = 40;

    [Owed]
    [Max(100)]
    [Asks("What is the page called?", Hint = "For example, what we promised at Rowan Court.")]
    public string? Title { get; private set; }

    [Max(1000)]
    [Asks("What is it about?", Long = true, Hint = "Two or three sentences.")]
    public string? About { get; private set; }

    [Owed]
    [Max(300)]
    [Asks(
        "How can people tell you what they think?",
        Long = true,
        Hint = "A telephone number, an e-mail address of the service, or where to find somebody. Anybody can read it."
    )]
    public string? Contact { get; private set; }

    [Asks("What did you promise?")]
    public IReadOnlyList<FamilyPromise> Promises { get; private set; } = [];

    [Asks("What does the easy-read page say?", Hint = "One idea a line, with a picture. Short words; at most 15 words a sentence.")]
    public IReadOnlyList<EasyLine> Lines { get; private set; } = [];

    [Max(100)]
    [Asks(
        "Who tried the easy-read page?",
        Hint = "A role or a group, such as two people who live here. Without it there is no easy-read page."
    )]
    public string? TriedBy { get; private set; }

    [Happened]
    [Asks("When did they try it?")]
    public DateOnly? TriedOn { get; private set; }

    [Max(300)]
    [Asks("What did you change after they tried it?")]
    public string? Changed { get; private set; }

    /// <value>True where the page has an easy-read twin.</value>
    public bool HasEasy => Lines.Count > 0;

    /// <summary>What stands in the way of publishing it, field by field; empty where nothing does.</summary>
    public IReadOnlyList<Refusal> ToFinish()
    {
        var left = new List<Refusal>();
        if (Promises.Count == 0)
            left.Add(new("promises", "Write at least one promise."));
        if (Promises.Count > MostPromises)
            left.Add(new("promises", $"A page has at most {MostPromises} promises. Take those that matter most to people."));
        if (!HasEasy)
            return left;
        if (Lines.Count > MostLines)
            left.Add(new("lines", $"An easy-read page has at most {MostLines} lines. Take those that matter most."));
        left.AddRange(
            Lines.SelectMany(
                (line, i) =>
                    EasyRead
                        .Look(line.Says)
                        .Where(f => f.IsOwed)
                        .Select(f => new Refusal(
                            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"lines[{i}].says"),
                            f.Says
                        ))
            )
        );
        if (EasyRead.MeanWords(Lines.Select(l => l.Says)) is > EasyRead.MostMeanWords and var mean)
            left.Add(new("lines", $"The sentences have {mean:0.0} words on average. Easy read has at most {EasyRead.MostMeanWords}."));
        if (string.IsNullOrWhiteSpace(TriedBy))
            left.Add(new("tried_by", "Say who tried the easy-read page. It is made with people, not only for them."));
        if (TriedOn is null)
            left.Add(new("tried_on", "Say when they tried it."));
        return left;
    }
}

/// <summary>One promise: what was promised, what was done, and did it help.</summary>
public sealed class FamilyPromise : Part
{
    [Refers(Develop.Objective.List)]
    [Asks("Which objective is it about?")]
    public string? Objective { get; private set; }

    [Owed]
    [Max(400)]
    [Asks("What did you promise?", Long = true, Hint = "In plain words, as you would say it.")]
    public string? Promised { get; private set; }

    [Max(600)]
    [Asks("What did you do?", Long = true)]
    public string? Done { get; private set; }

    [Asks("Did it help?")]
    public Helped? Helped { get; private set; }

    [Max(600)]
    [Asks("How do you know?", Long = true)]
    public string? Shown { get; private set; }
}

/// <summary>One line of the easy-read page: one idea, with its picture.</summary>
public sealed class EasyLine : Part
{
    [Owed]
    [Asks("Where does it stand?")]
    public EasyPlace? Under { get; private set; }

    [Owed]
    [Max(200)]
    [Asks("What does it say?")]
    public string? Says { get; private set; }

    [Owed]
    [Asks("Which picture is beside it?")]
    public EasyPicture? Picture { get; private set; }
}

/// <summary>The headings of an easy-read page.</summary>
public enum EasyPlace
{
    [Reads("about us")]
    AboutUs,

    [Reads("what we promised")]
    Promised,

    [Reads("what we did")]
    Done,

    [Reads("did it help")]
    Helped,

    [Reads("tell us")]
    TellUs,
}
