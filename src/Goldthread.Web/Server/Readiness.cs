using Goldthread.App.Govern;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Goldthread.Web.Server;

/// <summary>Ready: the database answers, no migration waits, and what is written stays: in the database and in the folder of the files.</summary>
/// <remarks>
/// It writes, since a full or read-only disk shows in no other way. Whoever asks while somebody else's answer is being found gets that one, and an answer
/// holds for a second: anybody may ask, and nobody shall keep the disk busy by it.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="writer">Writes to it.</param>
/// <param name="files">The files of evidence.</param>
/// <param name="clock">What time it is.</param>
public sealed class Readiness(Database database, Writer writer, FileStore files, TimeProvider clock) : IHealthCheck
{
    public const string Tag = "ready";

    static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    /// <summary>How long a write may take: another program may hold the database for longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    Task<HealthCheckResult>? answer;
    DateTimeOffset since;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<HealthCheckResult> asked;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (answer is null || (answer.IsCompleted && now - since >= Holds))
                (answer, since) = (LookAsync(), now);
            asked = answer;
        }
        try
        {
            return await asked.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy("Writing takes too long.");
        }
    }

    async Task<HealthCheckResult> LookAsync()
    {
        try
        {
            await using (var db = database.Open())
            {
                if ((await db.Database.GetPendingMigrationsAsync()).Any())
                    return HealthCheckResult.Unhealthy("A migration waits.");
            }
            await writer.RunAsync(Actor.Everybody, work => Database.TouchAsync(work.Db));
            files.Touch();
            return HealthCheckResult.Healthy();
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            return HealthCheckResult.Unhealthy("The database or the folder of the files cannot be written.", refused);
        }
    }
}
