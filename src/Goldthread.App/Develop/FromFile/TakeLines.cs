using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.FromFile;

/// <summary>Adds the lines of a table to a list of a plan: in one operation, all that were chosen or none, each as a form would add it.</summary>
public static class TakeLines
{
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    /// <param name="table">The table.</param>
    /// <param name="map">What its columns mean.</param>
    /// <param name="chosen">The lines, as <see cref="FileLine.Key"/>.</param>
    /// <param name="reason">Why; owed for objectives once the plan is approved.</param>
    /// <returns>How many were added.</returns>
    /// <exception cref="RuleBroken">A chosen line is not accepted.</exception>
    public static async Task<int> RunAsync(
        Work work,
        string id,
        FileTable table,
        ColumnMap map,
        IReadOnlyCollection<string> chosen,
        string? reason = null
    )
    {
        await work.AloneAsync(id);
        var plan = await work.PlanAsync(id, Permission.See);
        var thing = Allow(work.Actor, plan, map.List);
        var lines = FileLines.Of(table, map, (await PlanQueries.LoadAsync(work.Db, plan, work.Actor)).Document).Lines;
        var holder = Holder.Of(plan);
        var byKey = lines.ToDictionary(l => l.Key, StringComparer.Ordinal);
        var added = 0;
        foreach (var key in chosen.Distinct(StringComparer.Ordinal))
        {
            if (!byKey.TryGetValue(key, out var line))
                throw new RuleBroken("The lines are others now. Look at them again.", "take");
            if (line.Refused.Count > 0)
                throw new RuleBroken($"Line {line.Line}: {line.Refused[0]}", "take");
            try
            {
                await AddItem.AddAsync(
                    work,
                    holder,
                    thing,
                    thing
                        .Shape.Fields.Where(f => f.IsSet(line.Part))
                        .ToDictionary(f => f.Name, f => f.Get(line.Part), StringComparer.Ordinal),
                    reason
                );
            }
            catch (RuleBroken broken) when (broken.Field is not "reason")
            {
                throw new RuleBroken([.. broken.Refusals.Select(r => new Refusal("take", $"Line {line.Line}: {r.Message}"))]);
            }
            added++;
        }
        return added;
    }

    /// <summary>Asks whether somebody may add to a list of a plan.</summary>
    /// <returns>The list.</returns>
    /// <exception cref="Forbidden">The person does not write it.</exception>
    /// <exception cref="RuleBroken">A table is not taken into that list.</exception>
    public static Thing Allow(Actor actor, PlanRow plan, string list)
    {
        var thing = HeadingWords.Lists.FirstOrDefault(l => l.List == list) ?? throw new RuleBroken("Choose what the lines are.", "list");
        Acceptance.Allow(actor, plan, thing, null);
        return thing;
    }

    /// <summary>The lines that are not taken, as a spreadsheet with the reason beside each, to be mended and sent again.</summary>
    public static byte[] Left(FileTable table, IEnumerable<FileLine> lines)
    {
        var left = lines.Where(l => l.Refused.Count > 0).DistinctBy(l => l.Line).ToList();
        var why = table.Headings.Contains("Why it is refused", StringComparer.OrdinalIgnoreCase)
            ? "Why it is refused now"
            : "Why it is refused";
        return SheetWriter.Write(
            new Book(
                "Refused lines",
                [
                    new Sheet(
                        "Refused lines",
                        "Lines that were refused",
                        [
                            .. table.Headings.Select(h => new SheetColumn(h) { Width = 30 }),
                            new SheetColumn(why) { Width = 60 },
                            new SheetColumn("Line of the file") { Width = 10, IsNumber = true },
                        ],
                        [
                            .. left.Select(l =>
                                (IReadOnlyList<SheetValue>)
                                    [
                                        .. l.Row.Cells.Select(c => (SheetValue)c),
                                        string.Join(' ', lines.Where(o => o.Line == l.Line).SelectMany(o => o.Refused).Distinct()),
                                        new SheetValue(Number: l.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                                    ]
                            ),
                        ]
                    ),
                ]
            )
        );
    }
}
