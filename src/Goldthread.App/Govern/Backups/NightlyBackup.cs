using System.Globalization;
using Goldthread.App.Jobs;
using Goldthread.App.Store;

namespace Goldthread.App.Govern.Backups;

/// <summary>The backup of each night, and which older ones are kept: two weeks of days, and the first of each month for a year.</summary>
public static class NightlyBackup
{
    /// <summary>So many days of backups are kept.</summary>
    public const int Days = 14;

    /// <summary>So many months the first backup of a month is kept.</summary>
    public const int Months = 12;

    const string Before = "goldthread-";
    const string After = ".zip";

    /// <summary>The file of a day.</summary>
    public static string NameOf(DateOnly day) => Before + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + After;

    /// <summary>The day of a file; null for a file that is none of these.</summary>
    static DateOnly? DayOf(string name) =>
        name.StartsWith(Before, StringComparison.Ordinal)
        && name.EndsWith(After, StringComparison.Ordinal)
        && DateOnly.TryParseExact(
            name[Before.Length..^After.Length],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    /// <summary>Which of some files are not kept any longer. What was not written by this job is never among them.</summary>
    /// <param name="names">The names of the files of the folder.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<string> Old(IEnumerable<string> names, DateOnly today)
    {
        var known = names.Select(n => (Name: n, Day: DayOf(n))).Where(f => f.Day is { } day && day <= today).ToList();
        var first = known.GroupBy(f => (f.Day!.Value.Year, f.Day.Value.Month)).Select(g => g.Min(f => f.Day!.Value)).ToHashSet();
        return
        [
            .. known
                .Where(f =>
                    f.Day!.Value <= today.AddDays(-Days) && !(first.Contains(f.Day.Value) && f.Day.Value > today.AddMonths(-Months))
                )
                .Select(f => f.Name),
        ];
    }

    /// <summary>Writes it, and takes away what is not kept; nothing is taken away where it was not written.</summary>
    public static async Task<string> RunAsync(JobWork work, CancellationToken stop)
    {
        var to = work.Backups ?? throw new NotDone("No folder for backups is set.");
        try
        {
            Directory.CreateDirectory(to.Folder);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"{to.Folder} cannot be written: {wrong.Message.TrimEnd('.')}.", wrong);
        }
        var today = work.Clock.Today();
        var made = await Backup.RunAsync(
            to.Place,
            Path.Combine(to.Folder, NameOf(today)),
            await BackupPlace.PassphraseAsync(to.PassphraseFile, stop),
            work.Clock,
            stop
        );
        var old = Old(Directory.EnumerateFiles(to.Folder).Select(f => Path.GetFileName(f)), today);
        foreach (var name in old)
            File.Delete(Path.Combine(to.Folder, name));
        return $"{NameOf(today)} holds {made.AllRows:N0} rows and {made.Files:N0} files"
            + (to.PassphraseFile is null ? ", not sealed" : ", sealed")
            + (old.Count == 0 ? "." : $"; {old.Count:N0} old {(old.Count == 1 ? "one" : "ones")} taken away.");
    }
}
