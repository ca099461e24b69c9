using System.Globalization;
using Goldthread.App.Implement;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Tests.Implement;

/// <summary>The statutory calendar: each figure of the law on five made-up years, and what has none never reads as law.</summary>
public sealed class StatutoryTests
{
    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Each firm line with how often it is due from 31 August 2026 to 30 August 2031, both included, the last day of it, and the most days between two.</summary>
    public static TheoryData<string, int, string, int> Firm { get; } =
        new()
        {
            { "reg44-visit", 61, "2031-08-28", 31 },
            { "reg45-review", 11, "2031-08-28", 184 },
            { "reg33-appraisal", 5, "2030-08-31", 366 },
            { "pir", 5, "2030-08-31", 366 },
            { "quality-account-draft", 5, "2031-04-30", 366 },
            { "quality-account", 5, "2031-06-30", 366 },
            { "lifting-people", 11, "2031-08-28", 184 },
            { "lifting-people-ni", 11, "2031-08-28", 184 },
            { "lifting-other", 5, "2030-08-31", 366 },
            { "gas-landlord", 5, "2030-08-31", 366 },
            { "personal-plan-scotland", 11, "2031-08-28", 184 },
            { "ri-visit-wales", 21, "2031-08-28", 92 },
            { "quality-review-wales", 11, "2031-08-28", 184 },
            { "annual-return-wales", 5, "2030-08-31", 366 },
            { "dspt", 5, "2030-08-31", 366 },
        };

    [Theory, MemberData(nameof(Firm))]
    public void Each_firm_figure_is_right_on_five_years(string id, int times, string last, int most)
    {
        var line = Statutory.Calendar.Lines.Single(l => l.Id == id);
        var (from, to) = (Day("2026-08-31"), Day("2031-08-31"));
        var action = (Action)Shape.Of<Action>().New();
        Shape.Of<Action>()["due"].Set(action, line.NextDay(from) ?? from);
        Shape.Of<Action>()["repeats"].Set(action, Repeats.Each(line.Every!.Value, line.Of, line.Id));
        var days = new List<DateOnly>();
        for (; action.Due < to; action = action.Following(from)!)
            days.Add(action.Due!.Value);
        Assert.Equal((times, Day(last)), (days.Count, days[^1]));
        Assert.All(days.Zip(days.Skip(1)), d => Assert.InRange(d.Second.DayNumber - d.First.DayNumber, 28, most));
        // Never longer than the figure, counted from each day.
        if (line.By is null)
            Assert.All(
                days.Zip(days.Skip(1)),
                d =>
                    Assert.True(
                        d.Second
                            <= d.First.AddMonths(
                                line.Every switch
                                {
                                    Rhythm.Month => 1,
                                    Rhythm.Quarter => 3,
                                    Rhythm.HalfYear => 6,
                                    _ => 12,
                                }
                            )
                    )
            );
    }

    [Fact]
    public void What_has_no_figure_in_law_is_the_service_s_to_set_and_each_line_says_where_and_when_it_was_seen()
    {
        var all = Statutory.Calendar.Lines;
        Assert.Equal(Firm.Select(f => (string)f.Data.Item1), all.Where(l => l.IsFirm).Select(l => l.Id));
        Assert.Equal(all.Count, all.Select(l => l.Id).Distinct().Count());
        Assert.All(
            all,
            l =>
            {
                Assert.Equal(l.IsFirm || l.Every is not null, l.Every is not null);
                Assert.True(l.Source.Length > 0 && l.Checked is { Year: >= 2026 } && !l.Says.EndsWith('.'));
                Assert.All(l.Services, s => Assert.Contains(l.Nations, n => Nations.Has(n, s)));
                // No figure of the own assessment stands in the sentence of the law.
                if (l.Basis is StatutoryBasis.OwnAssessment)
                    Assert.DoesNotMatch(@"\d|month|year|week|daily", l.Says);
            }
        );
    }

    [Theory]
    [InlineData(Jurisdiction.England, ServiceType.ChildrensHome, "reg44-visit reg45-review reg33-appraisal lifting-people lifting-other")]
    [InlineData(Jurisdiction.England, ServiceType.CareHome, "pir lifting-people lifting-other dspt")]
    [InlineData(Jurisdiction.England, ServiceType.NhsTrust, "quality-account-draft quality-account lifting-people lifting-other dspt")]
    [InlineData(
        Jurisdiction.Wales,
        ServiceType.CareHome,
        "lifting-people lifting-other ri-visit-wales quality-review-wales annual-return-wales"
    )]
    [InlineData(Jurisdiction.Scotland, ServiceType.HomeCare, "personal-plan-scotland")]
    [InlineData(Jurisdiction.NorthernIreland, ServiceType.NursingHome, "lifting-people-ni")]
    [InlineData(null, ServiceType.NursingHome, "")]
    public void A_service_is_asked_what_its_nation_asks_of_its_kind(Jurisdiction? nation, ServiceType service, string firm) =>
        Assert.Equal(firm, string.Join(' ', Statutory.Calendar.For(nation, [service]).Where(l => l.IsFirm).Select(l => l.Id)));
}
