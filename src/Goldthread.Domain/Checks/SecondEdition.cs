namespace Goldthread.Domain.Checks;

/// <summary>The second edition: the checks of the first, some of them changed, and those that ask whether it can be true.</summary>
static class SecondEdition
{
    /// <summary>The whole edition, in the order of the ids.</summary>
    /// <param name="first">The first edition.</param>
    internal static IReadOnlyList<Check> Of(IReadOnlyList<Check> first)
    {
        var changes = new Dictionary<string, Func<Check, Check>>(StringComparer.Ordinal);
        foreach (
            var (id, change) in (IEnumerable<(string, Func<Check, Check>)>)
                [
                    .. ChangedPlanning.Changes,
                    .. ChangedMeasuring.Changes,
                    .. ChangedInvolving.Changes,
                    .. ChangedDelivering.Changes,
                    .. ChangedLaw.Changes,
                    .. ChangedSafety.Changes,
                    .. ChangedTelling.Changes,
                    .. ChangedReviewing.Changes,
                ]
        )
            changes.Add(id, change);
        Check[] second =
        [
            .. first.Select(c => changes.Remove(c.Id, out var change) ? change(c) with { Edition = 2 } : c),
            .. CanBeKept.Checks,
            .. CanBeSafe.Checks,
            .. CanBeMeasured.Checks,
            .. CanBeOwned.Checks,
            .. CanBeLearnt.Checks,
        ];
        if (changes.Count > 0)
            throw new InvalidOperationException($"No check of the first edition is called {string.Join(", ", changes.Keys)}.");
        return [.. second.OrderBy(c => c.Id, StringComparer.Ordinal)];
    }
}
