using System.Text.RegularExpressions;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>An answer that a workbook gives otherwise than the plan has it now.</summary>
/// <param name="Leaf">Which.</param>
/// <param name="IsMeanwhile">True where somebody else changed it after the workbook was made.</param>
public sealed record ComparedAnswer(Leaf Leaf, bool IsMeanwhile);

/// <summary>A line of the difference between a workbook and the plan: one item, or the plan itself.</summary>
public sealed record ComparedLine
{
    /// <value>By what it is chosen: <c>actions/A3</c>; for a new one without an id <c>actions/+12</c> by its row.</value>
    public required string Key { get; init; }

    /// <value>What became of it.</value>
    public required GivenKind Kind { get; init; }

    /// <value>Its list; null for the plan itself.</value>
    public Thing? Thing { get; init; }

    /// <value>By what it is known; empty for a new one without an id.</value>
    public required string Id { get; init; }

    /// <value>What it is called.</value>
    public required string Title { get; init; }

    /// <value>Where it stands in the workbook: “Actions, row 6”.</value>
    public required string Place { get; init; }

    /// <value>As the plan has it now; null for a new one.</value>
    public Part? Now { get; init; }

    /// <value>As it would be; null where it is taken out.</value>
    public Part? Will { get; init; }

    /// <value>What differs.</value>
    public IReadOnlyList<ComparedAnswer> Answers { get; init; } = [];

    /// <value>True where somebody else changed it after the workbook was made, or took it out: it stays as it is unless somebody chooses otherwise.</value>
    public bool IsMeanwhile { get; init; }

    /// <value>Who changed it last, where somebody did meanwhile and the record tells.</value>
    public string? Who { get; init; }

    /// <value>Why it cannot be taken, a sentence each with its place; empty where it can.</value>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <value>True where it is taken unless somebody chooses otherwise: nobody else changed it, and nothing is taken out.</value>
    public bool IsOffered => Refused.Count == 0 && !IsMeanwhile && Kind is not GivenKind.Removed;

    /// <value>How it is chosen, and as what the plan had it: what changes between looking and storing is not overwritten.</value>
    public string Choice => $"{Key} {(Now is null ? "-" : Leaf.Print(Json(Now)))}";

    static string Json(Part now) => Shape.Of(now.GetType()).ToJson(now is PlanDocument plan ? PlanQueries.Own(plan) : now);
}

