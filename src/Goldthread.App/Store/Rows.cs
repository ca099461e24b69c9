using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Goldthread.App.Store;

/// <summary>A strategy: the organisation, its source and, as items of owner <see cref="Owner"/>, its values and objectives.</summary>
public sealed class StrategyRow
{
    public int Id { get; set; }

    /// <value>JSON of a plan document that has only <c>organisation</c> and <c>strategy.source</c>.</value>
    public string Body { get; set; } = "{}";

    public int Version { get; set; } = 1;

    /// <value>The owner of its items: <c>strategy:1</c>.</value>
    public string Owner => OwnerOf(Id);

    /// <summary>What the owner of a strategy's items begins with; a plan's id never does.</summary>
    public const string Prefix = "strategy:";

    public static string OwnerOf(int id) => $"{Prefix}{id}";

    /// <summary>The strategy's number where the owner of items is one, or null.</summary>
    public static int? IdOf(string owner) =>
        owner.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(owner.AsSpan(Prefix.Length), out var id) ? id : null;
}

/// <summary>An area of responsibility; a tree by path.</summary>
public sealed class AreaRow
{
    public int Id { get; set; }
    public int? ParentId { get; set; }

    /// <value>The ids from the root to this area: <c>/1/4/</c>. An area is within another where its path begins with the other's.</value>
    public string Path { get; set; } = "";

    /// <summary>The list under which the record and the links keep the areas themselves.</summary>
    public const string List = "areas";

    /// <summary>What the owner of an area's items begins with; a plan's id never does.</summary>
    public const string Prefix = "area:";

    public static string OwnerOf(int id) => $"{Prefix}{id}";

    /// <summary>The area's number where the owner of items is one, or null.</summary>
    public static int? IdOf(string owner) =>
        owner.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(owner.AsSpan(Prefix.Length), out var id) ? id : null;

    public string Name { get; set; } = "";

    /// <value>JSON of the plan file's <c>area</c> without its name and staff.</value>
    public string Body { get; set; } = "{}";

    public int Version { get; set; } = 1;

    /// <value>When it was removed, or null.</value>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A plan. Its lists are <see cref="ItemRow"/>s of the same owner.</summary>
public sealed class PlanRow
{
    /// <summary>The list under which the record and the links keep the plan itself.</summary>
    public const string List = "plan";

    /// <value>The plan's id, unique in the installation: <c>plan.id</c> of the plan file.</value>
    public string Id { get; set; } = "";

    public int AreaId { get; set; }
    public AreaRow? Area { get; set; }
    public int? StrategyId { get; set; }
    public string Title { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public string Status { get; set; } = "draft";

    /// <value>True from its approval on: from then on some changes owe a reason.</value>
    public bool IsApproved => Status is "approved" or "live" or "closed";

    /// <value>True once it is closed: it is read only until somebody reopens it.</value>
    public bool IsClosed => Status is "closed";

    /// <value>The staff id of its owner, or null.</value>
    public string? Person { get; set; }

    /// <value>JSON of the plan document without its lists, its organisation, its area and its strategy.</value>
    public string Body { get; set; } = "{}";

    public int Version { get; set; } = 1;

    /// <value>Goes up with every change to anything of the plan: what is worked out from the whole plan is kept by it.</value>
    public int Revision { get; set; } = 1;

    public DateTimeOffset? RemovedAt { get; set; }

    /// <value>How many findings stood when that was last worked out; null where it never was.</value>
    public FindingCountRow? Found { get; set; }
}

/// <summary>One item of one list of a plan (or of a strategy), with the columns by which lists are searched and sorted.</summary>
public sealed class ItemRow
{
    public string Owner { get; set; } = "";
    public string List { get; set; } = "";
    public string Id { get; set; } = "";

    /// <value>Its place in the list, from 1.</value>
    public int Position { get; set; }

    public string Title { get; set; } = "";

    /// <value>The staff id of the one who answers for it, or null.</value>
    public string? Person { get; set; }

    /// <value>The day by which something is owed, or null.</value>
    public DateOnly? Due { get; set; }

    /// <value>Its state in the plan file's word, or null.</value>
    public string? State { get; set; }

