using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Tokens;

/// <summary>One's own tokens: make, show once, revoke.</summary>
[ResponseCache(NoStore = true)]
public sealed class IndexModel : GoldthreadPage
{
    const int Shown = 100;

    [BindProperty]
    [Required(ErrorMessage = "Say what will use the token.")]
    [MaxLength(100, ErrorMessage = "Write at most 100 characters.")]
    public string? Label { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose one of your roles.")]
    [MaxLength(40, ErrorMessage = "Choose one of your roles.")]
    public string? Role { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give a number of days from 1 to 730.")]
    public int? Days { get; set; } = 90;

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Option> Choices { get; private set; } = [];

    /// <value>The token that was just made, shown in this answer alone.</value>
    public string? Made { get; private set; }

    public sealed record Row(
        int Id,
        string Label,
        string Role,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt
    );

    const string Address = "/admin/tokens";

    /// <value>True where the visitor may look at everybody's.</value>
    public bool MayAdminister => Actor.MaySomewhere(Permission.Administer);

    protected override async Task ShowAsync()
    {
        Made = SecretFor(Address);
        Choices = [.. MakeToken.Choices(Actor).Select(r => new Option(PlanPage.Capital(Words.Read(r)), Words.Written(r)))];
        Rows = await Db
            .Tokens.Where(t => t.PersonId == Actor.PersonId)
            .OrderByDescending(t => t.Id)
            .Take(Shown)
            .Select(t => new Row(t.Id, t.Label, t.Role, t.CreatedAt, t.ExpiresAt, t.RevokedAt))
            .ToListAsync(Cancel);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var role = Goldthread.Domain.Govern.Roles.Find(Role!) ?? throw new RuleBroken("Choose one of your roles.", "role");
        return DoneWithSecret(Address, await MakeToken.RunAsync(Writer, Actor, Actor.PersonId!.Value, role, Label, Days!.Value));
    }

    public DataTable Table()
    {
        var now = Clock.GetUtcNow();
        return new()
        {
            Caption = "Your tokens",
            Columns =
            [
                new("What uses it") { IsKey = true },
                new("Role"),
                new("Made on"),
                new("Holds until"),
                new("State") { IsKey = true },
                new("Revoke"),
            ],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        r.Label,
                        Goldthread.Domain.Govern.Roles.Find(r.Role) is { } role ? PlanPage.Capital(Words.Read(role)) : r.Role,
                        Day(r.CreatedAt),
                        Day(r.ExpiresAt),
                        StateOf(r.RevokedAt, r.ExpiresAt, now),
                        r.RevokedAt is null && r.ExpiresAt > now ? Inline.Of(new Link("Revoke", $"/admin/tokens/{r.Id}/revoke")) : "",
                    ]
            ),
        };
    }

    internal static Inline StateOf(DateTimeOffset? revoked, DateTimeOffset expires, DateTimeOffset now) =>
        Inline.Of(
            revoked is not null ? State.Of(StateKind.Stopped, "Revoked")
            : expires <= now ? State.Of(StateKind.Overdue, "Out of date")
            : State.Of(StateKind.Done, "In force")
        );

    internal static string Day(DateTimeOffset at) => Goldthread.Domain.Days.Read(ServiceTime.DayOf(at));
}
