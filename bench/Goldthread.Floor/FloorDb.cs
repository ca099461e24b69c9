using Microsoft.EntityFrameworkCore;

namespace Goldthread.Floor;

/// <summary>A row of eleven columns, as wide as a row of a list.</summary>
sealed class Row
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
    public string Title { get; set; } = "";
    public string Owner { get; set; } = "";
    public string Objective { get; set; } = "";
    public string State { get; set; } = "";
    public string Kind { get; set; } = "";
    public DateOnly Due { get; set; }
    public double Progress { get; set; }
    public double Hours { get; set; }
    public string Note { get; set; } = "";
}

sealed class FloorDb(DbContextOptions<FloorDb> options) : DbContext(options)
{
    const int Size = 2000;

    /// <summary>The first fifty rows: one command, translated once.</summary>
    public static readonly Func<FloorDb, IAsyncEnumerable<Row>> Page = EF.CompileAsyncQuery(
        (FloorDb db) => db.Rows.OrderBy(r => r.Id).Take(50)
    );

    public DbSet<Row> Rows => Set<Row>();

    public void Fill()
    {
        if (!Database.EnsureCreated())
            return;
        Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        for (var i = 1; i <= Size; i++)
            Rows.Add(
                new Row
                {
                    Code = $"A{i}",
                    Title = "Agree the rota for the winter with both teams and tell the families",
                    Owner = "Deputy manager (A. Khan)",
                    Objective = $"O{i % 12}",
                    State = "In progress",
                    Kind = "Deliver",
                    Due = new DateOnly(2026, 4, 1).AddDays(i % 300),
                    Progress = i % 100,
                    Hours = i % 37,
                    Note = "Half of it is done and the rest waits for the autumn; the families were told in the meeting of the home",
                }
            );
        SaveChanges();
    }
}
