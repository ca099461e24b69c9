using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Api;

/// <summary>Fields of an item as another program sent them: an object, each field under its camelCase name, and beside them <c>reason</c>.</summary>
/// <param name="Values">Values by field name as in the plan file; null for a field that is emptied.</param>
/// <param name="Reason">Why; null where nothing is said.</param>
/// <param name="Refusals">What is not accepted, by the place as forms name it: <c>notes[0].by</c>.</param>
sealed record JsonFields(IReadOnlyDictionary<string, object?> Values, string? Reason, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>How deep a body may nest; the shapes nest less.</summary>
    const int MostDeep = 8;

    /// <summary>Every field of the shape that was sent, those too that cannot be read.</summary>
    public IEnumerable<Field> Sent(Shape shape) =>
        Values
            .Keys.Concat(Refusals.Select(r => r.Field!.Split('.', '[')[0]))
            .Distinct(StringComparer.Ordinal)
            .Select(shape.Find)
            .OfType<Field>();

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asked">The fields that may be given.</param>
    /// <param name="shape">The item's shape.</param>
    /// <param name="cancel">Ends when the caller goes away.</param>
    /// <exception cref="BadHttpRequestException">It is no JSON object (400), or not in UTF-8 (415).</exception>
    /// <param name="mayBeEmpty">True where no body is an answer too.</param>
    public static async Task<JsonFields> ReadAsync(
        HttpRequest request,
        IReadOnlyList<Field> asked,
        Shape shape,
        CancellationToken cancel,
        bool mayBeEmpty = false
    )
    {
        if (
            request.GetTypedHeaders().ContentType?.Charset is { HasValue: true } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        )
            throw new BadHttpRequestException("Send the body as JSON in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        ReadOnlyMemory<byte> body = await Calls.BodyAsync(request, cancel);
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        // Nothing is what a call without fields sends.
        if (body.IsEmpty && (mayBeEmpty || asked.Count == 0))
            return new(new Dictionary<string, object?>(), null, []);
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = MostDeep, AllowDuplicateProperties = false });
            if (!Utf8.IsValid(body.Span) || json.RootElement.ValueKind is not JsonValueKind.Object)
                throw new JsonException();
            return new Reading(asked, shape).Read(json.RootElement);
        }
        // Half a character, written as an escape, is no text either.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            var why = wrong is JsonException { LineNumber: { } line }
                ? string.Create(CultureInfo.InvariantCulture, $" Line {line + 1} is no JSON, gives a name twice, or nests too deep.")
                : "";
            throw new BadHttpRequestException($"The body is no JSON object of fields, like {{\"title\": \"Write the rota\"}}.{why}", wrong);
        }
    }

    /// <summary>The place of a refusal in the names of the API: <c>checkOn</c> of <c>check_on</c>, <c>notes[0].by</c>.</summary>
    /// <param name="shape">The item's shape.</param>
    /// <param name="place">The place as forms name it; null for the whole.</param>
    public static string? CamelPlace(Shape shape, string? place)
    {
        if (place is null)
            return null;
        Shape? at = shape;
        var steps = place.Split('.');
        for (var i = 0; i < steps.Length; i++)
        {
            var end = steps[i].IndexOf('[', StringComparison.Ordinal) is >= 0 and var open ? open : steps[i].Length;
            var field = at?.Find(steps[i][..end]);
            steps[i] = (field?.CamelName ?? steps[i][..end]) + steps[i][end..];
            at = field?.Inner;
        }
        return string.Join('.', steps);
    }

    /// <summary>One body under way.</summary>
    sealed class Reading(IReadOnlyList<Field> asked, Shape shape)
    {
        readonly List<Refusal> refusals = [];

        public JsonFields Read(JsonElement json)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            string? reason = null;
            // Some things have a reason of their own, which is another matter.
            var isReason = !asked.Any(f => f.Name is "reason");
            foreach (var property in json.EnumerateObject())
            {
                if (!isReason || property.Name is not "reason")
                    Add(shape, asked, property, "", values);
                else if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                    reason = property.Value.GetString();
                else
                    Refuse("reason", "Give a text.");
            }
            return new(values, reason, refusals);
        }

        void Add(Shape owner, IReadOnlyList<Field> among, JsonProperty property, string above, Dictionary<string, object?> values)
        {
            if (owner.FindCamel(property.Name) is { IsId: false } field && among.Contains(field))
                values[field.Name] = Value(field, property.Value, above + field.Name);
            else if (owner.Find(property.Name) is { } known && known.CamelName != known.Name)
                Refuse(above + property.Name, $"Names are in camelCase here: write “{known.CamelName}”.");
            else
                Refuse(above + Short(property.Name), $"There is no field “{Short(property.Name)}” here that can be changed.");
        }

        object? Value(Field field, JsonElement json, string place)
        {
            if (json.ValueKind is JsonValueKind.Null)
                return null;
            if (!field.IsList && field.Kind is not FieldKind.Parts)
                return One(field, json, place);
            if (json.ValueKind is JsonValueKind.Array)
            {
                var isParts = field.Kind is FieldKind.Parts;
                var values = json.EnumerateArray()
                    .Select((one, at) => One(field, one, isParts ? $"{place}[{at}]" : place))
                    .OfType<object>();
                return field.List(isParts || field.Kind is FieldKind.Wholes ? values : values.Distinct());
            }
            Refuse(place, "Give a list.");
            return null;
        }

        object? One(Field field, JsonElement json, string place)
        {
            object? value = null;
            var isObject = json.ValueKind is JsonValueKind.Object;
            var wrong =
                json.ValueKind is JsonValueKind.Array ? "Give one value, no list."
                : json.ValueKind is JsonValueKind.Null ? "Give a value, or leave it out."
                : isObject != field.Inner is not null ? (isObject ? "Give one value, no object." : "Give an object of fields.")
                : isObject ? null
                : field.Parse(TextOf(json), out value);
            if (wrong is not null)
                Refuse(place, wrong);
            return wrong is null && field.Inner is { } inner ? Inside(inner, json, place, field.Kind is FieldKind.Parts) : value;
        }

        /// <summary>As a form takes it: without blanks around it, its lines ended as here.</summary>
        static string TextOf(JsonElement json) =>
            json.ValueKind is JsonValueKind.String
                ? json.GetString()!.Replace("\r\n", "\n", StringComparison.Ordinal).Trim()
                : json.GetRawText();

        Part? Inside(Shape inner, JsonElement json, string place, bool isOneOfMany)
        {
            var before = refusals.Count;
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var property in json.EnumerateObject())
                Add(inner, inner.Fields, property, place + ".", values);
            var part = inner.New();
            foreach (var (name, given) in values)
                inner[name].Set(part, given);
            if (refusals.Count > before)
                return null;
            if (!inner.Fields.Any(f => f.IsSet(part)))
            {
                if (isOneOfMany)
                    Refuse(place, "Give at least one of its fields, or leave it out.");
                return null;
            }
            foreach (var owed in inner.Owed.Where(f => !f.IsSet(part)))
                Refuse($"{place}.{owed.Name}", owed.LeftOut);
            return part;
        }

        void Refuse(string place, string message) => refusals.Add(new(place, message));

        static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";
    }
}
