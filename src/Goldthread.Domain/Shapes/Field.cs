using System.Reflection;
using System.Text.Json;

namespace Goldthread.Domain.Shapes;

/// <summary>What kind of answer a field takes.</summary>
public enum FieldKind
{
    /// <summary>A text of at most <see cref="Field.Max"/> characters.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>A whole number within <see cref="Field.Least"/> and <see cref="Field.Greatest"/>.</summary>
    Whole,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>One of <see cref="Field.Choices"/>.</summary>
    Choice,

    /// <summary>Several texts.</summary>
    Texts,

    /// <summary>Several of <see cref="Field.Choices"/>.</summary>
    Choices,

    /// <summary>Several days.</summary>
    Dates,

    /// <summary>Several whole numbers, in an order that means something.</summary>
    Wholes,

    /// <summary>A part of its own shape.</summary>
    Group,

    /// <summary>Several parts of one shape.</summary>
    Parts,
}

/// <summary>One field of a <see cref="Shape"/>: its name, its question, its bounds, and how to get, set, compare and write its value.</summary>
public abstract class Field
{
    private protected Field(PropertyInfo property, FieldKind kind)
    {
        Kind = kind;
        Property = property.Name;
        Name = Words.Split(property.Name, '_');
        // In calls a thing's version stands beside its fields under that name: how often it was changed.
        CamelName = property.Name is "Version" ? "documentVersion" : JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var asks = property.GetCustomAttribute<AsksAttribute>();
        Label = asks?.Label ?? Words.Capital(Words.Split(property.Name, ' '));
        Hint = asks?.Hint;
        IsLong = asks?.Long ?? false;
        IsForPrograms = property.IsDefined(typeof(ForProgramsAttribute));
        IsId = property.GetCustomAttribute<IsIdAttribute>() is not null;
        IsOwed = (IsId && property.DeclaringType == typeof(Item) ? (MemberInfo)property.ReflectedType! : property).IsDefined(
            typeof(OwedAttribute)
        );
        IsOwedOnceApproved = property.IsDefined(typeof(OwedOnceApprovedAttribute));
        AsksWhy = property.GetCustomAttribute<AsksWhyAttribute>() is not null;
        MovedBy = property.GetCustomAttribute<MovedByAttribute>()?.Moves ?? [];
        AskedFirst = property.GetCustomAttribute<AskedFirstAttribute>()?.Place;
        Fold = property.GetCustomAttribute<UnderAttribute>()?.Fold ?? Fold.More;
        UsuallyToday = property.IsDefined(typeof(UsuallyTodayAttribute));
        Happened = MovedBy.Count > 0 || property.IsDefined(typeof(HappenedAttribute));
        Max = property.GetCustomAttribute<MaxAttribute>()?.Length ?? (IsLong ? 4000 : 200);
        var within = property.GetCustomAttribute<WithinAttribute>();
        Least = within?.Least;
        CountedIn = property.GetCustomAttribute<InAttribute>()?.What;
        Greatest = within?.Greatest;
        RefersTo = property.GetCustomAttribute<RefersAttribute>()?.Lists ?? [];
        var any = property.GetCustomAttribute<RefersToAnyAttribute>();
        RefersToAny = any is not null;
        RefersToRolesAndCriteria = any is { RolesAndCriteria: true };
        Known = property.GetCustomAttribute<KnownAttribute>()?.Known;
    }

    /// <value>The kind of answer.</value>
    public FieldKind Kind { get; }

    /// <value>Its place among the fields of its shape, from 0.</value>
    public int Place { get; internal set; }

    /// <value>The C# property's name.</value>
    public string Property { get; }

    /// <value>The name in the plan file: <c>success_criterion</c>.</value>
    public string Name { get; }

    /// <value>The name in the API: <c>successCriterion</c>.</value>
    public string CamelName { get; }

    /// <value>The question on a form.</value>
    public string Label { get; }

    /// <value>What helps to answer it, or null.</value>
    public string? Hint { get; }

    /// <value>True where the answer is likely to be longer than a line.</value>
    public bool IsLong { get; }

    /// <value>True for a text that no page and no document writes out.</value>
    public bool IsForPrograms { get; }

    /// <value>True where it is the id of its owner.</value>
    public bool IsId { get; }

    /// <value>True where the owner cannot be without it.</value>
    public bool IsOwed { get; }

    /// <value>True where it is owed once the plan is approved.</value>
    public bool IsOwedOnceApproved { get; }

    /// <value>What is said where it is owed and left out. It names the question, since a summary of what is wrong can hold several.</value>
    public string LeftOut => $"Answer “{Label}”: it cannot be left out.";

    /// <value>True where a change after approval owes a reason.</value>
    public bool AsksWhy { get; }

    /// <value>The names of the moves that alone set it; empty where people write it themselves.</value>
    public IReadOnlyList<string> MovedBy { get; }

    /// <value>Its place among the few questions that a new thing is asked, from 1; null where it can wait.</value>
    public int? AskedFirst { get; }

    /// <value>With which others it is asked where it can wait.</value>
    public Fold Fold { get; }

    /// <value>True for a day that is today for most of those that somebody writes down.</value>
    public bool UsuallyToday { get; }

