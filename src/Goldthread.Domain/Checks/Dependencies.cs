using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Checks;

/// <summary>Which actions wait for each other.</summary>
static class Dependencies
{
    /// <summary>
    /// The sets of actions each of which comes, by way of after, before every other of the set; and each action that names itself.
    /// Tarjan's strongly connected components (1972), without recursion, so that 5,000 actions in one circle do not run out of stack.
    /// </summary>
    /// <returns>The sets by their first action; within a set by id, in the order of code points.</returns>
    internal static IReadOnlyList<IReadOnlyList<Action>> Circles(IReadOnlyList<Action> actions, IReadOnlyDictionary<string, Action> byId)
    {
        // Only what waits for something can be on a circle.
        if (!actions.Any(a => a.After.Count > 0))
            return [];
        var place = new Dictionary<Action, int>(actions.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < actions.Count; i++)
            place[actions[i]] = i;
        var before = new int[actions.Count][];
        for (var i = 0; i < actions.Count; i++)
        {
            before[i] =
                actions[i].After.Count == 0
                    ? []
                    : [.. actions[i].After.Select(id => byId.GetValueOrDefault(id)).OfType<Action>().Select(a => place[a])];
        }

        var circles = new List<IReadOnlyList<Action>>();
        var order = new int[actions.Count];
        var low = new int[actions.Count];
        var next = new int[actions.Count];
        var open = new bool[actions.Count];
        var reached = new Stack<int>();
        var walk = new Stack<int>();
        var count = 0;
        for (var start = 0; start < actions.Count; start++)
        {
            if (order[start] != 0)
                continue;
            Enter(start);
            while (walk.TryPeek(out var at))
            {
                if (next[at] < before[at].Length)
                {
                    var to = before[at][next[at]++];
                    if (order[to] == 0)
                        Enter(to);
                    else if (open[to])
                        low[at] = Math.Min(low[at], order[to]);
                    continue;
                }
                walk.Pop();
                if (walk.TryPeek(out var from))
                    low[from] = Math.Min(low[from], low[at]);
                if (low[at] == order[at])
                    Close(at);
            }
        }
        return [.. circles.OrderBy(c => c[0].Id, ByCodePoint.Order)];

        void Enter(int at)
        {
            order[at] = low[at] = ++count;
            open[at] = true;
            reached.Push(at);
            walk.Push(at);
        }

        void Close(int root)
        {
            // Most stand alone, and wait for nothing that waits for them.
            if (reached.Peek() == root && !before[root].Contains(root))
            {
                open[reached.Pop()] = false;
                return;
            }
            var set = new List<Action>();
            int at;
            do
            {
                at = reached.Pop();
                open[at] = false;
                set.Add(actions[at]);
            } while (at != root);
            if (set.Count > 1 || before[root].Contains(root))
                circles.Add([.. set.OrderBy(a => a.Id, ByCodePoint.Order)]);
        }
    }
}

/// <summary>Orders texts by their characters' code points, so that A10 comes before A9.</summary>
sealed class ByCodePoint : IComparer<string>
{
    internal static readonly ByCodePoint Order = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var at = a.AsSpan().CommonPrefixLength(b);
        return at == a.Length || at == b.Length ? a.Length - b.Length : Rank(a[at]) - Rank(b[at]);
    }

    /// <summary>Surrogates stand for code points above all others.</summary>
    static int Rank(char letter) => char.IsSurrogate(letter) ? letter + 0x10000 : letter;
}
