using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Mail;
using Goldthread.App.Store;

namespace Goldthread.Testing;

/// <summary>
/// What the kill test kills: many writers on one SQLite file. Each operation stores a row and a line of the record; its id is written to standard
/// output once it was acknowledged, and not before. Asked for mail, it sends what waits in an outbox.
/// </summary>
static class Killed
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["mail", var outbox, var office])
        {
            await using var sender = new Writer(Database.At(outbox), ServiceTime.Clock);
            var result = await new SendMail(
                sender,
                Database.At(outbox),
                new(MailServer.Read(office, null), Post.Unset),
                ServiceTime.Clock
            ).RunAsync();
            Console.WriteLine(result);
            return 0;
        }
        if (arguments is not [var connection, var round])
        {
            await Console.Error.WriteLineAsync("Say a connection string and the number of the round.");
            return 2;
        }
        var number = int.Parse(round, CultureInfo.InvariantCulture);
        await using var writer = new Writer(Database.At(connection), TimeProvider.System);
        await using var acknowledged = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(w => Task.Run(() => WriteAsync(writer, acknowledged, number, w))));
        return 0;
    }

    static async Task WriteAsync(Writer writer, Stream acknowledged, int round, int who)
    {
        for (var n = 0; ; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{round}-{who}-{n}");
            await writer.RunAsync(
                Actor.CommandLine,
                work =>
                {
                    work.Db.Items.Add(
                        new ItemRow
                        {
                            Owner = "killed",
                            List = "actions",
                            Id = id,
                            Position = n + 1,
                            Title = "Written while somebody pulls the plug",
                        }
                    );
                    work.Record("killed", "AddItem", "actions", id, [new Change("title", "null", Change.Text(id))]);
                    return Task.CompletedTask;
                }
            );
            // One write of a few bytes is never torn, neither by another writer nor by the kill.
            lock (acknowledged)
            {
                acknowledged.Write(System.Text.Encoding.ASCII.GetBytes(id + "\n"));
                acknowledged.Flush();
            }
        }
    }
}
