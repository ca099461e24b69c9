using System.Globalization;

namespace Goldthread.App.Store;

/// <summary>
/// The system's clock, local where the service is: "today" is the day in London, whatever zone the machine is set to. Also the hour that happens twice
/// is told apart there.
/// </summary>
public sealed class ServiceTime : TimeProvider
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <value>The one clock.</value>
    public static ServiceTime Clock { get; } = new();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => London;

    /// <value>Today where the service is.</value>
    public static DateOnly Today => Clock.Today();

    /// <summary>The day where the service is at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, London).DateTime);

    /// <summary>The instant at which a day ends where the service is.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = (day == DateOnly.MaxValue ? day : day.AddDays(1)).ToDateTime(TimeOnly.MinValue);
        return new(midnight, London.GetUtcOffset(midnight));
    }

    /// <summary>An instant as people read it: 3 Nov 2026, 14:05; in the hour that happens twice with the name of the time, 25 Oct 2026, 01:30 BST.</summary>
    public static string Read(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, London);
        var text = local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        return !London.IsAmbiguousTime(local.DateTime) ? text
            : local.Offset == London.BaseUtcOffset ? text + " GMT"
            : text + " BST";
    }
}

/// <summary>What day a clock shows.</summary>
public static class Clocks
{
    /// <summary>Today in the clock's own zone: where the service is.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
}
