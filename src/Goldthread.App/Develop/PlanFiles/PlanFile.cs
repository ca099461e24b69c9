using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.PlanFiles;

/// <summary>What came of reading a plan file: the document, or the errors.</summary>
/// <param name="Document">The plan; null where there is an error.</param>
/// <param name="Errors">At most 100, in the order of their lines; empty where it was read.</param>
public sealed record PlanFileRead(PlanDocument? Document, IReadOnlyList<FileError> Errors)
{
    /// <value>The error to mend first: what is written wrongly comes before what is missing, and that before what only refers to it. Null for none.</value>
    public FileError? First => Errors.MinBy(e => e.Rank);
}

/// <summary>Reads and writes plan files, version 1, as YAML or JSON.</summary>
public static class PlanFile
{
    static readonly IReadOnlyList<Thing> WithIds = [.. Thing.All.Where(t => t.HasId)];

    /// <summary>Reads a plan file. JSON may name its keys as the API does, <c>successCriterion</c>.</summary>
    /// <param name="utf8">The whole file: UTF-8, at most 10 MB.</param>
    /// <param name="known">The data that a plan can cite.</param>
    /// <param name="toKeep">True where it is to be stored: then a text that identifies somebody who uses the service is an error, not a finding.</param>
    public static PlanFileRead Read(ReadOnlyMemory<byte> utf8, KnownData known, bool toKeep = false)
    {
        var (root, errors) = PartReader.Read(
            utf8,
            Shape.Of<PlanDocument>(),
            (reader, part) => Resolve(reader, (PlanDocument)part, known),
            toKeep ? text => Identifiable.Find(text)?.Explanation() : null
        );
        return new((PlanDocument?)root, errors);
    }

    /// <summary>Reads a plan file from a stream; no more of it than a plan file may have.</summary>
    public static PlanFileRead Read(Stream stream, KnownData known, bool toKeep = false) => Read(Bytes(stream), known, toKeep);

    /// <summary>What a stream holds; of what is too large, enough to tell.</summary>
    internal static ReadOnlyMemory<byte> Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while (bytes.Length <= PartReader.Largest && (read = stream.Read(buffer)) > 0)
            bytes.Write(buffer, 0, read);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Writes a plan as YAML; reading it again gives the same plan.</summary>
    public static string ToYaml(PlanDocument document) => YamlText.Of(document);

    /// <summary>Writes a plan as JSON; reading it again gives the same plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="camelCase">True for the API's names, <c>successCriterion</c>; false for the plan file's.</param>
    /// <param name="indented">True for people to read.</param>
    public static byte[] ToJson(PlanDocument document, bool camelCase = false, bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>(16384);
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            WriteJson(writer, Shape.Of<PlanDocument>(), document, camelCase);
        return buffer.WrittenSpan.ToArray();
    }

    static void WriteJson(Utf8JsonWriter writer, Shape shape, Part part, bool camelCase)
    {
        writer.WriteStartObject();
        WriteFields(writer, shape, part, camelCase);
        writer.WriteEndObject();
    }

    /// <summary>Writes what is given of a part into a JSON object that is open: one item of a list, to which the caller adds what it is known by.</summary>
    public static void WriteFields(Utf8JsonWriter writer, Shape shape, Part part, bool camelCase)
    {
        foreach (var field in shape.Fields)
        {
            if (!field.IsSet(part))
                continue;
            writer.WritePropertyName(camelCase ? field.CamelName : field.Name);
            if (field.Kind == FieldKind.Group)
            {
                WriteJson(writer, field.Inner!, (Part)field.Get(part)!, camelCase);
            }
            else if (field.Kind == FieldKind.Parts)
            {
                writer.WriteStartArray();
                foreach (var one in (IEnumerable<Part>)field.Get(part)!)
                    WriteJson(writer, field.Inner!, one, camelCase);
                writer.WriteEndArray();
            }
            else
            {
                field.WriteJson(writer, part);
            }
        }
    }

    /// <summary>Everything that the plan refers to has to be there.</summary>
    internal static void Resolve(PartReader reader, PlanDocument document, KnownData known)
    {
        var references = new References(
            document.Plan?.Id,
            WithIds.SelectMany(t => reader.IdsOf(t.Shape.Type).Select(id => (t.List, id))).ToHashSet(),
            (document.Resources?.Establishment ?? []).Select(p => p.Role).OfType<string>().ToHashSet(StringComparer.Ordinal),
            document.Portfolio,
            known
        );
        foreach (var named in reader.References)
        {
            var field = named.Field;
            if (references.Has(field, named.Id))
                continue;
            var id = PartReader.Shorten(named.Id);
            reader.Refuse(
                named,
                field.Known is { } kind ? $"There is no {Noun(kind)} \"{id}\"{HintFor(kind, named.Id, known)}"
                    : field.RefersToAny ? $"Nothing in the plan has the id \"{id}\"{Nearest.Hint(named.Id, references.IdsFor(field))}"
                    : $"There is no \"{id}\" in {string.Join(" or ", field.RefersTo)}{Nearest.Hint(named.Id, references.IdsFor(field))}"
            );
        }
    }

    static string Noun(Known kind) =>
        kind switch
        {
            Known.Requirement => "requirement",
            Known.CatalogueMeasure => "measure of the catalogue",
            Known.Unit => "unit",
            Known.Criterion => "criterion of the unit",
            Known.Check => "check",
            Known.AuditTool => "tool for audits",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    static string HintFor(Known kind, string id, KnownData known)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return kind switch
        {
            Known.Requirement when colon < 0 => "; write it as FRAMEWORK:REQUIREMENT, such as cqc-saf:S1.",
            Known.Requirement when known.Framework(id.AsSpan(0, colon)) is { } framework => Nearest.Hint(
                id,
                framework.Requirements.Select(r => $"{framework.Id}:{r.Id}")
            ),
            Known.Requirement => Nearest.To(id[..colon], known.FrameworkIds) is { } near
                ? $"; did you mean the framework \"{near}\"?"
                : "; there is no such framework.",
            Known.CatalogueMeasure => Nearest.Hint(id, known.Measures.Select(m => m.Id)),
            Known.AuditTool => Nearest.Hint(id, known.AuditTools.Select(t => t.Id)),
            Known.Unit => Nearest.Hint(id, known.FrameworkIds.Where(f => known.Unit(f) is not null)),
            _ => ".",
        };
    }
}
