using System.Collections.Concurrent;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;
using PublicHoliday;

namespace Goldthread.App.Implement;

/// <summary>
/// The working days of each nation, by the bank holidays of England and Wales, Scotland and Northern Ireland as the package PublicHoliday has them: the
/// rules of the Banking and Financial Dealings Act 1971 with the days that were proclaimed.
/// </summary>
public static class BankHolidays
{
    // Before it there is nothing to plan, and after it nobody knows.
    const int FirstYear = 2000;
    const int LastYear = 2100;

    static readonly ConcurrentDictionary<UKBankHoliday.UkCountries, WorkingDays> Known = new();

    /// <summary>The working days of a nation; where none is said, of England and Wales.</summary>
    public static WorkingDays Of(Jurisdiction? nation) =>
        Known.GetOrAdd(
            nation switch
            {
                Jurisdiction.Scotland => UKBankHoliday.UkCountries.Scotland,
                Jurisdiction.NorthernIreland => UKBankHoliday.UkCountries.NorthernIreland,
                _ => UKBankHoliday.UkCountries.England,
            },
            static country =>
            {
                var calendar = new UKBankHoliday { UkCountry = country };
                return new(
                    country switch
                    {
                        UKBankHoliday.UkCountries.Scotland => "Scotland",
                        UKBankHoliday.UkCountries.NorthernIreland => "Northern Ireland",
                        _ => "England and Wales",
                    },
                    Enumerable
                        .Range(FirstYear, LastYear - FirstYear + 1)
                        .SelectMany(year => calendar.PublicHolidayNames(year))
                        .DistinctBy(h => h.Key)
                        .Select(h => KeyValuePair.Create(DateOnly.FromDateTime(h.Key), h.Value))
                );
            }
        );

    /// <summary>The nation of a plan: of its regulators, else the organisation's; null where neither says.</summary>
    /// <param name="db">The database.</param>
    /// <param name="strategy">The owner of the strategy that the plan follows, or null.</param>
    /// <param name="area">The plan's area.</param>
    public static async Task<Jurisdiction?> NationAsync(Db db, string? strategy, AreaRow area, CancellationToken cancel = default)
    {
        if (Nations.Of(AreaRows.Read(area).Regulators) is { } inspected)
            return inspected;
        return
            strategy is not null
            && StrategyRow.IdOf(strategy) is { } id
            && await db.Strategies.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) is { } row
            ? EditStrategy.Read(row).Organisation.Jurisdiction
            : null;
    }
}
