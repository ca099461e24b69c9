using Goldthread.Domain.Implement;

namespace Goldthread.Domain.Develop;

/// <summary>How much of the plan's work leads people, and how much manages resources.</summary>
public sealed class BalanceOfWork
{
    /// <summary>The work of one objective.</summary>
    /// <param name="Objective">Its id; null for work on no objective.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="Lead">Actions that lead people.</param>
    /// <param name="Manage">Actions that manage resources.</param>
    /// <param name="Unsaid">Actions of which nobody has said.</param>
    public sealed record Line(string? Objective, string Title, int Lead, int Manage, int Unsaid)
    {
        /// <value>All of them.</value>
        public int All => Lead + Manage + Unsaid;
    }

    BalanceOfWork(IReadOnlyList<Line> lines) => Lines = lines;

    /// <value>The objectives, those with most work first.</value>
    public IReadOnlyList<Line> Lines { get; }

    public int Lead => Lines.Sum(l => l.Lead);
    public int Manage => Lines.Sum(l => l.Manage);
    public int Unsaid => Lines.Sum(l => l.Unsaid);

    /// <value>True where work leads or manages, and far less than half as much does the other: the half that is missing.</value>
    public ActionApproach? Missing =>
        Lead + Manage == 0 ? null
        : Lead * 3 < Manage ? ActionApproach.Lead
        : Manage * 3 < Lead ? ActionApproach.Manage
        : null;

    /// <summary>The balance of some work.</summary>
    /// <param name="work">Each action's objective and which half it is of.</param>
    /// <param name="titleOf">What an objective is called.</param>
    public static BalanceOfWork Of(IEnumerable<(string? Objective, ActionApproach? Approach)> work, Func<string, string?> titleOf) =>
        new([
            .. work.GroupBy(w => w.Objective)
                .Select(g => new Line(
                    g.Key,
                    g.Key is null ? "On no objective" : titleOf(g.Key) ?? "An objective",
                    g.Count(w => w.Approach is ActionApproach.Lead),
                    g.Count(w => w.Approach is ActionApproach.Manage),
                    g.Count(w => w.Approach is null)
                ))
                .OrderByDescending(l => l.All),
        ]);

    /// <summary>Which half is missing, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var (lead, manage) = (Lead, Manage);
            if (Lines.Count == 0)
                return "The plan has no actions yet.";
            if (lead + manage == 0)
                return "Nobody has said yet which actions lead people and which manage resources.";
            var halves =
                $"{Several.Count(lead, "action")} {(lead == 1 ? "leads" : "lead")} people and {manage:N0} {(manage == 1 ? "manages" : "manage")} resources";
            var first = Missing switch
            {
                ActionApproach.Lead => $"{halves}: leading people is the half that is missing.",
                ActionApproach.Manage => $"{halves}: managing resources is the half that is missing.",
                _ => $"{halves}: neither half is missing.",
            };
            return Unsaid > 0 ? $"{first} Of {Unsaid:N0} nobody has said." : first;
        }
    }

    /// <summary>What to ask for the half that is missing.</summary>
    public string? Prompt =>
        Missing switch
        {
            ActionApproach.Lead =>
                "Who explains why, listens to doubts, coaches those who try, and thanks those who did it? Add an action for one of them.",
            ActionApproach.Manage =>
                "Who sees to the rota, the money, the rooms and the day by which it is done? Add an action for one of them.",
            _ => null,
        };
}
