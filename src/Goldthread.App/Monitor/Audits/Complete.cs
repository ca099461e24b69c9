using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Monitor.Audits;

/// <summary>
/// What an audit leaves once it is completed: an action of each question that is not met, and itself as evidence. Whoever may audit makes them, since they
/// are part of it.
/// </summary>
sealed class Complete : Follow<CompleteAudit>
{
    const int Longest = 200;

    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, CompleteAudit move)
    {
        var audit = (Audit)thing;
        // Refused before anything is made.
        var score = audit.Counted();
        DateOnly? again =
            audit.ReAudit > work.Today ? audit.ReAudit
            : Shipped.Data.AuditTool(audit.Tool)?.Again is { } days ? work.Today.AddDays(days)
            : null;
        var from = (ActionOrigin)Shape.Of<ActionOrigin>().New();
        Shape.Of<ActionOrigin>()["kind"].Set(from, ActionOriginKind.Audit);
        Shape.Of<ActionOrigin>()["id"].Set(from, id);
        foreach (var (place, answer) in audit.Answers.Index().Where(a => a.Item is { Score: AuditScore.NotMet, Action: null }))
            move.LedTo(place, await AddAsync<Action>([("title", Short($"Put right: {answer.Question}")), ("due", again), ("from", from)]));
        move.Shows(
            audit.Evidence
                ?? await AddAsync<Evidence>([
                    ("type", EvidenceType.Audit),
                    ("title", Short(string.Create(CultureInfo.InvariantCulture, $"{audit.Title ?? "Audit"}: {score} of 100"))),
                    ("on", work.Today),
                    ("author", Short(work.Actor.Name)),
                    ("supports", new[] { id }),
                    ("requirements", audit.Requirements.ToArray()),
                ]),
            again
        );
        // What the audit names is there when it is looked for.
        await work.Db.SaveChangesAsync();

        async Task<string> AddAsync<T>(IEnumerable<(string Name, object? Value)> values)
            where T : Item =>
            (
                await AddItem.AddAsync(
                    work,
                    holder,
                    Thing.Of<T>(),
                    values
                        // What is restricted is not told by what came of it.
                        .Append(("restricted", audit.Restricted))
                        .Where(v => v.Value is not null)
                        .ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal),
                    isPart: true
                )
            ).Id;
    }

    static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }
}