    /// <value>True where it says what has happened, not what is planned: a copy of its owner begins without it.</value>
    public bool Happened { get; }

    /// <value>The greatest number of characters (of each text).</value>
    public int Max { get; }

    /// <value>In what its number is counted; null where it is no number, or one on a scale.</value>
    public CountedIn? CountedIn { get; }

    /// <value>The least whole number, or null for none.</value>
    public int? Least { get; }

    /// <value>The greatest whole number, or null for none.</value>
    public int? Greatest { get; }

    /// <value>What a number stays below, with or without its sign; null for none.</value>
    public abstract decimal? Below { get; }

    /// <value>Lists of the plan to whose items it refers; empty where it is no reference.</value>
    public IReadOnlyList<string> RefersTo { get; }

    /// <value>True where it may refer to an item of any list, or to the plan.</value>
    public bool RefersToAny { get; }

    /// <value>True where it may also be a role of the establishment or a criterion of the portfolio's unit.</value>
    public bool RefersToRolesAndCriteria { get; }

    /// <value>The shipped data that it names, or null.</value>
    public Known? Known { get; }

    /// <value>True where people write freely, so that the text can identify somebody.</value>
    public bool IsFreeText => Kind is FieldKind.Text or FieldKind.Texts && RefersTo.Count == 0 && !RefersToAny && Known is null && !IsId;

    /// <value>The words that it takes, in order; empty where it is no choice.</value>
    public abstract IReadOnlyList<Words.Word> Choices { get; }

    /// <value>The shape of its part or parts, or null.</value>
    public abstract Shape? Inner { get; }

    /// <summary>True where a value is given: not null, not an empty list, not a blank text.</summary>
    public abstract bool IsSet(Part owner);

    /// <summary>The value: string, DateOnly, decimal, double, int, bool, an enum, a list of those, a part or a list of parts; null where absent.</summary>
    public abstract object? Get(Part owner);

    /// <summary>Sets the value; null makes it absent.</summary>
    /// <exception cref="InvalidCastException">The value is of another type than the field's.</exception>
    public abstract void Set(Part owner, object? value);

    /// <summary>Reads one answer of a form, or one plain scalar of a file. Lists are read item by item.</summary>
    /// <param name="text">What was written, trimmed or not; blank is absent.</param>
    /// <param name="value">The value, null where absent.</param>
    /// <returns>Null, or a sentence that says what would be accepted.</returns>
    public abstract string? Parse(string? text, out object? value);

    /// <value>True where the answer is several single values: texts, words, days or whole numbers.</value>
    public bool IsList => Kind is FieldKind.Texts or FieldKind.Choices or FieldKind.Dates or FieldKind.Wholes;

    /// <summary>Makes a list value of single values as <see cref="Parse"/> gives them; where <see cref="IsList"/>, and for parts.</summary>
    public abstract object List(IEnumerable<object> values);

    /// <summary>The value as the forms write it: a date as 2026-04-01, a word as written, lists joined with commas; empty where absent.</summary>
    public abstract string Write(Part owner);

    /// <summary>Writes the value as JSON (not the name).</summary>
    public abstract void WriteJson(Utf8JsonWriter writer, Part owner);

    /// <summary>Reads the value from JSON that <see cref="WriteJson"/> wrote; the reader stands on its first token and is left on its last.</summary>
    public abstract void ReadJson(ref Utf8JsonReader reader, Part owner);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

sealed class Field<TOwner, TValue>(PropertyInfo property, Codec<TValue> codec) : Field(property, codec.Kind)
    where TOwner : Part
{
    readonly Func<TOwner, TValue?> get = property.GetGetMethod(true)!.CreateDelegate<Func<TOwner, TValue?>>();
    readonly Action<TOwner, TValue?> set = (
        property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(true)
        ?? throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} has no setter.")
    ).CreateDelegate<Action<TOwner, TValue?>>();

    public override IReadOnlyList<Words.Word> Choices => codec.Choices;

    public override Shape? Inner => codec.Inner;

    public override decimal? Below => codec.Below;

    public override bool IsSet(Part owner) => codec.IsSet(get((TOwner)owner));

    public override object? Get(Part owner) => get((TOwner)owner) is { } value && codec.IsSet(value) ? codec.Box(value) : null;

    public override void Set(Part owner, object? value) => set((TOwner)owner, value is null ? codec.Absent : codec.Unbox(value));

    public override string? Parse(string? text, out object? value)
    {
        value = null;
        return string.IsNullOrWhiteSpace(text) ? null : codec.Parse(text, this, out value);
    }

    public override object List(IEnumerable<object> values) => codec.List(values);

    public override string Write(Part owner) => get((TOwner)owner) is { } value && codec.IsSet(value) ? codec.Write(value) : "";

    public override void WriteJson(Utf8JsonWriter writer, Part owner)
    {
        if (get((TOwner)owner) is { } value && codec.IsSet(value))
            codec.WriteJson(writer, value);
        else
            writer.WriteNullValue();
    }

    public override void ReadJson(ref Utf8JsonReader reader, Part owner) =>
        set((TOwner)owner, reader.TokenType == JsonTokenType.Null ? codec.Absent : codec.ReadJson(ref reader));
}
