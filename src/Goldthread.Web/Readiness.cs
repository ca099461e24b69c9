using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Goldthread.Web;

/// <summary>Ready: the database answers and no migration waits.</summary>
public sealed class Readiness(Db db) : IHealthCheck
{
    public const string Tag = "ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
            ? HealthCheckResult.Unhealthy("A migration waits.")
            : HealthCheckResult.Healthy();
}
