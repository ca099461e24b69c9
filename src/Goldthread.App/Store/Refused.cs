using Goldthread.Domain.Shapes;

namespace Goldthread.App.Store;

/// <summary>The thing is not there, or not for this person to see: the page answers 404 in either case.</summary>
public sealed class Missing(string what) : Exception($"There is no such {what}.");

/// <summary>The person sees the thing but may not do this to it: 403.</summary>
public sealed class Forbidden(string message) : Exception(message);

/// <summary>What somebody is about to agree to is not what they saw: 409, with what changed since.</summary>
/// <param name="since">The lines of the record since then, the newest first.</param>
public sealed class ChangedSince(IReadOnlyList<RecordRow> since)
    : Exception("The plan was changed since you looked at it. Look at it again first.")
{
    public IReadOnlyList<RecordRow> Since => since;
}

/// <summary>Somebody else saved the thing in between: the page shows both values, 409.</summary>
/// <param name="now">The thing as it is now.</param>
/// <param name="version">Its version now.</param>
/// <param name="who">Who saved it, as people read it.</param>
public sealed class StaleEdit(Part now, int version, string who) : Exception("Somebody else changed this while you were writing.")
{
    public Part Now => now;
    public int Version => version;
    public string Who => who;
}
