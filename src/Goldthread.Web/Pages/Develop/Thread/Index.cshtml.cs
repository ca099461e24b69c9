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

    /// <value>One thing, as <c>actions/A1</c>: what it serves and what serves it; null for the whole thread.</value>
    [BindProperty(SupportsGet = true, Name = "of")]
    [System.ComponentModel.DataAnnotations.MaxLength(300)]
    public string? Of { get; set; }

    public IReadOnlyList<Knot> Tree { get; private set; } = [];
    public IReadOnlyList<Knot> Picture { get; private set; } = [];

    /// <value>The loose ends, by what is missing.</value>
    public IReadOnlyList<(string Kind, IReadOnlyList<Knot> Knots)> Orphans { get; private set; } = [];

    /// <value>What <see cref="Of"/> names, in words; null for the whole thread.</value>
    public string? About { get; private set; }

    /// <summary>Rows that the picture of a whole plan has at most, more or less; what is smaller is put together.</summary>
    const int MostRows = 70;

    /// <summary>Things that the list of a whole plan has at most, more or less: more nobody reads, and no browser shows at once.</summary>
    const int MostListed = 1500;

    /// <value>How many things the list leaves out.</value>
    public int LeftOut { get; private set; }

    static readonly Thing Objectives = Thing.Of<Objective>();
    static readonly Thing Actions = Thing.Of<Domain.Implement.Action>();
    static readonly Thing Measures = Thing.Of<Measure>();
    static readonly Thing Proofs = Thing.Of<Evidence>();

    PlanDocument document = null!;
    Joined<Objective> objectives = null!;
    Joined<Domain.Implement.Action> actions = null!;
    Joined<Measure> measures = null!;
    Joined<Evidence> proofs = null!;
    HashSet<string> named = null!;

    /// <summary>The things of one list by what they name, so that a plan of thousands is not looked through once a thing.</summary>
    sealed class Joined<T>(IReadOnlyList<T> all, Func<T, string> idOf, Func<T, IEnumerable<string?>> namedBy)
    {
        readonly ILookup<string, int> byName = all.SelectMany((one, place) => namedBy(one).OfType<string>().Select(name => (name, place)))
            .ToLookup(p => p.name, p => p.place, StringComparer.Ordinal);
        readonly ILookup<string, T> byId = all.ToLookup(idOf, StringComparer.Ordinal);

        /// <summary>Those that name any of these, in the order of the plan.</summary>
        public IEnumerable<T> Naming(params IEnumerable<string?> names) =>
            names.OfType<string>().SelectMany(n => byName[n]).Distinct().Order().Select(place => all[place]);

        public bool Any(string name) => byName.Contains(name);

        public IEnumerable<T> Of(string id) => byId[id];
    }

    /// <summary>What a name means where two kinds of things could have one.</summary>
    static string Mark(string kind, string? id) => kind + "/" + id;

    void Join()
    {
        objectives = new(
            document.Objectives,
            o => o.Id,
            o =>
                [
                    .. o.Strategic.Select(s => Mark("strategic", s)),
                    .. o.Values.Select(v => Mark("value", v)),
                    .. o.Requirements.Select(r => Mark("requirement", r.Id)),
                ]
        );
        actions = new(document.Actions, a => a.Id, a => a.Serves);
        measures = new(document.Measures, m => m.Id, m => m.Objectives);
        proofs = new(
            document.Evidence,
            e => e.Id,
            e => [.. e.Supports.Select(s => Mark("supports", s)), .. e.Requirements.Select(r => Mark("requirement", r)), Mark("is", e.Id)]
        );
        named =
        [
            .. document.Actions.SelectMany(a => a.Evidence),
            .. document.Reviews.SelectMany(r => r.Evidence),
            .. document.Audits.Select(a => a.Evidence).OfType<string>(),
        ];
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        document = await PlanQueries.LoadAsync(Db, PlanId, Actor, Cancel) ?? throw new Missing("plan");
        Join();
        var down = Downwards();
        if (Of is not null)
        {
            if (Of.Split('/', 2) is not [var list, var id] || Thing.Find(list) is not { } thing)
                throw new Missing("thing");
            var href = To.Item(PlanId, thing, id);
            down = Through(down, href);
            About = Find(down, href) is { } found ? $"{found.Kind.ToLowerInvariant()} {found.Text}" : throw new Missing(thing.Noun);
        }
        else
        {
            Orphans =
            [
                .. FindOrphans()
                    .GroupBy(o => o.Fact!)
                    .Select(g => (g.Key, (IReadOnlyList<Knot>)[.. g.Select(k => k with { Fact = null })])),
            ];
        }
        Picture = ThreadLayout.Bounded(ThreadLayout.Fold(down, MostRows, Listed), 4 * MostRows, More);
        var all = From is "evidence" && Of is null ? Upwards() : down;
        Tree = ThreadLayout.Bounded(all, MostListed, More);
        LeftOut = Tree == all ? 0 : ThreadLayout.Count(all) - ThreadLayout.Count(Tree);
    }

    /// <summary>Where the rest of one kind is listed.</summary>
    string? More(Knot? parent, IReadOnlyList<Knot> several) =>
        (parent is { Kind: "Objective" or "Action" or "Measure" } ? Listed(parent, several) : null)
        ?? several[0].Kind switch
        {
            "Objective" => To.List(PlanId, Objectives),
            "Action" => To.List(PlanId, Actions),
            "Measure" => To.List(PlanId, Measures),
            "Piece of evidence" => To.List(PlanId, Proofs),
            "Requirement" => To.Plan(PlanId) + "/evaluate/requirements",
            _ => "/strategy",
        };

    /// <summary>The part of a tree that leads to one thing, and what is below that.</summary>
    static Knot[] Through(IReadOnlyList<Knot> knots, string href) =>
        [
            .. knots
                .Select(k =>
                    k.Href == href ? k with { IsCurrent = true } : k with { Cut = k.IsLoose ? k.Cut : null, Below = Through(k.Below, href) }
                )
                .Where(k => k.IsCurrent || k.Below.Count > 0),
        ];

    static Knot? Find(IReadOnlyList<Knot> knots, string href) =>
        knots.Select(k => k.Href == href ? k : Find(k.Below, href)).FirstOrDefault(k => k is not null);

    /// <summary>Where the things of one kind below a thing are listed.</summary>
    string? Listed(Knot parent, IReadOnlyList<Knot> several)
    {
        var id = Uri.UnescapeDataString(parent.Href?.Split('/')[^1] ?? "");
        return several[0].Kind switch
        {
            "Action" => $"{To.List(PlanId, Actions)}?objective={Uri.EscapeDataString(id)}",
            "Measure" => $"{To.List(PlanId, Measures)}?objective={Uri.EscapeDataString(id)}",
            "Requirement" => $"{To.Plan(PlanId)}/evaluate/requirements?objective={Uri.EscapeDataString(id)}",
            _ => parent.Href is { } href && href.Split('/') is [.., var list, _]
                ? $"{To.Plan(PlanId)}/thread?of={Uri.EscapeDataString($"{list}/{id}")}"
                : null,
        };
    }

    IEnumerable<Evidence> ProofOf(string id, IEnumerable<string> own) =>
        proofs.Naming([Mark("supports", id), .. own.Select(e => Mark("is", e))]);

    /// <summary>A requirement by its name, leading to what answers it and to its proof; from there to its framework.</summary>
    Knot Cited(string code) => new("Requirement", Named(code), $"{To.Plan(PlanId)}/evaluate/requirements?q={Uri.EscapeDataString(code)}");

    static string Named(string code) => Shipped.Data.Requirement(code) is { } cited ? cited.Title : code;

    /// <summary>The loose ends; the kind of each is its fact.</summary>
    IEnumerable<Knot> FindOrphans()
    {
        Knot One(Thing thing, string id, string title, string kind, string cut) => Knot(thing, id, title) with { Fact = kind, Cut = cut };
        const string noStrategy = "Objectives without strategy";
        const string noObjective = "Actions without objective";
        const string noReadings = "Measures without figures";
        const string noEvidence = "Requirements without evidence";
        const string other = "Other loose ends";
        foreach (var objective in document.Objectives.Where(o => o.Strategic.Count == 0))
            yield return One(Objectives, objective.Id, objective.Title, noStrategy, "It serves no strategic objective");
        foreach (var action in document.Actions.Where(a => !a.Serves.Any()))
            yield return One(Actions, action.Id, action.Title, noObjective, "It belongs to no objective");
        foreach (var measure in document.Measures.Where(m => m.Readings.Count == 0))
            yield return One(Measures, measure.Id, measure.Name, noReadings, "It has no figures");
        var proved = document.Evidence.SelectMany(e => e.Requirements).ToHashSet(StringComparer.Ordinal);
        foreach (
            var cited in document
                .Objectives.SelectMany(o => o.Requirements.Select(r => (r.Id, By: o.Title)))
                .Concat(document.Measures.SelectMany(m => m.Requirements.Select(r => (r.Id, By: m.Name))))
                .Concat(document.Audits.SelectMany(a => a.Requirements.Select(r => (Id: (string?)r, By: a.Title ?? "an audit"))))
                .Where(c => c.Id is not null && !proved.Contains(c.Id))
                .GroupBy(c => c.Id!)
        )
            yield return Cited(cited.Key) with
            {
                Fact = noEvidence,
                Cut = $"Cited by {string.Join("; ", cited.Select(c => c.By).Distinct().Take(5))}. No evidence proves it",
            };
        foreach (var strategic in document.Strategy?.Objectives ?? [])
        {
            if (strategic.InScope != false && !objectives.Any(Mark("strategic", strategic.Id)))
                yield return new Knot("Strategic objective", strategic.Title ?? "", "/strategy")
                {
                    Fact = other,
                    Cut = "No objective of this plan serves it",
                };
        }
        foreach (var objective in document.Objectives.Where(o => !actions.Any(o.Id)))
            yield return One(Objectives, objective.Id, objective.Title, other, "No action delivers it");
        foreach (var measure in document.Measures.Where(m => m.Objectives.Count == 0))
            yield return One(Measures, measure.Id, measure.Name, other, "It shows no objective");
        foreach (var proof in document.Evidence.Where(e => e.Supports.Count == 0 && e.Requirements.Count == 0 && !IsNamed(e.Id)))
            yield return One(Proofs, proof.Id, proof.Title ?? proof.Id, other, "It supports nothing");
    }

    bool IsNamed(string id) => named.Contains(id);

    /// <summary>From the purpose and the values down. What serves nothing stands beside them, cut.</summary>
    Knot[] Downwards()
    {
        var purpose = document.Organisation?.Mission ?? document.Organisation?.Vision;
        var strategic = (document.Strategy?.Objectives ?? []).Select(s =>
        {
            List<Knot> below = [.. objectives.Naming(Mark("strategic", s.Id)).Select(Down)];
            return new Knot("Strategic objective", s.Title ?? "", "/strategy")
            {
                Cut = below.Count == 0 && s.InScope != false ? "No objective of this plan serves it" : null,
                Below = below,
            };
        });
        var values = document.Strategy?.Values ?? [];
        // Beyond a few dozen lines nobody can follow one; then the value says how many live it.
        var drawn = document.Objectives.Sum(o => o.Values.Count) <= 24;
        return
        [
            new Knot("Purpose", purpose ?? "Not written down", "/strategy")
            {
                Cut = purpose is null ? "The organisation's purpose is not written down" : null,
                IsLoose = purpose is null,
                Below = [.. strategic],
            },
            .. values.Select(v =>
            {
                var lived = objectives.Naming(Mark("value", v.Id)).ToList();
                return new Knot("Value", v.Name ?? v.Id, "/strategy")
                {
                    Fact =
                        drawn ? null
                        : lived.Count == 1 ? "1 objective"
                        : $"{lived.Count} objectives",
                    Below = drawn ? [.. lived.Select(o => Knot(Objectives, o.Id, o.Title))] : [],
                };
            }),
            .. document.Objectives.Where(o => o.Strategic.Count == 0).Select(Down),
            .. document
                .Actions.Where(a => !a.Serves.Any())
                .Select(a => Down(a) with { Cut = "It belongs to no objective", IsLoose = true }),
            .. document
                .Measures.Where(m => m.Objectives.Count == 0)
                .Select(m => Down(m) with { Cut = "It shows no objective", IsLoose = true }),
            .. Beside(),
        ];
    }

    /// <summary>Evidence of what no objective leads to, such as an action that an inspection required; and of nothing.</summary>
    IEnumerable<Knot> Beside()
    {
        var onThread = document
            .Objectives.SelectMany(o => o.Requirements.Select(r => r.Id).Append(o.Id))
            .Concat(document.Actions.Select(a => a.Id))
            .Concat(document.Measures.Select(m => m.Id))
            .ToHashSet(StringComparer.Ordinal);
        var shown = document.Actions.SelectMany(a => a.Evidence).ToHashSet(StringComparer.Ordinal);
        foreach (var evidence in document.Evidence.Where(e => !shown.Contains(e.Id)))
        {
            string[] supported = [.. evidence.Supports, .. evidence.Requirements];
            if (supported.Length == 0 && !IsNamed(evidence.Id))
                yield return Proof(evidence) with
                {
                    Cut = "It supports nothing",
                    IsLoose = true,
                };
            else if (!supported.Any(onThread.Contains))
                yield return Proof(evidence) with
                {
                    Fact = supported.Length == 0 ? "of a review or an audit" : "of " + string.Join(", ", supported.Take(3)),
                    IsLoose = true,
                };
        }
    }

    Knot Down(Objective objective)
    {
        List<Knot> delivers = [.. actions.Naming(objective.Id).Select(Down)];
        return Knot(Objectives, objective.Id, objective.Title) with
        {
            Fact = objective.Due is { } due ? "by " + Days.Read(due) : null,
            Cut = objective.Strategic.Count == 0 ? "It serves no strategic objective" : null,
            IsLoose = objective.Strategic.Count == 0,
            Below =
            [
                .. measures.Naming(objective.Id).Select(Down),
                .. delivers.Count == 0 ? [new Knot("Action", "") { Cut = "No action delivers it" }] : delivers,
                .. objective
                    .Requirements.Where(r => r.Id is not null)
                    .Select(r =>
                        Cited(r.Id!) with
                        {
                            Cut = proofs.Any(Mark("requirement", r.Id)) ? null : "No evidence yet",
                            Below = [.. proofs.Naming(Mark("requirement", r.Id)).Select(Proof)],
                        }
                    ),
                .. ProofOf(objective.Id, []).Select(Proof),
            ],
        };
    }

    Knot Down(Domain.Implement.Action action) =>
        Knot(Actions, action.Id, action.Title) with
        {
            Fact = action.Due is { } due ? "by " + Days.Read(due) : null,
            Below = [.. ProofOf(action.Id, action.Evidence).Select(Proof)],
        };

    Knot Down(Measure measure) =>
        Knot(Measures, measure.Id, measure.Name) with
        {
            Fact =
                measure.Readings.Count == 0
                    ? null
                    : $"{Units.Figure(measure.Readings[^1].Figure(measure.Multiplier))} {measure.Unit}".Trim(),
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
                        .. e.Requirements.Select(r => Cited(r) with { Below = [.. objectives.Naming(Mark("requirement", r)).Select(Up)] }),
                    ],
                }
            ),
        ];

    IEnumerable<Knot> Up(string id)
    {
        foreach (var action in actions.Of(id))
            yield return Knot(Actions, id, action.Title) with
            {
                Below = [.. action.Serves.Distinct(StringComparer.Ordinal).SelectMany(objectives.Of).Select(Up)],
            };
        foreach (var measure in measures.Of(id))
            yield return Knot(Measures, id, measure.Name) with
            {
                Below = [.. measure.Objectives.Distinct(StringComparer.Ordinal).SelectMany(objectives.Of).Select(Up)],
            };
        foreach (var objective in objectives.Of(id))
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
                    .Select(s => new Knot("Strategic objective", s.Title ?? "", "/strategy")
                    {
                        Below = document.Organisation?.Mission is { } mission ? [new Knot("Purpose", mission, "/strategy")] : [],
                    }),
            ],
        };

    Knot Proof(Evidence evidence) => Knot(Proofs, evidence.Id, evidence.Title ?? evidence.Id);

    Knot Knot(Thing thing, string id, string title) => new(Capital(thing.Noun), title, To.Item(PlanId, thing, id));
}
