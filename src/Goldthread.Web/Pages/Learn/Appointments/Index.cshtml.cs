using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Learn.Portfolios;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.Appointments;

/// <summary>Who learns where, and who assesses, samples and teaches whom.</summary>
public sealed class IndexModel : GoldthreadPage
{
    const int Most = 2000;

    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    [MaxLength(40, ErrorMessage = "Choose what they are.")]
    public string? Role { get; set; }

    [BindProperty]
    public int? Centre { get; set; }

    [BindProperty]
    public Guid? For { get; set; }

    [BindProperty]
    [MaxLength(40, ErrorMessage = "Write a day like 1 Apr 2027.")]
    public string? Until { get; set; }

    /// <summary>One appointment, as people read it.</summary>
    public sealed record Line(int Id, string Role, string Who, string Centre, string? For, DateOnly? Until);

    public IReadOnlyList<Line> Rows { get; private set; } = [];
    public IReadOnlyList<Option> People { get; private set; } = [];
    public IReadOnlyList<Option> Areas { get; private set; } = [];

    /// <value>What somebody can be.</value>
    public IReadOnlyList<Option> Roles { get; } =
    [new("Choose", ""), .. Goldthread.Domain.Shapes.Words.All<LearningRole>().Select(w => new Option(PlanPage.Capital(w.Read), w.Written))];

    /// <value>The accounts again, as learners.</value>
    public IReadOnlyList<Option> Learners => [new("All of the centre", ""), .. People.Skip(1)];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <summary>An appointment in words.</summary>
    public string Words(Line row) =>
        $"{row.Who}: {(Goldthread.Domain.Shapes.Words.TryParse<LearningRole>(row.Role, out var role) ? Goldthread.Domain.Shapes.Words.Read(role) : row.Role)} at {row.Centre}{(row.For is null ? "" : $", for {row.For}")}{(row.Until is { } day ? $", until {Days.Read(day)}" : "")}";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Rows = await Db
            .LearningRoles.OrderBy(r => r.AreaId)
            .ThenBy(r => r.Role)
            .ThenBy(r => r.Id)
            .Take(Most)
            .Select(r => new Line(
                r.Id,
                r.Role,
                Db.Users.Where(u => u.Id == r.PersonId).Select(u => u.Name).First(),
                Db.Areas.Where(a => a.Id == r.AreaId).Select(a => a.Name).First(),
                Db.Users.Where(u => u.Id == r.ForId).Select(u => u.Name).FirstOrDefault(),
                r.Until
            ))
            .ToListAsync(Cancel);
        var people = await Db
            .Users.Where(u => u.DisabledAt == null)
            .OrderBy(u => u.Name)
            .Take(Most)
            .Select(u => new { u.Id, u.Name })
            .ToListAsync(Cancel);
        People = [new("Choose", ""), .. people.Select(p => new Option(p.Name, p.Id.ToString()))];
        var areas = await Db.Areas.Where(a => a.RemovedAt == null).ToListAsync(Cancel);
        Areas =
        [
            .. Tree.Of(areas)
                .Select(r => new Option(new string('\u00a0', Tree.DepthOf(r) * 4) + r.Name, r.Id.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>Appoints somebody.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var refusals = new List<Refusal>();
        if (!Goldthread.Domain.Shapes.Words.TryParse<LearningRole>(Role ?? "", out var role))
            refusals.Add(new("role", "Choose what they are."));
        if (Person is null)
            refusals.Add(new("person", "Choose somebody who has an account."));
        if (Centre is null)
            refusals.Add(new("centre", "Choose one of the areas."));
        var until = TypedDay.Read("until", Until, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await Writer.RunAsync(Actor, work => Appoint.RunAsync(work, new(Person!.Value, role, Centre!.Value, For, until)), Cancel);
        return Done("/admin/learning", "Appointed.");
    }

    /// <summary>Ends an appointment.</summary>
    public async Task<IActionResult> OnPostEndAsync(int id)
    {
        await Writer.RunAsync(Actor, work => Appoint.EndAsync(work, id), Cancel);
        return Done("/admin/learning", "It is ended.");
    }
}
