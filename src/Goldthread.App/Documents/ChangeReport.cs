using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>What became of a plan since a meeting, as sentences from its record. A person edits them and puts their name to them; the program does not judge.</summary>
static class ChangeReport
{
    /// <summary>So many things are told of.</summary>
    const int MostThings = 2000;

    const int MostFields = 4;
    const int MostText = 160;

    internal static Document Of(PlanWords words)
    {
        var title = words.Plan.Title + ": what has changed";
        if (words.Changes is not { } changes)
            return new(title, words.Standing, [new Paragraph("The record was not read.")]);
        var since = changes.Pair.From;
        var lead = $"Since: {Lower(since.Name)}. {words.Standing}";
        if (changes.IsTooMuch)
            return new(
                title,
                lead,
                [new Paragraph("More than 20,000 things were done since then. Choose a later day.") { Address = words.To("/compare") }]
            );
        List<Block> blocks = [new Heading(1, "In short")];
        string Count(string did) =>
            changes.Things.Count(c => c.Did == did).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        blocks.Add(
            new Paragraph(
                changes.Things.Count == 0
                    ? "Nothing has changed."
                    : $"{Count("New")} are new, {Count("Changed")} have changed, {Count("Taken out")} were taken out and {Count("Put back")} put back."
            )
            {
                Address = $"{words.To("/compare")}?from={since.Key}",
            }
        );
        foreach (var list in changes.Things.Take(MostThings).GroupBy(c => c.Lines[0].List))
        {
            var thing = list.Key is { } name ? Thing.Find(name) : null;
            blocks.Add(new Heading(1, thing is null ? "The plan itself" : Words.Capital(thing.Plural)));
            blocks.Add(new Bullets([.. list.Select(c => new Line(Sentence(c)) { Address = Source(words, thing, c) })]));
        }
        if (changes.Things.Count > MostThings)
            blocks.Add(
                new Paragraph($"{changes.Things.Count - MostThings:N0} more are in the comparison.")
                {
                    Address = $"{words.To("/compare")}?from={since.Key}",
                }
            );
        return new(title, lead, blocks);
    }

    /// <summary>What became of one thing, in a sentence or two.</summary>
    internal static string Sentence(ChangedThing changed)
    {
        var what = changed.Did switch
        {
            "New" => $"{changed.What} is new",
            "Taken out" => $"{changed.What} was taken out",
            "Put back" => $"{changed.What} was put back",
            _ => $"{changed.What}: " + Fields(changed),
        };
        var why = changed.Reasons is [var reason, ..] ? $" Why: {Cutting.At(reason, MostText).TrimEnd('.')}." : "";
        return what + "." + why;
    }

    static string Fields(ChangedThing changed)
    {
        var told = changed
            .Fields.Take(MostFields)
            .Select(f =>
                (f.Old, f.New) switch
                {
                    (null, { } now) => $"{Lower(f.Field)} is now {Short(now)}",
                    ({ } old, null) => $"{Lower(f.Field)} is taken away (it was {Short(old)})",
                    var (old, now) => $"{Lower(f.Field)} was {Short(old ?? "")} and is now {Short(now ?? "")}",
                }
            );
        var more = changed.Fields.Count - MostFields;
        return string.Join("; ", told) + (more > 0 ? $"; and {Several.Count(more, "more part")}" : "");
    }

    static string Short(string text) => Cutting.At(text.ReplaceLineEndings(" ").TrimEnd('.'), MostText);

    static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>Where it is shown: its own page with its history; what is gone stands in the comparison.</summary>
    static string Source(PlanWords words, Thing? thing, ChangedThing changed) =>
        thing is null || changed.Lines[0].Item is not { } id || changed.Did is "Taken out"
            ? $"{words.To("/compare")}?from={words.Changes!.Pair.From.Key}"
            : words.To(thing, id);
}
