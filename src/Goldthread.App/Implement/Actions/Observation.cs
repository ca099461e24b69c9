using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Implement.Actions;

/// <summary>What somebody saw of an action, kept as evidence of the day.</summary>
static class Observation
{
    const int Longest = 200;

    /// <summary>Adds it.</summary>
    /// <param name="work">The operation under way, of whoever saw it.</param>
    /// <param name="owner">The plan.</param>
    /// <param name="action">The action that it shows to be done.</param>
    /// <param name="seen">What was seen; the title has as much of it as fits.</param>
    /// <param name="location">Where the picture of it is, if one was taken.</param>
    /// <returns>The id of the evidence.</returns>
    public static Task<string> AddAsync(Work work, string owner, string action, string seen, FileLocation? location = null)
    {
        seen = seen.ReplaceLineEndings(" ").Trim();
        var author = work.Actor.Name;
        return AddItem.RunAsync(
            work,
            owner,
            Thing.Of<Evidence>(),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["type"] = EvidenceType.Observation,
                ["title"] = seen.Length <= Longest ? seen : seen[..(Longest - 1)] + "…",
                ["on"] = work.Today,
                ["author"] = author.Length <= Longest ? author : author[..Longest],
                ["location"] = location?.ToString(),
                ["supports"] = new[] { action },
            }
        );
    }
}
