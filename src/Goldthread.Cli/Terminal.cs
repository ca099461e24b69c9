using System.CommandLine;

namespace Goldthread.Cli;

/// <summary>Where a run of the tool reads and writes: a process has its own, and a caller in the same process may give others.</summary>
internal sealed class Terminal : InvocationConfiguration
{
    /// <value>Where what the user types is read.</value>
    internal required TextReader Input { get; init; }

    /// <value>Opens standard output for what is no text of the tool's own: a file, a picture.</value>
    internal required Func<Stream> OpenBytes { get; init; }

    /// <value>True where somebody types.</value>
    internal bool IsTyped { get; init; }

    /// <value>True where what goes wrong, and how far a long verb has come, is looked at while it happens.</value>
    internal bool IsWatched { get; init; }

    /// <summary>The process's.</summary>
    internal static Terminal OfProcess() =>
        new()
        {
            Input = Console.In,
            Output = Console.Out,
            Error = Console.Error,
            OpenBytes = Console.OpenStandardOutput,
            IsTyped = !Console.IsInputRedirected,
            IsWatched = !Console.IsErrorRedirected,
            // An operation that is under way is finished first.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
}

/// <summary>The terminal of what was typed.</summary>
internal static class Terminals
{
    internal static Terminal Terminal(this ParseResult parsed) => (Terminal)parsed.InvocationConfiguration;
}
