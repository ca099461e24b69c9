using System.Globalization;
using Goldthread.App.Store;

namespace Goldthread.App.Mail;

/// <summary>What somebody is to be told of, written where it happens. Who that is, whether they want to know and whether it still stands is asked when it is told.</summary>
static class Notices
{
    public const string Assigned = "assigned",
        Agreed = "agreed",
        SentBack = "sent-back",
        Answered = "answered",
        Due = "due",
        LateOwner = "late-owner",
        LateDeputy = "late-deputy",
        LateManager = "late-manager";

    /// <summary>What the staff id of a notice begins with where it is an account.</summary>
    public const string Account = "account:";

    /// <summary>Somebody answers for a thing from now on. What is restricted is told to nobody.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="row">The thing as it is now.</param>
    /// <param name="was">Who answered for it before.</param>
    public static void Assign(Work work, ItemRow row, string? was)
    {
        if (row.Person is { } person && person != was && !row.Restricted)
            Add(work, Assigned, row.Owner, row.List, row.Id, person, row.Version.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Something was decided.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="kind">What.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="list">The list of what was decided; <c>plan</c> for the plan.</param>
    /// <param name="id">Its id.</param>
    /// <param name="whom">Whom to tell, by the id in the staff list or <see cref="Account"/> and the account's; null for nobody.</param>
    public static void Decide(Work work, string kind, string plan, string list, string id, string? whom)
    {
        if (whom is not null)
            Add(work, kind, plan, list, id, whom, work.Now.UtcTicks.ToString(CultureInfo.InvariantCulture));
    }

    static void Add(Work work, string kind, string plan, string list, string id, string whom, string mark) =>
        work.Db.Notices.Add(
            new NoticeRow
            {
                Kind = kind,
                Owner = plan,
                List = list,
                Item = id,
                Staff = whom,
                Mark = mark,
                By = work.Actor.PersonId,
                At = work.Now,
            }
        );
}
