using System.Globalization;
using System.Text.Json;

namespace Goldthread.Domain.Shapes;

/// <summary>How values of one type are read and written. TValue is the property's type, nullable where the property is.</summary>
abstract class Codec<TValue>(FieldKind kind)
{
    public FieldKind Kind => kind;
    public virtual TValue? Absent => default;
    public virtual IReadOnlyList<Words.Word> Choices => [];
    public virtual Shape? Inner => null;
    public virtual decimal? Below => null;

    public virtual bool IsSet(TValue? value) => value is not null;

    public virtual object Box(TValue value) => value!;

    public virtual TValue Unbox(object value) => (TValue)value;

    public abstract string? Parse(string text, Field field, out object? value);

    public virtual object List(IEnumerable<object> values) => throw new InvalidOperationException($"A {Kind} is no list.");

    public abstract string Write(TValue value);
    public abstract void WriteJson(Utf8JsonWriter writer, TValue value);
    public abstract TValue ReadJson(ref Utf8JsonReader reader);
}

sealed class TextCodec() : Codec<string>(FieldKind.Text)
{
    public override bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);

    public override string? Parse(string text, Field field, out object? value)
    {
        // A word processor's line end within a paragraph.
        text = text.Replace('\v', '\n');
        value = text;
        foreach (var letter in text)
        {
            if (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
                return "Take out the characters that cannot be shown.";
        }
        return text.Length > field.Max ? $"Write at most {field.Max:N0} characters; this has {text.Length:N0}." : null;
    }

    public override string Write(string value) => value;

    public override void WriteJson(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public override string ReadJson(ref Utf8JsonReader reader) => reader.GetString()!;
}

sealed class DateCodec() : Codec<DateOnly?>(FieldKind.Date)
{
    public override string? Parse(string text, Field field, out object? value)
    {
        if (Days.TryRead(text, out var day))
        {
            value = day;
            return null;
        }
        // As spreadsheets and programs write a day; a month or a year is none.
        if (WrittenPeriod.TryRead(text, out var period) && period.Kind is Monitor.Frequency.Daily)
        {
            value = period.First;
            return null;
        }
        value = null;
        return "Enter a date like 1 Apr 2026.";
    }

    public override string Write(DateOnly? value) => value!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, DateOnly? value)
    {
        Span<char> text = stackalloc char[10];
        value!.Value.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }

    public override DateOnly? ReadJson(ref Utf8JsonReader reader) =>
        DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Money and hours: exact decimals, at most twelve digits before the point and four after.</summary>
sealed class DecimalCodec() : Codec<decimal?>(FieldKind.Number)
{
    const decimal Limit = 1_000_000_000_000m;

    public override decimal? Below => Limit;

    public override string? Parse(string text, Field field, out object? value)
    {
        decimal number = 0;
        var read =
            WrittenNumber.Typed(text) is { } digits
            && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        // Without trailing noughts, so that 98.0 and 98 are written alike.
        value = number / 1.0000000000000000000000000000m;
        if (!read)
            return "Enter a number, like 12.5.";
        return Math.Abs(number) >= Limit ? string.Create(CultureInfo.InvariantCulture, $"Enter a number below {Limit:N0}.") : null;
    }

    public override string Write(decimal? value) => value!.Value.ToString("0.############################", CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, decimal? value) => writer.WriteNumberValue(value!.Value);

    public override decimal? ReadJson(ref Utf8JsonReader reader) => reader.GetDecimal();
}

/// <summary>Figures: IEEE doubles, always finite.</summary>
sealed class DoubleCodec() : Codec<double?>(FieldKind.Number)
{
    public override string? Parse(string text, Field field, out object? value)
    {
        var digits = WrittenNumber.Typed(text);
        value = digits is null ? 0 : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return digits is null ? "Enter a number, like 12.5." : null;
    }

    public override string Write(double? value) => value!.Value.ToString("R", CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, double? value) => writer.WriteNumberValue(value!.Value);

    public override double? ReadJson(ref Utf8JsonReader reader) => reader.GetDouble();
}

sealed class WholeCodec() : Codec<int?>(FieldKind.Whole)
{
    public override string? Parse(string text, Field field, out object? value)
    {
        var number = 0;
        var read =
            WrittenNumber.Typed(text) is { } digits
            && int.TryParse(
                digits,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out number
            );
        value = number;
        if (read && !(number < field.Least) && !(number > field.Greatest))
            return null;
        return field is { Least: { } least, Greatest: { } greatest }
            ? $"Enter a whole number from {least} to {greatest}."
            : "Enter a whole number.";
    }

    public override string Write(int? value) => value!.Value.ToString(CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, int? value) => writer.WriteNumberValue(value!.Value);

    public override int? ReadJson(ref Utf8JsonReader reader) => reader.GetInt32();
}

sealed class YesNoCodec() : Codec<bool?>(FieldKind.YesNo)
{
    public override string? Parse(string text, Field field, out object? value)
    {
        var read = bool.TryParse(text, out var yes);
        value = yes;
        return read ? null : "Choose yes or no.";
    }

    public override string Write(bool? value) => value!.Value ? "true" : "false";

    public override void WriteJson(Utf8JsonWriter writer, bool? value) => writer.WriteBooleanValue(value!.Value);

    public override bool? ReadJson(ref Utf8JsonReader reader) => reader.GetBoolean();
}

sealed class ChoiceCodec<T>() : Codec<T?>(FieldKind.Choice)
    where T : struct, Enum
{
    public override IReadOnlyList<Words.Word> Choices => Words.All<T>();

    public override object Box(T? value) => value!.Value;

    public override T? Unbox(object value) => (T)value;

    public override string? Parse(string text, Field field, out object? value)
    {
        var read = Words.TryParse<T>(text, out var word);
        value = word;
        return read ? null : $"Choose one of: {string.Join(", ", Choices.Select(c => c.Written))}.";
    }

    public override string Write(T? value) => Words.Written(value!.Value);

    public override void WriteJson(Utf8JsonWriter writer, T? value) => writer.WriteStringValue(Words.Written(value!.Value));

    public override T? ReadJson(ref Utf8JsonReader reader) =>
        Words.TryParse<T>(
            reader.TokenType switch
            {
                // What was a question of yes or no before.
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => reader.GetString()!,
            },
            out var value
        )
            ? value
            : throw new JsonException("No such word.");
}

/// <summary>Several values of one type; <paramref name="one"/> reads and writes each.</summary>
sealed class ListCodec<T, TOne>(FieldKind kind, Codec<TOne> one) : Codec<IReadOnlyList<T>>(kind)
    where T : notnull
{
    public override IReadOnlyList<T> Absent => [];
    public override IReadOnlyList<Words.Word> Choices => one.Choices;
    public override Shape? Inner => one.Inner;

    public override bool IsSet(IReadOnlyList<T>? value) => value is { Count: > 0 };

    public override string? Parse(string text, Field field, out object? value) => one.Parse(text, field, out value);

    public override object List(IEnumerable<object> values) => values.Select(v => (T)v).ToArray();

    public override string Write(IReadOnlyList<T> value) => string.Join(", ", value.Select(v => one.Write(one.Unbox(v))));

    public override void WriteJson(Utf8JsonWriter writer, IReadOnlyList<T> value)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            one.WriteJson(writer, one.Unbox(item));
        writer.WriteEndArray();
    }

    public override IReadOnlyList<T> ReadJson(ref Utf8JsonReader reader)
    {
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add((T)one.Box(one.ReadJson(ref reader)));
        return list;
    }
}

sealed class PartCodec<T>() : Codec<T>(FieldKind.Group)
    where T : Part, new()
{
    public override Shape Inner => Shape.Of<T>();

    public override string? Parse(string text, Field field, out object? value)
    {
        value = null;
        return "Give its parts one by one.";
    }

    public override string Write(T value) =>
        string.Join("; ", Inner.Fields.Where(f => f.IsSet(value)).Select(f => $"{f.Name}: {f.Write(value)}"));

    public override void WriteJson(Utf8JsonWriter writer, T value) => Inner.WriteJson(writer, value);

    public override T ReadJson(ref Utf8JsonReader reader) => (T)Inner.ReadJson(ref reader);
}
