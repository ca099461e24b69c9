using System.CommandLine;
using Goldthread.Cli;

var root = new RootCommand("Goldthread: operational plans that hold together.");
root.Subcommands.Add(CheckVerb.Create());
root.Subcommands.Add(FrameworksVerb.Create());
root.Subcommands.Add(SpcVerb.Create());

try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        // One line, whatever the parser says.
        await Console.Error.WriteLineAsync(
            string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        );
        return 2;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (NotDoneException notDone)
{
    await Console.Error.WriteLineAsync(notDone.Message);
    return 2;
}
