using System.CommandLine;
using System.Data.Common;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread verify</c>: is the record as it was written? It changes nothing, the schema neither.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var verify = new Command(
            "verify",
            "Say whether a line of the record was changed, removed, added or reordered.\n"
                + "Exit status: 0 all is well, 1 something was found, 2 not done.\n\nExample:\n  goldthread verify --data /var/lib/goldthread"
        );
        verify.SetAction(
            async (parsed, cancel) =>
            {
                var place = Installation.Of(parsed);
                await using var db = place.Database.Open();
                await RefuseAnotherSchemaAsync(db, cancel);
                var (faults, lines) = await Recorded.VerifyAsync(db, cancel);
                foreach (var fault in faults)
                    Console.WriteLine($"{fault.Stream}{(fault.Seq > 0 ? $", line {fault.Seq}" : "")}: {fault.What}");
                Console.WriteLine(
                    faults.Count == 0
                        ? $"{lines} lines of the record, all as they were written."
                        : $"{lines} lines of the record, {faults.Count} found."
                );
                return faults.Count == 0 ? 0 : 1;
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
