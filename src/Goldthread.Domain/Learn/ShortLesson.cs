using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Learn;

/// <summary>Where a short lesson stands on the path.</summary>
public enum Chapter
{
    /// <summary>What an operational plan rests on.</summary>
    Syllabus,

    /// <summary>What most often goes wrong.</summary>
    Misconceptions,

    /// <summary>What an assessor looks for.</summary>
    Marking,

    /// <summary>How it is done.</summary>
    Skills,
}

/// <summary>One idea of the syllabus on a page, with the place in a plan where it is done. Content, not code: <c>catalogue/lessons</c>.</summary>
[Owed]
public sealed class ShortLesson : Item
{
    /// <value>Its place on the path, from 1.</value>
    [Owed]
    [Within(1, 999)]
    public int? Place { get; private set; }

    [Owed]
    public Chapter? Chapter { get; private set; }

    [Owed]
    public string Title { get; private set; } = "";

    /// <value>The idea, a paragraph each.</value>
    [Owed]
    public IReadOnlyList<string> Idea { get; private set; } = [];

    [Owed]
    public IReadOnlyList<LessonFact> Facts { get; private set; } = [];

    /// <value>The usual mistake.</value>
    [Owed]
    public string Mistake { get; private set; } = "";

    [Owed]
    public LessonExample? Example { get; private set; }

    [Owed]
    public IReadOnlyList<LessonQuestion> Questions { get; private set; } = [];

    /// <value>The pages that it is for, below a plan's address; the first is where it is done.</value>
    [Owed]
    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>True for a page that it is for, and what lies below it.</summary>
    /// <param name="page">An address below a plan's: <c>implement/actions/A1</c>.</param>
    public bool IsFor(string page) =>
        Pages.Any(p => page.StartsWith(p, StringComparison.OrdinalIgnoreCase) && (page.Length == p.Length || page[p.Length] == '/'));

    /// <summary>How many of the answers are right.</summary>
    /// <param name="answers">The number of the choice for each question, from 1; 0 for none.</param>
    public int RightOf(IReadOnlyList<int> answers) => Questions.Where((q, i) => i < answers.Count && answers[i] == q.Right).Count();
}

/// <summary>What is so, and who says it: a source, or checks of the product.</summary>
[Owed]
public sealed class LessonFact : Part
{
    [Owed]
    public string Text { get; private set; } = "";

    /// <value>The id of its source; null where checks say it.</value>
    public string? Source { get; private set; }

    /// <value>The checks that hold a plan to it.</value>
    [Known(Known.Check)]
    public IReadOnlyList<string> Checks { get; private set; } = [];
}

/// <summary>Where a plan of the example shows it.</summary>
[Owed]
public sealed class LessonExample : Part
{
    [Owed]
    public string Plan { get; private set; } = "";

    [Owed]
    public string Text { get; private set; } = "";

    /// <value>What to look at there: <c>actions/A8</c>.</value>
    [Owed]
    public IReadOnlyList<string> See { get; private set; } = [];
}

/// <summary>A question with its answers, and why the right one is right.</summary>
[Owed]
public sealed class LessonQuestion : Part
{
    [Owed]
    public string Ask { get; private set; } = "";

    [Owed]
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <value>The number of the right one, from 1.</value>
    [Owed]
    [Within(1, 9)]
    public int? Right { get; private set; }

    [Owed]
    public string Because { get; private set; } = "";
}

/// <summary>Where the facts come from.</summary>
[Owed]
public sealed class SourceList : Part
{
    [Owed]
    public IReadOnlyList<LessonSource> Sources { get; private set; } = [];
}

/// <summary>A source of facts.</summary>
[Owed]
public sealed class LessonSource : Item
{
    [Owed]
    public string Text { get; private set; } = "";

    /// <value>Where it was found.</value>
    [Owed]
    public string At { get; private set; } = "";

    /// <value>The day on which it was looked up.</value>
    [Owed]
    public DateOnly? On { get; private set; }

    /// <value>True where the source itself was not seen, only what others say of it: the page says so.</value>
    public bool? Second { get; private set; }
}
