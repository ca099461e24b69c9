using System.CommandLine;

namespace Goldthread.Cli;

/// <summary><c>goldthread migrate</c>: brings the database's schema up to date; makes the database where there is none.</summary>
internal static class MigrateVerb
{
    internal static Command Create()
    {
        var migrate = new Command(
            "migrate",
            "Bring the database up to date. The server does it too when it starts.\n\nExample:\n  goldthread migrate --data /var/lib/goldthread"
        );
        migrate.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                parsed.Terminal().Output.WriteLine("The database is up to date.");
                return 0;
            }
        );
        return migrate;
    }
}
