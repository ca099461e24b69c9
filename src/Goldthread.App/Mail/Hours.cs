using Goldthread.App.Implement;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain.Implement;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Mail;

/// <summary>When somebody is sent mail: in the hours that they chose, on working days unless they chose otherwise.</summary>
public static class Hours
{
    /// <summary>The first instant from this one on at which the person is sent mail.</summary>
    /// <param name="choice">What they chose.</param>
    /// <param name="at">From when on.</param>
    /// <param name="days">The working days of the nation.</param>
    /// <param name="zone">Where the service is.</param>
    public static DateTimeOffset Next(MailChoiceRow choice, DateTimeOffset at, WorkingDays days, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        if (Allows(day) && local.Hour >= choice.From && local.Hour < choice.Until)
            return at;
        if (!Allows(day) || local.Hour >= choice.Until)
        {
            do day = day.AddDays(1);
            while (!Allows(day));
        }
        var begins = day.ToDateTime(new TimeOnly(choice.From, 0));
        // The hour that a spring night leaves out.
        if (zone.IsInvalidTime(begins))
            begins = begins.AddHours(1);
        return new DateTimeOffset(begins, zone.GetUtcOffset(begins)).ToUniversalTime();

        bool Allows(DateOnly day) => choice.Weekends || days.IsWorking(day);
    }

    /// <summary>The working days of the organisation's nation.</summary>
    internal static async Task<WorkingDays> DaysAsync(Db db, CancellationToken cancel = default) =>
        BankHolidays.Of(
            await db.Strategies.AsNoTracking().OrderBy(s => s.Id).FirstOrDefaultAsync(cancel) is { } row
                ? EditStrategy.Read(row).Organisation.Jurisdiction
                : null
        );
}
