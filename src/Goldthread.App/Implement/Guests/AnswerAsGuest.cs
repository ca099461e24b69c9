using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Guests;

/// <summary>
/// What a guest does, and nothing else: starts, moves on, blocks and closes a joint action of theirs, gives a figure that their side counts, answers an agreement,
/// says what their side thinks in a disagreement. That the line is theirs is asked first, in the transaction of the operation that the page of the plan runs; for
/// that operation alone they are let past the question of roles.
/// </summary>
public static class AnswerAsGuest
{
    /// <summary>The moves that a guest makes, by list, each with the questions that are theirs to answer.</summary>
    static readonly Dictionary<(string List, string Move), string[]> Moves = new()
    {
        [(Action.List, "start")] = [],
        [(Action.List, "progress")] = ["progress", "note"],
        [(Action.List, "block")] = ["reason"],
        [(Action.List, "close")] = ["note"],
        [(Agreement.List, "answer")] = ["agrees", "note"],
        [(Disagreement.List, "say")] = ["position", "interest", "option"],
    };

    /// <value>The moves that a guest makes, each with the questions that are theirs to answer.</value>
    public static IEnumerable<(MoveKind Move, IReadOnlyList<string> Asked)> All =>
        Moves.Select(m => (MoveKind.Find(Thing.Find(m.Key.List), m.Key.Move)!, (IReadOnlyList<string>)m.Value));

    /// <summary>The questions of a move that a guest answers; null where it is no move of theirs.</summary>
    public static IReadOnlyList<Field>? Asked(string list, string move) =>
        Moves.TryGetValue((list, move), out var names) && MoveKind.Find(Thing.Find(list), move) is { } kind
            ? [.. names.Select(n => kind.Shape[n])]
            : null;

    /// <summary>The moves that a guest can make of a line as it stands.</summary>
    public static IEnumerable<MoveKind> Of(GuestLine line) =>
        Moves
            .Keys.Where(m => m.List == line.Row.List)
            .Select(m => MoveKind.Find(Thing.Find(m.List), m.Move)!)
            .Where(m => m.IsTurn(line.Part));

    /// <summary>Makes a move of one of their lines.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="guest">Who.</param>
    /// <param name="list">The list.</param>
    /// <param name="id">The item.</param>
    /// <param name="move">The move's name.</param>
    /// <param name="values">The answers by field name; others than theirs are left out.</param>
    /// <param name="namesNobody">True where they say that the names are of nobody who uses the service.</param>
    /// <exception cref="Missing">It is not theirs, or they are let in no more.</exception>
    public static Task MoveAsync(
        Writer writer,
        FoundGuest guest,
        string list,
        string id,
        string move,
        IReadOnlyDictionary<string, object?> values,
        bool namesNobody,
        CancellationToken cancel
    )
    {
        if (!Moves.TryGetValue((list, move), out var asked))
            throw new Missing("line");
        var answers = values.Where(v => asked.Contains(v.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        return writer.RunAsync(
            Acting(guest) with
            {
                NamesNobody = namesNobody,
            },
            async work =>
            {
                var line = await TheirsAsync(work, guest, list, id);
                if (line.Part is Agreement)
                    answers["partner"] = guest.Row.Partner;
                if (line.Part is Disagreement)
                    answers["side"] = await PartnerAsync(work, guest.Row);
                await MakeMove.RunAsync(work, guest.Row.Plan, MoveKind.Find(Thing.Find(list), move)!, id, answers);
            },
            cancel
        );
    }

    /// <summary>Gives a figure of a period that has none.</summary>
    public static Task FigureAsync(
        Writer writer,
        FoundGuest guest,
        string id,
        Reading reading,
        bool namesNobody,
        CancellationToken cancel
    ) =>
        writer.RunAsync(
            Acting(guest) with
            {
                NamesNobody = namesNobody,
            },
            async work =>
            {
                var line = await TheirsAsync(work, guest, Measure.List, id);
                if (!line.IsAnswered)
                    throw new Missing("line");
                var result = await RecordReadings.RunAsync(work, guest.Row.Plan, id, [reading]);
                if (result.Changed > 0)
                    throw new RuleBroken("There is a figure of this time already. Ask whoever invited you to correct it.", "value");
            },
            cancel
        );

    /// <summary>The line, where it is this guest's at this moment.</summary>
    static async Task<GuestLine> TheirsAsync(Work work, FoundGuest guest, string list, string id)
    {
        await work.AloneAsync(guest.Row.Plan);
        var row = await Guests.InForceAsync(work, guest.Row.Id);
        return (await Guests.LinesAsync(work.Db, row, work.Today)).FirstOrDefault(l => l.Row.List == list && l.Row.Id == id)
            ?? throw new Missing("line");
    }

    static async Task<string?> PartnerAsync(Work work, GuestRow row) =>
        await work
            .Db.Items.Where(i => i.Owner == row.Plan && i.List == Partner.List && i.Id == row.Partner)
            .Select(i => i.Title)
            .FirstOrDefaultAsync();

    /// <summary>Only ever handed to an operation that asks first whether the line is theirs.</summary>
    static Actor Acting(FoundGuest guest) =>
        new(guest.Row.PersonId, guest.Name + ", guest", false, [new Grant(Role.Planner, guest.Plan.Area!.Path)]);
}
