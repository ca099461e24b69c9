using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What the objectives of a plan hang on: drivers, ideas, the cycles that try them and the measures that show them.</summary>
public sealed class DriverDiagram
{
    /// <summary>One driver and what it leads to.</summary>
    /// <param name="Driver">The driver.</param>
    /// <param name="Parents">What it leads to: drivers and objectives, by id and title.</param>
    /// <param name="Measures">What shows it.</param>
    /// <param name="Cycles">What tries it.</param>
    public sealed record Line(
        Driver Driver,
        IReadOnlyList<(bool IsObjective, string Id, string Title)> Parents,
        IReadOnlyList<string> Measures,
        IReadOnlyList<ImprovementCycle> Cycles
    )
    {
        /// <value>What it says.</value>
        public string Text => string.IsNullOrWhiteSpace(Driver.Text) ? "A driver" : Driver.Text;

        /// <value>What is wrong with it, in a few words; null where nothing is.</value>
        public string? Wrong =>
            Parents.Count == 0 ? "Leads to nothing yet"
            : Driver.Kind is DriverKind.Idea && Cycles.Count == 0 ? "Not tried yet"
            : Driver.Kind is DriverKind.Primary && Measures.Count == 0 ? "No measure shows it"
            : null;
    }

    DriverDiagram(IReadOnlyList<Line> lines, IReadOnlyList<(Objective Objective, IReadOnlyList<string> Measures)> objectives, int all) =>
        (Lines, Objectives, AllObjectives) = (lines, objectives, all);

    /// <value>The drivers: by kind, the nearest to the objective first.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <value>The objectives that hang on something written down, with the measures that show each.</value>
    public IReadOnlyList<(Objective Objective, IReadOnlyList<string> Measures)> Objectives { get; }

    /// <value>How many objectives the plan has.</value>
    public int AllObjectives { get; }

    /// <summary>The diagram of a plan.</summary>
    /// <param name="document">The plan with its objectives, drivers, measures and cycles.</param>
    public static DriverDiagram Of(PlanDocument document)
    {
        var drivers = document.Drivers.DistinctBy(d => d.Id).ToDictionary(d => d.Id, StringComparer.Ordinal);
        var objectives = document.Objectives.DistinctBy(o => o.Id).ToDictionary(o => o.Id, StringComparer.Ordinal);
        var measures = document.Measures.DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => m.Name, StringComparer.Ordinal);
        var cycles = document.Pdsa.DistinctBy(c => c.Id).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var shown = document
            .Measures.SelectMany(m => m.Objectives.Select(o => (Objective: o, m.Name)))
            .ToLookup(m => m.Objective, m => m.Name, StringComparer.Ordinal);
        List<Line> lines =
        [
            .. document
                .Drivers.OrderBy(d => d.Kind ?? (DriverKind)9)
                .Select(d => new Line(
                    d,
                    [
                        .. d
                            .Parents.Where(p => p != d.Id)
                            .Select(p =>
                                objectives.TryGetValue(p, out var objective) ? (true, p, objective.Title)
                                : drivers.TryGetValue(p, out var driver) ? (false, p, driver.Text ?? "A driver")
                                : (false, "", "")
                            )
                            .Where(p => p.Item2.Length > 0),
                    ],
                    [.. d.Measures.Where(measures.ContainsKey).Select(m => measures[m])],
                    [.. d.Cycles.Where(cycles.ContainsKey).Select(c => cycles[c])]
                )),
        ];
        var hung = lines.SelectMany(l => l.Parents).Where(p => p.IsObjective).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            lines,
            [.. document.Objectives.Where(o => hung.Contains(o.Id)).Select(o => (o, (IReadOnlyList<string>)[.. shown[o.Id]]))],
            document.Objectives.Count
        );
    }

    /// <summary>The drivers from which lines lead to an objective, near or far.</summary>
    public IReadOnlyList<Line> LeadingTo(string objective)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { objective };
        var below = Lines
            .SelectMany(l => l.Parents.Select(p => (p.Id, l.Driver)))
            .ToLookup(p => p.Id, p => p.Driver.Id, StringComparer.Ordinal);
        var next = new Queue<string>([objective]);
        while (next.TryDequeue(out var one))
        {
            foreach (var driver in below[one])
            {
                if (found.Add(driver))
                    next.Enqueue(driver);
            }
        }
        return [.. Lines.Where(l => found.Contains(l.Driver.Id))];
    }

    /// <summary>What is written down, and what is missing, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "Nothing is written down yet of what the objectives hang on.";
            List<string> parts =
            [
                $"What {(Objectives.Count == 1 ? "one" : $"{Objectives.Count:N0}")} of {Several.Count(AllObjectives, "objective")} {(Objectives.Count == 1 ? "hangs" : "hang")} on is written down",
            ];
            Add(Lines.Count(l => l.Parents.Count == 0), "leads to nothing", "lead to nothing");
            var ideas = Lines.Count(l => l.Driver.Kind is DriverKind.Idea && l.Cycles.Count == 0);
            if (ideas > 0)
                parts.Add($"{Several.Count(ideas, "idea")} {(ideas == 1 ? "is" : "are")} not tried in a cycle yet");
            var unseen = Lines.Count(l => l.Driver.Kind is DriverKind.Primary && l.Measures.Count == 0);
            if (unseen > 0)
                parts.Add($"no measure shows {Several.Count(unseen, "primary driver")}");
            return string.Join("; ", parts) + ".";

            void Add(int count, string one, string many)
            {
                if (count > 0)
                    parts.Add($"{Several.Count(count, "driver")} {(count == 1 ? one : many)}");
            }
        }
    }
}