    /// <value>The objective that it belongs to, or null.</value>
    public string? Objective { get; set; }

    public int Version { get; set; } = 1;
    public DateTimeOffset? RemovedAt { get; set; }

    /// <value>True where its author and the safeguarding lead of the area alone see it: what the body says, as a column.</value>
    public bool Restricted { get; set; }

    /// <value>The account that added it, or marked it restricted; null where the command line did, or where it is older than this column.</value>
    public Guid? Author { get; set; }

    /// <value>JSON of the item as its shape writes it (a measure without its readings).</value>
    public string Body { get; set; } = "{}";
}

/// <summary>One reference of an item: the golden thread as rows.</summary>
public sealed class LinkRow
{
    public string Owner { get; set; } = "";
    public string List { get; set; } = "";
    public string Id { get; set; } = "";

    /// <value>Its place among the links of the item, from 0.</value>
    public int Ordinal { get; set; }

    /// <value>The field's path: <c>strategic</c>, <c>requirements.id</c>.</value>
    public string Field { get; set; } = "";

    /// <value>The list that it leads to; <c>requirement</c> for a requirement of a framework.</value>
    public string ToList { get; set; } = "";

    public string ToId { get; set; } = "";
}

/// <summary>The readings of one measure, packed, and what the statistics said when they were last written.</summary>
public sealed class SeriesRow
{
    public int Id { get; set; }
    public string Plan { get; set; } = "";
    public string Measure { get; set; } = "";
    public int Count { get; set; }
    public DateOnly? Last { get; set; }

    /// <value>The newest reading's value in the measure's unit; null where unknown.</value>
    public double? Latest { get; set; }

    /// <value>The value before it; null where unknown.</value>
    public double? Previous { get; set; }

    /// <value>The target in force at the newest reading; null for none.</value>
    public double? Target { get; set; }

    /// <value>Variation as the statistics name it (<c>improvement-low</c>), or <c>not-enough-yet</c>.</value>
    public string Variation { get; set; } = "not-enough-yet";

    /// <value>Assurance as the statistics name it, or null where there is none.</value>
    public string? Assurance { get; set; }

    /// <value>The day of the first figure of the run that is worse by more than chance explains and that the newest is part of; null for none.</value>
    public DateOnly? WorseSince { get; set; }

    /// <value>The newest figure of the run for the worse that was asked about last; null where none was.</value>
    public DateOnly? WorseAsked { get; set; }

    /// <value>How many of the newest figures miss where the measure is to be, one after the other.</value>
    public int Misses { get; set; }

    /// <value>The day of the first of them; null for none.</value>
    public DateOnly? MissedSince { get; set; }

    /// <value>The newest missed figure of those that were asked about last; null where none were.</value>
    public DateOnly? MissedAsked { get; set; }

    /// <value>The verdict in one sentence.</value>
    public string Sentence { get; set; } = "";

    /// <value>The readings in order of day; see <c>PackedReadings</c>.</value>
    public byte[] Packed { get; set; } = [];

    public int Version { get; set; } = 1;
}

/// <summary>One reading: the record from which the packed copy is made.</summary>
public sealed class ReadingRow
{
    public int Series { get; set; }

    /// <value>The day; 1 Jan 0001 where a plan file gave none.</value>
    public DateOnly On { get; set; }

    /// <value>0, and more only where a plan file had several on one day.</value>
    public int Ordinal { get; set; }

    public double? Value { get; set; }
    public double? Numerator { get; set; }
    public double? Denominator { get; set; }
    public string? Note { get; set; }
}

/// <summary>A file of evidence, stored in the data folder under its SHA-256.</summary>
public sealed class FileRow
{
    public string Hash { get; set; } = "";
    public long Size { get; set; }
    public string ContentType { get; set; } = "";
    public DateTimeOffset StoredAt { get; set; }
}

/// <summary>One line of the record: who did what, when and why, what was and what is. Append-only; each hash covers the one before it.</summary>
public sealed class RecordRow
{
    /// <value>The chain it belongs to: a plan's id, <c>strategy:1</c>, or <c>installation</c>.</value>
    public string Stream { get; set; } = "";

