using Goldthread.App.Mail;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Jobs;

/// <summary>Takes away what was sent, run, told or expired long ago: these tables do not grow for ever.</summary>
static class Tidy
{
    const int Days = 90;

    public static async Task<string> RunAsync(JobWork work, CancellationToken stop)
    {
        var gone = 0;
        await work.Writer.RunAsync(
            SendMail.Teller,
            async w =>
            {
                var before = w.Now.AddDays(-Days);
                // A message that waits is of the last days: it gives up by itself.
                gone = await w.Db.MailLinks.Where(l => l.ExpiresAt < before).ExecuteDeleteAsync();
                gone += await w.Db.Messages.Where(m => m.MadeAt < before).ExecuteDeleteAsync();
                gone += await w.Db.Notices.Where(n => n.At < before).ExecuteDeleteAsync();
                gone += await w.Db.JobRuns.Where(r => r.StartedAt < before).ExecuteDeleteAsync();
            },
            stop
        );
        return gone == 1 ? "1 old row taken away." : $"{gone} old rows taken away.";
    }
}

/// <summary>A clock that shows a given time, and goes on from there.</summary>
/// <param name="at">What it shows now.</param>
public sealed class ClockAt(DateTimeOffset at) : TimeProvider
{
    readonly long started = System.GetTimestamp();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Store.ServiceTime.Clock.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => at.ToUniversalTime() + System.GetElapsedTime(started);
}
