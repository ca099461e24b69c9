namespace Goldthread.Domain.Implement;

/// <summary>An action that gets other days.</summary>
/// <param name="Action">The action, as it was.</param>
/// <param name="Starts">When it starts now, or null.</param>
/// <param name="Due">When it is due now, or null.</param>
public sealed record Shift(Action Action, DateOnly? Starts, DateOnly? Due);

/// <summary>
/// What moves with an action: all that comes after it, directly or by others, as many working days as what it waits for. So the gap between the two and the
/// length of each stay as they were. What waits for several moves with the one that ends last: nothing is pulled back before something that stays.
/// What is over stays, and so does what has no day; what is under way keeps the day on which it started.
/// </summary>
public static class KnockOn
{
    /// <summary>What moves when an action gets other days.</summary>
    /// <param name="actions">The actions of the plan, as they are.</param>
    /// <param name="id">The action that is moved.</param>
    /// <param name="starts">When it starts from now on; null leaves its day.</param>
    /// <param name="due">When it is due from now on; null leaves its day.</param>
    /// <param name="days">The working days of the plan's nation.</param>
    /// <returns>The action itself first, then what moves with it, each after what it waits for.</returns>
    public static IReadOnlyList<Shift> Of(IReadOnlyCollection<Action> actions, string id, DateOnly? starts, DateOnly? due, WorkingDays days)
    {
        var known = actions.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var moved = known[id];
        var shifts = new List<Shift> { new(moved, starts ?? moved.Starts, due ?? moved.Due) };
        if (moved.Due is not { } was || due is not { } will || days.Between(was, will) is 0)
            return shifts;
        var by = new Dictionary<string, int>(StringComparer.Ordinal) { [id] = days.Between(was, will) };
        var order = InOrder(known, id);
        var reached = order.ToHashSet(StringComparer.Ordinal);
        foreach (var next in order.Skip(1).Select(i => known[i]))
        {
            int? most = null;
            foreach (var before in next.After)
            {
                // What is in a circle with it, and comes later in the order, does not hold it.
                int? step =
                    by.TryGetValue(before, out var moves) ? moves
                    : !reached.Contains(before) && known.TryGetValue(before, out var stays) && stays is { IsOpen: true, Due: not null } ? 0
                    : null;
                if (step is not null && (most is null || step > most))
                    most = step;
            }
            if (most is not { } shift)
                continue;
            by[next.Id] = shift;
            if (shift == 0)
                continue;
            var begins = next is { Starts: { } start, Standing: ActionStatus.NotStarted } ? days.Add(start, shift) : next.Starts;
            var ends = next.Due is { } end ? days.Add(end, shift) : (DateOnly?)null;
            // What is under way is not done before it began.
            if (ends < begins)
                ends = begins;
            if ((begins, ends) != (next.Starts, next.Due))
                shifts.Add(new(next, begins, ends));
        }
        return shifts;
    }

    /// <summary>An action and all that waits for it, each after what it waits for; in a circle, in the order in which it is met.</summary>
    static List<string> InOrder(Dictionary<string, Action> known, string first)
    {
        var waiting = known
            .Values.Where(a => a.IsOpen && (a.Starts is not null || a.Due is not null))
            .SelectMany(a => a.After.Distinct(StringComparer.Ordinal), (a, before) => (before, a.Id))
            .ToLookup(p => p.before, p => p.Id, StringComparer.Ordinal);
        var (seen, ended) = (new HashSet<string>(StringComparer.Ordinal) { first }, new List<string>());
        // Not by calling itself: a plan may be a chain of thousands.
        var path = new Stack<(string Id, IEnumerator<string> Next)>();
        path.Push((first, waiting[first].GetEnumerator()));
        while (path.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                ended.Add(path.Pop().Id);
                continue;
            }
            if (seen.Add(top.Next.Current))
                path.Push((top.Next.Current, waiting[top.Next.Current].GetEnumerator()));
        }
        ended.Reverse();
        return ended;
    }
}
