using Goldthread.App.Govern;

namespace Goldthread.App.Store;

/// <summary>A plan as a list of plans needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Its status, as written.</param>
/// <param name="Path">The path of its area.</param>
/// <param name="Revision">Raised by every operation on the plan.</param>
public sealed record SeenPlan(string Id, string Title, string Status, string Path, int Revision);

/// <summary>
/// What was worked out for one person from all plans that they see, kept until any of those plans changes. The plans are read from the database for every
/// request; what is kept counts only for these very plans at these revisions, for the day and for the roles that it was worked out for.
/// </summary>
/// <param name="most">How many results are kept.</param>
public sealed class KeptByPerson(int most = 1000) : IDisposable
{
    readonly Kept kept = new(most);

    sealed record Result(IReadOnlyList<SeenPlan> Plans, Actor Actor, DateOnly Day, object Value);

    /// <summary>The result that is kept, or a new one.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="plans">The plans as they were read just now.</param>
    /// <param name="day">The day that the result is for.</param>
    /// <param name="work">Works it out, reading what the plans hold after the plans.</param>
    public async ValueTask<T> OfAsync<T>(Actor actor, IReadOnlyList<SeenPlan> plans, DateOnly day, Func<Task<T>> work)
        where T : class
    {
        if (actor.PersonId is not { } person)
            return await work();
        var key = (person, typeof(T));
        if (kept.Find<Result>(key) is { } old && old.Day == day && IsSame(old.Actor, actor) && old.Plans.SequenceEqual(plans))
            return (T)old.Value;
        var value = await work();
        kept.Keep(key, new Result(plans, actor, day, value));
        return value;
    }

    public void Dispose() => kept.Dispose();

    static bool IsSame(Actor one, Actor other) => one.IsAdministrator == other.IsAdministrator && one.Grants.SequenceEqual(other.Grants);
}
