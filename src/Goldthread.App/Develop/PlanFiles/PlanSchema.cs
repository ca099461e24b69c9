using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.PlanFiles;

/// <summary>
/// The JSON Schema (draft 7) of a plan file, from the same shapes that read it, so that editors complete and validate plan files. References to
/// other items and to shipped data are beyond a schema; reading the file looks after them.
/// </summary>
public static class PlanSchema
{
    /// <summary>The schema, indented, ending with a line feed.</summary>
    public static string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(65536);
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            var root = Shape.Of<PlanDocument>();
            writer.WriteStartObject();
            writer.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            writer.WriteString("title", "Goldthread plan file, version 1");
            WriteObject(writer, root);
            writer.WriteStartObject("definitions");
            foreach (var shape in Inside(root).OrderBy(s => s.Type.Name, StringComparer.Ordinal))
            {
                writer.WriteStartObject(shape.Type.Name);
                WriteObject(writer, shape);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    static HashSet<Shape> Inside(Shape root)
    {
        var found = new HashSet<Shape>();
        var next = new Stack<Shape>([root]);
        while (next.TryPop(out var shape))
        {
            foreach (var inner in shape.Fields.Select(f => f.Inner).OfType<Shape>())
            {
                if (found.Add(inner))
                    next.Push(inner);
            }
        }
        return found;
    }

    static void WriteObject(Utf8JsonWriter writer, Shape shape)
    {
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        if (shape.Owed.Count > 0)
        {
            writer.WriteStartArray("required");
            foreach (var field in shape.Owed)
                writer.WriteStringValue(field.Name);
            writer.WriteEndArray();
        }
        writer.WriteStartObject("properties");
        foreach (var field in shape.Fields)
        {
            writer.WriteStartObject(field.Name);
            writer.WriteString("description", field.Hint is { } hint ? $"{field.Label} {hint}" : field.Label);
            WriteValue(writer, field, field.IsOwed);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    /// <summary>The type of a field. A key with no value counts as absent, so null is fine wherever the field is not owed.</summary>
    static void WriteValue(Utf8JsonWriter writer, Field field, bool isOwed)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                // A text takes any plain scalar as written.
                Types(writer, isOwed, "string", "number", "boolean");
                if (isOwed)
                    writer.WriteString("pattern", "\\S");
                break;
            case FieldKind.Date:
                Types(writer, isOwed, "string");
                Day(writer);
                break;
            case FieldKind.Number:
                Types(writer, isOwed, "number");
                if (field.Below is { } limit)
                {
                    writer.WriteNumber("exclusiveMinimum", -limit);
                    writer.WriteNumber("exclusiveMaximum", limit);
                }
                break;
            case FieldKind.Whole:
                Whole(writer, field, isOwed);
                break;
            case FieldKind.YesNo:
                Types(writer, isOwed, "boolean");
                break;
            case FieldKind.Choice:
                Words(writer, field, isOwed);
                break;
            case FieldKind.Group when isOwed:
                Reference(writer, field);
                break;
            case FieldKind.Group:
                writer.WriteStartArray("oneOf");
                writer.WriteStartObject();
                Reference(writer, field);
                writer.WriteEndObject();
                writer.WriteStartObject();
                writer.WriteString("type", "null");
                writer.WriteEndObject();
                writer.WriteEndArray();
                break;
            default:
                Types(writer, isOwed, "array");
                writer.WriteStartObject("items");
                if (field.Kind == FieldKind.Parts)
                    Reference(writer, field);
                else if (field.Kind == FieldKind.Choices)
                    Words(writer, field, isOwed: true);
                else if (field.Kind == FieldKind.Wholes)
                    Whole(writer, field, isOwed: true);
                else
                {
                    Types(writer, isOwed: true, field.Kind == FieldKind.Dates ? ["string"] : ["string", "number", "boolean"]);
                    if (field.Kind == FieldKind.Dates)
                        Day(writer);
                }
                writer.WriteEndObject();
                break;
        }
    }

    static void Whole(Utf8JsonWriter writer, Field field, bool isOwed)
    {
        Types(writer, isOwed, "integer");
        if (field.Least is { } least)
            writer.WriteNumber("minimum", least);
        if (field.Greatest is { } greatest)
            writer.WriteNumber("maximum", greatest);
    }

    static void Types(Utf8JsonWriter writer, bool isOwed, params ReadOnlySpan<string> types)
    {
        if (isOwed && types.Length == 1)
        {
            writer.WriteString("type", types[0]);
            return;
        }
        writer.WriteStartArray("type");
        foreach (var type in types)
            writer.WriteStringValue(type);
        if (!isOwed)
            writer.WriteStringValue("null");
        writer.WriteEndArray();
    }

    /// <summary>A day that there is: the months' lengths, and 29 Feb in leap years alone.</summary>
    const string DayPattern =
        "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
        + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";

    static void Day(Utf8JsonWriter writer)
    {
        writer.WriteString("format", "date");
        writer.WriteString("pattern", DayPattern);
    }

    static void Words(Utf8JsonWriter writer, Field field, bool isOwed)
    {
        writer.WriteStartArray("enum");
        foreach (var word in field.Choices)
            writer.WriteStringValue(word.Written);
        // As older files have it.
        foreach (var once in field.Choices.Select(c => c.Once).OfType<string>())
            writer.WriteBooleanValue(once is "true");
        if (!isOwed)
            writer.WriteNullValue();
        writer.WriteEndArray();
    }

    static void Reference(Utf8JsonWriter writer, Field field) => writer.WriteString("$ref", $"#/definitions/{field.Inner!.Type.Name}");
}
