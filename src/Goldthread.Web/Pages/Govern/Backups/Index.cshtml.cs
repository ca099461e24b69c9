using Goldthread.App.Govern.Backups;
using Goldthread.App.Jobs;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.Backups;

/// <summary>When the installation was last saved, and when it was last tried whether that can be put back.</summary>
public sealed class IndexModel(JobWork work) : GoldthreadPage
{
    BackupLog.Standing standing = new(null, null, []);

    /// <value>Where backups go each night; null for nowhere.</value>
    public BackupPlace? To => work.Backups;

    /// <value>How it stands, in a sentence.</value>
    public string Lead => standing.Says(Clock.GetUtcNow());

    /// <value>True where a backup is owed.</value>
    public bool IsOwed => standing.IsOld(Clock.GetUtcNow());

    public bool HasRuns => standing.Runs.Count > 0;

    protected override async Task ShowAsync() => standing = await BackupLog.OfAsync(Db, cancel: Cancel);

    public DataTable Table() =>
        new()
        {
            Caption = "Backups, and restores that were tried",
            Columns = [new("When") { IsKey = true }, new("What") { IsKey = true }, new("State"), new("What came of it")],
            Rows = standing.Runs.Select(r =>
                (Inline[])
                    [
                        ServiceTime.Read(r.StartedAt),
                        r.Job is BackupLog.Tried ? "A restore was tried" : "A backup",
                        Inline.Of(
                            r.EndedAt is null ? State.Of(StateKind.InProgress, "Under way")
                            : r.Failed ? State.Of(StateKind.Blocked, "Not done")
                            : State.Of(StateKind.Done, "Done")
                        ),
                        r.Says,
                    ]
            ),
        };

    /// <summary>Makes one now.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (To is null)
            throw new Missing("folder for backups");
        string says;
        try
        {
            says = await NightlyBackup.RunAsync(work, Cancel);
        }
        catch (NotDone wrong)
        {
            await BackupLog.NoteAsync(Writer, BackupLog.ByHand, wrong.Message, failed: true);
            return Done("/admin/backup", "The backup was not made. Why stands below.");
        }
        await BackupLog.NoteAsync(Writer, BackupLog.ByHand, says);
        return Done("/admin/backup", "The backup is made.");
    }
}
