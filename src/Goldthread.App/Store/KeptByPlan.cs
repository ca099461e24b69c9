using Goldthread.App.Govern;

namespace Goldthread.App.Store;

/// <summary>
/// What was worked out from a plan's items, kept until anything of the plan changes. The plan's row is read from the database for every request, after
/// which access is decided; what is kept counts only for the very revision and day that it was worked out for, so that it is never old, whichever process
/// wrote. What differs by what of the plan somebody sees is kept by their sight.
/// </summary>
/// <param name="most">How many results of plans are kept: several of each of a thousand plans.</param>
/// <param name="mostItems">How many results of items are kept: some hold years of daily figures.</param>
public sealed class KeptByPlan(int most = 8000, int mostItems = 500) : IDisposable
{
    // Apart, so that somebody who reads every item of a plan does not cost the plans their counts.
    readonly Kept ofPlans = new(most),
        ofItems = new(mostItems);

    sealed record Result(int Revision, DateOnly Day, object Value);

    /// <summary>The result that is kept, or a new one.</summary>
    /// <param name="plan">The plan as it was read just now.</param>
    /// <param name="day">The day that the result is for.</param>
    /// <param name="work">Works it out from the plan's items, reading them after the plan's row.</param>
    /// <param name="item">The item that the result is of, as <c>actions/A1</c>; empty for the plan as a whole.</param>
    /// <param name="sight">What of the plan is seen, as <see cref="Hidden.Key"/>; empty for what everybody sees who sees the plan.</param>
    public async ValueTask<T> OfAsync<T>(PlanRow plan, DateOnly day, Func<Task<T>> work, string item = "", string sight = "")
        where T : class
    {
        var kept = item.Length == 0 ? ofPlans : ofItems;
        var key = (plan.Id, typeof(T), item, sight);
        if (kept.Find<Result>(key) is { } old && old.Revision == plan.Revision && old.Day == day)
            return (T)old.Value;
        var value = await work();
        kept.Keep(key, new Result(plan.Revision, day, value));
        return value;
    }

    public void Dispose()
    {
        ofPlans.Dispose();
        ofItems.Dispose();
    }
}
