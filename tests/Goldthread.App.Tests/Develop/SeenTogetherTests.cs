using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;

namespace Goldthread.App.Tests.Develop;

/// <summary>What the pages say that set lists of a plan beside each other: the question that each of them answers, over the example and over small plans.</summary>
public sealed class SeenTogetherTests
{
    internal static readonly DateOnly Today = new(2026, 11, 25);

    static readonly PlanDocument Example = LoadExample.Read("rowan-court", Today);

    static PlanDocument Plan(string lists, string plan = "") =>
        PlanFile.Read(
            System.Text.Encoding.UTF8.GetBytes(
                $"goldthread: 1\narea: {{name: Rowan House}}\nplan: {{id: P, title: P, starts: 2026-04-01, ends: 2027-03-31{plan}}}\n{lists}"
            ),
            Shipped.Data
        )
            is { Document: { } document }
            ? document
            : throw new InvalidOperationException("The plan cannot be read.");

    [Fact]
    public void The_map_says_who_has_not_been_heard_by_stage_and_by_group()
    {
        Assert.Equal(
            "3 of 9 have not been heard yet: Care Quality Commission, Harbour Street surgery and Supplying pharmacy; no voices at all of partner and regulator; nobody was heard while it is carried out; while it is watched only people who use services and carers and family; when it is judged only people who use services.",
            StakeholderMap.Of(Example, Today).Sentence
        );
        Assert.Equal("Nobody with a stake in the plan is named yet.", StakeholderMap.Of(Plan(""), Today).Sentence);

        var map = StakeholderMap.Of(
            Plan(
                """
                stakeholders:
                  - {id: S1, name: Families, group: carers-family, power: 1, interest: 1}
                  - {id: S2, name: The council, group: commissioner, power: 5, interest: 2}
                  - {id: S3, name: Neighbours, group: community}
                engagements:
                  - {id: E1, stakeholder: S1, on: 2026-05-01, stage: develop, said: Call us., told_back: 2026-06-01}
                  - {id: E2, stakeholder: S2, on: 2026-12-01, stage: develop, said: Too dear.}
                  - {id: E3, stakeholder: S2, on: 2026-05-02, stage: develop, method: Letter}
                """
            ),
            Today
        );
        // What is to come, and what was asked without an answer, is not heard yet.
        Assert.Equal(["S1"], map.Places.Where(p => p.IsHeard).Select(p => p.Who.Id));
        Assert.Equal(1, map.Places.Single(p => p.Who.Id == "S2").Coming.Count);
        // Those who care come first, whatever they can change.
        Assert.Equal([Closeness.Closely, Closeness.Content, null], map.Places.Select(p => p.How));
    }

    [Fact]
    public void The_matrix_says_which_risk_is_above_what_is_accepted()
    {
        var register = RiskRegister.Of(Example, Shipped.RiskScale, Today);
        Assert.Equal(
            "3 of 5 open risks are above what we accept: “Five carers leave within a quarter” (12 of 25, high; we accept 8), “There are more falls at first” (9 of 25, high; we accept 6) and “A concern is not spoken” (8 of 25, high; we accept 6).",
            register.Sentence
        );
        Assert.Equal(
            "Nothing is planned for when “A concern is not spoken” and “Weights are missed” happen; 2 of 3 plans were not tested in the last year.",
            register.Ready
        );
        Assert.Equal("Of 5 open risks, nobody from outside looked at 5, and nobody at all from inside at 4.", register.Assured);
        Assert.Equal("No risk is open.", RiskRegister.Of(Plan(""), Shipped.RiskScale, Today).Sentence);

        // Its own target goes before what is accepted of its kind; at it is not above it; a closed one asks for nothing.
        var some = RiskRegister.Of(
            Plan(
                """
                risks:
                  - {id: R1, event: a, category: safety, residual: {likelihood: 2, consequence: 4}, target: {likelihood: 2, consequence: 4}}
                  - {id: R2, event: b, category: safety, residual: {likelihood: 2, consequence: 4}}
                  - {id: R3, event: c, inherent: {likelihood: 5, consequence: 5}, residual: {likelihood: 2, consequence: 4}}
                  - {id: R4, event: d, residual: {likelihood: 5, consequence: 5}, status: closed}
                  - {id: R5, event: e}
                """
            ),
            Shipped.RiskScale,
            Today
        );
        Assert.Equal(["R2"], some.All.Where(r => r.IsAbove).Select(r => r.Risk.Id));
        Assert.EndsWith("Nobody has said how large one of them is.", some.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            ["low", "low", "moderate", "moderate", "high", "high", "extreme", "extreme"],
            ((int[])[1, 3, 4, 6, 8, 12, 15, 25]).Select(s => Shipped.RiskScale.BandOf(s).Name)
        );
    }
}
