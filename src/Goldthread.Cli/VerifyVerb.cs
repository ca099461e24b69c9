using System.CommandLine;
using System.Data.Common;
using Goldthread.App.Govern;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread verify</c>: is everything as it was written? It changes nothing, the schema neither, unless asked to mend.</summary>
internal static class VerifyVerb
{
    internal static Command Create()
    {
        var verify = new Command(
            "verify",
            "Say whether a line of the record was changed, removed, added or reordered, whether each file of evidence is there and as it was,\n"
                + "and whether plans, items, readings, areas, accounts, roles and tokens are as the record tells.\n"
                + "With a FILE: whether a portfolio that was exported is as it was written; that needs no database.\n"
                + "Exit status: 0 all is well, 1 something was found, 2 not done.\n\nExamples:\n  goldthread verify --data /var/lib/goldthread\n  goldthread verify portfolio.zip"
        );
        var file = new Argument<string?>("FILE") { Description = "An exported portfolio", Arity = ArgumentArity.ZeroOrOne };
        verify.Arguments.Add(file);
        var mend = new Option<bool>("--mend")
        {
            Description = "First make the packed figures anew where they are not what the rows of readings say; the rows count",
        };
        verify.Options.Add(mend);
        verify.SetAction(
            async (parsed, cancel) =>
            {
                if (parsed.GetValue(file) is { } portfolio)
                    return OfPortfolio(parsed.Terminal(), portfolio);
                var place = Installation.Of(parsed);
                await using var db = place.Database.Open();
                await RefuseAnotherSchemaAsync(db, cancel);
                if (parsed.GetValue(mend))
                {
                    await using var writer = new Writer(place.Database, ServiceTime.Clock);
                    foreach (var measure in await writer.RunAsync(Actor.CommandLine, PackAgain.RunAsync, cancel))
                        parsed.Terminal().Output.WriteLine($"{measure}: its packed figures were made anew from their rows.");
                }
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

    static int OfPortfolio(Terminal terminal, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var (faults, files) = PortfolioFile.Verify(file);
            foreach (var fault in faults)
                terminal.Output.WriteLine(fault);
            terminal.Output.WriteLine(
                faults.Count == 0
                    ? $"{Several.Count(files, "file")}: each is as it was written."
                    : $"{Several.Count(faults.Count, "fault")} in {Several.Count(files, "file")}."
            );
            return faults.Count == 0 ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"{path} cannot be read: {wrong.Message.TrimEnd('.')}.", wrong);
        }
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
