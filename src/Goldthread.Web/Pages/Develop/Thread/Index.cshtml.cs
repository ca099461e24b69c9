using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Thread;

/// <summary>The whole tree from purpose to evidence, and back; what hangs on nothing is named.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "thread";

    /// <value><c>evidence</c> to walk it from the evidence up.</value>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    public IReadOnlyList<Knot> Tree { get; private set; } = [];
    public IReadOnlyList<Knot> Orphans { get; private set; } = [];

    static readonly Thing Objectives = Thing.Find("objectives")!;
    static readonly Thing Actions = Thing.Find("actions")!;
    static readonly Thing Measures = Thing.Find("measures")!;
    static readonly Thing Proofs = Thing.Find("evidence")!;

    PlanDocument document = null!;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        document = await PlanQueries.LoadAsync(Db, PlanId, Cancel) ?? throw new Missing("plan");
        Orphans = [.. FindOrphans()];
        Tree = From is "evidence" ? Upwards() : Downwards();
    }

    IEnumerable<Evidence> ProofOf(string id, IEnumerable<string> requirements) =>
        document.Evidence.Where(e => e.Supports.Contains(id) || e.Requirements.Intersect(requirements).Any());

    /// <summary>A requirement by its name, leading to its framework.</summary>
    static Knot Cited(string code) =>
        Shipped.Data.Requirement(code) is { } cited
            ? new("Requirement", Named(code), $"/govern/frameworks/{cited.Framework.Id}#{Uri.EscapeDataString(cited.Requirement.Id)}")
            : new Knot("Requirement", code);

    static string Named(string code) =>
        Shipped.Data.Requirement(code) is { } cited ? $"{cited.Requirement.Id} {cited.Requirement.Title}" : code;

    IEnumerable<Knot> FindOrphans()
    {
        foreach (var strategic in document.Strategy?.Objectives ?? [])
        {
            if (strategic.InScope != false && !document.Objectives.Any(o => o.Strategic.Contains(strategic.Id)))
                yield return new Knot("Strategic objective", $"{strategic.Id} {strategic.Title}", "/strategy")
                {
                    Cut = "No objective of this plan serves it",
                };
        }
        foreach (var objective in document.Objectives)
        {
            if (objective.Strategic.Count == 0)
                yield return Knot(Objectives, objective.Id, objective.Title) with
                {
                    Cut = "It serves no strategic objective",
                };
            if (!document.Actions.Any(a => a.Objective == objective.Id))
                yield return Knot(Objectives, objective.Id, objective.Title) with
                {
                    Cut = "No action delivers it",
                };
            foreach (
                var cited in objective.Requirements.Where(r =>
                    r.Id is not null && !document.Evidence.Any(e => e.Requirements.Contains(r.Id))
                )
            )
                yield return Knot(Objectives, objective.Id, objective.Title) with
                {
                    Cut = $"No evidence proves {Named(cited.Id!)}",
                };
        }
        foreach (var action in document.Actions.Where(a => a.Objective is null))
            yield return Knot(Actions, action.Id, action.Title) with
            {
                Cut = "It belongs to no objective",
            };
        foreach (var measure in document.Measures)
        {
            if (measure.Readings.Count == 0)
                yield return Knot(Measures, measure.Id, measure.Name) with
                {
                    Cut = "It has no figures",
                };
            if (measure.Objectives.Count == 0)
                yield return Knot(Measures, measure.Id, measure.Name) with
                {
                    Cut = "It shows no objective",
                };
        }
        foreach (var proof in document.Evidence.Where(e => e.Supports.Count == 0 && e.Requirements.Count == 0))
            yield return Knot(Proofs, proof.Id, proof.Title ?? proof.Id) with
            {
                Cut = "It supports nothing",
            };
    }

    Knot[] Downwards()
    {
        var purpose = document.Organisation?.Mission ?? document.Organisation?.Vision;
        List<Knot> strategic =
        [
            .. (document.Strategy?.Objectives ?? []).Select(s => new Knot("Strategic objective", $"{s.Id} {s.Title}", "/strategy")
            {
                Below = [.. document.Objectives.Where(o => o.Strategic.Contains(s.Id)).Select(Down)],
            }),
        ];
        strategic.AddRange(document.Objectives.Where(o => o.Strategic.Count == 0).Select(Down));
        return
        [
            new Knot("Purpose", purpose ?? "", "/strategy")
            {
                Cut = purpose is null ? "The organisation's purpose is not written down" : null,
                Below = strategic,
            },
        ];
    }

    Knot Down(Objective objective) =>
        Knot(Objectives, objective.Id, objective.Title) with
        {
            Fact = string.Join(", ", (document.Strategy?.Values ?? []).Where(v => objective.Values.Contains(v.Id)).Select(v => v.Name)),
            Cut = objective.Strategic.Count == 0 ? "It serves no strategic objective" : null,
            Below =
            [
                .. document.Measures.Where(m => m.Objectives.Contains(objective.Id)).Select(Down),
                .. document
                    .Actions.Where(a => a.Objective == objective.Id)
                    .Select(a =>
                        Knot(Actions, a.Id, a.Title) with
                        {
                            Fact = a.Due is { } due ? "by " + Days.Read(due) : null,
                            Below = [.. document.Evidence.Where(e => e.Supports.Contains(a.Id) || a.Evidence.Contains(e.Id)).Select(Proof)],
                        }
                    ),
                .. objective
                    .Requirements.Where(r => r.Id is not null)
                    .Select(r =>
                        Cited(r.Id!) with
                        {
                            Cut = document.Evidence.Any(e => e.Requirements.Contains(r.Id!)) ? null : "No evidence yet",
                            Below = [.. document.Evidence.Where(e => e.Requirements.Contains(r.Id!)).Select(Proof)],
                        }
                    ),
                .. document.Evidence.Where(e => e.Supports.Contains(objective.Id)).Select(Proof),
            ],
        };

    Knot Down(Measure measure) =>
        Knot(Measures, measure.Id, measure.Name) with
        {
            Fact =
                measure.Readings.Count == 0
                    ? null
                    : $"{MeasureWords.Figure(measure.Readings[^1].Figure(measure.Multiplier))} {measure.Unit}".Trim(),
            Cut = measure.Readings.Count == 0 ? "No figures yet" : null,
            Below = [.. ProofOf(measure.Id, []).Select(Proof)],
        };

    /// <summary>From each piece of evidence up to the purpose.</summary>
    Knot[] Upwards() =>
        [
            .. document.Evidence.Select(e =>
                Proof(e) with
                {
                    Cut = e.Supports.Count == 0 && e.Requirements.Count == 0 ? "It supports nothing" : null,
                    Below =
                    [
                        .. e.Supports.SelectMany(Up),
                        .. e.Requirements.Select(r =>
                            Cited(r) with
                            {
                                Below = [.. document.Objectives.Where(o => o.Requirements.Any(x => x.Id == r)).Select(Up)],
                            }
                        ),
                    ],
                }
            ),
        ];

    IEnumerable<Knot> Up(string id)
    {
        foreach (var action in document.Actions.Where(a => a.Id == id))
            yield return Knot(Actions, id, action.Title) with
            {
                Below = [.. document.Objectives.Where(o => o.Id == action.Objective).Select(Up)],
            };
        foreach (var measure in document.Measures.Where(m => m.Id == id))
            yield return Knot(Measures, id, measure.Name) with
            {
                Below = [.. document.Objectives.Where(o => measure.Objectives.Contains(o.Id)).Select(Up)],
            };
        foreach (var objective in document.Objectives.Where(o => o.Id == id))
            yield return Up(objective);
    }

    Knot Up(Objective objective) =>
        Knot(Objectives, objective.Id, objective.Title) with
        {
            Cut = objective.Strategic.Count == 0 ? "It serves no strategic objective" : null,
            Below =
            [
                .. (document.Strategy?.Objectives ?? [])
                    .Where(s => objective.Strategic.Contains(s.Id))
                    .Select(s => new Knot("Strategic objective", $"{s.Id} {s.Title}", "/strategy")
                    {
                        Below = document.Organisation?.Mission is { } mission ? [new Knot("Purpose", mission, "/strategy")] : [],
                    }),
            ],
        };

    Knot Proof(Evidence evidence) => Knot(Proofs, evidence.Id, evidence.Title ?? evidence.Id);

    Knot Knot(Thing thing, string id, string title) => new(Capital(thing.Noun), $"{id} {title}", To.Item(PlanId, thing, id));
}
