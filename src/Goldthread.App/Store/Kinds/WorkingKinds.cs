using System.Text.Json;

namespace Goldthread.App.Store.Kinds;

/// <summary>
/// A table of what is on its way or of one person's own convenience: it says nothing of a plan or of who may do what, so no line of the record tells of its
/// rows. What is changed in it past the operations sends a message twice or not at all, and no more.
/// </summary>
/// <param name="table">Its name.</param>
/// <param name="why">Why its columns may hold anything.</param>
sealed class WorkingKind<T>(string table, string why) : Kind
    where T : class
{
    public override string Table => table;

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        typeof(T).GetProperties().ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), _ => why, StringComparer.Ordinal);
}
