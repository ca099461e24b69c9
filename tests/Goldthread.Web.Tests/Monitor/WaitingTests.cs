using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Web.Pages.Monitor.Measures;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>An uploaded table can hold what nobody ought to keep, so it does not stay.</summary>
public sealed class WaitingTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("gt-waiting-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_table_is_there_for_half_an_hour_and_then_gone_from_the_disk()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
        var waiting = new Waiting(new Place(folder, Database.At($"Data Source={folder}/none.db")), clock);
        var somebody = new Actor(Guid.CreateVersion7(), "Deputy manager (A. Khan)", false, []);
        var name = await waiting.KeepAsync(somebody, [1, 2, 3], TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal([1, 2, 3], await waiting.FindAsync(somebody, name, TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await waiting.FindAsync(somebody, name, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_person_has_three_tables_waiting_and_the_oldest_goes()
    {
        var cancel = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
        var waiting = new Waiting(new Place(folder, Database.At($"Data Source={folder}/none.db")), clock);
        var somebody = new Actor(Guid.CreateVersion7(), "Deputy manager (A. Khan)", false, []);
        var other = new Actor(Guid.CreateVersion7(), "Chief executive (M. Hale)", false, []);
        var names = new List<string>();
        var theirs = await waiting.KeepAsync(other, [9], cancel);
        for (byte n = 0; n < 5; n++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            names.Add(await waiting.KeepAsync(somebody, [n], cancel));
        }

        Assert.Null(await waiting.FindAsync(somebody, names[1], cancel));
        Assert.Equal([2], await waiting.FindAsync(somebody, names[2], cancel));
        Assert.Equal([9], await waiting.FindAsync(other, theirs, cancel));
        Assert.Equal(4, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
    }
}
