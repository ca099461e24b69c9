using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Context;

/// <summary>What the plan is built on, line by line: one more, or one that becomes something of the plan and keeps the way to it.</summary>
public static class ContextLines
{
    /// <summary>The most lines that a context has.</summary>
    public const int Most = 200;

    /// <summary>What a line can become, each with the field that its words go into.</summary>
    public static IReadOnlyList<(Thing Thing, string Field)> Become { get; } =
    [(Thing.Of<Objective>(), "title"), (Thing.Of<Risk>(), "event"), (Thing.Of<Stakeholder>(), "name")];

    /// <summary>Adds a line at the end.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="values">The answers by field name of <see cref="ContextItem"/>.</param>
    /// <exception cref="RuleBroken">Nothing is said, or something is not accepted.</exception>
    public static async Task AddAsync(Work work, string plan, IReadOnlyDictionary<string, object?> values)
    {
        var row = await work.PlanAsync(plan, Permission.WritePlans);
        var lines = PlanRows.Read(row).Plan!.Context;
        var shape = Shape.Of<ContextItem>();
        var line = (ContextItem)Items.With(shape, shape.New(), values);
        var refusals = Acceptance.Refusals(shape, line);
        if (string.IsNullOrWhiteSpace(line.Text))
            refusals.Add(new("text", "Say what you saw."));
        if (lines.Count >= Most)
            refusals.Add(new("text", $"A plan is built on at most {Most} lines. Put together what belongs together."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await EditPlan.RunAsync(work, plan, row.Version, With([.. lines, line]));
    }

    /// <summary>Makes an objective, a risk or a stakeholder of a line, which leads to it from then on.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="place">Which line, from 0.</param>
    /// <param name="seen">What the line said when the person saw it.</param>
    /// <param name="list">What it becomes: one of <see cref="Become"/>.</param>
    /// <param name="called">What the new thing is called.</param>
    /// <param name="reason">Why, owed for an objective once the plan is approved.</param>
    /// <returns>The new thing's id.</returns>
    /// <exception cref="RuleBroken">The line is not what it was, nothing is said, or something is not accepted; the field is one of the form's.</exception>
    public static async Task<string> LeadAsync(
        Work work,
        string plan,
        int place,
        string seen,
        string list,
        string? called,
        string? reason = null
    )
    {
        var row = await work.PlanAsync(plan, Permission.WritePlans);
        var lines = PlanRows.Read(row).Plan!.Context;
        // A line has no id of its own: it is the one that was seen as long as it stands there and says the same.
        if (place < 0 || place >= lines.Count || !string.Equals(lines[place].Text, seen, StringComparison.Ordinal))
            throw new RuleBroken("Somebody changed this line while you were looking at it. Look again.");
        if (Become.FirstOrDefault(b => b.Thing.List == list) is not ({ } thing, { } field))
            throw new RuleBroken("Choose what it becomes.", "list");
        if (string.IsNullOrWhiteSpace(called))
            throw new RuleBroken("Say what it is called.", "called");
        if (thing.Shape[field].Parse(called, out var said) is { } wrong)
            throw new RuleBroken(wrong, "called");
        string id;
        try
        {
            id = await AddItem.RunAsync(
                work,
                plan,
                thing,
                new Dictionary<string, object?>(StringComparer.Ordinal) { [field] = said },
                reason
            );
        }
        catch (RuleBroken broken)
        {
            // Beside the question of this form.
            throw new RuleBroken([.. broken.Refusals.Select(r => r.Field == field ? r with { Field = "called" } : r)]);
        }
        var shape = Shape.Of<ContextItem>();
        var line = (ContextItem)shape.Copy(lines[place]);
        shape["leads_to"].Set(line, line.LeadsTo.Append(id).ToArray());
        await EditPlan.RunAsync(work, plan, row.Version, With([.. lines.Select((l, i) => i == place ? line : l)]), reason);
        return id;
    }

    static Dictionary<string, object?> With(IReadOnlyList<ContextItem> lines) =>
        new(StringComparer.Ordinal) { ["context"] = Shape.Of<Plan>()["context"].List(lines) };
}
