using System.Diagnostics;

namespace Goldthread.Testing;

/// <summary>
/// The PostgreSQL that tests use: the one that <c>./test</c> started and names in <c>TEST_POSTGRES</c>, or else one of this process's own,
/// started when first asked for and stopped at exit.
/// </summary>
public static class PostgresServer
{
    static readonly Lazy<string> Server = new(() => Environment.GetEnvironmentVariable("TEST_POSTGRES") ?? StartOwn());

    /// <value>The connection string of the server's first database.</value>
    public static string Connection => Server.Value;

    /// <summary>Starts another server in a folder of its own, with these settings, until the process ends.</summary>
    public static string StartOwn(params string[] settings)
    {
        var folder = Path.Combine("/tmp", $"gt-pg-{Environment.ProcessId}-{Path.GetRandomFileName()[..4]}");
        Run(["start", folder, .. settings.Length > 0 ? settings : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run(["stop", folder]);
        return $"Host={folder};Username=goldthread;Database=postgres";
    }

    static void Run(string[] arguments)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "postgres"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(said);
    }
}
