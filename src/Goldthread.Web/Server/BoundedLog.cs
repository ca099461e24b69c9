using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Goldthread.Web.Errors;

namespace Goldthread.Web.Server;

/// <summary>
/// The log: a line of text for what happens, on standard output. Of warnings and faults there is one line for each kind and minute; how many more there
/// were is said when the minute is over. So an outage of hours stays a page to read, and does not fill the disk that it may be about.
/// </summary>
/// <remarks>
/// Two faults are of a kind where the same place tells of them for the same reason. What is no fault of the program (the database is away, the disk is full)
/// is told without where in the program it was met.
/// </remarks>
/// <param name="to">Where lines go.</param>
/// <param name="clock">What time it is.</param>
public sealed class BoundedLog(TextWriter to, TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);
    readonly Dictionary<string, Told> told = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    IExternalScopeProvider scopes = new LoggerExternalScopeProvider();
    ITimer? minutes;

    sealed class Told
    {
        public required string First { get; init; }
        public required LogLevel Level { get; init; }
        public DateTimeOffset At { get; set; }
        public int More { get; set; }
    }

    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, name => new Source(this, name));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <summary>Says what was not said yet, and stops.</summary>
    public void Dispose()
    {
        minutes?.Dispose();
        Sum(DateTimeOffset.MaxValue);
    }

    void Log(string category, LogLevel level, EventId id, string kind, string text, Exception? exception)
    {
        var now = clock.GetUtcNow();
        var line = Line(now, level, $"{category}[{id.Id}] {text}{Why(exception)}{Reference(level)}");
        if (level < LogLevel.Warning)
        {
            lock (gate)
                to.WriteLine(line);
            return;
        }
        var key = $"{category} {id.Id} {kind} {string.Join(' ', Causes(exception).Select(c => $"{c.GetType().FullName} {CodeOf(c)}"))}";
        lock (gate)
        {
            minutes ??= clock.CreateTimer(_ => Sum(clock.GetUtcNow()), null, Minute, Minute);
            if (told.TryGetValue(key, out var before) && now - before.At < Minute)
            {
                before.More++;
                return;
            }
            Sum(now);
            told[key] = new()
            {
                First = $"{category}[{id.Id}] {text}",
                Level = level,
                At = now,
            };
            to.WriteLine(line);
        }
    }

    /// <summary>Says how many more there were of each kind whose minute is over.</summary>
    void Sum(DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (key, kind) in told.Where(t => now - t.Value.At >= Minute).ToList())
            {
                told.Remove(key);
                if (kind.More > 0)
                    to.WriteLine(Line(clock.GetUtcNow(), kind.Level, $"{kind.First} ({kind.More:N0} more like this within a minute)"));
            }
            to.Flush();
        }
    }

    static string Line(DateTimeOffset at, LogLevel level, string text)
    {
        var line = new StringBuilder(
            $"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {WordOf(level)}: "
        );
        // One line each, whatever somebody sent.
        foreach (var letter in text)
            line.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        return line.ToString();
    }

    /// <summary>Why it failed: of a fault of the program with where, of any other in a sentence.</summary>
    static string Why(Exception? exception) =>
        exception is null ? ""
        : Failure.StatusOf(exception) is StatusCodes.Status500InternalServerError ? $" {exception}"
        : $" {string.Join(" <- ", Causes(exception).Select(c => $"{c.GetType().Name}: {c.Message}"))}";

    /// <summary>The reference that the error page gave, so that it is found here.</summary>
    string Reference(LogLevel level)
    {
        if (level < LogLevel.Error)
            return "";
        string? found = null;
        scopes.ForEachScope(
            (scope, _) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object>> values)
                    found = values.FirstOrDefault(v => v.Key is "RequestId").Value as string ?? found;
            },
            0
        );
        return found is null ? "" : $" (reference {found})";
    }

    static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }

    static string? CodeOf(Exception cause) =>
        (cause as System.Data.Common.DbException)?.SqlState ?? (cause as IOException)?.HResult.ToString(CultureInfo.InvariantCulture);

    static string WordOf(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };

    sealed class Source(BoundedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            // What it is about without whom and what it met this time.
            var kind =
                (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(v => v.Key is "{OriginalFormat}").Value as string;
            log.Log(category, logLevel, eventId, kind ?? "", formatter(state, exception), exception);
        }
    }
}
