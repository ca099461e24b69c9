using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Accounts;

/// <summary>All accounts, open and closed.</summary>
public sealed class IndexModel : GoldthreadPage
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    [MaxLength(200)]
    public string? Asked { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public sealed record Row(Guid Id, string Name, string Email, bool IsAdministrator, bool IsClosed, IReadOnlyList<RoleRow> Roles);

    public sealed record RoleRow(string Role, string Area);

    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var people = Db.Users.AsQueryable();
        if (!string.IsNullOrWhiteSpace(Asked))
        {
            var like = Like.Holding(Db, Asked);
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
            people = people.Where(p =>
                EF.Functions.Like(p.Name.ToLower(), like, "\\") || EF.Functions.Like(p.Email!.ToLower(), like, "\\")
            );
#pragma warning restore CA1304, CA1311, CA1862
        }
        Total = await people.CountAsync(Cancel);
        Rows = await people
            .OrderBy(p => p.DisabledAt != null)
            .ThenBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(p => new Row(
                p.Id,
                p.Name,
                p.Email!,
                p.IsAdministrator,
                p.DisabledAt != null,
                Db.Grants.Where(g => g.PersonId == p.Id).OrderBy(g => g.Id).Select(g => new RoleRow(g.Role, g.Area!.Name)).ToList()
            ))
            .ToListAsync(Cancel);
    }

    /// <summary>The address of a page of this list.</summary>
    public string At(int number) =>
        "/admin/accounts?"
        + (string.IsNullOrEmpty(Asked) ? "" : $"q={Uri.EscapeDataString(Asked)}&")
        + $"page={number.ToString(CultureInfo.InvariantCulture)}";

    public DataTable Table() =>
        new()
        {
            Caption = "Accounts",
            Columns = [new("Person") { IsKey = true }, new("E-mail address"), new("Roles"), new("State") { IsKey = true }],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        Inline.Of(new Link(r.Name, $"/admin/accounts/{r.Id}")),
                        r.Email,
                        RolesOf(r),
                        Inline.Of(r.IsClosed ? State.Of(StateKind.Stopped, "Closed") : State.Of(StateKind.Done, "Open")),
                    ]
            ),
        };

    static string RolesOf(Row row)
    {
        var roles = row.Roles.Select(r => $"{RoleWord(r.Role)} in {r.Area}");
        return string.Join("; ", row.IsAdministrator ? roles.Prepend("Administrator") : roles);
    }

    /// <summary>A role's word as people read it, with a capital letter.</summary>
    internal static string RoleWord(string written) =>
        Goldthread.Domain.Govern.Roles.Find(written) is { } role ? PlanPage.Capital(Words.Read(role)) : written;
}
