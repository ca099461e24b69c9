using Goldthread.App.Implement.Actions;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.ByLink;

/// <summary>
/// What a link of a message lets its person do, and nothing else: say that an action is done or blocked, give a figure, answer a question, say that a briefing was
/// read. Each by the operation that a page runs, with the same questions of who may and what is accepted, and with the link used up in the same transaction.
/// </summary>
public static class AnswerByLink
{
    /// <summary>The action is done: what was seen, and a photo where one was sent.</summary>
    /// <exception cref="RuleBroken">Neither was given, or something is not accepted.</exception>
    public static Task DoneAsync(
        Writer writer,
        FileStore store,
        FoundLink link,
        string? note,
        ReceivedFile? photo,
        CancellationToken cancel
    ) =>
        StoreFile.WithAsync(
            writer,
            Acting(link, Action.List),
            store,
            link.Row.Owner,
            photo,
            async work =>
            {
                await UseAsync(work, link);
                note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
                if (note is null && photo is null)
                    throw new RuleBroken("Say in a few words what was done, or choose a photo of it.", "note");
                var answers = new Dictionary<string, object?>(StringComparer.Ordinal) { ["note"] = note };
                if (photo is not null)
                {
                    answers["evidence"] = new[]
                    {
                        await Observation.AddAsync(work, link.Row.Owner, link.Row.Item, note ?? "Photo of what was done", photo.Location),
                    };
                    // The move names it.
                    await work.Db.SaveChangesAsync();
                }
                return await MakeMove.RunAsync(work, link.Row.Owner, MoveKind.OfOperation(nameof(CloseAction))!, link.Row.Item, answers);
            },
            cancel
        );

    /// <summary>Something is in the way of the action.</summary>
    public static Task BlockedAsync(Writer writer, FoundLink link, string? reason, CancellationToken cancel) =>
        SaidAsync(writer, link, Action.List, nameof(BlockAction), "reason", reason, cancel);

    /// <summary>The person answers the question.</summary>
    /// <exception cref="RuleBroken">Nothing was said, or something is not accepted.</exception>
    public static Task AnsweredAsync(Writer writer, FoundLink link, string? answer, CancellationToken cancel) =>
        SaidAsync(writer, link, Question.List, nameof(AnswerQuestion), "answer", answer, cancel);

    /// <summary>Makes the move that asks for one text.</summary>
    static Task SaidAsync(
        Writer writer,
        FoundLink link,
        string list,
        string move,
        string question,
        string? said,
        CancellationToken cancel
    ) =>
        writer.RunAsync(
            Acting(link, list),
            async work =>
            {
                await UseAsync(work, link);
                await MakeMove.RunAsync(
                    work,
                    link.Row.Owner,
                    MoveKind.OfOperation(move)!,
                    link.Row.Item,
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        [question] = string.IsNullOrWhiteSpace(said) ? null : said.Trim(),
                    }
                );
            },
            cancel
        );

    /// <summary>A new figure: of a period that has none, so that a link changes no figure that stands.</summary>
    public static Task FigureAsync(Writer writer, FoundLink link, Reading reading, CancellationToken cancel) =>
        writer.RunAsync(
            Acting(link, Measure.List),
            async work =>
            {
                await UseAsync(work, link);
                var result = await RecordReadings.RunAsync(work, link.Row.Owner, link.Row.Item, [reading]);
                if (result.Changed > 0)
                    throw new RuleBroken("There is a figure of this time already. Sign in to correct it.", "value");
            },
            cancel
        );

    /// <summary>The person has read the briefing.</summary>
    public static Task ReadAsync(Writer writer, FoundLink link, CancellationToken cancel) =>
        writer.RunAsync(
            Acting(link, Briefing.List),
            async work =>
            {
                await UseAsync(work, link);
                await ReadBriefing.RunAsync(work, link.Row.Owner, link.Row.Item);
            },
            cancel
        );

    /// <summary>Whose the link is, where it still does something and is about a thing of this list.</summary>
    /// <exception cref="Missing">It is about something else, or does nothing any more.</exception>
    static Govern.Actor Acting(FoundLink link, string list) =>
        link is { End: null, Row.Kind: MailLinks.Does } && link.Row.List == list ? link.Actor : throw new Missing("link");

    /// <summary>Uses it up, and refuses what became restricted since.</summary>
    static async Task UseAsync(Work work, FoundLink link)
    {
        await MailLinks.UseAsync(work, link.Row.Id);
        var holder = await work.HolderAsync(link.Row.Owner);
        var row = await Items.RowAsync(work, holder, Thing.Find(link.Row.List)!, link.Row.Item);
        if (row.Restricted || row.RemovedAt is not null)
            throw new Missing("link");
    }
}

/// <summary>Somebody of the audience has read a briefing.</summary>
public static class ReadBriefing
{
    /// <exception cref="Forbidden">It is not for this person.</exception>
    public static async Task RunAsync(Work work, string plan, string id)
    {
        var thing = Thing.Of<Briefing>();
        var holder = await work.HolderAsync(plan);
        holder.RefuseClosed();
        var row = await Items.RowAsync(work, holder, thing, id);
        var old = (Briefing)ItemRows.Read(thing, row);
        var who =
            old.Audience.Intersect(work.Actor.OwnStaffIn(holder.Path), StringComparer.Ordinal).FirstOrDefault()
            ?? throw new Forbidden("This briefing is for others.");
        var now = (Briefing)thing.Shape.Copy(old);
        if (now.ReadBy(who, work.Today))
            await ItemStore.ChangeAsync(work, thing, row, now, operation: nameof(ReadBriefing));
    }
}
