using System.CommandLine;
using System.Globalization;
using Goldthread.App.Govern.Example;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread demo</c>: the example organisation, or a generated provider, in an empty database.</summary>
internal static class DemoVerb
{
    internal static Command Create()
    {
        var services = new Option<int?>("--services")
        {
            Description =
                $"Instead: a generated provider of N services, each with {GenerateProvider.Measures} measures and {GenerateProvider.Weeks} weekly figures",
            HelpName = "N",
        };
        services.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && !(
                    int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                    && n is >= 1 and <= GenerateProvider.MostServices
                )
            )
                result.AddError($"--services takes a number from 1 to {GenerateProvider.MostServices}.");
        });
        var demo = new Command(
            "demo",
            "Load the example organisation into an empty database.\n\nExamples:\n  goldthread demo --data /tmp/goldthread-example\n  goldthread demo --services 100 --data /tmp/goldthread-scale"
        )
        {
            services,
        };
        demo.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var password =
                    (
                        parsed.GetValue(services) is { } number
                            ? await GenerateProvider.RunAsync(
                                installation.Writer,
                                installation.Place.Database,
                                number,
                                ServiceTime.Today,
                                done => Progress(parsed.Terminal(), done, number),
                                cancel
                            )
                            : await LoadExample.RunAsync(installation.Writer, installation.Place.Database, ServiceTime.Clock)
                    ) ?? throw new NotDone("The database has accounts already. The example is for an empty one.");
                parsed.Terminal().Output.WriteLine($"E-mail: {LoadExample.Email}");
                parsed.Terminal().Output.WriteLine($"Password: {password}");
                if (parsed.GetValue(services) is null)
                    parsed
                        .Terminal()
                        .Output.WriteLine($"The same password is {string.Join(", ", LoadExample.People.Select(p => p.Email))}'s.");
                return 0;
            }
        );
        return demo;
    }

    /// <summary>A bar on a terminal; nothing where the output goes to a file.</summary>
    static void Progress(Terminal terminal, int done, int all)
    {
        if (!terminal.IsWatched)
            return;
        var filled = (int)(30L * done / all);
        terminal.Error.Write($"\r[{new string('#', filled)}{new string(' ', 30 - filled)}] {done:N0} of {all:N0} services");
        if (done == all)
            terminal.Error.WriteLine();
    }
}
