using System.CommandLine;
using System.Data.Common;
using Goldthread.App.Store;
using Goldthread.Domain;

namespace Goldthread.Cli;

/// <summary>The tool: its verbs, and one sentence and exit status 2 for what was not done.</summary>
internal static class CommandLine
{
    /// <summary>Runs the tool once.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The exit status: 0 done, 2 not done; a verb says what 1 means.</returns>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        terminal.EnableDefaultExceptionHandler = false;
        var parsed = Root().Parse(arguments);
        try
        {
            if (parsed.Errors.Count > 0)
            {
                // One line, whatever the parser says: the word that is not known before what is missing for want of it.
                var wrong =
                    parsed.Errors.FirstOrDefault(e =>
                        parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))
                    ) ?? parsed.Errors[0];
                return await NotDoneAsync(string.Join(' ', wrong.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
            var status = await parsed.InvokeAsync(terminal);
            // The parser's own answer where the keyboard stops a verb, unless the verb is first to say so.
            return status == 130 ? throw new OperationCanceledException() : status;
        }
        catch (Exception notDone) when (notDone is NotDone or RuleBroken or Missing or Forbidden)
        {
            return await NotDoneAsync(notDone.Message);
        }
        catch (OperationCanceledException)
        {
            return await NotDoneAsync("Stopped before the end.");
        }
        catch (DbException gone)
        {
            return await NotDoneAsync($"Not done: the database answers “{gone.Message.ReplaceLineEndings(" ").TrimEnd('.')}”.");
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // A full disk or a closed pipe at the other end of standard output.
            return await NotDoneAsync($"Not done: {unwritten.Message}");
        }

        async Task<int> NotDoneAsync(string sentence)
        {
            await terminal.Error.WriteLineAsync(sentence);
            return 2;
        }
    }

    static RootCommand Root()
    {
        var root = new RootCommand("Goldthread: operational plans that hold together.");
        root.Subcommands.Add(CheckVerb.Create());
        root.Subcommands.Add(FrameworksVerb.Create());
        root.Subcommands.Add(SpcVerb.Create());
        root.Subcommands.Add(PlanVerb.Create());
        root.Subcommands.Add(WorkbookVerb.Create());
        root.Subcommands.Add(ReadingsVerb.Create());
        root.Subcommands.Add(ReportVerb.Create());
        root.Subcommands.Add(LearnVerb.Create());
        root.Subcommands.Add(DemoVerb.Create());
        root.Subcommands.Add(JobsVerb.Create());
        root.Subcommands.Add(UserVerb.Create());
        root.Subcommands.Add(TokenVerb.Create());
        root.Subcommands.Add(MigrateVerb.Create());
        root.Subcommands.Add(BackupVerb.Create());
        root.Subcommands.Add(BackupVerb.CreateRestore());
        root.Subcommands.Add(BackupVerb.CreateExport());
        root.Subcommands.Add(VerifyVerb.Create());
        root.Options.Add(Installation.Data);
        root.Options.Add(Installation.Connection);
        return root;
    }
}
