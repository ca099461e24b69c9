using System.Text.Json;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;

namespace Goldthread.App.Store;

/// <summary>
/// Asks about names. A program cannot tell who somebody is; whoever writes can. What an operation writes anew is looked through where it leaves its line in
/// the record, so that a page, a call, a file and a command are asked alike; a name beside a place or an event is kept only with the answer that it is of
/// nobody who uses the service, and the line says who answered so.
/// </summary>
static class Named
{
    /// <summary>The name of the question: a box on a page, <c>names=nobody</c> in a call, <c>--names-nobody</c> on the command line.</summary>
    internal const string Question = "names";

    /// <summary>The lists in which those who work here stand.</summary>
    static bool IsOfStaff(string stream, string? list) =>
        stream == Recorded.Installation || list is StaffMember.List or EstablishmentPost.List or Kinds.GuestsKind.List or "people";

    /// <summary>The names among what a line says anew.</summary>
    internal static IReadOnlyList<string> In(string stream, string? list, IReadOnlyList<Change> changes, string? reason)
    {
        if (IsOfStaff(stream, list))
            return [];
        List<string>? found = null;
        foreach (var change in changes)
        {
            if (!NamedPerson.MayBeIn(Shipped.Data.Words, change.New))
                continue;
            var old = new HashSet<string>(Texts(change.Old), StringComparer.Ordinal);
            foreach (var text in Texts(change.New))
            {
                if (!old.Contains(text) && NamedPerson.Find(Shipped.Data.Words, text) is { } name)
                    (found ??= []).Add(name);
            }
        }
        if (reason is not null && NamedPerson.Find(Shipped.Data.Words, reason) is { } given)
            (found ??= []).Add(given);
        return found is null ? [] : [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The question.</summary>
    internal static RuleBroken Asked(IReadOnlyCollection<string> names) =>
        new(
            $"{(names.Count == 1 ? "Is" : "Are")} {Quoted(names)} somebody who uses the service, or of their family? Then leave the name out. If not, say so.",
            Question
        );

    /// <summary>What the record says of the answer, after the reason that there may be.</summary>
    internal static string Answered(string? reason, IReadOnlyCollection<string> names) =>
        $"{reason} {Quoted(names)}: nobody who uses the service, says who wrote it.".TrimStart();

    static string Quoted(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(5).Select(n => $"“{n}”")) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    static IEnumerable<string> Texts(string json)
    {
        using var read = JsonDocument.Parse(json);
        return [.. Texts(read.RootElement)];
    }

    static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
            _ => [],
        };
}
