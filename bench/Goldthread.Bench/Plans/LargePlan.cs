using System.Globalization;
using System.Text;

namespace Goldthread.Bench.Plans;

/// <summary>A plan file of 40 objectives, 200 actions and 60 measures with 36 readings each, as large as plans get; or of any size.</summary>
static class LargePlan
{
    /// <param name="objectives">How many objectives; as many risks.</param>
    /// <param name="actions">How many actions, shared out among the objectives.</param>
    /// <param name="measures">How many measures, shared out likewise.</param>
    /// <param name="due">The day of the first action, the others on the days after it; null for the first months of 2027.</param>
    public static byte[] Yaml(int objectives = 40, int actions = 200, int measures = 60, DateOnly? due = null)
    {
        var text = new StringBuilder(
            """
            goldthread: 1
            organisation: {name: Provider, jurisdiction: england}
            area:
              name: Service
              kind: service
              service_types: [care-home]
              regulators: [cqc]
              staff:

            """
        );
        Rows(12, i => $"    - {{id: s{i}, role: Role {i}, deputy: s{(i + 1) % 12}, contracted_hours: 37.5, fixed_hours: 20}}");
        text.Append("strategy:\n  values: [{id: v1, name: Dignity}]\n  objectives:\n");
        Rows(8, i => $"    - {{id: SO{i}, title: Strategic objective number {i}, horizon: 2029-03-31}}");
        text.Append(
            """
            plan:
              id: LARGE
              title: A large plan
              starts: 2026-04-01
              ends: 2027-03-31
              owner: s1
              status: live
              approved_on: 2026-03-20
              safeguarding: {lead: s1, deputy: s2}
            objectives:

            """
        );
        Rows(
            objectives,
            i =>
                $"""
                      - id: O{i}
                        title: "Bring figure {i} down from 14% to 6% by March 2027"
                        strategic: [SO{i % 8}]
                        values: [v1]
                        contribution: It helps people to stay well and it gives staff time for what matters to them.
                        outcome_for_people: I am asked first and what I say changes something in my day.
                        scope: own-area
                        owner: s{i % 12}
                        due: 2027-03-31
                        requirements: [{"{"}id: "cqc-saf:S{1 + i % 8}", created: 2026-02-01{"}"}, {"{"}id: "cqc-saf:E{1
                        + i % 6}", created: 2026-02-01{"}"}]
                        priority: {1 + i % 3}
                    """
        );
        text.Append("measures:\n");
        Rows(
            measures,
            i =>
                $"""
                      - id: M{i}
                        name: Measure number {i}
                        definition: What is counted in the month out of all that could be counted
                        unit: "%"
                        multiplier: 100
                        kind: {(
                        i % 3 == 0 ? "outcome"
                        : i % 3 == 1 ? "process"
                        : "balancing"
                    )}
                        direction: lower
                        baseline: {"{"}value: 14, on: 2026-03-31{"}"}
                        target: {"{"}value: 6, by: 2027-03-31{"}"}
                        frequency: monthly
                        owner: s{i % 12}
                        source: Log of the service
                        source_kind: {(i % 5 == 0 ? "people-feedback" : "system")}
                        chart: p
                        objectives: [O{i % objectives}]
                        readings:
                    {string.Join('\n', Readings(i))}
                    """
        );
        text.Append("actions:\n");
        Rows(
            actions,
            i =>
                $"""
                      - id: A{i}
                        title: Do the piece of work that has the number {i} with the people whom it is for
                        objective: O{i % objectives}
                        kind: deliver
                        approach: {(i % 2 == 0 ? "lead" : "manage")}
                        accountable: [s{i % 12}]
                        responsible: [s{(i + 3) % 12}]
                        starts: 2026-{5 + (i % 6):00}-01
                        due: {Due(i)}
                        after: [{(i % 4 == 3 ? $"A{i - 1}" : "")}]
                        effort_hours: 12
                        cost: 150
                        status: in-progress
                        progress: 40
                        notes: [{"{"}on: 2026-10-{1 + (i % 28):00}, by: s{i
                        % 12}, text: Half of it is done and the rest waits for the autumn{"}"}]
                        affects: [rota]
                        safeguarding_impact: Nobody is left alone while the rota changes and each person is asked first.
                    """
        );
        text.Append("stakeholders:\n");
        Rows(
            20,
            i => $"  - {{id: p{i}, name: Group {i}, group: {(i % 2 == 0 ? "people-who-use-services" : "staff")}, power: 3, interest: 4}}"
        );
        text.Append("risks:\n");
        Rows(
            objectives,
            i =>
                $"  - {{id: R{i}, objectives: [O{i}], category: quality, cause: Cause {i}, event: Event {i}, effect: Effect {i}, inherent: {{likelihood: 4, consequence: 4}}, residual: {{likelihood: 2, consequence: {1 + i % 4}}}, controls: [First, Second], owner: s{i % 12}, next_review: 2026-12-31}}"
        );
        text.Append("reviews:\n");
        Rows(
            12,
            i =>
                $"  - {{id: V{i}, kind: measure, scheduled: 2026-05-15, held_on: 2026-05-15, text: It has improved since the spring, cites: [M{i % measures}, M{(i + 20) % measures}], decisions: [{{decision: keep, about: O{i % objectives}}}]}}"
        );
        return Encoding.UTF8.GetBytes(text.ToString());

        string Due(int i) =>
            due is { } first
                ? first.AddDays(i % 90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : $"2027-{1 + (i % 3):00}-{1 + (i % 27):00}";

        void Rows(int count, Func<int, string> row)
        {
            for (var i = 0; i < count; i++)
                text.Append(row(i).ReplaceLineEndings("\n")).Append('\n');
        }
    }

    static IEnumerable<string> Readings(int measure)
    {
        for (var month = 0; month < 36; month++)
        {
            var day = new DateOnly(2023, 11, 30).AddMonths(month);
            var numerator = 40 + (measure * 7 + month * 13) % 19;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"      - {{on: {day:yyyy-MM-dd}, numerator: {numerator}, denominator: {400 + month}}}"
            );
        }
    }
}
