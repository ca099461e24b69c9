using Goldthread.App.Govern.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Sessions that somebody signed out of. The rows go after some hours; those that are there have a line that tells of them.</summary>
sealed class EndedSessionsKind : Kind
{
    public override string Table => "ended_sessions";

    public override async IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole)
    {
        var rows = await whole.Db.EndedSessions.OrderBy(s => s.Id).ToListAsync(whole.Stop);
        if (rows.Count == 0)
            yield break;
        var told = await whole
            .Db.Records.Where(r => r.Stream == Recorded.Installation && r.Operation == nameof(SignOut))
            .Select(r => r.Changes)
            .ToListAsync(whole.Stop);
        var lines = told.ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => !lines.Contains(Change.ToJson([SignOut.Line(r)]))))
            yield return ($"ended_sessions/{row.Id:N}", "No line of the record tells that somebody signed out of it so.");
    }
}
