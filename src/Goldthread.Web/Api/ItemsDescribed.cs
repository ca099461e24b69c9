using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Pages.Things;
using Microsoft.OpenApi;
using static Goldthread.Web.Api.ShapeSchema;

namespace Goldthread.Web.Api;

/// <summary>Describes the calls of <see cref="ItemsApi"/> list by list, each with the schema of its items, from the shapes that read them.</summary>
/// <param name="document">The description.</param>
sealed class ItemsDescribed(OpenApiDocument document)
{
    const string ETag = "ETag";

    readonly ShapeSchema shapes = new(document);

    static readonly (string Status, string Name, string Description)[] Refusals =
    [
        ("400", "WrongRequest", "A parameter or the body is not what the call takes"),
        ("401", "NoToken", "A valid token is needed"),
        ("403", "NotAllowed", "The caller sees it and may not do this"),
        ("404", "NotThere", "There is no such thing, or the caller may not see it"),
        ("412", "Stale", "Somebody changed it in between: If-Match holds another version than the present one"),
        ("413", "TooLarge", "The body is too large"),
        ("415", "NotUtf8", "The body is not in UTF-8"),
        ("422", "NotAccepted", "Something is not accepted; nothing was stored"),
        ("428", "NoVersion", "If-Match is missing"),
        ("429", "TooMany", "Too many calls; Retry-After has the seconds to wait"),
        ("503", "Away", "The database does not answer; Retry-After has the seconds to wait"),
    ];

