using System.Globalization;
using System.Text.Json.Nodes;
using Goldthread.Domain.Shapes;
using Microsoft.OpenApi;

namespace Goldthread.Web.Api;

/// <summary>
/// The fields of shapes as the description of the interface tells them: names in camelCase, kinds, bounds, words, what is owed. What a call takes of an
/// item and of a move is told by this alone; the parts in them are told once, as components.
/// </summary>
/// <param name="document">The description.</param>
sealed class ShapeSchema(OpenApiDocument document)
{
    /// <summary>What a field can be given; null where it need not be.</summary>
    public IOpenApiSchema Of(Field field)
    {
        var may = field.IsOwed ? default : JsonSchemaType.Null;
        IOpenApiSchema schema = field.Kind switch
        {
            FieldKind.Group when field.IsOwed => Part(field.Inner!),
            FieldKind.Group => new OpenApiSchema { OneOf = [Part(field.Inner!), new OpenApiSchema { Type = JsonSchemaType.Null }] },
            FieldKind.Parts => Many(Part(field.Inner!), may),
            FieldKind.Texts => Many(One(field, FieldKind.Text, default), may),
            FieldKind.Dates => Many(One(field, FieldKind.Date, default), may),
            FieldKind.Choices => Many(One(field, FieldKind.Choice, default), may),
            FieldKind.Wholes => Many(One(field, FieldKind.Whole, default), may),
            var kind => One(field, kind, may),
        };
        if (schema is OpenApiSchema own)
            own.Description = field.Hint is { } hint ? $"{field.Label} {hint}" : field.Label;
        return schema;
    }

    /// <summary>The schema of a part, which is described once.</summary>
    OpenApiSchemaReference Part(Shape shape)
    {
        var name = shape.Type.Name;
        if (document.Components?.Schemas?.ContainsKey(name) != true)
        {
            var schema = Object();
            // Named before its fields are looked at: a shape may hold itself.
            document.AddComponent(name, schema);
            Fill(schema, shape);
        }
        return new(name, document);
    }

    /// <summary>The body that gives all fields of a shape.</summary>
    public OpenApiSchema Body(Shape shape) => Fill(Object(), shape);

    OpenApiSchema Fill(OpenApiSchema schema, Shape shape)
    {
        foreach (var field in shape.Fields)
            schema.Properties![field.CamelName] = Of(field);
        if (shape.Owed.Count > 0)
            schema.Required = shape.Owed.Select(f => f.CamelName).ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = false;
        return schema;
    }

    static OpenApiSchema Many(IOpenApiSchema one, JsonSchemaType may) => new() { Type = JsonSchemaType.Array | may, Items = one };

    static OpenApiSchema One(Field field, FieldKind kind, JsonSchemaType may)
    {
        switch (kind)
        {
            case FieldKind.Date:
                return new() { Type = JsonSchemaType.String | may, Format = "date" };
            case FieldKind.Number:
                var below = field.Below?.ToString(CultureInfo.InvariantCulture);
                return new()
                {
                    Type = JsonSchemaType.Number | may,
                    ExclusiveMinimum = below is null ? null : "-" + below,
                    ExclusiveMaximum = below,
                };
            case FieldKind.Whole:
                var whole = Whole(field.Least, field.Greatest);
                whole.Type |= may;
                return whole;
            case FieldKind.YesNo:
                return new() { Type = JsonSchemaType.Boolean | may };
            case FieldKind.Choice:
                List<JsonNode> words = [.. field.Choices.Select(c => (JsonNode)c.Written)];
                return may == default
                    ? new() { Enum = words }
                    : new() { OneOf = [new OpenApiSchema { Enum = words }, new OpenApiSchema { Type = JsonSchemaType.Null }] };
            default:
                return new() { Type = JsonSchemaType.String | may, MaxLength = field.Max };
        }
    }

    internal static OpenApiSchema Whole(int? least, int? greatest) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Minimum = least?.ToString(CultureInfo.InvariantCulture),
            Maximum = greatest?.ToString(CultureInfo.InvariantCulture),
        };

    internal static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    internal static OpenApiSchema Object(params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> properties)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
        };
        foreach (var (name, property) in properties)
            schema.Properties[name] = property;
        return schema;
    }
}
