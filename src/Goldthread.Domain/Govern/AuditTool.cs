using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>A tool for audits: what is asked, from which source each question is, and when it is done again. Content, not code: <c>catalogue/audits</c>.</summary>
[Owed]
public sealed class AuditTool : Item
{
    [Owed]
    public string Title { get; private set; } = "";

    /// <value>After how many days it is done again.</value>
    [Owed]
    [Within(1, 1100)]
    public int? Again { get; private set; }

    /// <value>The score, of 100, that is good enough.</value>
    public double? Standard { get; private set; }

    /// <value>What is looked at.</value>
    public string? Sample { get; private set; }

    /// <value>For which services; none for all.</value>
    public IReadOnlyList<ServiceType> ServiceTypes { get; private set; } = [];

    [Owed]
    public IReadOnlyList<AuditSource> Sources { get; private set; } = [];

    [Owed]
    public IReadOnlyList<AuditQuestion> Questions { get; private set; } = [];

    /// <summary>The source of a question.</summary>
    public AuditSource? SourceOf(AuditQuestion question) => Sources.FirstOrDefault(s => s.Id == question.Source);
}

/// <summary>Where questions of a tool come from.</summary>
[Owed]
public sealed class AuditSource : Item
{
    [Owed]
    public string Text { get; private set; } = "";

    /// <value>The day on which it was looked up.</value>
    [Owed]
    public DateOnly? On { get; private set; }

    /// <value>True where its words were not seen: the page says so.</value>
    public bool? Unverified { get; private set; }
}

/// <summary>What a tool asks.</summary>
[Owed]
public sealed class AuditQuestion : Item
{
    [Owed]
    public string Text { get; private set; } = "";

    /// <value>The id of its source.</value>
    [Owed]
    public string Source { get; private set; } = "";
}
