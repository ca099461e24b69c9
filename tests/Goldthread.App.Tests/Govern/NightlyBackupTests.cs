using Goldthread.App.Govern;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Govern;

/// <summary>A backup is written each night once, older ones go by a rule, and whoever looks after it sees when one is owed.</summary>
public sealed class NightlyBackupTests
{
    [Fact]
    public void Two_weeks_of_days_are_kept_and_the_first_of_each_month_for_a_year_and_nothing_else_is_touched()
    {
        var today = new DateOnly(2026, 12, 1);
        List<string> names = [];
        for (var day = today.AddDays(-500); day <= today.AddDays(2); day = day.AddDays(1))
            names.Add(NightlyBackup.NameOf(day));
        names.AddRange(["goldthread-monday.zip", "goldthread-2020-01-01.zip.part", "notes.txt", "goldthread-2020-13-01.zip"]);

        var kept = names.Except(NightlyBackup.Old(names, today)).ToList();

        Assert.Equal(
            [
                // Not a year old: the first of each month; the month begins where the files begin.
                .. Enumerable.Range(1, 11).Select(m => NightlyBackup.NameOf(new DateOnly(2026, m, 1))),
                .. Enumerable.Range(0, 13).Select(d => NightlyBackup.NameOf(new DateOnly(2026, 11, 18).AddDays(d))),
                "goldthread-2026-12-01.zip",
                "goldthread-2026-12-02.zip",
                "goldthread-2026-12-03.zip",
                "goldthread-monday.zip",
                "goldthread-2020-01-01.zip.part",
                "notes.txt",
                "goldthread-2020-13-01.zip",
            ],
            kept
        );
    }

    [Fact]
    public async Task It_runs_once_a_night_where_a_folder_is_set_and_says_what_came_of_it()
    {
        var folder = Directory.CreateTempSubdirectory("goldthread-nightly");
        var clock = new FakeTimeProvider(new(2026, 11, 30, 1, 30, 0, TimeSpan.Zero));
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(at.Database, clock);
        await writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                work.Db.Users.Add(
                    new Person
                    {
                        Id = Guid.CreateVersion7(),
                        Name = "A",
                        Email = "a@example.org",
                    }
                );
                return Task.CompletedTask;
            }
        );
        var place = new Place(folder.FullName, at.Database);
        var backups = Path.Combine(folder.FullName, "kept");
        var set = new JobWork(writer, at.Database, new Post(null, Post.Unset), clock, BackupPlace.Of(place, backups, null));
        try
        {
            Assert.Empty(await RanAsync(set));
            clock.SetUtcNow(new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero));
            Assert.Empty(await RanAsync(set with { Backups = null }));
            Assert.Equal("goldthread-2026-11-30.zip", (await RanAsync(set))[0].Says.Split(' ')[0]);
            Assert.Empty(await RanAsync(set));
            var (content, found) = await TryRestore.RunAsync(Path.Combine(backups, "goldthread-2026-11-30.zip"), null);
            // It is looked at as a whole: the test made its person past the record.
            Assert.Equal("people/a@example.org: It was added past the record.", Assert.Single(found.Faults).ToString());
            Assert.Equal(1, content.Rows["people"]);

            await using (var db = at.Database.Open())
            {
                var standing = await BackupLog.OfAsync(db);
                Assert.False(standing.IsOld(clock.GetUtcNow().AddDays(BackupLog.OldAfter)));
                Assert.True(standing.IsOld(clock.GetUtcNow().AddDays(BackupLog.OldAfter).AddHours(1)));
                Assert.True(standing.IsUntried(clock.GetUtcNow()));
                Assert.StartsWith(
                    "The last backup is of 30 Nov 2026, 02:00. Whether one",
                    standing.Says(clock.GetUtcNow()),
                    StringComparison.Ordinal
                );
            }

            // The folder becomes a file: it is said, nothing is taken away, and the old one stays.
            clock.SetUtcNow(new(2026, 12, 20, 2, 0, 0, TimeSpan.Zero));
            var wrong = set with { Backups = BackupPlace.Of(place, Path.Combine(backups, "goldthread-2026-11-30.zip"), null) };
            var failed = Assert.Single(await RanAsync(wrong));
            Assert.True(failed.Failed);
            Assert.Contains("cannot be written", failed.Says, StringComparison.Ordinal);
            Assert.Single(Directory.GetFiles(backups));
            await using (var db = at.Database.Open())
            {
                Assert.Equal(["backup"], await RunJobs.FailedAsync(db));
                var standing = await BackupLog.OfAsync(db);
                Assert.Equal(new DateTimeOffset(2026, 11, 30, 2, 0, 0, TimeSpan.Zero), standing.Made!.StartedAt);
                Assert.True(standing.IsOld(clock.GetUtcNow()));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static async Task<List<RunJobs.Ran>> RanAsync(JobWork work) =>
            [.. (await new RunJobs(work).RunDueAsync()).Where(r => r.Job == BackupLog.Nightly)];
    }

    [Theory]
    [InlineData("backups", null, "whole path")]
    [InlineData(null, "/etc/passphrase", "GOLDTHREAD_BACKUPS, which is not set")]
    public void A_wrong_setting_is_said(string? folder, string? passphrase, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<NotDone>(() => BackupPlace.Of(new Place(".", Database.At("Data Source=x.db")), folder, passphrase)).Message,
            StringComparison.Ordinal
        );
}
