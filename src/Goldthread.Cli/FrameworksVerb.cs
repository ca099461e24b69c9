using System.CommandLine;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Cli;

/// <summary><c>goldthread frameworks list|show|validate</c>: the frameworks that plans cite. Needs no database.</summary>
internal static class FrameworksVerb
{
    internal static Command Create()
    {
        var list = new Command("list", "List the frameworks that ship with Goldthread.\n\nExample:\n  goldthread frameworks list");
        list.SetAction(parsed => List(parsed.Terminal().Output));

        var id = new Argument<string>("ID") { Description = "The framework's id" };
        var show = new Command("show", "Show a framework and its requirements.\n\nExample:\n  goldthread frameworks show cqc-saf") { id };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(id), parsed.Terminal().Output));

        var file = new Argument<string>("FILE") { Description = "A framework file, YAML" };
        var validate = new Command(
            "validate",
            "Say whether a framework file is sound. The frameworks that plans cite are those that ship with Goldthread, from its folder frameworks.\nExit status: 0 it is, 1 it is not, 2 it could not be opened.\n\nExample:\n  goldthread frameworks validate frameworks/cqc-saf.yaml"
        )
        {
            file,
        };
        validate.SetAction(parsed => Validate(parsed.GetRequiredValue(file), parsed.Terminal().Output));

        return new Command("frameworks", "The regulators' frameworks, law and units that plans cite.") { list, show, validate };
    }

    internal static int List(TextWriter output)
    {
        foreach (var id in Shipped.Data.FrameworkIds)
        {
            var framework = Shipped.Data.Framework(id)!;
            output.WriteLine(
                $"{id, -34} {Words.Read(framework.Status!.Value), -10} checked: {Words.Read(framework.Checked!.Value), -6} {framework.Requirements.Count, 3}  {framework.Name}"
            );
        }
        return 0;
    }

    internal static int Show(string id, TextWriter output)
    {
        var framework = Shipped.Data.Framework(id) ?? throw new NotDone($"There is no framework \"{id}\"; see goldthread frameworks list.");
        output.WriteLine(framework.Name);
        output.WriteLine($"{framework.Publisher}; {framework.Version}");
        output.WriteLine($"Status: {Words.Read(framework.Status!.Value)}{Period(framework)}");
        output.WriteLine($"Compared with its source: {Words.Read(framework.Checked!.Value)}. {framework.CheckedNote}".TrimEnd());
        if (framework.StatusNote is { } note)
            output.WriteLine(note);
        output.WriteLine($"Licence: {framework.Licence}");
        output.WriteLine();
        foreach (var requirement in framework.Requirements)
        {
            var depth = 0;
            for (var up = requirement.Parent; up is not null && depth < 10; up = framework.Find(up)?.Parent)
                depth++;
            output.WriteLine(
                $"{new string(' ', depth * 2)}{framework.Id}:{requirement.Id}  {new Cited(framework, requirement).Title}{(requirement.Safeguarding == true ? " (safeguarding)" : "")}"
            );
        }
        return 0;
    }

    internal static int Validate(string file, TextWriter output)
    {
        using var stream = GivenFile.Open(file);
        var (framework, errors) = Shipped.Validate(stream);
        foreach (var error in errors)
            output.WriteLine($"{file}:{error.Line}:{error.Column}: {error.Message}");
        if (framework is null)
            return 1;
        output.WriteLine(
            $"{file}: {framework.Id}, {framework.Requirements.Count} requirements. The file is sound. It can be cited once it ships: put it into the folder frameworks and build."
        );
        return 0;
    }

    static string Period(Framework framework) =>
        (framework.EffectiveFrom, framework.EffectiveTo) switch
        {
            ({ } from, { } to) => $", in force from {Days.Read(from)} to {Days.Read(to)}",
            ({ } from, null) => $", in force from {Days.Read(from)}",
            (null, { } to) => $", in force to {Days.Read(to)}",
            _ => "",
        };
}
