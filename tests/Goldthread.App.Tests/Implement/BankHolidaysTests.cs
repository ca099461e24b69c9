using System.Globalization;
using Goldthread.App.Implement;
using Goldthread.Domain.Strategy;

namespace Goldthread.App.Tests.Implement;

/// <summary>The bank holidays against those that are published on gov.uk: substitute days, proclaimed days, and what one nation alone has.</summary>
public sealed class BankHolidaysTests
{
    [Theory]
    [InlineData(null, "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28")]
    [InlineData(Jurisdiction.England, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData(Jurisdiction.Wales, "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26")]
    [InlineData(
        Jurisdiction.Scotland,
        "2025-01-01 2025-01-02 2025-04-18 2025-05-05 2025-05-26 2025-08-04 2025-12-01 2025-12-25 2025-12-26"
    )]
    [InlineData(
        Jurisdiction.NorthernIreland,
        "2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25 2026-12-28"
    )]
    public void Each_nation_has_its_own(Jurisdiction? nation, string published)
    {
        var days = BankHolidays.Of(nation);
        var year = int.Parse(published[..4], CultureInfo.InvariantCulture);
        Assert.Equal(
            published,
            string.Join(
                ' ',
                Enumerable
                    .Range(0, 366)
                    .Select(new DateOnly(year, 1, 1).AddDays)
                    .Where(d => d.Year == year && days.Holiday(d) is not null)
                    .Select(d => d.ToString("O", CultureInfo.InvariantCulture))
            )
        );
    }
}
