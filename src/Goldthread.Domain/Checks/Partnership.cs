using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>M. Is work with partners agreed, lawful and able to settle a dispute?</summary>
static class Partnership
{
    const string Group = "M Partnership";

    internal static readonly Check[] Checks =
    [
        new("PL140", "Shared data with no agreement", Severity.Error, "SYL-12")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Facts about people may be shared only on agreed terms",
            Fix = "Make an agreement on sharing data, and weigh the risks to privacy where needed",
            Adds = Implement.Agreement.List,
            Look = static (facts, found) =>
            {
                var sound = facts.Document.Agreements.Where(a => !Missing(a.LawfulBasis) && a.Review is not null).ToArray();
                var partners = sound.SelectMany(a => a.Partners).ToHashSet(StringComparer.Ordinal);
                var shared = sound.SelectMany(a => a.SharedMeasures).ToHashSet(StringComparer.Ordinal);
                foreach (var action in facts.Document.Actions)
                {
                    if (action.PartnerData == true && (Missing(action.Partner) || !partners.Contains(action.Partner!)))
                        found.About(
                            action,
                            $"\"{action.Title}\" shares data, and no agreement with the partner has a lawful basis and a review date."
                        );
                }
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.SourceKind == SourceKind.Partner && !shared.Contains(measure.Id))
                        found.About(
                            measure,
                            $"\"{measure.Name}\" comes from a partner, and no agreement that shares it has a lawful basis and a review date."
                        );
                }
            },
        },
        new("PL141", "Joint action without partner owner", Severity.Warning, "SYL-12")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Nobody on the other side answers for it",
            Fix = "Name who does",
            Field = "partner",
            Look = static (facts, found) =>
            {
                var partners = facts.Document.Partners.ToLookup(p => p.Id, StringComparer.Ordinal);
                foreach (var action in facts.Document.Actions)
                {
                    if (action.Joint != true)
                        continue;
                    var partner = Missing(action.Partner) ? null : partners[action.Partner!].FirstOrDefault();
                    if (partner is null || Missing(partner.Contact))
                    {
                        found.About(
                            action,
                            partner is null
                                ? $"\"{action.Title}\" is joint, and no partner is named."
                                : $"\"{action.Title}\" is joint, and {partner.Name ?? partner.Id} has no contact."
                        );
                    }
                }
            },
        },
        new("PL142", "No dispute route", Severity.Info, "SYL-12")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Partners will not always agree",
            Fix = "Write who settles it, step by step",
            Field = "escalation",
            Look = static (facts, found) =>
            {
                foreach (var agreement in facts.Document.Agreements)
                {
                    if (agreement.Escalation.Count == 0)
                        found.About(agreement, "The agreement does not say who settles a dispute.");
                }
            },
        },
        new("PL143", "Agreement review overdue", Severity.Warning, "SYL-12")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "The day to look at the agreement has passed",
            Fix = "Look at it, and set the next day",
            Field = "review",
            Look = static (facts, found) =>
            {
                foreach (var agreement in facts.Document.Agreements)
                {
                    if (agreement.Review < facts.Today)
                        found.About(agreement, $"The agreement was to be reviewed by {Day(agreement.Review)}.");
                }
            },
        },
    ];
}
