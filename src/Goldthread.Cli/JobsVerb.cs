using System.CommandLine;
using System.Globalization;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread jobs</c>: what is due, and doing it once, for cron and for tests.</summary>
internal static class JobsVerb
{
    internal static Command Create()
    {
        var list = new Command(
            "list",
            "Say what runs by itself, when it ran last and whether it is due.\n\nExample:\n  goldthread jobs list --data /var/lib/goldthread"
        );
        list.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var output = parsed.Terminal().Output;
                foreach (var standing in await Of(installation, installation.Writer, ServiceTime.Clock).StandAsync(cancel))
                {
                    var last = standing.Last is { } run
                        ? $"last {ServiceTime.Read(run.StartedAt)}{(run.EndedAt is null ? ", under way" : "")}: {run.Says}"
                        : "never ran";
                    output.WriteLine($"{standing.Job.Name}\t{(standing.IsDue ? "due" : "not due")}\t{standing.Job.When}\t{last}");
                }
                return 0;
            }
        );
        var now = new Option<string?>("--now")
        {
            Description = "As if it were this time: 2026-12-07T07:00 where the service is, or with an offset",
            HelpName = "TIME",
        };
        var run = new Command(
            "run",
            "Do what is due, once, and stop. The server does it each minute by itself unless GOLDTHREAD_JOBS is off.\n\nExample:\n  goldthread jobs run --data /var/lib/goldthread"
        )
        {
            now,
        };
        run.SetAction(
            async (parsed, cancel) =>
            {
                TimeProvider clock = parsed.GetValue(now) is { } time ? new ClockAt(Read(time)) : ServiceTime.Clock;
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var writer = new Writer(installation.Place.Database, clock);
                var ran = await Of(installation, writer, clock).RunDueAsync(cancel);
                var output = parsed.Terminal().Output;
                foreach (var one in ran)
                    output.WriteLine($"{one.Job}\t{(one.Failed ? "failed" : "done")}\t{one.Says}");
                if (ran.Count == 0)
                    output.WriteLine("Nothing is due.");
                return ran.Any(r => r.Failed) ? 1 : 0;
            }
        );
        return new Command("jobs", "What runs by itself.") { list, run };
    }

    static RunJobs Of(Installation installation, Writer writer, TimeProvider clock) =>
        new(new JobWork(writer, installation.Place.Database, Post.OfEnvironment(), clock, BackupPlace.OfEnvironment(installation.Place)));

    /// <summary>A time with its offset, or as a clock where the service is shows it; of an hour that happens twice, the first.</summary>
    static DateTimeOffset Read(string text)
    {
        string[] local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            var zone = ServiceTime.Clock.LocalTimeZone;
            if (zone.IsInvalidTime(at))
                throw new NotDone($"--now {text} is in the hour that the clocks leave out. Give a time an hour later.");
            return new(at, zone.IsAmbiguousTime(at) ? zone.GetAmbiguousTimeOffsets(at).Max() : zone.GetUtcOffset(at));
        }
        string[] whole = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        return DateTimeOffset.TryParseExact(text, whole, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new NotDone(
                $"--now {(text.Length <= 40 ? text : text[..40] + "…")} is not understood. It is a time such as 2026-12-07T07:00."
            );
    }
}
