using System.Text.Json;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Api;

/// <summary>Fields of a thing out of JSON, by its shape: what a PATCH changes.</summary>
static class JsonFields
{
    /// <summary>Reads an object of fields, each under its camelCase name, and beside them <c>reason</c>.</summary>
    /// <param name="shape">The thing's shape.</param>
    /// <param name="json">The object.</param>
    /// <param name="faults">Takes what is not accepted.</param>
    /// <returns>Values by field name as in the plan file, null for a field that is emptied; and the reason.</returns>
    /// <exception cref="JsonException">It is no object.</exception>
    public static (Dictionary<string, object?> Values, string? Reason) Read(Shape shape, JsonElement json, List<PlansApi.Fault> faults)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            throw new JsonException("It is no object.");
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        string? reason = null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not "reason")
                Add(shape, property, "", values, faults);
            else if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                reason = property.Value.GetString();
            else
                faults.Add(new("/reason", null, "Give a text."));
        }
        return (values, reason);
    }

    static void Add(Shape shape, JsonProperty property, string above, Dictionary<string, object?> values, List<PlansApi.Fault> faults)
    {
        var path = $"{above}/{property.Name}";
        if (shape.FindCamel(property.Name) is not { IsId: false } field)
            faults.Add(new(path, null, $"There is no field “{property.Name}” here that can be changed."));
        else
            values[field.Name] = Value(field, property.Value, path, faults);
    }

    static object? Value(Field field, JsonElement json, string path, List<PlansApi.Fault> faults)
    {
        if (json.ValueKind is JsonValueKind.Null)
            return null;
        if (field.Kind is not (FieldKind.Texts or FieldKind.Choices or FieldKind.Dates or FieldKind.Parts))
            return One(field, json, path, faults);
        if (json.ValueKind is JsonValueKind.Array)
            return field.List(json.EnumerateArray().Select((one, at) => One(field, one, $"{path}/{at}", faults)).OfType<object>());
        faults.Add(new(path, null, "Give a list."));
        return null;
    }

    static object? One(Field field, JsonElement json, string path, List<PlansApi.Fault> faults)
    {
        object? value = null;
        var isObject = json.ValueKind is JsonValueKind.Object;
        var wrong =
            json.ValueKind is JsonValueKind.Array ? "Give one value, no list."
            : isObject != field.Inner is not null ? (isObject ? "Give one value, no object." : "Give an object of fields.")
            : isObject ? null
            : field.Parse(json.ValueKind is JsonValueKind.String ? json.GetString() : json.GetRawText(), out value);
        if (wrong is not null)
        {
            faults.Add(new(path, null, wrong));
            return null;
        }
        if (field.Inner is not { } inner)
            return value;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
            Add(inner, property, path, values, faults);
        var part = inner.New();
        foreach (var (name, given) in values)
            inner[name].Set(part, given);
        return part;
    }
}