    /// <value>Its place in the chain, from 1 without a gap.</value>
    public long Seq { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? PersonId { get; set; }

    /// <value>Who, as people read it, at the time.</value>
    public string Actor { get; set; } = "";

    /// <value>The operation's name: <c>EditItem</c>.</value>
    public string Operation { get; set; } = "";

    /// <value>The list of the thing that changed, or null.</value>
    public string? List { get; set; }

    /// <value>The id of the thing that changed, or null.</value>
    public string? Item { get; set; }

    public string? Reason { get; set; }

    /// <value>JSON: <c>{"due": ["2026-04-01", "2026-05-01"]}</c>, old and new by field.</value>
    public string Changes { get; set; } = "{}";

    /// <value>SHA-256 over the hash before it and every other column.</value>
    public byte[] Hash { get; set; } = [];
}

/// <summary>The end of each chain, so that a missing last line is noticed too.</summary>
public sealed class RecordHeadRow
{
    public string Stream { get; set; } = "";
    public long Seq { get; set; }
    public byte[] Hash { get; set; } = [];
}

/// <summary>A person who can sign in.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <value>Role first, then initial and surname: "Deputy manager (A. Khan)".</value>
    public string Name { get; set; } = "";

    /// <value>True for the administrators of the installation.</value>
    public bool IsAdministrator { get; set; }

    /// <value>When the account was closed, or null.</value>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <value>The short lessons that they put away, with a space between: a copy, since every page asks for it.</value>
    public string LessonsAway { get; set; } = "";
}

/// <summary>A session that somebody signed out of, until a copy of its cookie would be out of date by itself.</summary>
public sealed class EndedSessionRow
{
    public Guid Id { get; set; }

    /// <value>Until when it has to be remembered.</value>
    public DateTimeOffset Until { get; set; }
}

/// <summary>A role of a person in an area and the areas below it.</summary>
public sealed class GrantRow
{
    public int Id { get; set; }
    public Guid PersonId { get; set; }
    public int AreaId { get; set; }
    public AreaRow? Area { get; set; }

    /// <value>The role's word: <c>planner</c>.</value>
    public string Role { get; set; } = "";

    /// <value>The staff id that the person has in the plans of the area, or null: whose actions and measures are "mine".</value>
    public string? Staff { get; set; }
}

/// <summary>A token for the API: acts as a person with one role.</summary>
public sealed class TokenRow
{
    public int Id { get; set; }
    public Guid PersonId { get; set; }
    public string Role { get; set; } = "";