/// <summary>What a workbook would change in a plan as it is now.</summary>
/// <param name="Lines">Line by line, in the order of the sheets.</param>
/// <param name="Titles">What the plan's items are called, by list and id.</param>
public sealed partial record ComparedWorkbook(
    IReadOnlyList<ComparedLine> Lines,
    IReadOnlyDictionary<(string List, string Id), string> Titles
)
{
    /// <summary>Compares: three queries, and one more where somebody else changed something.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's row, with its area. Whether the person may see it is asked by the caller.</param>
    /// <param name="actor">Who gives it back.</param>
    /// <param name="given">The workbook.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It was made from another plan.</exception>
    public static async Task<ComparedWorkbook> OfAsync(
        Db db,
        PlanRow plan,
        Actor actor,
        GivenWorkbook given,
        CancellationToken cancel = default
    )
    {
        if (given.Plan != plan.Id)
            throw new RuleBroken(
                $"This workbook was made from the plan {OneLine.Of(OneLine.Short(given.Plan))}. Give it back there.",
                "file"
            );
        var loaded = await PlanQueries.LoadAsync(db, plan, actor, cancel);
        var lines = new Comparing(plan, actor, given, loaded).Lines();
        if (lines.Exists(l => l.IsMeanwhile))
        {
            var area = AreaRow.OwnerOf(plan.AreaId);
            string[] ids = [.. lines.Where(l => l.IsMeanwhile).Select(l => l.Thing is null ? plan.Id : l.Id).Distinct().Take(500)];
            var last = await db
                .Records.AsNoTracking()
                .Where(r => (r.Stream == plan.Id || r.Stream == area) && ids.Contains(r.Item))
                .OrderByDescending(r => r.At)
                .ThenByDescending(r => r.Seq)
                .Take(2000)
                .Select(r => new
                {
                    r.List,
                    r.Item,
                    r.Actor,
                })
                .ToListAsync(cancel);
            lines =
            [
                .. lines.Select(l =>
                    l.IsMeanwhile
                        ? l with
                        {
                            Who = last.Find(r =>
                                r.List == (l.Thing?.List ?? PlanRow.List) && r.Item == (l.Thing is null ? plan.Id : l.Id)
                            )?.Actor,
                        }
                        : l
                ),
            ];
        }
        return new(lines, PlanWorkbook.TitlesOf(loaded.Document));
    }

    /// <summary>The plan with some of the lines taken.</summary>
    /// <param name="loaded">The plan as it is.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="idFor">The id of a new item that has none.</param>
    internal static PlanDocument Taken(PlanQueries.Loaded loaded, IEnumerable<ComparedLine> lines, Func<Thing, Part, string> idFor)
    {
        var document = loaded.Document;
        var key = PlanWorkbook.KeysOf(loaded);
        foreach (var list in lines.GroupBy(l => l.Thing?.List ?? ""))
        {
            if (list.First().Thing is not { } thing)
            {
                // The plan's own answers; its lists stay those of the document.
                var will = (PlanDocument)list.Single().Will!;
                foreach (var leaf in list.Single().Answers.Select(a => a.Leaf))
                    leaf.Set(document, leaf.Get(will));
                continue;
            }
            var byId = list.Where(l => l.Kind is not GivenKind.Added).ToDictionary(l => l.Id, StringComparer.Ordinal);
            var items = new List<Part>();
            foreach (var (place, part) in document.ItemsOf(thing).Index())
            {
                if (!byId.TryGetValue(key(thing, place, part), out var line))
                    items.Add(part);
                else if (line.Will is { } will)
                    items.Add(will);
            }
            foreach (var line in list.Where(l => l is { Now: null, Will: not null }))
            {
                if (line.Will is Item item)
                    item.NameIt(line.Id.Length > 0 ? line.Id : idFor(thing, item));
                items.Add(line.Will!);
            }
            document.SetItems(thing, items);
        }
        return document;
    }

    sealed partial class Comparing(PlanRow plan, Actor actor, GivenWorkbook given, PlanQueries.Loaded loaded)
    {
        [GeneratedRegex(@"\[\d+\]")]
        private static partial Regex Places();

        readonly PlanDocument document = loaded.Document;
        References references = null!;

        public List<ComparedLine> Lines()
        {
            // What a row of the workbook adds under an id of its own may be named by another.
            var items = Thing
                .All.Where(t => t.HasId)
                .SelectMany(t => document.ItemsOf(t).OfType<Item>().Where(i => i.Id.Length > 0).Select(i => (t.List, i.Id)))
                .Concat(given.Items.Where(i => i is { Kind: GivenKind.Added, Id.Length: > 0 }).Select(i => (i.List, i.Id)))
                .ToHashSet();
            references = new References(
                plan.Id,
                items,
                (document.Resources?.Establishment ?? []).Select(p => p.Role).OfType<string>().ToHashSet(StringComparer.Ordinal),
                document.Portfolio,
                Shipped.Data
            );
            var key = PlanWorkbook.KeysOf(loaded);
            var lines = new List<ComparedLine>();
            foreach (var list in given.Items.GroupBy(i => i.List))
            {
                if (Thing.Find(list.Key) is not { } thing)
                {
                    lines.AddRange(list.Select(i => OfPlan(i)).OfType<ComparedLine>());
                    continue;
                }
                var table = PlanTable.Lists.First(t => t.Thing == thing);
                var now = document
                    .ItemsOf(thing)
                    .Select((p, i) => (Key: key(thing, i, p), Part: p))
                    .GroupBy(p => p.Key, StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.First().Part, StringComparer.Ordinal);
                lines.AddRange(list.Select(i => OfItem(table, i, now.GetValueOrDefault(i.Id))).OfType<ComparedLine>());
            }
            return lines;
        }

        ComparedLine? OfPlan(GivenItem item)
        {
            var table = PlanTable.Plan;
            var (answers, will, refused) = Answers(table, item, document);
            if (answers.Count == 0 && refused.Count == 0)
                return null;
            foreach (var answer in answers)
            {
                var place = PlaceOf(item, answer.Leaf);
                var first = answer.Leaf.Path[0].Name;
                if (answer.Leaf.Moved is { } moved)
                    refused.Add($"{place}: {MoveKind.Refusal(null, moved)}");
                else if (first is "organisation" or "strategy" or "area")
                    refused.Add($"{place}: {OfOthers(first)}");
                else if (answer.Leaf.Key is "plan.id")
                    refused.Add($"{place}: An id stays as it is, since addresses have it.");
            }
            refused.AddRange(Broken(table, item, will));
            return new()
            {
                Key = "plan",
                Kind = GivenKind.Changed,
                Id = "",
                Title = document.Plan!.Title,
                Place = table.Name,
                Now = document,
                Will = will,
                Answers = answers,
                IsMeanwhile = answers.Exists(a => a.IsMeanwhile),
                Refused = refused,
            };
        }

        static string OfOthers(string whose) =>
            whose is "area"
                ? "This belongs to the area. Change it on the area's page."
                : "This belongs to the strategy, which other plans share. Change it on its page.";

        ComparedLine? OfItem(PlanTable table, GivenItem item, Part? now)
        {
            var thing = table.Thing!;
            if (item.Kind is GivenKind.Removed && now is null)
                return null;
            var (answers, will, refused) = Answers(table, item, now);
            if (item.Kind is not GivenKind.Removed && answers.Count == 0 && refused.Count == 0)
                return null;
            var was = GivenWorkbook.PrintsOf(item.Prints);
            var isMeanwhile =
                item.Kind is GivenKind.Added
                    ? now is not null
                    : now is null || table.Leaves.Any(l => Leaf.Print(l.Json(now)) != was.GetValueOrDefault(l.Key));
            if (thing.Stage is Stage.Strategy)
                refused.Add($"{PlaceOf(item)}: {OfOthers("strategy")}");
            else if (thing.IsOfArea && item.Kind is GivenKind.Removed)
                refused.Add("People of the area are taken off on its staff list, since other plans name them.");
            else if (item is { Kind: GivenKind.Changed, Prints.Length: > 0 } && now is null)
                refused.Add($"{PlaceOf(item)}: Somebody took this {thing.Noun} out of the plan. Bring it back there first.");
            else if (item.Kind is GivenKind.Added && now is not null)
                refused.Add($"{PlaceOf(item)}: Somebody added a {thing.Noun} {item.Id} meanwhile. Give this one another id, or none.");
            else if (item.Kind is GivenKind.Added && item.Id.Length > 0 && Ids.WhyNot(item.Id) is { } not)
                refused.Add($"{PlaceOf(item)}: {not}");
            else
                RefuseMoved(thing, item, answers, now, will, refused);
            if (item.Kind is not GivenKind.Removed)
                refused.AddRange(Broken(table, item, will));
            return new()
            {
                Key = $"{thing.List}/{(item.Id.Length > 0 ? item.Id : "+" + item.Row)}",
                Kind = item.Kind,
                Thing = thing,
                Id = item.Id,
                Title = ItemRows.Headline(thing, now ?? will),
                Place = PlaceOf(item),
                Now = now,
                Will = item.Kind is GivenKind.Removed ? null : will,
                Answers = answers,
                IsMeanwhile = isMeanwhile,
                Refused = refused,
            };
        }

        /// <summary>What only a move sets is taken from whoever may make one of the moves that set it, as from a plan file.</summary>
        void RefuseMoved(Thing thing, GivenItem item, List<ComparedAnswer> answers, Part? now, Part will, List<string> refused)
        {
            if (now is null)
            {
                try
                {
                    Acceptance.RefuseAgreed(thing, will);
                }
                catch (RuleBroken broken)
                {
                    refused.AddRange(broken.Refusals.Select(r => $"{PlaceOf(item)}: {r.Message}"));
                }
                return;
            }
            foreach (var answer in answers)
            {
                if (now.Settled() is { } settled && settled.Fields.Contains(answer.Leaf.Path[0].Name))
                    refused.Add($"{PlaceOf(item, answer.Leaf)}: {settled.Why}");
                else if (
                    answer.Leaf.Moved is { } moved
                    && !MoveKind
                        .On(thing)
                        .Any(m => moved.MovedBy.Contains(m.Name) && Acceptance.MayMove(actor, plan.Area!.Path, m, thing.PersonOf(now)))
                )
                    refused.Add($"{PlaceOf(item, answer.Leaf)}: {MoveKind.Refusal(thing, moved)}");
            }
        }

        /// <summary>What the workbook says otherwise than the plan now; what it says otherwise than it was given out, and the plan says too, is no difference.</summary>
        static (List<ComparedAnswer> Answers, Part Will, List<string> Refused) Answers(PlanTable table, GivenItem item, Part? now)
        {
            var shape = table.Thing?.Shape ?? Shape.Of<PlanDocument>();
            var will = now is null ? shape.New() : shape.Copy(now);
            if (will is Item named && named.Id.Length == 0 && item.Id.Length > 0)
                named.NameIt(item.Id);
            var leaves = table.Leaves.ToDictionary(l => l.Key, StringComparer.Ordinal);
            var answers = new List<ComparedAnswer>();
            var refused = new List<string>();
            foreach (var answer in item.Answers)
            {
                if (answer.Refused is { } why)
                {
                    refused.Add($"{answer.Place}: {why}");
                    continue;
                }
                if (!leaves.TryGetValue(answer.Key, out var leaf))
                    continue;
                var present = now is null ? null : Leaf.Print(leaf.Json(now));
                if (present == Leaf.Print(answer.Json))
                    continue;
                leaf.Set(will, leaf.Value(answer.Json));
                answers.Add(new(leaf, item.Kind is GivenKind.Changed && present != answer.Print));
            }
            return (answers, will, refused);
        }

        /// <summary>What a form would refuse of it, at its place in the workbook.</summary>
        List<string> Broken(PlanTable table, GivenItem item, Part will)
        {
            var part = table.Thing is null ? PlanQueries.Own((PlanDocument)will) : will;
            var refusals = Acceptance
                .Refusals(Shape.Of(part.GetType()), part)
                .Concat(references.Broken(part))
                // Of the plan's own answers those of others are left out.
                .Where(r => table.Thing is not null || r.Field is not "area")
                .Select(r =>
                {
                    var field = r.Field is null ? null : Places().Replace(r.Field, "");
                    return (
                        Leaf: table.Leaves.FirstOrDefault(l =>
                            field is not null && (l.Key == field || field.StartsWith(l.Key + ".", StringComparison.Ordinal))
                        ),
                        r.Message
                    );
                })
                .Concat(
                    // What is owed inside a group that is there.
                    table
                        .Columns.Where(l => l.Path.Count > 1 && l.Field.IsOwed && l.Owner(part) is { } owner && !l.Field.IsSet(owner))
                        .Select(l => ((Leaf?)l, Message: l.Field.LeftOut))
                );
            return [.. refusals.Select(r => $"{PlaceOf(item, r.Item1)}: {r.Message}").Distinct(StringComparer.Ordinal)];
        }

        static string PlaceOf(GivenItem item, Leaf? leaf = null) =>
            item.Answers.FirstOrDefault(a => leaf is not null && a.Key == leaf.Key)?.Place
            ?? (
                item.Row == 0 ? $"Sheet “{item.Sheet}”"
                : leaf is null ? $"Sheet “{item.Sheet}”, row {item.Row}"
                : $"Sheet “{item.Sheet}”, row {item.Row}, column “{leaf.Heading}”"
            );
    }
}
