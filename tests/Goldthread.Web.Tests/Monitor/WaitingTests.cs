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
    public async Task A_table_is_there_for_an_hour_and_then_gone_from_the_disk()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
        var waiting = new Waiting(new Place(folder, Database.At($"Data Source={folder}/none.db")), clock);
        var somebody = new Actor(Guid.CreateVersion7(), "Deputy manager (A. Khan)", false, []);
        var name = await waiting.KeepAsync(somebody, [1, 2, 3], TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal([1, 2, 3], await waiting.FindAsync(somebody, name, TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await waiting.FindAsync(somebody, name, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }
}
