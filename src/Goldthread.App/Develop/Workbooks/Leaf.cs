using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Goldthread.App.Documents;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>
/// One answer of an item or of the plan as a workbook has it: a field, or a field of a group in it. A list of parts is one answer too; its rows stand on a
/// sheet of their own.
/// </summary>
/// <param name="Root">The shape of the item, of the plan document or of the part.</param>
/// <param name="Path">The fields that lead to it, the last its own.</param>
public sealed record Leaf(Shape Root, IReadOnlyList<Field> Path)
{
    /// <summary>What stands for the end of a line within one of several texts, since each of them has a line.</summary>
    const char Within = '\u2028';

    /// <summary>What stands in a cell that would be too long.</summary>
    internal const string TooLong = "This is too long for a cell. Change it on its page.";

    /// <value>Its name as the plan file has it: <c>target.value</c>.</value>
    public string Key { get; } = string.Join('.', Path.Select(f => f.Name));

    /// <value>What stands above its column: “Target value”.</value>
    public string Heading { get; } = Words.Capital(string.Join(' ', Path.Select(f => f.Name)).Replace('_', ' '));

    /// <value>Its own field.</value>
    public Field Field => Path[^1];

    /// <value>True where it is a list of parts.</value>
    public bool IsList => Field.Kind is FieldKind.Parts;

    /// <value>True where nothing of it is written but by a move.</value>
    internal Field? Moved => Path.FirstOrDefault(f => f.MovedBy.Count > 0);

    /// <value>True where it is several single values, each of which has a line of its cell.</value>
    internal bool IsSeveral =>
        Field.Kind
            is not (
                FieldKind.Text
                or FieldKind.Date
                or FieldKind.Number
                or FieldKind.Whole
                or FieldKind.YesNo
                or FieldKind.Choice
                or FieldKind.Group
                or FieldKind.Parts
            );

    /// <summary>All answers of a shape, in its order.</summary>
    public static IReadOnlyList<Leaf> Of(Shape shape, Func<Field, bool>? leavesOut = null)
    {
        var leaves = new List<Leaf>();
        Add(shape, []);
        return leaves;

        void Add(Shape inner, IReadOnlyList<Field> before)
        {
            foreach (var field in inner.Fields)
            {
                IReadOnlyList<Field> path = [.. before, field];
                if (leavesOut?.Invoke(field) == true)
                    continue;
                if (field.Kind is FieldKind.Group)
                    Add(field.Inner!, path);
                else
                    leaves.Add(new(shape, path));
            }
        }
    }

    /// <summary>The part that holds it; null where its group is not there.</summary>
    public Part? Owner(Part root)
    {
        foreach (var group in Path.SkipLast(1))
        {
            if (group.Get(root) is not Part inner)
                return null;
            root = inner;
        }
        return root;
    }

    /// <summary>The value; null where absent.</summary>
    public object? Get(Part root) => Owner(root) is { } owner ? Field.Get(owner) : null;

    /// <summary>Sets the value; a group that it is the first answer of is made, and one that has none left is taken away.</summary>
    public void Set(Part root, object? value) => Set(root, 0, value);

    void Set(Part owner, int at, object? value)
    {
        if (at == Path.Count - 1)
        {
            Path[at].Set(owner, value);
            return;
        }
        // A copy: what is changed shares its groups with what it was copied from.
        var inner = Path[at].Get(owner) is Part there ? Path[at].Inner!.Copy(there) : Path[at].Inner!.New();
        Set(inner, at + 1, value);
        Path[at].Set(owner, Path[at].Inner!.Fields.Any(f => f.IsSet(inner)) ? inner : null);
    }

    /// <summary>The value as JSON, <c>null</c> where absent, without what a workbook cannot tell: blank texts among others, and groups with nothing in them.</summary>
    public string Json(Part root) => Json(Get(root));

