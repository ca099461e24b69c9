using System.Text.Json;

namespace Goldthread.App.Store.Kinds;

/// <summary>One line of the record, read: who did what to what, and old and new of each field as JSON.</summary>
sealed class Line
{
    Line(RecordRow row, IReadOnlyList<Change> changes) => (Row, Changes) = (row, changes);

    /// <value>The line as it is stored.</value>
    public RecordRow Row { get; }

    /// <value>What changed.</value>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">Its changes are not <c>{"field": [old, new]}</c>.</exception>
    public static Line Read(RecordRow row)
    {
        using var json = JsonDocument.Parse(row.Changes);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The changes of a line are fields, each with what was and what is.");
        var changes = new List<Change>();
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.Array || field.Value.GetArrayLength() != 2)
                throw new JsonException($"The field {field.Name} of a line has to say what was and what is.");
            changes.Add(new(field.Name, field.Value[0].GetRawText(), field.Value[1].GetRawText()));
        }
        return new Line(row, changes);
    }

    /// <summary>What a field is from now on, as JSON; <c>null</c> where the line does not speak of it.</summary>
    public string New(string field) => Changes.FirstOrDefault(c => c.Field == field)?.New ?? JsonValue.Nothing;

    /// <summary>What a field was, as JSON; <c>null</c> where the line does not speak of it.</summary>
    public string Old(string field) => Changes.FirstOrDefault(c => c.Field == field)?.Old ?? JsonValue.Nothing;
}

/// <summary>Values of the record as JSON texts.</summary>
static class JsonValue
{
    /// <summary>No value.</summary>
    public const string Nothing = "null";

    /// <summary>A value as text: what stands between the quotation marks of a text, any other as it is written, nothing as nothing.</summary>
    public static string Text(string json) =>
        json is Nothing ? ""
        : json[0] == '"' ? JsonSerializer.Deserialize<string>(json)!
        : json;

    /// <summary>True where both mean the same: a text may be escaped in two ways, 1.0 is 1 and -0 is 0.</summary>
    public static bool AreSame(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
            return true;
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return AreSame(first.RootElement, second.RootElement);
    }

    static bool AreSame(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
            return false;
        switch (one.ValueKind)
        {
            case JsonValueKind.Number:
                return one.TryGetDecimal(out var exact) && other.TryGetDecimal(out var also)
                    ? exact == also
                    : one.GetDouble().Equals(other.GetDouble());
            case JsonValueKind.String:
                return string.Equals(one.GetString(), other.GetString(), StringComparison.Ordinal);
            case JsonValueKind.Array:
                return one.GetArrayLength() == other.GetArrayLength()
                    && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => AreSame(pair.First, pair.Second));
            case JsonValueKind.Object:
                return one.EnumerateObject().Count() == other.EnumerateObject().Count()
                    && one.EnumerateObject().All(p => other.TryGetProperty(p.Name, out var value) && AreSame(p.Value, value));
            default:
                return true;
        }
    }
}
