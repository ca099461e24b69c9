using System.CommandLine;
using System.Data.Common;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread verify</c>: is everything as it was written? It changes nothing, the schema neither.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var verify = new Command(
            "verify",
            "Say whether a line of the record was changed, removed, added or reordered, whether each file of evidence is there and as it was,\n"
                + "and whether plans, items, readings, areas, accounts, roles and tokens are as the record tells.\n"
                + "Exit status: 0 all is well, 1 something was found, 2 not done.\n\nExample:\n  goldthread verify --data /var/lib/goldthread"
        );
        verify.SetAction(
            async (parsed, cancel) =>
            {
                var place = Installation.Of(parsed);
                await using var db = place.Database.Open();
                await RefuseAnotherSchemaAsync(db, cancel);
                var found = await Verification.RunAsync(place.Database, new FileStore(place), stop: cancel);
                cancel.ThrowIfCancellationRequested();
                foreach (var fault in found.Faults)
                    parsed.Terminal().Output.WriteLine(fault);
                parsed.Terminal().Output.WriteLine(found.Sentence);
                return found.Faults.Count == 0 ? 0 : 1;
            }
        );
        return verify;
    }

    static async Task RefuseAnotherSchemaAsync(Db db, CancellationToken cancel)
    {
        try
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
                throw new NotDone("The database is not up to date, or there is none yet. Run goldthread migrate first.");
        }
        catch (DbException unreachable)
        {
            throw new NotDone($"The database cannot be reached: {unreachable.Message.TrimEnd('.')}.", unreachable);
        }
    }
}