    internal string Json(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case IReadOnlyList<string> texts:
                value = Field.List(texts.Where(t => !string.IsNullOrWhiteSpace(t)));
                break;
            case IReadOnlyList<Part> parts:
                var leaves = Of(Field.Inner!);
                value = Field.List(parts.Select(p => Plain(leaves, p)));
                break;
            default:
                break;
        }
        var scratch = Scratch();
        Field.Set(scratch, value);
        return Shape.ToJson(Field, scratch);
    }

    /// <summary>The value that <see cref="Json(Part)"/> wrote.</summary>
    internal object? Value(string json)
    {
        var scratch = Scratch();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Field.ReadJson(ref reader, scratch);
        return Field.Get(scratch);
    }

    /// <summary>A part of the class that the field is of.</summary>
    Part Scratch() => (Path.Count > 1 ? Path[^2].Inner! : Root).New();

    static Part Plain(IReadOnlyList<Leaf> leaves, Part part)
    {
        var plain = Shape.Of(part.GetType()).New();
        foreach (var leaf in leaves)
        {
            if (leaf.Get(part) is { } value)
                leaf.Set(plain, value);
        }
        return plain;
    }

    /// <summary>A value in so few letters that a workbook can say of each answer what it was; null where absent.</summary>
    /// <param name="json">As <see cref="Json(Part)"/> wrote it.</param>
    internal static string? Print(string json)
    {
        if (json is "null" or "[]")
            return null;
        // Spreadsheets have one end of a line.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(json.Replace("\\r\\n", "\\n", StringComparison.Ordinal)));
        return Convert.ToBase64String(hash, 0, 6);
    }

    /// <summary>The value as a cell.</summary>
    /// <param name="root">The item or the plan.</param>
    /// <param name="label">What something that is named is called, or null.</param>
    internal SheetValue Cell(Part root, Func<Field, string, string?> label)
    {
        SheetValue text = Get(root) switch
        {
            null => default,
            DateOnly day => new SheetValue(Day: day),
            decimal or double or int => new SheetValue(Number: Field.Write(Owner(root)!)),
            bool yes => yes ? "Yes" : "No",
            string one => Named(one),
            IReadOnlyList<string> several => Lines(several.Where(t => !string.IsNullOrWhiteSpace(t)).Select(Named)),
            IReadOnlyList<DateOnly> days => Lines(days.Select(Days.Read)),
            _ => Lines(
                Field
                    .Write(Owner(root)!)
                    .Split(", ")
                    .Select(w => Words.Capital(Field.Choices.FirstOrDefault(c => c.Written == w)?.Read ?? w))
            ),
        };
        return text.Text?.Length > SheetText.Longest - 1 ? TooLong : text;

        string Named(string id) => Field.RefersTo.Count > 0 && label(Field, id) is { } called ? $"{id}: {called}" : id;

        SheetValue Lines(IEnumerable<string> lines) =>
            string.Join('\n', IsSeveral ? lines.Select(l => l.ReplaceLineEndings(Within.ToString())) : lines);
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="value">The value; null where absent.</param>
    /// <returns>Null, or a sentence that says what would be accepted.</returns>
    internal string? Read(SheetCell cell, out object? value)
    {
        value = null;
        if (cell.IsFormula)
            return "The cell has a formula. Formulas are not run: write the value itself.";
        if (cell.Kind is CellKind.Error)
            return $"The cell says {OneLineOf(cell.Text)}. Write the value itself.";
        var text = SheetText.Back(cell.Text);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!IsSeveral)
            return One(text, cell.Kind, out value);
        var values = new List<object>();
        char[] parts =
            Field.Kind is FieldKind.Texts && Field.IsFreeText ? ['\n']
            : Field.Kind is FieldKind.Texts ? ['\n', ';']
            : ['\n', ';', ','];
        foreach (var part in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split(parts))
        {
            var own = Field.IsFreeText ? part.Replace(Within, '\n') : part.Trim();
            if (string.IsNullOrWhiteSpace(own))
                continue;
            if (One(own, cell.Kind, out var one) is { } refused)
                return refused;
            values.Add(one!);
        }
        value = values.Count == 0 ? null : Field.List(values);
        return null;
    }

    string? One(string text, CellKind kind, out object? value)
    {
        switch (Field.Kind)
        {
            case FieldKind.Choice or FieldKind.Choices:
                var wanted = text.Trim();
                var word = Field.Choices.FirstOrDefault(c =>
                    c.Written.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                    || c.Read.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                );
                value = null;
                return word is null
                    ? $"Choose one of: {string.Join(", ", Field.Choices.Select(c => c.Read))}."
                    : Field.Parse(word.Written, out value);
            case FieldKind.YesNo:
                var answer = text.Trim().ToLowerInvariant();
                return Field.Parse(
                    answer is "yes" or "y" or "true" ? "true"
                        : answer is "no" or "n" or "false" ? "false"
                        : text,
                    out value
                );
            case FieldKind.Text or FieldKind.Texts when !Field.IsFreeText:
                return Field.Parse(IdOf(text.Trim()), out value);
            case FieldKind.Text or FieldKind.Texts when kind is CellKind.Day && Days.TryRead(text, out var day):
                return Field.Parse(Days.Read(day), out value);
            case FieldKind.Text or FieldKind.Texts:
                return Field.Parse(text, out value);
            default:
                return Field.Parse(text.Trim(), out value);
        }
    }

    /// <summary>The id before what it is called: <c>O1: Fewer falls</c>.</summary>
    string IdOf(string text) =>
        Field.RefersTo.Count > 0 && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && Ids.WhyNot(text[..colon]) is null
            ? text[..colon]
            : text;

    static string OneLineOf(string text) => PlanFiles.OneLine.Of(PlanFiles.OneLine.Short(text));
}
