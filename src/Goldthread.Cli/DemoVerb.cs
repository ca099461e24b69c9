using System.CommandLine;
using Goldthread.App.Govern.Example;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread demo</c>: the example organisation, in an empty database.</summary>
internal static class DemoVerb
{
    internal static Command Create()
    {
        var demo = new Command(
            "demo",
            "Load the example organisation into an empty database.\n\nExample:\n  goldthread demo --data /tmp/goldthread-example"
        );
        demo.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var password =
                    await LoadExample.RunAsync(installation.Writer, installation.Place.Database, TimeProvider.System)
                    ?? throw new NotDone("The database has accounts already. The example is for an empty one.");
                Console.WriteLine($"E-mail: {LoadExample.Email}");
                Console.WriteLine($"Password: {password}");
                Console.WriteLine($"The same password is {string.Join(", ", LoadExample.People.Select(p => p.Email))}'s.");
                return 0;
            }
        );
        return demo;
    }
}
