using System.Collections.Concurrent;

namespace Goldthread.App.Store;

/// <summary>
/// What was worked out from a plan's items, kept until anything of the plan changes. The plan's row is read from the database for every request, after
/// which access is decided; what is kept counts only for the very revision and day that it was worked out for, so that it is never old, whichever process
/// wrote. It holds no more than what everybody who may see the plan sees.
/// </summary>
/// <param name="most">How many results are kept; a full one begins anew.</param>
public sealed class KeptByPlan(int most = 1000)
{
    readonly ConcurrentDictionary<(string Plan, Type What), (int Revision, DateOnly Day, object Value)> kept = new();

    /// <summary>The result that is kept, or a new one.</summary>
    /// <param name="plan">The plan as it was read just now.</param>
    /// <param name="day">The day that the result is for.</param>
    /// <param name="work">Works it out from the plan's items, reading them after the plan's row.</param>
    public async ValueTask<T> OfAsync<T>(PlanRow plan, DateOnly day, Func<Task<T>> work)
        where T : class
    {
        var key = (plan.Id, typeof(T));
        if (kept.TryGetValue(key, out var old) && old.Revision == plan.Revision && old.Day == day)
            return (T)old.Value;
        var value = await work();
        if (kept.Count >= most)
            kept.Clear();
        kept[key] = (plan.Revision, day, value);
        return value;
    }
}
