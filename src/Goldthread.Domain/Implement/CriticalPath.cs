namespace Goldthread.Domain.Implement;

/// <summary>
/// How far each action can slip before the end of the work moves: the longest way through what waits for what. An action is done before what waits for it
/// starts, on the working day before at the latest. What is over holds nothing, and what neither waits nor is waited for is on no way.
/// </summary>
public static class CriticalPath
{
    /// <summary>How many working days each action can slip; 0 or below on the critical path.</summary>
    /// <param name="actions">The actions of the plan.</param>
    /// <param name="days">The working days of the plan's nation.</param>
    /// <returns>By the ids of the open actions that have a day and wait or are waited for. What is in a circle holds what it meets first.</returns>
    public static IReadOnlyDictionary<string, int> Room(IReadOnlyCollection<Action> actions, WorkingDays days)
    {
        var open = actions
            .Where(a => a is { IsOpen: true, Due: not null })
            .GroupBy(a => a.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var pairs = open
            .Values.SelectMany(a => a.After.Distinct(StringComparer.Ordinal), (a, before) => (Before: before, a.Id))
            .Where(p => p.Before != p.Id && open.ContainsKey(p.Before))
            .ToList();
        var next = pairs.ToLookup(p => p.Before, p => p.Id, StringComparer.Ordinal);
        var joined = pairs.SelectMany(p => new[] { p.Before, p.Id }).ToHashSet(StringComparer.Ordinal);
        var room = new Dictionary<string, int>(StringComparer.Ordinal);
        if (joined.Count == 0)
            return room;
        var end = joined.Max(id => open[id].Due!.Value);
        // By when each has to be done, as working days after the end; what waits for it first.
        var latest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in LastFirst(open.Keys.Where(joined.Contains), next))
        {
            var action = open[id];
            latest[id] = next[id]
                .Where(latest.ContainsKey)
                .Select(n => open[n].Starts is { } starts ? latest[n] - days.Between(starts, open[n].Due!.Value) - 1 : latest[n])
                .DefaultIfEmpty(0)
                .Min();
            room[id] = latest[id] - days.Between(end, action.Due!.Value);
        }
        return room;
    }

    /// <summary>Each after what waits for it. Not by calling itself: a plan may be a chain of thousands.</summary>
    static List<string> LastFirst(IEnumerable<string> all, ILookup<string, string> next)
    {
        var (seen, ended) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var path = new Stack<(string Id, IEnumerator<string> Next)>();
        foreach (var first in all)
        {
            if (!seen.Add(first))
                continue;
            path.Push((first, next[first].GetEnumerator()));
            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                    ended.Add(path.Pop().Id);
                else if (seen.Add(top.Next.Current))
                    path.Push((top.Next.Current, next[top.Next.Current].GetEnumerator()));
            }
        }
        return ended;
    }
}