    /// <value>SHA-256 of the token; the token itself is shown once and kept nowhere.</value>
    public byte[] Hash { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public string Label { get; set; } = "";

    /// <value>By what the record knows it: the beginning of its hash.</value>
    internal string Mark => Convert.ToHexStringLower(Hash.AsSpan(0, Math.Min(8, Hash.Length)));

    /// <value>Its end as the record has it.</value>
    internal string RecordedEnd => ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How many findings of a plan stood, at one revision of it and on one day: what lists of plans show without working it out.</summary>
public sealed class FindingCountRow
{
    public string Plan { get; set; } = "";

    /// <value>The plan's revision that was looked at.</value>
    public int Revision { get; set; }

    /// <value>The day for which it holds: waivers and stale figures depend on it.</value>
    public DateOnly Day { get; set; }

    public int Errors { get; set; }
    public int Warnings { get; set; }
    public int Advice { get; set; }
    public int Waived { get; set; }
}

/// <summary>Whose rules judge charts: of the organisation, or of one measure that has rules of its own. No row means the usual ones.</summary>
public sealed class ChartRulesRow
{
    /// <value>The plan's id, or <see cref="Recorded.Installation"/> for the organisation.</value>
    public string Owner { get; set; } = "";

    /// <value>The measure; empty for the organisation.</value>
    public string Measure { get; set; } = "";

    /// <value>Whose rules: <c>making-data-count</c> or <c>nhs-r</c>.</value>
    public string Rules { get; set; } = "";

    /// <value>How many points make a shift or a trend: 6 or 7.</value>
    public int Points { get; set; }
}

/// <summary>What the columns of a service's tables mean, kept under a name for the next table with the same headings.</summary>
public sealed class ColumnMapRow
{
    /// <value>The area whose tables they are; those below it are offered it too.</value>
    public int AreaId { get; set; }

    /// <value>What it is called there.</value>
    public string Name { get; set; } = "";

    /// <value>The headings and what they mean, as JSON.</value>
    public string Body { get; set; } = "";
}

/// <summary>How far somebody is with one short lesson.</summary>
public sealed class LearntRow
{
    /// <summary>What the chain of a learner begins with; a plan's id never does.</summary>
    public const string Prefix = "learner:";

    /// <summary>The chain of the record that tells of what somebody learns.</summary>
    public static string OwnerOf(Guid person) => $"{Prefix}{person}";

    /// <summary>Whose chain it is, or null where it is no learner's.</summary>
    public static Guid? PersonOf(string owner) =>
        owner.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(owner.AsSpan(Prefix.Length), out var person) ? person : null;

    public Guid PersonId { get; set; }

    /// <value>The lesson's id.</value>
    public string Lesson { get; set; } = "";

    /// <value>The numbers of what was chosen last, question by question, a digit each; empty before.</value>
    public string Answers { get; set; } = "";

    /// <value>The day on which all answers were right for the first time, or null.</value>
    public DateOnly? Done { get; set; }

    /// <value>True where they know it and do not want it beside pages.</value>
    public bool Away { get; set; }
}

/// <summary>What families read of a plan: the draft, and what is published.</summary>
public sealed class FamilyPageRow
{
    public string Plan { get; set; } = "";

    /// <value>The end of its public address.</value>
    public string Slug { get; set; } = "";

    /// <value>What is drafted, as JSON.</value>
    public string Draft { get; set; } = "";

    /// <value>What is published, as JSON; null where nothing is.</value>
    public string? Published { get; set; }

    public DateOnly? PublishedOn { get; set; }

    /// <value>The account that wrote the draft last: it does not publish it.</value>
    public Guid? WrittenBy { get; set; }

    public int Version { get; set; }
}

/// <summary>A learner's own portfolio for one unit: it stands outside any plan, and belongs to the learner.</summary>
public sealed class PortfolioRow
{
    public int Id { get; set; }

    /// <value>Whose it is.</value>
    public Guid PersonId { get; set; }

    /// <value>The unit of a qualification.</value>
    public string Unit { get; set; } = "";

    /// <value>The centre whose assessors and quality assurers read it; null while the learner keeps it to themselves.</value>
    public int? AreaId { get; set; }
}

/// <summary>One thing of a portfolio: a claim, what was handed in, a decision, a sample. Told in the order of its number.</summary>
public sealed class PortfolioPartRow
{
    public int PortfolioId { get; set; }

    /// <value>Its place in the portfolio, from 1; never used again.</value>
    public int Number { get; set; }

    /// <value>Which kind of thing it is.</value>
    public string List { get; set; } = "";

    /// <value>JSON of the part as its shape writes it.</value>
    public string Body { get; set; } = "{}";

    /// <value>Of a claim, what was frozen: the text whose hash the body has.</value>
    public string? Frozen { get; set; }

    /// <value>Who wrote it; nobody samples what they decided.</value>
    public Guid? Author { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>What somebody is for learners at a centre: who assesses whom stands here, and nowhere else.</summary>
public sealed class LearningRoleRow
{
    public int Id { get; set; }
    public Guid PersonId { get; set; }
    public int AreaId { get; set; }

    /// <value>What they are: <c>assessor</c>.</value>
    public string Role { get; set; } = "";

    /// <value>For which learner; null for all of the centre.</value>
    public Guid? ForId { get; set; }

    /// <value>The last day on which it holds; null for no end.</value>
    public DateOnly? Until { get; set; }
}

/// <summary>Advice that a plan's people have read and put away: one finding, or all of a check.</summary>
public sealed class PutAwayRow
{
    public string Plan { get; set; } = "";

    /// <value>The check: <c>PL134</c>.</value>
    public string CheckId { get; set; } = "";

    /// <value>What the finding is about, <c>adaptations/AD1</c>; empty for all findings of the check.</value>
    public string About { get; set; } = "";
}