    /// <summary>Adds paths and schemas to the description.</summary>
    public void Add()
    {
        foreach (var (status, name, description) in Refusals)
            document.AddComponent(name, Refusal(status, description));
        foreach (var parameter in Parameters)
            document.AddComponent(parameter.Name!, parameter);
        document.AddComponent(nameof(ItemsApi.Kept), KeptSchema());
        (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = "Items" });
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
            Add(thing);
    }

    void Add(Thing thing)
    {
        var name = thing.Shape.Type.Name;
        document.AddComponent(name, ItemSchema(thing));
        var item = new OpenApiSchemaReference(name, document);
        var list = $"/api/v1/plans/{{id}}/{thing.List}";
        document.Paths[list] = new OpenApiPathItem
        {
            Parameters = Named(document, "id"),
            Operations = new()
            {
                [HttpMethod.Get] = Call(
                        "list" + name,
                        $"The {thing.Plural} of a plan",
                        ("200", Answer("Some of them, and how many there are in all", ListSchema(item)))
                    )
                    .With(document, "q", "state", "person", "page", "size"),
                [HttpMethod.Post] = Call(
                        "add" + name,
                        $"Add {thing.Noun}: the same body twice is two of them",
                        ("201", Answer("Added; Location is its address", new OpenApiSchemaReference(nameof(ItemsApi.Kept), document), true))
                    )
                    .Refused(document, "413", "415", "422")
                    .Taking(NewSchema(thing, item), isOwed: true),
            },
        };
        document.Paths[list + "/{item}"] = new OpenApiPathItem
        {
            Parameters = Named(document, "id", "item"),
            Operations = new()
            {
                [HttpMethod.Get] = Call("read" + name, $"One {thing.Noun}; its version is the ETag", ("200", Answer("It", item, true))),
                [HttpMethod.Patch] = Call("change" + name, $"Change fields of one {thing.Noun}; null empties a field", ("204", Done(true)))
                    .With(document, "If-Match")
                    .Refused(document, "412", "413", "415", "422", "428")
                    .Taking(item, isOwed: true),
                [HttpMethod.Delete] = Call("remove" + name, $"Remove one {thing.Noun}; it can be brought back", ("204", Done(false)))
                    .With(document, "If-Match")
                    .Refused(document, "412", "413", "415", "422", "428")
                    .Taking(ReasonSchema(), isOwed: false),
            },
        };
        document.Paths[list + "/{item}/restore"] = new OpenApiPathItem
        {
            Parameters = Named(document, "id", "item"),
            Operations = new()
            {
                [HttpMethod.Post] = Call(
                        "restore" + name,
                        $"Bring one removed {thing.Noun} back",
                        ("200", Answer("It is back", new OpenApiSchemaReference(nameof(ItemsApi.Kept), document), true))
                    )
                    .Refused(document, "413", "422"),
            },
        };
    }

    Told Call(string id, string summary, (string Status, OpenApiResponse Answer) done)
    {
        var call = new Told
        {
            OperationId = id,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { new("Items", document) },
            Responses = new() { [done.Status] = done.Answer },
        };
        return call.Refused(document, "400", "401", "403", "404", "429", "503");
    }

    /// <summary>A call that is being described.</summary>
    sealed class Told : OpenApiOperation
    {
        public Told With(OpenApiDocument document, params ReadOnlySpan<string> parameters)
        {
            Parameters = Named(document, parameters);
            return this;
        }

        public Told Refused(OpenApiDocument document, params ReadOnlySpan<string> statuses)
        {
            foreach (var status in statuses)
                Responses![status] = new OpenApiResponseReference(NameOf(status), document);
            return this;
        }

        public Told Taking(IOpenApiSchema schema, bool isOwed)
        {
            RequestBody = new OpenApiRequestBody { Required = isOwed, Content = Content("application/json", schema) };
            return this;
        }

        static string NameOf(string status) => Array.Find(Refusals, r => r.Status == status).Name;
    }

    static IEnumerable<OpenApiParameter> Parameters =>
        [
            Parameter("id", ParameterLocation.Path, "The plan's id", Text()),
            Parameter("item", ParameterLocation.Path, "The item's id in its list", Text()),
            Parameter("If-Match", ParameterLocation.Header, "The version that was read, as ETag had it", Text()),
            Parameter(
                "q",
                ParameterLocation.Query,
                "What stands in the title or the id",
                new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ItemsApi.MostWords }
            ),
            Parameter(
                "state",
                ParameterLocation.Query,
                $"The state's or the kind's word; {ItemFilter.Late} for what is owed since",
                Text()
            ),
            Parameter("person", ParameterLocation.Query, "The staff id of whose it is", Text()),
            Parameter("page", ParameterLocation.Query, "Which page, from 1", Whole(1, ItemsApi.LastPage)),
            Parameter(
                "size",
                ParameterLocation.Query,
                $"How many items a page has; {ListModel.PageSize} unless said",
                Whole(1, ItemsApi.MostOfPage)
            ),
        ];

    static OpenApiParameter Parameter(string name, ParameterLocation where, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = where,
            Required = where is not ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };

    /// <summary>Parameters that are described once.</summary>
    static List<IOpenApiParameter> Named(OpenApiDocument document, params ReadOnlySpan<string> names)
    {
        var named = new List<IOpenApiParameter>();
        foreach (var name in names)
            named.Add(new OpenApiParameterReference(name, document));
        return named;
    }

    static OpenApiResponse Answer(string description, IOpenApiSchema schema, bool hasTag = false) =>
        new()
        {
            Description = description,
            Content = Content("application/json", schema),
            Headers = hasTag ? Tag() : null,
        };

    static OpenApiResponse Done(bool hasTag) => new() { Description = "Done", Headers = hasTag ? Tag() : null };

    internal static Dictionary<string, IOpenApiHeader> Tag(string of = "The version now") =>
        new(StringComparer.Ordinal)
        {
            [ETag] = new OpenApiHeader { Description = of, Schema = Text() },
        };

    static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [type] = new OpenApiMediaType { Schema = schema } };

    static OpenApiResponse Refusal(string status, string description)
    {
        var schema = Object(
            ("type", Text()),
            ("title", Text()),
            ("status", new OpenApiSchema { Type = JsonSchemaType.Integer }),
            ("detail", Text())
        );
        if (status is "422")
            schema.Properties!["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Object(("field", new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null }), ("message", Text())),
            };
        return new() { Description = description, Content = Content("application/problem+json", schema) };
    }

    static OpenApiSchema KeptSchema() => Object(("id", Text()), ("version", Whole(1, null)));

    static OpenApiSchema ReasonSchema() => Object(("reason", Reason()));

    static OpenApiSchema ListSchema(IOpenApiSchema item) =>
        Object(("items", new OpenApiSchema { Type = JsonSchemaType.Array, Items = item }), ("total", Whole(0, null)));

    /// <summary>What a new item owes.</summary>
    static IOpenApiSchema NewSchema(Thing thing, IOpenApiSchema item)
    {
        var owed = ThingPage.Asked(thing).Where(f => f.IsOwed).Select(f => f.CamelName).ToHashSet(StringComparer.Ordinal);
        return owed.Count == 0 ? item : new OpenApiSchema { AllOf = [item, new OpenApiSchema { Required = owed }] };
    }

    /// <summary>An item: what can be given, and what an answer adds to it.</summary>
    OpenApiSchema ItemSchema(Thing thing)
    {
        var schema = Object(("id", Given("What it is called in its list", JsonSchemaType.String)));
        foreach (var field in ThingPage.Asked(thing))
            schema.Properties![field.CamelName] = shapes.Of(field);
        // What is kept and not asked here, such as who agreed to a waiver. Figures have a call of their own.
        foreach (var field in thing.Shape.Fields.Where(f => f.Name is not "readings" && !schema.Properties!.ContainsKey(f.CamelName)))
        {
            schema.Properties![field.CamelName] = shapes.Of(field) is OpenApiSchema { } own ? Given(own) : shapes.Of(field);
        }
        if (thing.Shape.Find("reason") is null)
            schema.Properties!["reason"] = Reason();
        schema.Properties!["version"] = Given("Which version it is", JsonSchemaType.Integer);
        schema.AdditionalPropertiesAllowed = false;
        return schema;
    }

    static OpenApiSchema Given(string description, JsonSchemaType type) =>
        new()
        {
            Type = type,
            Description = description,
            ReadOnly = true,
        };

    static OpenApiSchema Given(OpenApiSchema schema)
    {
        schema.ReadOnly = true;
        return schema;
    }

    static OpenApiSchema Reason() =>
        new()
        {
            Type = JsonSchemaType.String | JsonSchemaType.Null,
            MaxLength = 1000,
            WriteOnly = true,
            Description = "Why, where the plan is approved and a reason is owed",
        };
}
