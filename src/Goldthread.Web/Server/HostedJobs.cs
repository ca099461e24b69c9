using Goldthread.App.Jobs;
using Quartz;

namespace Goldthread.Web.Server;

/// <summary>
/// Looks each minute what is due. The scheduler only wakes: what runs, and that it runs once however many servers there are, the rows of the jobs say, so
/// its own memory is enough on either engine.
/// </summary>
public static class HostedJobs
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    /// <summary>Registers it; it begins once the server answers.</summary>
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddQuartz(
            "goldthread",
            quartz =>
            {
                quartz.UseInMemoryStore();
                var key = new JobKey("due");
                quartz.AddJob<Look>(job => job.WithIdentity(key));
                quartz.AddTrigger(trigger =>
                    trigger
                        .ForJob(key)
                        .WithIdentity("each minute")
                        .StartNow()
                        .WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever())
                );
            }
        );
        services.AddQuartzHostedService(
            "goldthread",
            o =>
            {
                o.AwaitApplicationStarted = true;
                o.StartDelay = Delay;
                o.WaitForJobsToComplete = true;
            }
        );
    }

    /// <summary>One look.</summary>
    [DisallowConcurrentExecution]
    public sealed class Look(JobWork work) : IJob
    {
        /// <inheritdoc/>
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await new RunJobs(work).RunDueAsync(cancellationToken);
    }
}
