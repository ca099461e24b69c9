using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Mail;

/// <summary>A person chooses what they are sent, and when.</summary>
public static class ChooseMail
{
    /// <summary>What a person chose; everything where they chose nothing.</summary>
    public static async Task<MailChoiceRow> OfAsync(Db db, Guid person, CancellationToken cancel = default) =>
        await db.MailChoices.AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == person, cancel)
        ?? new MailChoiceRow { PersonId = person };

    /// <summary>Keeps what they chose.</summary>
    /// <param name="work">The operation under way, of the person.</param>
    /// <param name="chosen">What they chose; whose and whether mail reaches them is not read from it.</param>
    /// <exception cref="RuleBroken">The hours are none.</exception>
    public static async Task RunAsync(Work work, MailChoiceRow chosen)
    {
        var person = work.Actor.PersonId ?? throw new Forbidden("Only a person is sent mail.");
        if (chosen.From is < 0 or > 23)
            throw new RuleBroken("Choose an hour from 0 to 23.", "from");
        if (chosen.Until <= chosen.From || chosen.Until > 24)
            throw new RuleBroken("Choose an hour after the first.", "until");
        var row = await work.Db.MailChoices.FirstOrDefaultAsync(c => c.PersonId == person);
        if (row is null)
            work.Db.MailChoices.Add(row = new MailChoiceRow { PersonId = person });
        var was = Said(row);
        (row.Digest, row.Due, row.Overdue, row.Assigned, row.Decided) = (
            chosen.Digest,
            chosen.Due,
            chosen.Overdue,
            chosen.Assigned,
            chosen.Decided
        );
        (row.From, row.Until, row.Weekends) = (chosen.From, chosen.Until, chosen.Weekends);
        Tell(work, row, was);
    }

    /// <summary>Stops the messages that an unsubscribe link names; pressed twice, it is done once.</summary>
    /// <param name="work">The operation under way, of the person by link.</param>
    /// <param name="kind">Which messages.</param>
    public static async Task StopAsync(Work work, string kind)
    {
        var person = work.Actor.PersonId ?? throw new Forbidden("Only a person is sent mail.");
        var row = await work.Db.MailChoices.FirstOrDefaultAsync(c => c.PersonId == person);
        if (row is null)
            work.Db.MailChoices.Add(row = new MailChoiceRow { PersonId = person });
        var was = Said(row);
        if (kind is Jobs.Digest.Kind)
            row.Digest = false;
        else
            row.Due = row.Overdue = row.Assigned = row.Decided = false;
        Tell(work, row, was);
    }

    static void Tell(Work work, MailChoiceRow row, string was)
    {
        var now = Said(row);
        if (now != was)
            work.Record(
                Recorded.Installation,
                nameof(ChooseMail),
                "people",
                row.PersonId.ToString(),
                [new("mail", Change.Text(was), Change.Text(now))]
            );
    }

    static string Said(MailChoiceRow row)
    {
        string?[] kinds =
        [
            row.Digest ? "my week" : null,
            row.Due ? "due soon" : null,
            row.Overdue ? "late" : null,
            row.Assigned ? "mine from now on" : null,
            row.Decided ? "decided" : null,
        ];
        var said = string.Join(", ", kinds.OfType<string>());
        return $"{(said.Length == 0 ? "nothing" : said)}; {row.From} to {row.Until} o'clock{(row.Weekends ? ", every day" : ", working days")}";
    }
}
