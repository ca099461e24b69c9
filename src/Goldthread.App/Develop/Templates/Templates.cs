using System.Collections.Frozen;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Templates;

/// <summary>The plans to start from that ship with the product: the files of <c>catalogue/templates</c>.</summary>
public static class Templates
{
    const string Prefix = "templates/";

    /// <value>The names of the files, without folder and ending.</value>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. typeof(Templates)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n[Prefix.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    static readonly Lazy<FrozenDictionary<string, PlanTemplate>> Loaded = new(() =>
        Files.Select(Load).ToFrozenDictionary(t => t.Id, StringComparer.Ordinal)
    );

    /// <value>All of them, by title.</value>
    public static IEnumerable<PlanTemplate> All => Loaded.Value.Values.OrderBy(t => t.Title, StringComparer.Ordinal);

    /// <summary>The template of an id, or null.</summary>
    public static PlanTemplate? Find(string id) => Loaded.Value.GetValueOrDefault(id);

    /// <summary>Those for an area's services first, by title.</summary>
    public static IReadOnlyList<PlanTemplate> For(IReadOnlyCollection<ServiceType> services) =>
        [.. All.OrderBy(t => !t.ServiceTypes.Any(services.Contains))];

    /// <summary>The field of the plan that says how the answer to a question is read; null where it stands in texts alone.</summary>
    public static Field? FieldOf(PlanTemplate template, TemplateQuestion question) =>
        question.Sets.Count == 0 ? null : FilledTemplate.FieldAt(template.PlanFile!, question.Sets[0], makes: false).Field;

    /// <summary>A text of a template before its questions are answered: without what is asked.</summary>
    public static string Read(string text) => FilledTemplate.Gapped(text);

    /// <summary>Reads a template; what its plan refers to has to be there, as in a plan file.</summary>
    /// <param name="utf8">The whole file.</param>
    public static (PlanTemplate? Template, IReadOnlyList<FileError> Errors) Read(ReadOnlyMemory<byte> utf8)
    {
        var (root, errors) = PartReader.Read(
            utf8,
            Shape.Of<PlanTemplate>(),
            (reader, part) =>
            {
                if (((PlanTemplate)part).PlanFile is { } plan)
                    PlanFile.Resolve(reader, plan, Shipped.Data);
            }
        );
        return ((PlanTemplate?)root, errors);
    }

    static PlanTemplate Load(string file)
    {
        using var stream = typeof(Templates).Assembly.GetManifestResourceStream($"{Prefix}{file}.yaml")!;
        var (template, errors) = Read(PlanFile.Bytes(stream));
        return template ?? throw new InvalidDataException($"{file}.yaml:{errors[0].Line}:{errors[0].Column}: {errors[0].Message}");
    }
}
