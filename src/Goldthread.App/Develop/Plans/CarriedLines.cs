using Goldthread.App.Govern.Example;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Develop.Plans;

/// <summary>What of a plan goes into the next, and how it stands there unless somebody changes it.</summary>
/// <param name="plan">The plan, as whoever carries it over sees it.</param>
/// <param name="starts">The first day of the next.</param>
/// <param name="ends">Its last day.</param>
public sealed class CarriedLines(PlanDocument plan, DateOnly starts, DateOnly ends)
{
    /// <summary>The name under which what was learnt is offered: it is no list of its own.</summary>
    public const string Lessons = "lessons";

    readonly int months = plan.Plan!.Starts is { } began ? Math.Max(0, (12 * (starts.Year - began.Year)) + starts.Month - began.Month) : 12;

    /// <summary>Something that may go over.</summary>
    /// <param name="Key">Its list and id: <c>actions/A3</c>.</param>
    /// <param name="Title">What it is called in the new plan.</param>
    /// <param name="Due">Its day in the new plan; null where it has none.</param>
    public sealed record Line(string Key, string Title, DateOnly? Due);

    /// <summary>What is offered of one list.</summary>
    /// <param name="List">The list's name, or <see cref="Lessons"/>.</param>
    /// <param name="Plural">What people call them.</param>
    /// <param name="Lines">In the order of the list.</param>
    public sealed record Group(string List, string Plural, IReadOnlyList<Line> Lines);

    static readonly Thing[] Lists =
    [
        Thing.Of<Objective>(),
        Thing.Of<Measure>(),
        Thing.Of<Action>(),
        Thing.Of<Risk>(),
        Thing.Of<RegulatoryAction>(),
        Thing.Of<Stakeholder>(),
        Thing.Of<Partner>(),
        Thing.Of<Agreement>(),
    ];

    /// <summary>All that may go over, list by list; no list that is empty.</summary>
    public IReadOnlyList<Group> Offered() =>
        [
            .. Lists
                .Select(list => new Group(
                    list.List,
                    list.Plural,
                    [
                        .. ItemsOf(list)
                            .Select(i => MovedOn(list, i))
                            .Select(i => new Line(KeyOf(list, i), list.TitleOf(i) ?? ((Item)i).Id, list.DueOf(i))),
                    ]
                ))
                .Append(new Group(Lessons, "lessons", [.. Learnt().Select((text, i) => new Line($"{Lessons}/{i + 1}", text, null))]))
                .Where(g => g.Lines.Count > 0),
        ];

