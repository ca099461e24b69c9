using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Govern;

/// <summary>The log stays a page to read, also when something is broken for hours.</summary>
public sealed class BoundedLogTests : IDisposable
{
    readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    readonly StringWriter written = new();
    readonly BoundedLog log;

    public BoundedLogTests() => log = new(written, clock);

    string[] Lines => written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    static SqliteException Full() => new("database or disk is full", 13);

    [Fact]
    public void An_outage_is_one_line_for_each_kind_and_minute_with_a_count()
    {
        var web = log.CreateLogger("Web");
        for (var second = 0; second < 3600; second++)
        {
            for (var n = 0; n < 20; n++)
                web.LogError(Full(), "Asking for {Address} failed", $"/plans/{n}");
            web.LogWarning("Slow: {Seconds}", second);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.InRange(Lines.Length, 2 * 2 * 59, 2 * 2 * 61);
        Assert.InRange(written.ToString().Length, 1, 60_000);
        Assert.Equal("2026-11-03T09:00:00Z fail: Web[0] Asking for /plans/0 failed SqliteException: database or disk is full", Lines[0]);
        Assert.Contains(Lines, l => l.EndsWith("(1,199 more like this within a minute)", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_reason_is_another_kind()
    {
        var web = log.CreateLogger("Web");
        web.LogError(Full(), "Failed");
        web.LogError(new IOException("No space left on device", 28), "Failed");
        web.LogError(new IOException("Read-only file system", 30), "Failed");
        log.CreateLogger("Other").LogError(Full(), "Failed");
        web.LogError(Full(), "Failed");
        Assert.Equal(4, Lines.Length);
    }

    [Fact]
    public void What_was_not_said_yet_is_said_at_the_end()
    {
        var web = log.CreateLogger("Web");
        for (var n = 0; n < 3; n++)
            web.LogError("Failed");
        log.Dispose();
        Assert.Equal(2, Lines.Length);
        Assert.EndsWith("Failed (2 more like this within a minute)", Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_program_says_where_and_has_the_reference_of_the_error_page()
    {
        var web = log.CreateLogger("Web");
        log.SetScopeProvider(new LoggerExternalScopeProvider());
        using (web.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["RequestId"] = "0HN1:0001" }))
        {
            try
            {
                throw new InvalidOperationException("Never\nhappens\u2028here");
            }
            catch (InvalidOperationException fault)
            {
                web.LogError(fault, "Failed");
            }
        }
        var line = Assert.Single(Lines);
        Assert.Contains(nameof(A_fault_of_the_program_says_where_and_has_the_reference_of_the_error_page), line, StringComparison.Ordinal);
        Assert.EndsWith("(reference 0HN1:0001)", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2028', line);
    }

    [Fact]
    public void What_is_no_warning_is_told_each_time()
    {
        var web = log.CreateLogger("Web");
        web.LogInformation("Now listening on: {Address}", "http://127.0.0.1:5080");
        web.LogInformation("Now listening on: {Address}", "http://[::1]:5080");
        Assert.Equal(2, Lines.Length);
    }

    public void Dispose()
    {
        log.Dispose();
        written.Dispose();
    }
}
