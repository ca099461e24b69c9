using System.Globalization;
using Goldthread.App.Store;

namespace Goldthread.App.Tests.Store;

public sealed class ServiceTimeTests
{
    [Theory]
    [InlineData("2026-11-03T14:05:59Z", "3 Nov 2026, 14:05")]
    [InlineData("2026-07-03T23:30:00Z", "4 Jul 2026, 00:30")]
    [InlineData("2026-10-25T00:30:00Z", "25 Oct 2026, 01:30 BST")]
    [InlineData("2026-10-25T01:30:00Z", "25 Oct 2026, 01:30 GMT")]
    [InlineData("2026-10-25T02:00:00Z", "25 Oct 2026, 02:00")]
    [InlineData("2026-03-29T01:00:00Z", "29 Mar 2026, 02:00")]
    [InlineData("2028-02-29T12:00:00Z", "29 Feb 2028, 12:00")]
    public void An_instant_is_told_where_the_service_is(string instant, string read) =>
        Assert.Equal(read, ServiceTime.Read(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void Today_is_the_day_in_London_wherever_the_machine_is() => Assert.Equal("Europe/London", ServiceTime.Clock.LocalTimeZone.Id);
}
