using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Cli;
using Goldthread.Domain;

// Numbers are written as the pages write them, whatever the machine speaks.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("en-GB");
var root = new RootCommand("Goldthread: operational plans that hold together.");
root.Subcommands.Add(CheckVerb.Create());
root.Subcommands.Add(FrameworksVerb.Create());
root.Subcommands.Add(SpcVerb.Create());
root.Subcommands.Add(PlanVerb.Create());
root.Subcommands.Add(ReadingsVerb.Create());
root.Subcommands.Add(DemoVerb.Create());
root.Subcommands.Add(UserVerb.Create());
root.Subcommands.Add(TokenVerb.Create());
root.Subcommands.Add(MigrateVerb.Create());
root.Subcommands.Add(VerifyVerb.Create());
root.Options.Add(Installation.Data);
root.Options.Add(Installation.Connection);

try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        // One line, whatever the parser says: the word that is not known before what is missing for want of it.
        var wrong =
            parsed.Errors.FirstOrDefault(e => parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal)))
            ?? parsed.Errors[0];
        await Console.Error.WriteLineAsync(string.Join(' ', wrong.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return 2;
    }

    var status = await parsed.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // An operation that is under way is finished first.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        }
    );
    // The parser's own answer where the keyboard stops a verb, unless the verb is first to say so.
    return status == 130 ? throw new OperationCanceledException() : status;
}
catch (Exception notDone) when (notDone is NotDone or RuleBroken or Missing or Forbidden)
{
    await Console.Error.WriteLineAsync(notDone.Message);
    return 2;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped before the end.");
    return 2;
}
catch (DbException gone)
{
    await Console.Error.WriteLineAsync($"Not done: the database answers “{gone.Message.ReplaceLineEndings(" ").TrimEnd('.')}”.");
    return 2;
}
catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
{
    // A full disk or a closed pipe at the other end of standard output.
    await Console.Error.WriteLineAsync($"Not done: {unwritten.Message}");
    return 2;
}
