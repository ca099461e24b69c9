using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>
/// The way from nothing to a plan in eight answers: an area, a plan of a year for it, its first objective with an action and a measure, all owned by
/// whoever answers, and the second person, who will approve it. Each is made by its own operation; here they are made together or not at all.
/// </summary>
public sealed record FirstPlan
{
    /// <value>The area that the plan is for, where it is there already.</value>
    public int? AreaId { get; init; }

    /// <value>What a new area is called.</value>
    public string? Area { get; init; }

    /// <value>What service the new area gives, or null.</value>
    public ServiceType? Service { get; init; }

    /// <value>What is to be different.</value>
    public string? Objective { get; init; }

    /// <value>What will be done first.</value>
    public string? Action { get; init; }

    /// <value>By when that is done, or null.</value>
    public DateOnly? Due { get; init; }

    /// <value>What will be counted.</value>
    public string? Measure { get; init; }

    /// <value>Which way of it is better, or null.</value>
    public Direction? Better { get; init; }

    /// <value>The role of whoever approves it, or null.</value>
    public string? Approver { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="work">The operation under way.</param>
    /// <returns>The plan's id and its area.</returns>
    /// <exception cref="RuleBroken">Something is not accepted; its field is the answer's.</exception>
    public async Task<(string Plan, int Area)> RunAsync(Work work)
    {
        List<Refusal> missing = [];
        if (AreaId is null && string.IsNullOrWhiteSpace(Area))
            missing.Add(new("area", "Say which service or team the plan is for."));
        if (string.IsNullOrWhiteSpace(Objective))
            missing.Add(new("objective", "Say what is to be different."));
        if (string.IsNullOrWhiteSpace(Action))
            missing.Add(new("action", "Say what will be done first."));
        if (string.IsNullOrWhiteSpace(Measure))
            missing.Add(new("measure", "Say what will be counted."));
        if (missing.Count > 0)
            throw new RuleBroken(missing);

        var (starts, ends) = (work.Today, work.Today.AddYears(1).AddDays(-1));
        var area = AreaId ?? await AsAsync("area", () => AddAreaAsync(work));
        await work.Db.SaveChangesAsync();
        var row = await work.Db.Areas.FindAsync(area) ?? throw new Missing("area");
        var plan = await AsAsync(
            "area",
            async () =>
                await StartPlan.RunAsync(
                    work,
                    area,
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["id"] = await StartPlan.FreeIdAsync(work.Db, row.Name, starts.Year),
                        ["title"] = string.Create(CultureInfo.InvariantCulture, $"{row.Name} plan {starts.Year}-{ends.Year % 100:00}"),
                        ["starts"] = starts,
                        ["ends"] = ends,
                    }
                )
        );
        await work.Db.SaveChangesAsync();

        var me = Me(work, row);
        if (me is not null)
            await EditPlan.RunAsync(work, plan, 1, Values(("owner", me)), null);
        if (!string.IsNullOrWhiteSpace(Approver))
            _ = await AsAsync("approver", () => AddItem.RunAsync(work, plan, Thing.Of<StaffMember>(), Values(("role", Approver.Trim()))));
        var objective = await AsAsync(
            "objective",
            () => AddItem.RunAsync(work, plan, Thing.Of<Objective>(), Values(("title", Objective), ("owner", me), ("due", ends)))
        );
        _ = await AsAsync(
            "action",
            () =>
                AddItem.RunAsync(
                    work,
                    plan,
                    Thing.Of<Domain.Implement.Action>(),
                    Values(
                        ("title", Action),
                        ("objective", objective),
                        ("due", Due),
                        ("accountable", me is null ? null : (IReadOnlyList<string>)[me])
                    )
                )
        );
        _ = await AsAsync(
            "measure",
            () =>
                AddItem.RunAsync(
                    work,
                    plan,
                    Thing.Of<Measure>(),
                    Values(
                        ("name", Measure),
                        ("objectives", (IReadOnlyList<string>)[objective]),
                        ("direction", Better),
                        ("frequency", Frequency.Monthly),
                        ("owner", me)
                    )
                )
        );
        return (plan, area);
    }

    async Task<int> AddAreaAsync(Work work)
    {
        var area = new Area();
        var shape = Shape.Of<Area>();
        shape["name"].Set(area, Area!.Trim());
        shape["kind"].Set(area, AreaKind.Service);
        if (Service is { } service)
            shape["service_types"].Set(area, shape["service_types"].List([service]));
        var organisation = await work.Db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
        return await AddArea.RunAsync(work, organisation, area);
    }

    /// <summary>Whoever answers, as the staff list of the area has them; null where it has them not.</summary>
    static string? Me(Work work, AreaRow area)
    {
        var (owner, list) = (AreaRow.OwnerOf(area.Id), Thing.Of<StaffMember>().List);
        return work.Actor.OwnStaffIn(area.Path).FirstOrDefault()
            // Who has just come into a list that was empty.
            ?? work.Db.Items.Local.FirstOrDefault(i => i.Owner == owner && i.List == list && i.Author == work.Actor.PersonId)?.Id;
    }

    static Dictionary<string, object?> Values(params (string Name, object? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    /// <summary>What a step refuses is told of the answer that it was made of.</summary>
    static async Task<T> AsAsync<T>(string answer, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken([.. broken.Refusals.Select(r => new Refusal(answer, r.Message))]);
        }
    }
}
