using Goldthread.Domain.Shapes;
using Microsoft.OpenApi;

namespace Goldthread.Web.Api;

/// <summary>The fields of a shape as the description of the interface tells them: names in camelCase, kinds, bounds, what is owed.</summary>
static class ShapeSchema
{
    /// <summary>An object of the shape's fields.</summary>
    public static OpenApiSchema Of(Shape shape) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = shape.Fields.ToDictionary(f => f.CamelName, f => (IOpenApiSchema)Of(f), StringComparer.Ordinal),
            Required = shape.Owed.Select(f => f.CamelName).ToHashSet(StringComparer.Ordinal),
        };

    static OpenApiSchema Of(Field field)
    {
        var schema = field.Kind switch
        {
            FieldKind.Texts or FieldKind.Choices or FieldKind.Dates or FieldKind.Parts => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = One(field),
            },
            _ => One(field),
        };
        schema.Description = field.Hint is null ? field.Label : $"{field.Label} {field.Hint}";
        return schema;
    }

    static OpenApiSchema One(Field field) =>
        field.Kind switch
        {
            FieldKind.Group or FieldKind.Parts => Of(field.Inner!),
            FieldKind.Date or FieldKind.Dates => new() { Type = JsonSchemaType.String, Format = "date" },
            FieldKind.Number => new() { Type = JsonSchemaType.Number },
            FieldKind.Whole => new()
            {
                Type = JsonSchemaType.Integer,
                Minimum = Bound(field.Least),
                Maximum = Bound(field.Greatest),
            },
            FieldKind.YesNo => new() { Type = JsonSchemaType.Boolean },
            FieldKind.Choice or FieldKind.Choices => new()
            {
                Type = JsonSchemaType.String,
                Enum = [.. field.Choices.Select(c => (System.Text.Json.Nodes.JsonNode)c.Written)],
            },
            _ => new() { Type = JsonSchemaType.String, MaxLength = field.Max },
        };

    static string? Bound(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
