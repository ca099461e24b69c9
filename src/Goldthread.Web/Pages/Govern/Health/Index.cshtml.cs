using Goldthread.App.Govern.Backups;
using Goldthread.App.Jobs;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Govern.Health;

/// <summary>How the installation is: its database, its disk, its jobs, its mail, its backups; what needs somebody first.</summary>
public sealed class IndexModel(Settings settings) : GoldthreadPage
{
    /// <summary>Less room than this on the disk needs somebody, in bytes.</summary>
    const long Little = 1L << 30;

    IReadOnlyList<(string What, bool IsWell, string Says)> lines = [];

    /// <value>How it is, in a sentence.</value>
    public string Lead =>
        lines.Count(l => !l.IsWell) switch
        {
            0 => "All is well.",
            1 => "1 thing needs you.",
            var many => $"{many} things need you.",
        };

    protected override async Task ShowAsync()
    {
        var health = await App.Govern.Health.OfAsync(settings.Place, Db, Cancel);
        var failed = await RunJobs.FailedAsync(Db, Cancel);
        var backups = await BackupLog.OfAsync(Db, cancel: Cancel);
        var now = Clock.GetUtcNow();
        lines =
        [
            .. new (string, bool, string)[]
            {
                (
                    "Room on the disk",
                    health.Free is not { } free || free > Little,
                    health.Free is { } left ? $"{FileWords.Size(left)} are free where the files are." : "Not known here."
                ),
                ("Backups", !backups.IsOld(now) && !backups.IsUntried(now), backups.Says(now)),
                (
                    "What runs by itself",
                    failed.Count == 0,
                    failed.Count == 0 ? "Nothing failed." : $"Not done: {string.Join(", ", failed)}."
                ),
                (
                    "Mail",
                    health.NotSent == 0,
                    settings.Mail is null
                        ? $"No mail server is set; {health.Waiting:N0} messages wait."
                        : $"{health.Waiting:N0} messages wait, {health.NotSent:N0} of the last three months were not sent."
                ),
                (
                    "Database",
                    true,
                    $"{health.Engine}, {FileWords.Size(health.Database)}: {health.Plans:N0} plans, {health.Lines:N0} lines of the record. Files of evidence: {FileWords.Size(health.Files)}."
                ),
            }.OrderBy(l => l.Item2),
        ];
    }

    public DataTable Table() =>
        new()
        {
            Caption = "How the installation is",
            Columns = [new("What") { IsKey = true }, new("State") { IsKey = true }, new("How it is")],
            Rows = lines.Select(l =>
                (Inline[])
                    [l.What, Inline.Of(l.IsWell ? State.Of(StateKind.Done, "Well") : State.Of(StateKind.Blocked, "Needs you")), l.Says]
            ),
        };
}
