using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Goldthread.App.Store;

/// <summary>The database, on either engine. Pages read from it; only operations write (see <see cref="Writer"/>).</summary>
public abstract class Db(DbContextOptions options) : IdentityUserContext<Person, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<StrategyRow> Strategies => Set<StrategyRow>();
    public DbSet<AreaRow> Areas => Set<AreaRow>();
    public DbSet<PlanRow> Plans => Set<PlanRow>();
    public DbSet<ItemRow> Items => Set<ItemRow>();
    public DbSet<LinkRow> Links => Set<LinkRow>();
    public DbSet<SeriesRow> Series => Set<SeriesRow>();
    public DbSet<ReadingRow> Readings => Set<ReadingRow>();
    public DbSet<FileRow> Files => Set<FileRow>();
    public DbSet<RecordRow> Records => Set<RecordRow>();
    public DbSet<RecordHeadRow> RecordHeads => Set<RecordHeadRow>();
    public DbSet<GrantRow> Grants => Set<GrantRow>();
    public DbSet<TokenRow> Tokens => Set<TokenRow>();
    public DbSet<EndedSessionRow> EndedSessions => Set<EndedSessionRow>();
    public DbSet<FindingCountRow> FindingCounts => Set<FindingCountRow>();
    public DbSet<ChartRulesRow> ChartRules => Set<ChartRulesRow>();
    public DbSet<PutAwayRow> PutAway => Set<PutAwayRow>();
    public DbSet<LearntRow> Learnt => Set<LearntRow>();
    public DbSet<PortfolioRow> Portfolios => Set<PortfolioRow>();
    public DbSet<PortfolioPartRow> PortfolioParts => Set<PortfolioPartRow>();
    public DbSet<LearningRoleRow> LearningRoles => Set<LearningRoleRow>();
    public DbSet<ColumnMapRow> ColumnMaps => Set<ColumnMapRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<MailChoiceRow> MailChoices => Set<MailChoiceRow>();
    public DbSet<MailLinkRow> MailLinks => Set<MailLinkRow>();
    public DbSet<CalendarRow> Calendars => Set<CalendarRow>();
    public DbSet<FamilyPageRow> FamilyPages => Set<FamilyPageRow>();
    public DbSet<GuestRow> Guests => Set<GuestRow>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Begins a transaction that only reads, so that several queries see one moment; on neither engine does a writer wait for it.</summary>
    public async Task<IDbContextTransaction> OneMomentAsync(CancellationToken cancel = default)
    {
        if (!Database.IsSqlite())
            return await Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await Database.OpenConnectionAsync(cancel);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(transaction, cancel))!;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Instants>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(e =>
        {
            e.ToTable("people");
            e.Property(p => p.Name).HasMaxLength(200);
        });
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>>().ToTable("people_claims");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<Guid>>().ToTable("people_logins");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().ToTable("people_tokens");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Entity<StrategyRow>(e =>
        {
            e.ToTable("strategies");
            e.Ignore(r => r.Owner);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<AreaRow>(e =>
        {
            e.ToTable("areas");
            e.HasOne<AreaRow>().WithMany().HasForeignKey(r => r.ParentId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(r => r.Path);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<PlanRow>(e =>
        {
            e.ToTable("plans");
            e.HasOne(r => r.Area).WithMany().HasForeignKey(r => r.AreaId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<StrategyRow>().WithMany().HasForeignKey(r => r.StrategyId).OnDelete(DeleteBehavior.Restrict);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<ItemRow>(e =>
        {
            e.ToTable("items");
            e.HasKey(r => new
            {
                r.Owner,
                r.List,
                r.Id,
            });
            e.HasIndex(r => new
            {
                r.List,
                r.Person,
                r.Due,
            });
            // What is late in each plan is counted from the index alone.
            e.HasIndex(r => new
                {
                    r.Owner,
                    r.List,
                    r.Due,
                    r.State,
                    r.Restricted,
                    r.Author,
                })
                .HasFilter("removed_at IS NULL");
            // Few, and asked for with every plan: what of it is hidden from whom.
            e.HasIndex(r => r.Owner).HasFilter("restricted");
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<LinkRow>(e =>
        {
            e.ToTable("links");
            e.HasKey(r => new
            {
                r.Owner,
                r.List,
                r.Id,
                r.Ordinal,
            });
            e.HasIndex(r => new { r.ToList, r.ToId });
        });
        builder.Entity<SeriesRow>(e =>
        {
            e.ToTable("series");
            e.HasIndex(r => new { r.Plan, r.Measure }).IsUnique();
        });
        builder.Entity<ReadingRow>(e =>
        {
            e.ToTable("readings");
            e.HasKey(r => new
            {
                r.Series,
                r.On,
                r.Ordinal,
            });
        });
        builder.Entity<FileRow>(e =>
        {
            e.ToTable("files");
            e.HasKey(r => r.Hash);
        });
        builder.Entity<RecordRow>(e =>
        {
            e.ToTable("records");
            e.HasKey(r => new { r.Stream, r.Seq });
            e.HasIndex(r => new
            {
                r.Stream,
                r.List,
                r.Item,
            });
        });
        builder.Entity<RecordHeadRow>(e =>
        {
            e.ToTable("record_heads");
            e.HasKey(r => r.Stream);
        });
        builder.Entity<GrantRow>(e =>
        {
            e.ToTable("grants");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasOne(r => r.Area).WithMany().HasForeignKey(r => r.AreaId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(r => r.PersonId);
        });
        builder.Entity<TokenRow>(e =>
        {
            e.ToTable("tokens");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => r.Hash).IsUnique();
        });
        builder.Entity<EndedSessionRow>().ToTable("ended_sessions");
        builder.Entity<FindingCountRow>(e =>
        {
            e.ToTable("finding_counts");
            e.HasKey(r => r.Plan);
            e.HasOne<PlanRow>().WithOne(p => p.Found).HasForeignKey<FindingCountRow>(r => r.Plan);
        });
        builder.Entity<ChartRulesRow>(e =>
        {
            e.ToTable("chart_rules");
            e.HasKey(r => new { r.Owner, r.Measure });
        });
        builder.Entity<ColumnMapRow>(e =>
        {
            e.ToTable("column_maps");
            e.HasKey(r => new { r.AreaId, r.Name });
            e.HasOne<AreaRow>().WithMany().HasForeignKey(r => r.AreaId);
        });
        builder.Entity<LearntRow>(e =>
        {
            e.ToTable("learnt");
            e.HasKey(r => new { r.PersonId, r.Lesson });
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        });
        builder.Entity<PortfolioRow>(e =>
        {
            e.ToTable("portfolios");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasOne<AreaRow>().WithMany().HasForeignKey(r => r.AreaId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<PortfolioPartRow>(e =>
        {
            e.ToTable("portfolio_parts");
            e.HasKey(r => new { r.PortfolioId, r.Number });
            e.HasOne<PortfolioRow>().WithMany().HasForeignKey(r => r.PortfolioId);
        });
        builder.Entity<LearningRoleRow>(e =>
        {
            e.ToTable("learning_roles");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasOne<AreaRow>().WithMany().HasForeignKey(r => r.AreaId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(r => r.PersonId);
        });
        builder.Entity<MessageRow>(e =>
        {
            e.ToTable("messages");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => new
                {
                    r.Kind,
                    r.PersonId,
                    r.Period,
                })
                .IsUnique();
            e.HasIndex(r => new { r.State, r.NextAt });
        });
        builder.Entity<JobRunRow>(e =>
        {
            e.ToTable("job_runs");
            e.HasKey(r => new { r.Job, r.Period });
        });
        builder.Entity<NoticeRow>(e =>
        {
            e.ToTable("notices");
            e.HasIndex(r => new
                {
                    r.Owner,
                    r.List,
                    r.Item,
                    r.Kind,
                    r.Staff,
                    r.Mark,
                })
                .IsUnique();
            e.HasIndex(r => r.At).HasFilter("told_at IS NULL");
        });
        builder.Entity<MailChoiceRow>(e =>
        {
            e.ToTable("mail_choices");
            e.HasKey(r => r.PersonId);
            e.HasOne<Person>().WithOne().HasForeignKey<MailChoiceRow>(r => r.PersonId);
        });
        builder.Entity<MailLinkRow>(e =>
        {
            e.ToTable("mail_links");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => r.Hash).IsUnique();
        });
        builder.Entity<CalendarRow>(e =>
        {
            e.ToTable("calendars");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => r.Hash).IsUnique();
        });
        builder.Entity<GuestRow>(e =>
        {
            e.ToTable("guests");
            e.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            e.HasIndex(r => r.Plan);
        });
        builder.Entity<FamilyPageRow>(e =>
        {
            e.ToTable("family_pages");
            e.HasKey(r => r.Plan);
            e.HasIndex(r => r.Slug).IsUnique();
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<PutAwayRow>(e =>
        {
            e.ToTable("put_away");
            e.HasKey(r => new
            {
                r.Plan,
                r.CheckId,
                r.About,
            });
        });
    }

    /// <summary>An instant as both engines keep it, since SQLite cannot order instants: microseconds since 1970.</summary>
    internal static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    sealed class Instants()
        : ValueConverter<DateTimeOffset, long>(
            at => Microseconds(at),
            microseconds => new DateTimeOffset((microseconds * 10) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero)
        );
}

/// <summary>The embedded engine: one file, nothing to install.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : Db(options);

/// <summary>The engine for many services.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : Db(options);
