using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Goldthread.Testing;

/// <summary>Which database.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a test on SQLite and on PostgreSQL: <c>[Theory, Databases] public async Task Closes(Engine engine)</c>. With values, it runs with each of them
/// on both: <c>[Theory, Databases(1, 50)] public async Task Closes(Engine engine, int rows)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabasesAttribute(params object[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var rows = Enum.GetValues<Engine>()
            .Where(engine => engine != LongOn || IsLong)
            .SelectMany(engine =>
                values.Length == 0 ? [new TheoryDataRow([engine])] : values.Select(value => new TheoryDataRow([engine, value]))
            );
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. rows]);
    }

    /// <value>
    /// The engine on which it runs in the long run alone: where what is tested is the same code on both and takes long, the usual run has one of them.
    /// </value>
    public Engine LongOn { get; set; } = (Engine)(-1);

    /// <summary>True in <c>./test --long</c>.</summary>
    static bool IsLong => Environment.GetEnvironmentVariable("TEST_LONG") is not null;

    public override bool SupportsDiscoveryEnumeration() => true;
}
