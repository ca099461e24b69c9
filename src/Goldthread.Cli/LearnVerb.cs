using System.CommandLine;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Exercises;
using Goldthread.App.Store;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;

namespace Goldthread.Cli;

/// <summary><c>goldthread learn</c>: broken plans given out, and marked. Needs no database.</summary>
internal static class LearnVerb
{
    internal static Command Create() => new("learn", "Learn with broken plans.") { CreateList(), CreateGive(), CreateMark() };

    static Argument<string> Which() => new("EXERCISE") { Description = "The exercise, such as EX01" };

    static Command CreateList()
    {
        var verb = new Command("list", "The exercises, easy ones first.\n\nExample:\n  goldthread learn list");
        verb.SetAction(parsed =>
        {
            foreach (var exercise in Shipped.Exercises)
                parsed
                    .Terminal()
                    .Output.WriteLine(
                        $"{exercise.Id}  level {exercise.Level}  {Words.Read(exercise.Service!.Value), -28}  {exercise.Title}"
                    );
            return 0;
        });
        return verb;
    }

    static Command CreateGive()
    {
        var which = Which();
        var verb = new Command("give", "Print the broken plan of an exercise.\n\nExample:\n  goldthread learn give EX01 > mine.yaml")
        {
            which,
        };
        verb.SetAction(parsed =>
        {
            using var output = parsed.Terminal().OpenBytes();
            output.Write(Handed.FileOf(Handed.Find(parsed.GetRequiredValue(which))));
            return 0;
        });
        return verb;
    }

    static Command CreateMark()
    {
        var which = Which();
        var file = new Argument<string>("FILE") { Description = "The mended plan, YAML or JSON" };
        var verb = new Command(
            "mark",
            "Mark a mended plan: what is left of the faults, and what was broken anew.\nExit status: 0 all mended, 1 not yet, 2 the file could not be read.\n\nExample:\n  goldthread learn mark EX01 mine.yaml"
        )
        {
            which,
            file,
        };
        verb.SetAction(parsed =>
        {
            var exercise = Handed.Find(parsed.GetRequiredValue(which));
            var name = parsed.GetRequiredValue(file);
            using var stream = GivenFile.Open(name);
            var read = PlanFile.Read(stream, Shipped.Data);
            if (read.Document is not { } plan)
                throw new NotDone($"{name}:{read.First!.Line}:{read.First.Column}: {read.First.Message}");
            var marks = Handed.Mark(exercise, plan);
            Write(exercise, marks, parsed.Terminal().Output);
            return marks.IsWhole ? 0 : 1;
        });
        return verb;
    }

    static void Write(Exercise exercise, Marks marks, TextWriter output)
    {
        output.WriteLine($"{exercise.Id} {exercise.Title}: {marks.Mended} of {marks.Faults.Count} mended, {marks.Anew.Count} broken anew.");
        foreach (var fault in marks.Faults)
        {
            // Where nobody has looked yet, nothing is given away.
            var what =
                fault.IsMended ? $"{fault.Check.Id} {fault.Fault.About}: {fault.Check.Title}"
                : fault.IsFound ? $"{fault.Check.Id} {fault.Fault.About}: {fault.Why}"
                : "One that is still to be found.";
            output.WriteLine($"  {(fault.IsMended ? "mended" : "open  ")}  {what}");
        }
        foreach (var finding in marks.Anew)
            output.WriteLine($"  anew    {finding}");
        output.WriteLine(marks.IsWhole ? $"An examiner would say: {exercise.Examiner}" : $"A hint: {exercise.Hints[0]}");
    }
}
