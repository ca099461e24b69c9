using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>
/// The provider information return of CQC, kept ready all year: of each question the answer with its words counted, what it rests on, and a name that must
/// not be in it. Where nobody has written yet, what is marked for the question stands there.
/// </summary>
static class ReturnReport
{
    internal static Document Of(PlanWords words)
    {
        var answers = words.Document.Pir;
        List<Block> blocks =
        [
            new Paragraph(
                $"CQC asks once a year, and gives four weeks. Each answer takes at most {PirAnswer.MostWords} words and names nobody who uses the service.",
                "Provider information return"
            )
            {
                Address = "/govern/frameworks/cqc-regulations#reg17",
            },
        ];
        if (answers.Count == 0)
            blocks.Add(new Paragraph("No question is in the plan yet. Add the first.") { Address = words.ToList<PirAnswer>() });
        else
            blocks.Add(
                new Paragraph(
                    $"{answers.Count(a => a.Text is not null):N0} of {answers.Count:N0} questions are answered, {answers.Count(a => a.Approved is not null):N0} approved.",
                    "How it stands"
                )
                {
                    Address = words.ToList<PirAnswer>(),
                }
            );
        foreach (var answer in answers)
        {
            blocks.Add(new Heading(1, answer.Question ?? "A question that is not named"));
            if (answer.Text is { } text)
            {
                blocks.Add(new Paragraph(text) { IsToCopy = true });
                blocks.Add(
                    new Paragraph(
                        $"{PirAnswer.WordsIn(text):N0} of {PirAnswer.MostWords} words. {(answer.Approved is { } day ? $"Approved on {Days.Read(day)}{(answer.By is { } by ? ", " + by : "")}." : "Not approved yet.")}"
                    )
                    {
                        Address = words.To(answer),
                    }
                );
                if (NameIn(text) is { } name)
                    blocks.Add(new Paragraph($"“{name}” looks like a person. Take the name out before you send it.", "Names"));
            }
            else
                blocks.Add(new Paragraph("Nobody has written an answer yet.") { Address = words.To(answer) });
            if (answer.From.Count > 0)
            {
                blocks.Add(new Paragraph("", answer.Text is null ? "What could be told here" : "What it rests on"));
                blocks.Add(new Bullets([.. answer.From.Select(id => words.OfId(id, Told(words, id)))]));
            }
        }
        return new(words.Plan.Title + ": provider information return", words.Standing, blocks);
    }

    /// <summary>A name in an answer that must not be there, or null.</summary>
    internal static string? NameIn(string text) => NamedPerson.Find(Shipped.Data.Words, text);

    /// <summary>What an item says, so that somebody can write of it.</summary>
    static string Told(PlanWords words, string id)
    {
        foreach (var thing in Thing.All.Where(t => t.HasId))
        {
            if (words.Document.ItemsOf(thing).OfType<Item>().FirstOrDefault(i => i.Id == id) is { } item)
                return $"{Words.Capital(thing.Noun)}: {words.TitleOf(thing, item)}{(thing.DueOf(item) is { } day ? $" ({Days.Read(day)})" : "")}";
        }
        return words.NameOfAny(id) ?? "What is no longer in the plan";
    }
}
