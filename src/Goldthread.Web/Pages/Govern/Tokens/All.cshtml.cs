using System.Globalization;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Govern.Accounts;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Tokens;

/// <summary>Everybody's tokens, for administrators: those in force first.</summary>
public sealed class AllModel : GoldthreadPage
{
    public const int PageSize = 50;

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public sealed record Row(
        int Id,
        Guid Person,
        string Name,
        string Label,
        string Role,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt
    );

    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var now = Clock.GetUtcNow();
        Total = await Db.Tokens.CountAsync(Cancel);
        Rows = await Db
            .Tokens.OrderBy(t => t.RevokedAt != null || t.ExpiresAt <= now)
            .ThenByDescending(t => t.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Join(
                Db.Users,
                t => t.PersonId,
                p => p.Id,
                (t, p) => new Row(t.Id, p.Id, p.Name, t.Label, t.Role, t.CreatedAt, t.ExpiresAt, t.RevokedAt)
            )
            .ToListAsync(Cancel);
    }

    /// <summary>The address of a page of this list.</summary>
    public static string At(int number) => $"/admin/tokens/all?page={number.ToString(CultureInfo.InvariantCulture)}";

    public DataTable Table()
    {
        var now = Clock.GetUtcNow();
        return new()
        {
            Caption = "Tokens of everybody",
            Columns =
            [
                new("What uses it") { IsKey = true },
                new("For whom") { IsKey = true },
                new("Role"),
                new("Made on"),
                new("Holds until"),
                new("State"),
                new("Revoke"),
            ],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        r.Label,
                        Inline.Of(new Link(r.Name, $"/admin/accounts/{r.Person}")),
                        Accounts.IndexModel.RoleWord(r.Role),
                        IndexModel.Day(r.CreatedAt),
                        IndexModel.Day(r.ExpiresAt),
                        IndexModel.StateOf(r.RevokedAt, r.ExpiresAt, now),
                        r.RevokedAt is null && r.ExpiresAt > now ? Inline.Of(new Link("Revoke", $"/admin/tokens/{r.Id}/revoke")) : "",
                    ]
            ),
        };
    }
}
