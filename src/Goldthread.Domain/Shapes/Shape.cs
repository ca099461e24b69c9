using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Goldthread.Domain.Shapes;

/// <summary>The fields of a <see cref="Part"/>, read once from its properties: the one declaration that everything else follows.</summary>
public sealed class Shape
{
    static readonly ConcurrentDictionary<Type, Shape> Shapes = new();
    readonly Lazy<FrozenDictionary<string, Field>> byName;
    readonly Lazy<FrozenDictionary<string, Field>> byCamelName;
    readonly Func<Part> make;

    Shape(Type type)
    {
        Type = type;
        make = () => (Part)Activator.CreateInstance(type)!;
        Fields =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                // Asked of the class that declares it: an inherited property hides its private setter.
                .Where(p => IsField(type, p))
                // The id first; what all items have, last.
                .OrderBy(p =>
                    p.DeclaringType == type ? 1
                    : p.DeclaringType == typeof(Part) ? 2
                    : 0
                )
                .Select(FieldOf),
        ];
        for (var place = 0; place < Fields.Count; place++)
            Fields[place].Place = place;
        Owed = [.. Fields.Where(f => f.IsOwed)];
        AskedFirst = [.. Fields.Where(f => f.AskedFirst is not null).OrderBy(f => f.AskedFirst)];
        byName = new(() => Fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal));
        byCamelName = new(() => Fields.ToFrozenDictionary(f => f.CamelName, StringComparer.Ordinal));
    }

    /// <value>The class.</value>
    public Type Type { get; }

    /// <value>Its fields, in the order of the class, the id first.</value>
    public IReadOnlyList<Field> Fields { get; }

    /// <value>The fields that a part of this shape cannot be without.</value>
    public IReadOnlyList<Field> Owed { get; }

    /// <value>The few questions that make one useful, in the order in which they are asked; none where all are asked at once.</value>
    public IReadOnlyList<Field> AskedFirst { get; }

    /// <summary>The field of an API name, <c>successCriterion</c>, or null.</summary>
    public Field? FindCamel(string name) => byCamelName.Value.GetValueOrDefault(name);

    /// <summary>The field of a plan-file name, or null.</summary>
    public Field? Find(string name) => byName.Value.GetValueOrDefault(name);

    /// <summary>The field of a plan-file name.</summary>
    /// <exception cref="KeyNotFoundException">There is none such.</exception>
    public Field this[string name] => byName.Value[name];

    /// <summary>A new, empty part.</summary>
    public Part New() => make();

    /// <summary>The shape of a class.</summary>
    public static Shape Of<T>()
        where T : Part => One<T>.Shape;

    /// <inheritdoc cref="Of{T}"/>
    public static Shape Of(Type type) => Shapes.GetOrAdd(type, static t => new Shape(t));

    /// <summary>Writes the part as a JSON object of plan-file names; what is absent is left out.</summary>
    public void WriteJson(Utf8JsonWriter writer, Part part)
    {
        writer.WriteStartObject();
        foreach (var field in Fields)
        {
            if (!field.IsSet(part))
                continue;
            writer.WritePropertyName(field.Name);
            field.WriteJson(writer, part);
        }
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteJson(Utf8JsonWriter, Part)"/> wrote; the reader stands on the start of the object.</summary>
    /// <exception cref="JsonException">A name is not one of the shape's.</exception>
    public Part ReadJson(ref Utf8JsonReader reader)
    {
        var part = make();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = Find(reader.GetString()!) ?? throw new JsonException($"{Type.Name} has no field {reader.GetString()}.");
            reader.Read();
            field.ReadJson(ref reader, part);
        }
        return part;
    }

    /// <summary>The part as JSON text.</summary>
    public string ToJson(Part part) => Json(writer => WriteJson(writer, part));

    /// <summary>The part that a JSON text holds.</summary>
    public Part FromJson(string json)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(json, bytes)));
            reader.Read();
            return ReadJson(ref reader);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>One field's value as JSON text, <c>null</c> where absent: what the record of changes keeps.</summary>
    public static string ToJson(Field field, Part part) => Json(writer => field.WriteJson(writer, part));

    /// <summary>A copy that shares nothing that can change.</summary>
    public Part Copy(Part part)
    {
        var copy = make();
        foreach (var field in Fields)
            field.Set(copy, field.Get(part));
        (copy.FileLine, copy.Keys) = (part.FileLine, part.Keys);
        return copy;
    }

    static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                    SkipValidation = true,
                }
            )
        )
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static bool IsField(Type type, PropertyInfo property) =>
        property.DeclaringType == typeof(Part)
            ? property.Name is nameof(Part.Restricted) && type.IsDefined(typeof(ThingAttribute), false)
            : property.DeclaringType!.GetProperty(property.Name)!.CanWrite;

    static Field FieldOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        var codec =
            CodecOf(type) ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name}: no codec for {type}.");
        // The reflected type, not the declaring one: an Item's id belongs to each of its kinds.
        var field = typeof(Field<,>).MakeGenericType(property.ReflectedType!, codec.GetType().BaseType!.GetGenericArguments()[0]);
        return (Field)Activator.CreateInstance(field, property, codec)!;
    }

    static object? CodecOf(Type type)
    {
        if (type == typeof(string))
            return new TextCodec();
        if (type == typeof(DateOnly?))
            return new DateCodec();
        if (type == typeof(decimal?))
            return new DecimalCodec();
        if (type == typeof(double?))
            return new DoubleCodec();
        if (type == typeof(int?))
            return new WholeCodec();
        if (type == typeof(bool?))
            return new YesNoCodec();
        if (Nullable.GetUnderlyingType(type) is { IsEnum: true } word)
            return Activator.CreateInstance(typeof(ChoiceCodec<>).MakeGenericType(word));
        if (type.IsSubclassOf(typeof(Part)))
            return Activator.CreateInstance(typeof(PartCodec<>).MakeGenericType(type));
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>))
            return null;
        var one = type.GetGenericArguments()[0];
        var (kind, inner) =
            one == typeof(string) ? (FieldKind.Texts, one)
            : one == typeof(DateOnly) ? (FieldKind.Dates, typeof(DateOnly?))
            : one == typeof(int) ? (FieldKind.Wholes, typeof(int?))
            : one.IsEnum ? (FieldKind.Choices, typeof(Nullable<>).MakeGenericType(one))
            : (FieldKind.Parts, one);
        return CodecOf(inner) is { } codec ? Activator.CreateInstance(typeof(ListCodec<,>).MakeGenericType(one, inner), kind, codec) : null;
    }

    static class One<T>
        where T : Part
    {
        internal static readonly Shape Shape = Shapes.GetOrAdd(typeof(T), static t => new Shape(t));
    }
}
