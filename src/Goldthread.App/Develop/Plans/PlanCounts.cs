using Goldthread.App.Store;

namespace Goldthread.App.Develop.Plans;

/// <summary>How much is in each list of a plan, how much of it is late, and who is on the staff list: what the frame of its pages shows.</summary>
public sealed class PlanCounts
{
    readonly Dictionary<string, (int All, int Late)> lists = [];
    readonly Dictionary<string, string> staff = [];

    PlanCounts() { }

    /// <value>Of nothing.</value>
    public static PlanCounts None { get; } = new();

    /// <summary>How many items a list has.</summary>
    public int All(string list) => lists.GetValueOrDefault(list).All;

    /// <summary>How many items of a list are late.</summary>
    public int Late(string list) => lists.GetValueOrDefault(list).Late;

    /// <summary>The name of somebody on the staff list, or null.</summary>
    public string? Staff(string? id) => id is null ? null : staff.GetValueOrDefault(id);

    /// <summary>Counts: one command.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="today">What was owed before this day is late.</param>
    public static async Task<PlanCounts> OfAsync(Db db, string plan, DateOnly today, CancellationToken cancel = default)
    {
        var counts = new PlanCounts();
        await foreach (var line in Lines.On(db, plan, today).WithCancellation(cancel))
        {
            if (line.Id is null)
                counts.lists[line.List] = (line.All, line.Late);
            else
                counts.staff[line.Id] = line.Title!;
        }
        return counts;
    }

    sealed class Line
    {
        public string List { get; init; } = "";
        public string? Id { get; init; }
        public string? Title { get; init; }
        public int All { get; init; }
        public int Late { get; init; }
    }

    static readonly Compiled<string, DateOnly, Line> Lines = new(
        (db, plan, today) =>
            db
                .Items.Where(i => i.Owner == plan && i.RemovedAt == null)
                .GroupBy(i => i.List)
                .Select(g => new Line
                {
                    List = g.Key,
                    Id = null,
                    Title = null,
                    All = g.Count(),
                    Late = g.Count(i =>
                        i.Due < today
                        && (
                            (i.List == "actions" && i.State != "done" && i.State != "cancelled")
                            || (i.List == "reviews" && i.State == "planned")
                        )
                    ),
                })
                .Concat(
                    db.Items.Where(i => i.Owner == plan && i.List == "staff" && i.RemovedAt == null)
                        .Select(i => new Line
                        {
                            List = i.List,
                            Id = i.Id,
                            Title = i.Title,
                            All = 0,
                            Late = 0,
                        })
                )
    );
}
