using System.Reflection;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Govern.Frameworks;

/// <summary>The frameworks, the measure catalogue, the word lists and the laws that ship inside this assembly.</summary>
public static class Shipped
{
    const string FrameworkPrefix = "frameworks/";
    const string AuditPrefix = "audits/";
    const string LessonPrefix = "lessons/";
    const string ExercisePrefix = "exercises/";
    static readonly Assembly Assembly = typeof(Shipped).Assembly;

    /// <value>The shipped data; each file is read when it is first asked for.</value>
    public static KnownData Data { get; } =
        new(
            Assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(FrameworkPrefix, StringComparison.Ordinal))
                .ToDictionary(
                    n => System.IO.Path.GetFileNameWithoutExtension(n[FrameworkPrefix.Length..]),
                    n => new Lazy<Framework>(() => Load<Framework>(n)),
                    StringComparer.Ordinal
                ),
            new(() => Load<MeasureCatalogue>("catalogue/measures.yaml")),
            new(() => Load<WordLists>("catalogue/words.yaml")),
            new(() => Load<LawList>("catalogue/laws.yaml")),
            new(() =>
                [
                    .. Assembly
                        .GetManifestResourceNames()
                        .Where(n => n.StartsWith(AuditPrefix, StringComparison.Ordinal))
                        .Select(Load<AuditTool>)
                        .OrderBy(t => t.Title, StringComparer.Ordinal),
                ]
            )
        );

    /// <value>The scale by which risks are measured.</value>
    public static RiskScale RiskScale => Scale.Value;

    /// <value>The words by which an output of a logic model is told from an outcome.</value>
    public static LogicWords LogicWords => Logic.Value;

    /// <value>The ways of leading people through a change.</value>
    public static ChangeModels ChangeModels => Changes.Value;

    /// <value>The short lessons, in the order of the path.</value>
    public static IReadOnlyList<ShortLesson> Lessons => ShortLessons.Value;

    /// <value>Where the facts of the lessons come from, by id.</value>
    public static IReadOnlyDictionary<string, LessonSource> Sources => LessonSources.Value;

    /// <value>The broken plans to be mended, easy ones first.</value>
    public static IReadOnlyList<Exercise> Exercises => BrokenPlans.Value;

    static readonly Lazy<IReadOnlyList<Exercise>> BrokenPlans = new(() =>
        [
            .. Assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(ExercisePrefix, StringComparison.Ordinal))
                .Select(Load<Exercise>)
                .OrderBy(e => e.Level)
                .ThenBy(e => e.Id, StringComparer.Ordinal),
        ]
    );
    static readonly Lazy<IReadOnlyList<ShortLesson>> ShortLessons = new(() =>
        [
            .. Assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(LessonPrefix, StringComparison.Ordinal))
                .Select(Load<ShortLesson>)
                .OrderBy(l => l.Place),
        ]
    );
    static readonly Lazy<IReadOnlyDictionary<string, LessonSource>> LessonSources = new(() =>
        Load<SourceList>("catalogue/sources.yaml").Sources.ToDictionary(s => s.Id, StringComparer.Ordinal)
    );
    static readonly Lazy<LogicWords> Logic = new(() => Load<LogicWords>("catalogue/logic.yaml"));
    static readonly Lazy<ChangeModels> Changes = new(() => Load<ChangeModels>("catalogue/change-models.yaml"));
    static readonly Lazy<RiskScale> Scale = new(() => Load<RiskScale>("catalogue/risk-matrix.yaml"));

    /// <summary>Reads a framework file from a stream; no more of it than a file may have.</summary>
    public static (Framework? Framework, IReadOnlyList<FileError> Errors) Validate(Stream stream) => Validate(PlanFile.Bytes(stream));

    /// <summary>Reads a framework file, to see whether it is one.</summary>
    /// <param name="utf8">The whole file: UTF-8, at most 10 MB.</param>
    /// <returns>The framework, or null and the errors.</returns>
    public static (Framework? Framework, IReadOnlyList<FileError> Errors) Validate(ReadOnlyMemory<byte> utf8)
    {
        var (root, errors) = PartReader.Read(utf8, Shape.Of<Framework>());
        if (root is not Framework framework)
            return (null, errors);
        errors = [.. framework.BrokenRules().Select(b => new FileError("/" + b.Field, framework.FileLine, 1, b.Message))];
        return (errors.Count == 0 ? framework : null, errors);
    }

    internal static T Load<T>(string name)
        where T : Part
    {
        using var stream = Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var (root, errors) = PartReader.Read(bytes, Shape.Of<T>());
        return (T?)root ?? throw new InvalidDataException($"{name}:{errors[0].Line}:{errors[0].Column}: {errors[0].Message}");
    }
}
