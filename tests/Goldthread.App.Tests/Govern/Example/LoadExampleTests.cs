using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Govern.Example;

/// <summary>The example holds together on whatever day it is loaded.</summary>
public sealed class LoadExampleTests
{
    /// <summary>First, middle and last days of months, over more than two years.</summary>
    public static TheoryData<string> Days =>
        [
            "2026-10-31",
            "2026-11-01",
            "2026-11-25",
            "2026-12-31",
            "2027-02-28",
            "2027-03-01",
            "2027-03-31",
            "2027-06-15",
            "2028-02-29",
            "2028-12-01",
        ];

    [Theory]
    [MemberData(nameof(Days))]
    public void Its_plans_hold_together_on_any_day(string day)
    {
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, document) in All(today))
        {
            Assert.Empty(
                PlanChecks
                    .Run(document, today, Shipped.Data)
                    .Where(f => f.Severity is Severity.Error)
                    .Select(f => $"{name} {f.Check.Id} {f.About}: {f.Message}")
            );
            Assert.Equal(PlanStatus.Live, document.Plan!.Status);
            Assert.True(document.Plan.Starts < today && today < document.Plan.Ends, $"{name} is over or to come");
            foreach (var measure in document.Measures)
            {
                // Three years of months; what is counted from one event to the next has as many as there were.
                Assert.True(
                    measure.Readings.Count >= (measure.Chart is ChartKind.T ? 20 : 36),
                    $"{name} {measure.Name} has {measure.Readings.Count} figures"
                );
                var newest = measure.Readings.Max(r => r.On);
                Assert.False(Freshness.IsStale(measure.Frequency, newest, today), $"{name} {measure.Name} is stale");
                Assert.True(newest < today, $"{name} {measure.Name} has a figure of the future");
            }
        }
    }

    [Fact]
    public void No_list_of_its_plans_is_empty()
    {
        foreach (var (name, document) in All(new(2026, 11, 25)))
            Assert.Empty(Thing.All.Where(t => document.ItemsOf(t).Count == 0).Select(t => $"{name}: {t.List}"));
    }

    [Fact]
    public void The_departments_published_figures_keep_their_days()
    {
        var measure = LoadExample.Read("emergency-department", new(2029, 7, 4)).Measures.Single(m => m.Id == "M1");
        Assert.Equal(36, measure.Readings.Count);
        Assert.Equal((new DateOnly(2016, 4, 1), 13955d, 15154d), Of(measure.Readings[0]));
        Assert.Equal((new DateOnly(2019, 3, 1), 18630d, 19746d), Of(measure.Readings[^1]));
        Assert.Contains("April 2016 to March 2019", measure.Definition, StringComparison.Ordinal);
        Assert.Equal(Frequency.Event, measure.Frequency);

        static (DateOnly?, double?, double?) Of(Reading reading) => (reading.On, reading.Numerator, reading.Denominator);
    }

    [Theory]
    [InlineData("by March 2027", 3, 0, "by June 2027")]
    [InlineData("from December", 2, 0, "from February")]
    [InlineData("April to September 2026", -1, 0, "March to August 2026")]
    [InlineData("Rowan Court operational plan 2026-27", 12, 1, "Rowan Court operational plan 2027-28")]
    [InlineData("Minutes 2026-10", 5, 1, "Minutes 2026-10")]
    [InlineData("2026-09-30", 5, 0, "2027-02-28")]
    [InlineData("April 2016 to March 2019", 8, 0, "April 2016 to March 2019")]
    public void Texts_move_with_the_days(string text, int months, int years, string expected) =>
        Assert.Equal(expected, MoveDays.Moved(text, months, years));

    [Theory, Databases]
    public async Task It_loads_once_with_one_strategy_and_people_who_sign_in(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var password = await LoadExample.RunAsync(writer, at.Database, TimeProvider.System);
        Assert.NotNull(password);
        Assert.Null(await LoadExample.RunAsync(writer, at.Database, TimeProvider.System));

        await using var db = at.Database.Open();
        Assert.Equal(3, await db.Plans.CountAsync());
        Assert.Equal(1, await db.Strategies.CountAsync());
        Assert.Equal(4, await db.Areas.CountAsync());
        Assert.Equal(1 + LoadExample.People.Count, await db.Users.CountAsync());
        Assert.True(await db.Readings.CountAsync() >= 3 * 36);
        Assert.Equal(
            await db.Users.CountAsync(u => u.IsAdministrator || db.Grants.Any(g => g.PersonId == u.Id)),
            await db.Tokens.Select(t => t.PersonId).Distinct().CountAsync()
        );
        Assert.Equal(3, await db.LearningRoles.CountAsync());
        Assert.Equal(4, await db.PortfolioParts.CountAsync(p => p.Frozen != null));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        using var guesses = new App.Govern.Accounts.Guesses(TimeProvider.System);
        foreach (var email in LoadExample.People.Select(p => p.Email).Append(LoadExample.Email))
            await App.Govern.Accounts.SignIn.RunAsync(writer, db, guesses, email, password, App.Govern.Accounts.From.Stranger(""));
    }

    static IEnumerable<(string Name, PlanDocument Document)> All(DateOnly today) =>
        LoadExample.Names.Select(n => (n, LoadExample.Read(n, today)));
}
