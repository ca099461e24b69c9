using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>
/// A table as the check of the record knows it: which chains tell of its rows, what the lines of its operations mean, and what a row has to be. Here and in
/// no other place: a new table gets a kind in <see cref="All"/>, or its reason in <see cref="Unrecorded"/>.
/// </summary>
abstract class Kind
{
    /// <value>Every kind. What is wrong with a row is said once, by the first of them that finds it.</value>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new StrategiesKind(),
        new AreasKind(),
        new PlansKind(),
        new ItemsKind(),
        new LinksKind(),
        new SeriesKind(),
        new ReadingsKind(),
        new ChartRulesKind(),
        new PutAwayKind(),
        new FamilyPagesKind(),
        new GuestsKind(),
        new ColumnMapsKind(),
        new LearntKind(),
        new PortfoliosKind(),
        new PortfolioPartsKind(),
        new LearningRolesKind(),
        new FindingCountsKind(),
        new FilesKind(),
        new PeopleKind(),
        new GrantsKind(),
        new TokensKind(),
        new EndedSessionsKind(),
        new WorkingKind<MessageRow>(
            "messages",
            "The outbox: what a message did in a plan was done by an operation with a line of its own."
        ),
        new WorkingKind<JobRunRow>("job_runs", "Which job ran when: a row that is gone lets it run again, and what it does it does once."),
        new WorkingKind<NoticeRow>("notices", "What somebody is to be told of; the thing itself has its lines."),
        new WorkingKind<MailChoiceRow>("mail_choices", "What somebody wants to be sent; each change has a line, for people to read."),
        new WorkingKind<MailLinkRow>(
            "mail_links",
            "A secret of a message: what is done by it has its line, and who may is asked again then."
        ),
        new WorkingKind<CalendarRow>("calendars", "A secret address of somebody's own; it shows what they may see, asked anew each time."),
        new EmptyKind<IdentityUserClaim<Guid>>("people_claims"),
        new EmptyKind<IdentityUserLogin<Guid>>("people_logins"),
        new EmptyKind<IdentityUserToken<Guid>>("people_tokens"),
    ];

    /// <value>Tables that no kind is about, each with the reason.</value>
    public static IReadOnlyDictionary<string, string> Unrecorded { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["records"] = "The record itself: the hash of each line covers every column of it.",
            ["record_heads"] = "The ends of the chains, which are checked with the chains.",
            ["data_protection_keys"] = "The framework makes and renews them by itself; what they protect is nothing but cookies and forms.",
        };

    static readonly Dictionary<string, Meaning> Meanings = All.SelectMany(k => k.Operations)
        .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);

    /// <summary>What the lines of an operation mean.</summary>
    public static Meaning MeaningOf(string operation) => Meanings.GetValueOrDefault(operation, Means.Sets);

    /// <summary>The kind whose rows are told of under a list, or null.</summary>
    public static Kind? Of(string list) => All.FirstOrDefault(k => k.Tells(list));

    /// <value>The table.</value>
    public abstract string Table { get; }

    /// <value>Columns that may hold anything, each with the reason.</value>
    public virtual IReadOnlyDictionary<string, string> Unchecked { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <value>The operations whose lines mean something else than that the fields of the thing that they name are so from now on.</value>
    public virtual IReadOnlyDictionary<string, Meaning> Operations { get; } = new Dictionary<string, Meaning>(StringComparer.Ordinal);

    /// <summary>True for a list under which the record tells of rows of this table.</summary>
    public virtual bool Tells(string list) => false;

    /// <summary>True for a field that rows of this table have; what else a line says is for people to read.</summary>
    public virtual bool Has(string list, string field) => false;

    /// <summary>The chains that rows of this table belong to; those of the record come by themselves.</summary>
    public virtual Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>What is wrong with the rows of one chain: where, and what.</summary>
    public virtual IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain) => AsyncEnumerable.Empty<(string, string)>();

    /// <summary>What is wrong with the rows that no chain led to.</summary>
    public virtual IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole) => AsyncEnumerable.Empty<(string, string)>();
}

/// <summary>What is being looked at: everything.</summary>
/// <param name="Db">The database, at one moment.</param>
/// <param name="Today">Today where the service is.</param>
/// <param name="Stop">Stops it.</param>
sealed record Whole(Db Db, DateOnly Today, CancellationToken Stop)
{
    /// <value>How many rows of each table were looked at.</value>
    public Dictionary<string, long> Looked { get; } = new(StringComparer.Ordinal);

    /// <value>When each file of evidence was first stored, as the record tells.</value>
    public Dictionary<string, DateTimeOffset> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts rows that are looked at.</summary>
    public void Look(string table, int rows) => Looked[table] = Looked.GetValueOrDefault(table) + rows;
}

/// <summary>What is being looked at: one chain.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Owner">The chain: a plan's id, <c>strategy:1</c>, <see cref="Recorded.Installation"/>.</param>
/// <param name="Told">What the record tells.</param>
sealed record Chain(Whole Whole, string Owner, Replay Told)
{
    public Db Db => Whole.Db;
    public CancellationToken Stop => Whole.Stop;

    /// <value>True for the chain of what belongs to no plan and no strategy.</value>
    public bool IsInstallation => Owner == Recorded.Installation;

    /// <value>The items of this owner, once they are read.</value>
    public IReadOnlyList<ItemRow> Items { get; set; } = [];

    /// <value>The addresses of accounts by their ids, once they are read.</value>
    public IReadOnlyDictionary<string, string> Addresses { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A table of the framework's that nothing here writes: it has no row.</summary>
/// <param name="table">Its name.</param>
sealed class EmptyKind<T>(string table) : Kind
    where T : class
{
    public override string Table => table;

    public override async IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole)
    {
        if (await whole.Db.Set<T>().AnyAsync(whole.Stop))
            yield return (table, "There are rows, and nothing here writes any.");
    }
}
