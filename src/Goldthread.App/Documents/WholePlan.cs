using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>Everything in a plan as a readable document: a chapter a stage, a table a list, laid out by the shapes, so that a new field shows by itself.</summary>
static class WholePlan
{
    internal static Document Of(PlanWords words)
    {
        var document = words.Document;
        List<Block> blocks = [];
        if (words.Plan.Summary is { } summary)
            blocks.Add(new Paragraph(summary));
        if (document.Objectives.Count > 0)
        {
            blocks.Add(new Heading(1, "The plan at a glance"));
            blocks.Add(PlanOnAPage.Thread(words, PlanOnAPage.Detail.Whole, document.Objectives));
        }
        blocks.Add(new Heading(1, "About the plan"));
        foreach (var field in Shape.Of<PlanDocument>().Fields.Where(f => f.Kind is FieldKind.Group && f.IsSet(document)))
        {
            var facts = words.Facts(field.Inner!, (Part)field.Get(document)!).Where(f => f.Question != SummaryLabel).ToList();
            if (facts.Count == 0)
                continue;
            var name = Words.Capital(field.Name.Replace('_', ' '));
            blocks.Add(new Heading(2, name));
            foreach (var (question, answers) in facts)
            {
                blocks.Add(new Paragraph(answers.Count == 1 ? answers[0] : "", question));
                if (answers.Count > 1)
                    blocks.Add(new Bullets([.. answers.Select(a => new Line(a))]));
            }
        }
        foreach (var stage in Enum.GetValues<Stage>())
        {
            var lists = Thing.All.Where(t => t.Stage == stage && document.ItemsOf(t).Count > 0).ToList();
            if (lists.Count == 0)
                continue;
            blocks.Add(new Heading(1, stage.ToString()));
            foreach (var thing in lists)
            {
                blocks.Add(new Heading(2, Words.Capital(thing.Plural)));
                blocks.Add(Table(words, thing));
            }
        }
        return new(words.Plan.Title, words.Standing, blocks);
    }

    static readonly string SummaryLabel = Shape.Of<Plan>()["summary"].Label;

    static Grid Table(PlanWords words, Thing thing)
    {
        List<GridColumn> columns = [new(Words.Capital(thing.Noun), 3)];
        if (thing.PersonHeading is { } who)
            columns.Add(new(who, 2));
        if (thing.DueHeading is { } due)
            columns.Add(new(due, 1));
        if (thing.StateHeading is { } state)
            columns.Add(new(state, 1));
        var rows = words.Document.ItemsOf(thing).Select(item => Row(words, thing, item)).ToList();
        if (rows.Exists(r => r[^1].Lines.Count > 0))
            columns.Add(new("What else is said of it", 6));
        return new(
            $"{Words.Capital(thing.Plural)} of the plan, with what is said of each",
            columns,
            [.. rows.Select(r => (IReadOnlyList<Cell>)[.. r.Take(columns.Count)])]
        );
    }

    static IReadOnlyList<Cell> Row(PlanWords words, Thing thing, Part item)
    {
        List<Cell> cells = [words.TitleOf(thing, item)];
        if (thing.PersonHeading is not null)
            cells.Add(words.Person(thing.PersonOf(item)) ?? "");
        if (thing.DueHeading is not null)
            cells.Add(thing.DueOf(item) is { } day ? Days.Read(day) : "");
        if (thing.StateHeading is not null)
            cells.Add(Words.Capital(thing.States.FirstOrDefault(s => s.Written == thing.StateOf(item))?.Read ?? ""));
        // Compared as it reads: what a column says already is not said again.
        var told = cells.SelectMany(c => c.Lines).Select(l => l.Text).Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
        return [.. cells, words.Rest(thing, item, told)];
    }
}
