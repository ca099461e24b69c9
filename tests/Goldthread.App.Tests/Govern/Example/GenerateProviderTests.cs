using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Goldthread.App.Tests.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Govern.Example;

public class GenerateProviderTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    [Theory, Databases]
    public async Task Services_have_fifty_measures_and_three_years_of_weeks(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        var password = await GenerateProvider.RunAsync(writer, at.Database, 12, Today);

        Assert.NotNull(password);
        await using var db = at.Open();
        Assert.Equal(12, await db.Plans.CountAsync(p => p.Status == "live"));
        Assert.Equal(12 * GenerateProvider.Measures, await db.Series.CountAsync(s => s.Count == GenerateProvider.Weeks));
        Assert.Equal(12 * GenerateProvider.Measures * GenerateProvider.Weeks, await db.Readings.CountAsync());
        Assert.Equal(new DateOnly(2026, 11, 23), await db.Readings.MaxAsync(r => r.On));
        Assert.Equal(12 * GenerateProvider.Measures, await db.Links.CountAsync(l => l.ToList == "catalogue"));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        await Measured.AssertPackedAsync(db);
        Assert.Null(await GenerateProvider.RunAsync(writer, at.Database, 1, Today));
    }

    [Fact]
    public async Task The_same_number_on_the_same_day_gives_the_same_figures()
    {
        async Task<List<string>> FiguresAsync(Engine engine)
        {
            await using var at = await TestDatabase.NewAsync(engine);
            await using var writer = new Writer(at.Database, TimeProvider.System);
            await GenerateProvider.RunAsync(writer, at.Database, 2, Today);
            await using var db = at.Open();
            return
            [
                .. (await db.Series.OrderBy(s => s.Plan).ThenBy(s => s.Measure).ToListAsync())
                    .Select(s =>
                        $"{s.Plan} {s.Measure} {s.Variation} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(s.Packed))}"
                    )
                    .Order(StringComparer.Ordinal),
            ];
        }

        Assert.Equal(await FiguresAsync(Engine.Sqlite), await FiguresAsync(Engine.Postgres));
    }
}
