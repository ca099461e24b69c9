using System.Globalization;
using System.Text;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.PlanFiles;

/// <summary>
/// Writes a part as YAML in one canonical way: the fields in their order, block style, short leaves in one line, and quotes wherever another reader
/// could take a text for something else.
/// </summary>
sealed class YamlText
{
    const int Width = 150;
    readonly StringBuilder text = new();

    public static string Of(Part part)
    {
        var yaml = new YamlText();
        yaml.Mapping(Shape.Of(part.GetType()), part, indent: 0, startsOnLine: false);
        return yaml.text.ToString();
    }

    /// <summary>Writes the fields that are set, each on its line; the first goes on after a dash where one was written.</summary>
    void Mapping(Shape shape, Part part, int indent, bool startsOnLine)
    {
        foreach (var field in shape.Fields)
        {
            if (!field.IsSet(part))
                continue;
            if (startsOnLine)
                startsOnLine = false;
            else
                text.Append(' ', indent);
            text.Append(field.Name).Append(':');
            Value(field, field.Get(part)!, part, indent);
        }
    }

    void Value(Field field, object value, Part owner, int indent)
    {
        switch (field.Kind)
        {
            case FieldKind.Group:
                Group(field.Inner!, (Part)value, indent);
                break;
            case FieldKind.Parts:
                text.Append('\n');
                foreach (var part in (IEnumerable<Part>)value)
                    Entry(field.Inner!, part, indent);
                break;
            case FieldKind.Texts:
                var texts = (IReadOnlyList<string>)value;
                if (texts.All(t => t.Length <= 60))
                {
                    text.Append(" [").AppendJoin(", ", texts.Select(t => Quoted(t, inFlow: true))).Append("]\n");
                    break;
                }
                text.Append('\n');
                foreach (var one in texts)
                {
                    text.Append(' ', indent).Append('-');
                    Scalar(one, indent);
                }
                break;
            case FieldKind.Dates or FieldKind.Choices or FieldKind.Wholes:
                text.Append(" [").Append(field.Write(owner)).Append("]\n");
                break;
            case FieldKind.Text:
                Scalar((string)value, indent);
                break;
            default:
                text.Append(' ').Append(field.Write(owner)).Append('\n');
                break;
        }
    }

    void Group(Shape shape, Part part, int indent)
    {
        if (Flow(shape, part) is { } flow)
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }
        text.Append('\n');
        Mapping(shape, part, indent + 2, startsOnLine: false);
    }

    void Entry(Shape shape, Part part, int indent)
    {
        text.Append(' ', indent).Append("- ");
        if (Flow(shape, part) is { } flow)
            text.Append(flow).Append('\n');
        else
            Mapping(shape, part, indent + 2, startsOnLine: true);
    }

    /// <summary>A small part in one line, <c>{on: 2026-04-01, value: 3}</c>; null where it does not fit.</summary>
    static string? Flow(Shape shape, Part part)
    {
        var set = shape.Fields.Where(f => f.IsSet(part)).ToArray();
        if (set.Length == 0)
            return "{}";
        if (part is Item || Array.Exists(set, f => f.Inner is not null || f.Kind is FieldKind.Texts))
            return null;
        var line = new StringBuilder("{");
        foreach (var field in set)
        {
            if (line.Length > 1)
                line.Append(", ");
            line.Append(field.Name).Append(": ");
            if (field.Kind is FieldKind.Dates or FieldKind.Choices or FieldKind.Wholes)
                line.Append('[').Append(field.Write(part)).Append(']');
            else if (field.Kind == FieldKind.Text)
                line.Append(Quoted((string)field.Get(part)!, inFlow: true));
            else
                line.Append(field.Write(part));
            if (line.Length > Width)
                return null;
        }
        return line.Append('}').ToString();
    }

    /// <summary>A text after its key or dash: plain, quoted, or as a block where it has lines.</summary>
    void Scalar(string value, int indent)
    {
        if (!CanBeBlock(value))
        {
            text.Append(' ').Append(Quoted(value, inFlow: false)).Append('\n');
            return;
        }
        text.Append(value.EndsWith('\n') ? " |\n" : " |-\n");
        foreach (var line in (value.EndsWith('\n') ? value[..^1] : value).Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', indent + 2).Append(line);
            text.Append('\n');
        }
    }

    static bool CanBeBlock(string value)
    {
        var newLine = value.IndexOf('\n', StringComparison.Ordinal);
        return newLine > 0
            && newLine < value.Length - 1
            && value[0] is not (' ' or '\t')
            && !value.EndsWith("\n\n", StringComparison.Ordinal)
            && !value.Contains(" \n", StringComparison.Ordinal)
            && value[^1] != ' '
            && value.All(letter => letter == '\n' || IsPrintable(letter));
    }

    static bool IsPrintable(char letter) =>
        letter is >= ' ' and <= '~' or >= '\u00A0' and not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')
        && !char.IsSurrogate(letter);

    static string Quoted(string value, bool inFlow)
    {
        if (CanBePlain(value, inFlow))
            return value;
        var quoted = new StringBuilder(value.Length + 8).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter == '\n')
                quoted.Append("\\n");
            else if (letter == '\t')
                quoted.Append("\\t");
            else if (letter == '\r')
                quoted.Append("\\r");
            else if (char.IsHighSurrogate(letter) && i + 1 < value.Length)
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(letter, value[++i]):X8}");
            else if (IsPrintable(letter))
                quoted.Append(letter);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>True where every reader of YAML, 1.1 or 1.2, takes the words as a text.</summary>
    static bool CanBePlain(string value, bool inFlow)
    {
        if (value.Length == 0 || !char.IsLetter(value[0]) || value[^1] is ' ' or ':' || value.Length > 4000)
            return false;
        foreach (var letter in value)
        {
            if (!IsPrintable(letter) || (inFlow && letter is ',' or '[' or ']' or '{' or '}'))
                return false;
        }
        return !value.Contains(": ", StringComparison.Ordinal)
            && !value.Contains(" #", StringComparison.Ordinal)
            && !(inFlow && value.Contains(':', StringComparison.Ordinal))
            && value.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
    }
}
