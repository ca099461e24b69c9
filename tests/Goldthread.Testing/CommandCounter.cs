using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Goldthread.Testing;

/// <summary>Counts the commands that EF sends: a page has a budget, the same for 5 rows and for 500.</summary>
public sealed class CommandCounter : DbCommandInterceptor
{
    readonly ConcurrentQueue<string> sent = new();

    /// <value>The commands since the last <see cref="Clear"/>, in order.</value>
    public IReadOnlyList<string> Sent => [.. sent];

    /// <value>How many.</value>
    public int Count => sent.Count;

    /// <summary>Begins to count anew.</summary>
    public void Clear() => sent.Clear();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Counted(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Counted(command, result));

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => Counted(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Counted(command, result));

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    ) => Counted(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Counted(command, result));

    InterceptionResult<T> Counted<T>(DbCommand command, InterceptionResult<T> result)
    {
        sent.Enqueue(command.CommandText);
        return result;
    }
}
