namespace Goldthread.App.Store;

/// <summary>One message of the outbox: what somebody is told, once, and what came of it.</summary>
public sealed class MessageRow
{
    public int Id { get; set; }

    /// <value>What kind of message: <c>digest</c>, <c>told</c>, <c>test</c>.</value>
    public string Kind { get; set; } = "";

    public Guid PersonId { get; set; }

    /// <value>What it is of, so that there is one: the Monday of a digest, the minute of a test.</value>
    public string Period { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <value>What it says, as JSON (<c>Letter</c>); empty once it was sent: nothing is kept longer than it is needed.</value>
    public string Body { get; set; } = "";

    /// <value><c>waiting</c>, <c>sending</c>, <c>sent</c>, <c>failed</c> or <c>unsure</c>.</value>
    public string State { get; set; } = MessageStates.Waiting;

    /// <value>How often it was tried.</value>
    public int Attempts { get; set; }

    /// <value>True where the mail server's answer was lost once: it may have arrived, and is sent at most once more.</value>
    public bool Doubted { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    /// <value>Not before this.</value>
    public DateTimeOffset NextAt { get; set; }

    /// <value>Whose turn it is; null where nobody sends it.</value>
    public Guid? Claim { get; set; }

    /// <value>Since when it is being sent, or when that ended.</value>
    public DateTimeOffset? TriedAt { get; set; }

    /// <value>Why it was not sent, in a sentence; null where nothing went wrong.</value>
    public string? Problem { get; set; }
}

/// <summary>The states of a message.</summary>
public static class MessageStates
{
    public const string Waiting = "waiting",
        Sending = "sending",
        Sent = "sent",
        Failed = "failed",
        Unsure = "unsure";
}

/// <summary>One run of a job for one period: whoever makes the row runs it, so that two servers do nothing twice.</summary>
public sealed class JobRunRow
{
    public string Job { get; set; } = "";

    /// <value>The day or the Monday that it is of: <c>2026-11-30</c>.</value>
    public string Period { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <value>Who runs it.</value>
    public Guid Claim { get; set; }

    public int Attempts { get; set; }

    /// <value>What was done, or why not, in a sentence.</value>
    public string Says { get; set; } = "";

    /// <value>True where the last run did not come to its end.</value>
    public bool Failed { get; set; }
}

/// <summary>Something that somebody is to be told of: written where it happens, told with what else there is.</summary>
public sealed class NoticeRow
{
    public int Id { get; set; }

    /// <value><c>assigned</c>, <c>agreed</c>, <c>sent-back</c>, <c>due</c>, <c>overdue-1</c> and so on.</value>
    public string Kind { get; set; } = "";

    /// <value>The plan.</value>
    public string Owner { get; set; } = "";

    public string List { get; set; } = "";
    public string Item { get; set; } = "";

    /// <value>Whom to tell, by the id in the staff list.</value>
    public string Staff { get; set; } = "";

    /// <value>What makes it another: the day on which it is due.</value>
    public string Mark { get; set; } = "";

    /// <value>Who did it: nobody is told of what they did themselves; null for a job or the command line.</value>
    public Guid? By { get; set; }

    public DateTimeOffset At { get; set; }

    /// <value>When it was told, or found to need no telling; null while it waits.</value>
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>What a person wants to be sent, and whether mail reaches them. No row means everything, by day.</summary>
public sealed class MailChoiceRow
{
    public Guid PersonId { get; set; }
    public bool Digest { get; set; } = true;
    public bool Due { get; set; } = true;
    public bool Overdue { get; set; } = true;
    public bool Assigned { get; set; } = true;
    public bool Decided { get; set; } = true;

    /// <value>No mail before this hour where the service is, 0 to 23.</value>
    public int From { get; set; } = 7;

    /// <value>No mail from this hour on, 1 to 24.</value>
    public int Until { get; set; } = 20;

    /// <value>True where mail comes on Saturdays, Sundays and bank holidays too.</value>
    public bool Weekends { get; set; }

    /// <value>Why mail does not reach them, as their mail server said it; null where it does.</value>
    public string? Unreached { get; set; }

    /// <value>Since when.</value>
    public DateTimeOffset? UnreachedAt { get; set; }
}

/// <summary>One secret address of one message: what it lets one person do to one thing, until when.</summary>
public sealed class MailLinkRow
{
    public int Id { get; set; }

    /// <value>SHA-256 of the secret; the secret itself stands in the message alone.</value>
    public byte[] Hash { get; set; } = [];

    public Guid PersonId { get; set; }

    /// <value>The message that it was sent in.</value>
    public int Message { get; set; }

    /// <value><c>do</c> for a thing, <c>stop</c> for no more of these messages.</value>
    public string Kind { get; set; } = "";

    /// <value>The plan; for <c>stop</c> which messages.</value>
    public string Owner { get; set; } = "";

    public string List { get; set; } = "";
    public string Item { get; set; } = "";
    public DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <value>When it was used to change something: it is then used up.</value>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A calendar feed: a secret address that somebody made for themselves.</summary>
public sealed class CalendarRow
{
    public int Id { get; set; }

    /// <value>SHA-256 of the secret; it is shown once.</value>
    public byte[] Hash { get; set; } = [];

    public Guid PersonId { get; set; }

    /// <value>Of what: <c>me</c>, <c>area</c> or <c>plan</c>.</value>
    public string Scope { get; set; } = "";

    /// <value>The area's number or the plan's id; empty for one's own.</value>
    public string Target { get; set; } = "";

    public string Label { get; set; } = "";
    public DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Somebody of a partner who is let in to chosen lines of one plan, from a day to a day.</summary>
public sealed class GuestRow
{
    public int Id { get; set; }

    /// <value>Their account, which has no password and no role: it is whom mail goes to and whose name stands in the record.</value>
    public Guid PersonId { get; set; }

    public string Plan { get; set; } = "";

    /// <value>The partner of the plan whose they are.</value>
    public string Partner { get; set; } = "";

    /// <value>What is theirs, one a line: <c>actions/A1</c>.</value>
    public string Lines { get; set; } = "";

    /// <value>The last day on which they are let in.</value>
    public DateOnly Until { get; set; }

    public DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <value>SHA-256 of the code that was mailed last; null where none holds.</value>
    public byte[]? CodeHash { get; set; }

    public DateTimeOffset? CodeUntil { get; set; }

    /// <value>How often a wrong code was given since the last one was sent.</value>
    public int CodeTries { get; set; }
}