    /// <summary>The lists of the new plan.</summary>
    /// <param name="document">The new plan; it is changed.</param>
    /// <param name="move">What stays behind, and what changes on the way.</param>
    /// <param name="refusals">Takes what is not accepted.</param>
    public void Into(PlanDocument document, CarryOverPlan move, List<Refusal> refusals)
    {
        var left = move.Leave.Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        var offered = Offered();
        var keys = offered.SelectMany(g => g.Lines.Select(l => l.Key).Append(g.List)).ToHashSet(StringComparer.Ordinal);
        if (left.FirstOrDefault(l => !keys.Contains(l)) is { } unknown)
            refusals.Add(new("leave", $"“{unknown}” is not carried over. Name what is by its list and id, such as {keys.First()}."));
        foreach (var (place, change) in move.Changes.Index().Where(c => !keys.Contains(c.Item.Item)))
            refusals.Add(new($"changes[{place}].item", $"“{change.Item}” is not carried over."));
        var changes = move
            .Changes.GroupBy(c => c.Item, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        bool IsLeft(string list, string key) => left.Contains(list) || left.Contains(key);

        var carried = new List<string>();
        foreach (var list in Lists)
        {
            List<Part> parts = [.. ItemsOf(list).Where(i => !IsLeft(list.List, KeyOf(list, i))).Select(i => MovedOn(list, i))];
            foreach (var part in parts)
                Change(list, part, changes.GetValueOrDefault(KeyOf(list, part)), move, refusals);
            document.SetItems(list, parts);
            carried.AddRange(parts.Select(p => KeyOf(list, p)));
        }
        var own = Shape.Of<Plan>();
        own["context"]
            .Set(
                document.Plan!,
                Learnt()
                    .Select((text, i) => (Key: $"{Lessons}/{i + 1}", Text: text))
                    .Where(l => !IsLeft(Lessons, l.Key))
                    .Select(l => Lesson(changes.GetValueOrDefault(l.Key)?.Title ?? l.Text))
                    .ToArray()
            );
        foreach (var name in (string[])["owner", "cycle", "safeguarding"])
            own[name].Set(document.Plan!, own[name].Get(plan.Plan!));
        own["carried_over"].Set(document.Plan!, From(plan.Plan!.Id, carried));
        Forget(document);
    }

    IEnumerable<Part> ItemsOf(Thing list) =>
        plan.ItemsOf(list)
            .Where(part =>
                part switch
                {
                    Objective objective => IsGoingOn(objective),
                    Action action => action.Status is not (ActionStatus.Done or ActionStatus.Cancelled),
                    Risk risk => risk.Status is not OpenStatus.Closed,
                    RegulatoryAction required => required.Status is not OpenStatus.Closed,
                    _ => true,
                }
            );

    /// <summary>An objective goes on while something that goes over serves it.</summary>
    bool IsGoingOn(Objective objective) =>
        plan.Measures.Any(m => m.Objectives.Contains(objective.Id))
        || plan.Actions.Any(a => a.Objective == objective.Id && a.Status is not (ActionStatus.Done or ActionStatus.Cancelled))
        || plan.Risks.Any(r => r.Objectives.Contains(objective.Id) && r.Status is not OpenStatus.Closed);

    /// <summary>A copy with the days that would lie before the new plan as long after its start as they lay after that of the old one.</summary>
    Part MovedOn(Thing list, Part part)
    {
        var copy = list.Shape.FromJson(list.Shape.ToJson(part));
        // The law's day and an agreement's stay, whoever plans.
        if (part is RegulatoryAction or Agreement or Partner or Stakeholder)
            return copy;
        foreach (var name in (string[])["starts", "due", "next_review"])
        {
            if (list.Shape.Find(name) is { Kind: FieldKind.Date } field && field.Get(copy) is DateOnly day)
                field.Set(copy, Later(day));
        }
        if (copy is Measure measure)
        {
            var by = Shape.Of<Target>()["by"];
            if (measure.Target is { By: { } day } target)
                by.Set(target, Later(day));
            // What was to be reached on the way was of the old plan.
            list.Shape["trajectory"].Set(measure, null);
        }
        if (copy is Objective)
            list.Shape["title"].Set(copy, MoveDays.Moved(((Objective)copy).Title, months, months / 12));
        return copy;
    }

    DateOnly Later(DateOnly day)
    {
        var moved = day < starts ? MoveDays.Moved(day, months) : day;
        return moved < starts ? starts
            : moved > ends ? ends
            : moved;
    }

    static void Change(Thing list, Part part, CarriedChange? change, CarryOverPlan move, List<Refusal> refusals)
    {
        if (change is null)
            return;
        var place = move.Changes.Index().First(c => ReferenceEquals(c.Item, change)).Index;
        if (change.Title is { } title && list.TitleOf(part) != title)
        {
            if ((list.Shape.Find("title") ?? list.Shape.Find("name") ?? list.Shape.Find("text")) is { } named)
                named.Set(part, title);
            else
                refusals.Add(new($"changes[{place}].title", $"What a {list.Noun} is called is changed in the new plan."));
        }
        if (change.Due is { } due && list.DueOf(part) != due)
        {
            if (list.Shape.Find("due") is { } field)
                field.Set(part, due);
            else
                refusals.Add(new($"changes[{place}].due", $"The day of a {list.Noun} is changed in the new plan."));
        }
    }

    /// <summary>What was learnt: what reviews decided and saw, and what came of the cycles.</summary>
    List<string> Learnt() =>
        [
            .. plan
                .Reviews.Where(r => r.HeldOn is not null)
                .SelectMany(r => r.Decisions.Select(d => d.Text).Prepend(r.Kind is ReviewKind.Evaluation ? r.Text : null))
                .Concat(plan.Pdsa.Where(c => c.Act is not null).Select(c => c.Study))
                .Where(t => !string.IsNullOrWhiteSpace(t))
                .Select(t => t!.Trim())
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>What names something that stays behind names it no more.</summary>
    static void Forget(PlanDocument document)
    {
        var ids = Thing.All.SelectMany(t => document.ItemsOf(t).OfType<Item>().Select(i => (t.List, i.Id))).ToHashSet();
        var any = ids.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var part in Lists.SelectMany(list => document.ItemsOf(list)))
            Walk.ChangeReferences(
                part,
                (field, id) =>
                    field.RefersToAny
                        ? any.Contains(id) || id is "plan"
                            ? id
                            : null
                        : field.RefersTo.Any(list => ids.Contains((list, id)))
                            ? id
                            : null
            );
    }

    static string KeyOf(Thing list, Part part) => $"{list.List}/{((Item)part).Id}";

    static ContextItem Lesson(string text)
    {
        var shape = Shape.Of<ContextItem>();
        var lesson = (ContextItem)shape.New();
        shape["analysis"].Set(lesson, ContextAnalysis.LastYear);
        shape["kind"].Set(lesson, "lesson");
        shape["text"].Set(lesson, text);
        return lesson;
    }

    static CarriedOver From(string id, List<string> items)
    {
        var shape = Shape.Of<CarriedOver>();
        var from = (CarriedOver)shape.New();
        shape["plan"].Set(from, id);
        shape["items"].Set(from, items.ToArray());
        return from;
    }
}
