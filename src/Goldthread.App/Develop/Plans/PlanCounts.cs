using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;

namespace Goldthread.App.Develop.Plans;

/// <summary>
/// How much is in each list of a plan, how much of it is late, who is on the staff list, and what is restricted: what the frame of its pages shows. It is
/// counted once for everybody; <see cref="SeenBy"/> gives what somebody sees of it.
/// </summary>
public sealed class PlanCounts
{
    readonly Dictionary<string, (int All, int Late)> lists = [];
    readonly Dictionary<string, string> staff = [];
    readonly List<(RestrictedItem Item, bool IsRemoved, bool IsLate)> restricted = [];

    PlanCounts() { }

    /// <value>Of nothing.</value>
    public static PlanCounts None { get; } = new();

    /// <summary>How many items a list has.</summary>
    public int All(string list) => lists.GetValueOrDefault(list).All;

    /// <summary>How many items of a list are late.</summary>
    public int Late(string list) => lists.GetValueOrDefault(list).Late;

    /// <summary>The name of somebody who is or was on the staff list, or null.</summary>
    public string? Staff(string? id) => id is null ? null : staff.GetValueOrDefault(id);

    /// <value>Whoever is on the staff list now, by their role.</value>
    public IEnumerable<(string Id, string Role)> People =>
        staff
            .Where(s => !s.Value.EndsWith(Left, StringComparison.Ordinal))
            .Select(s => (s.Key, s.Value))
            .OrderBy(s => s.Value, StringComparer.Ordinal);

    const string Left = " (left)";

    /// <summary>What somebody sees of the plan, and the counts of that.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="path">The path of the plan's area.</param>
    public (PlanCounts Counts, Hidden Hidden) SeenBy(Actor actor, string path)
    {
        var hidden = Hidden.Of([.. restricted.Select(r => r.Item)], actor, path);
        if (hidden.Key.Length == 0)
            return (this, hidden);
        var counts = new PlanCounts();
        foreach (var (list, count) in lists)
            counts.lists[list] = count;
        foreach (var (id, name) in staff)
            counts.staff[id] = name;
        foreach (var (item, isRemoved, isLate) in restricted.Where(r => !hidden.Has(r.Item.List, r.Item.Id)))
        {
            if (item.List is StaffMember.List)
                counts.staff[item.Id] = Named(item.Title, isRemoved);
            var (all, late) = counts.lists.GetValueOrDefault(item.List);
            if (!isRemoved)
                counts.lists[item.List] = (all + 1, late + (isLate ? 1 : 0));
        }
        return (counts, hidden);
    }

    /// <summary>Counts: one command.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="strategy">The owner of the strategy that it follows, or null.</param>
    /// <param name="area">The owner of the lists of its area.</param>
    /// <param name="today">What was owed before this day is late.</param>
    public static async Task<PlanCounts> OfAsync(
        Db db,
        string plan,
        string? strategy,
        string area,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var counts = new PlanCounts();
        await foreach (var line in Lines.On(db, plan, strategy ?? plan, area, today).WithCancellation(cancel))
        {
            if (line.Owner is not null)
                counts.restricted.Add(
                    (new(line.Owner, line.List, line.Id!, line.Title!, line.Author), IsRemoved: line.All == 0, IsLate: line.Late > 0)
                );
            else if (line.Id is null)
                counts.lists[line.List] = (line.All, line.Late);
            else
                counts.staff[line.Id] = Named(line.Title!, line.All == 0);
        }
        return counts;
    }

    static string Named(string role, bool isRemoved) => isRemoved ? role + Left : role;

    sealed class Line
    {
        public string List { get; init; } = "";
        public string? Id { get; init; }
        public string? Title { get; init; }
        public int All { get; init; }
        public int Late { get; init; }
        public string? Owner { get; init; }
        public Guid? Author { get; init; }
    }

    static readonly Compiled<string, string, string, DateOnly, Line> Lines = new(
        (db, plan, strategy, area, today) =>
            db
                .Items.Where(i => (i.Owner == plan || i.Owner == area) && i.RemovedAt == null && !i.Restricted)
                .GroupBy(i => i.List)
                .Select(g => new Line
                {
                    List = g.Key,
                    Id = null,
                    Title = null,
                    All = g.Count(),
                    Late = g.Count(i => Domain.Shapes.Late.Is(i.List, i.State, i.Due, today)),
                    Owner = null,
                    Author = null,
                })
                .Concat(
                    db.Items.Where(i => i.Owner == area && i.List == StaffMember.List && !i.Restricted)
                        .Select(i => new Line
                        {
                            List = i.List,
                            Id = i.Id,
                            Title = i.Title,
                            All = i.RemovedAt == null ? 1 : 0,
                            Late = 0,
                            Owner = null,
                            Author = null,
                        })
                )
                .Concat(
                    db.Items.Where(i => (i.Owner == plan || i.Owner == strategy || i.Owner == area) && i.Restricted)
                        .Select(i => new Line
                        {
                            List = i.List,
                            Id = i.Id,
                            Title = i.Title,
                            All = i.RemovedAt == null ? 1 : 0,
                            Late = Domain.Shapes.Late.Is(i.List, i.State, i.Due, today) ? 1 : 0,
                            Owner = i.Owner,
                            Author = i.Author,
                        })
                )
    );
}
