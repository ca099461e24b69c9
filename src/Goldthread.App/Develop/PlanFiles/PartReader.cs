using System.Buffers;
using System.Globalization;
using System.Text;
using Goldthread.Domain.Shapes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Goldthread.App.Develop.PlanFiles;

/// <summary>
/// Reads YAML 1.2 (and so JSON) straight into parts, by their shapes: no tree in between. It goes on after an error, to tell as many as it can
/// at once, and stops where going on would cost too much.
/// </summary>
sealed class PartReader
{
    /// <summary>The greatest size of a file, in bytes.</summary>
    internal const int Largest = 10 * 1024 * 1024;
    const int Deepest = 32;
    const int MostErrors = 100;

    /// <summary>What YAML and JSON take nowhere: the control characters, except tab and the ends of lines.</summary>
    static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r']),
    ]);

    /// <summary>YAML 1.2 takes these for letters; the scanner, of 1.1, for ends of lines.</summary>
    const string Separators = "\u0085\u2028\u2029";

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly Scanner scanner;
    readonly Parser events;
    readonly bool camelCase;
    readonly string whole;
    readonly string standIns;
    readonly Func<string, string?>? refuses;
    readonly List<FileError> errors = [];
    readonly List<Named> named = [];
    readonly Dictionary<Type, HashSet<string>> ids = [];
    readonly List<Step> path = [];
    Mark lastId;

    PartReader(string text, Func<string, string?>? refuses)
    {
        this.refuses = refuses;
        standIns = StandInsFor(text);
        whole = Exchange(text, Separators, standIns);
        scanner = new Scanner(new StringReader(whole), skipComments: true);
        events = new Parser(scanner);
        camelCase = text.AsSpan().TrimStart() is ['{', ..];
    }

    /// <summary>Something that the file refers to: where, by which field, and what.</summary>
    internal readonly record struct Named(string Path, Field Field, string Id, Mark At);

    readonly record struct Step(string? Name, int Place);

    /// <summary>Reads a file of one document.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="shape">The shape of its root.</param>
    /// <param name="resolve">Looks at what was read and what it refers to, and adds the errors it finds; null for none.</param>
    /// <param name="refuses">Why a text that people wrote freely is refused, or null where it is not; null to take any.</param>
    /// <returns>The root, or null where there are errors; and the errors, in the order of their lines, at most 100.</returns>
    public static (Part? Root, IReadOnlyList<FileError> Errors) Read(
        ReadOnlyMemory<byte> utf8,
        Shape shape,
        Action<PartReader, Part>? resolve = null,
        Func<string, string?>? refuses = null
    )
    {
        if (Decode(utf8.Span, out var text) is { } refused)
            return (null, [refused]);
        var reader = new PartReader(text, refuses);
        Part? root = null;
        try
        {
            root = reader.ReadDocument(shape);
            if (root is not null)
                resolve?.Invoke(reader, root);
        }
        catch (Stopped)
        {
            // The error that stopped it is in the list.
        }
        if (reader.errors.Count == 0)
            return (root, []);
        return (null, [.. reader.errors.OrderBy(e => e.Line).ThenBy(e => e.Column).Take(MostErrors)]);
    }

    /// <value>What the file refers to, in its order.</value>
    internal IReadOnlyList<Named> References => named;

    /// <summary>The ids given in the list of a class.</summary>
    internal IReadOnlySet<string> IdsOf(Type type) => ids.GetValueOrDefault(type) ?? [];

    /// <summary>Adds an error about something that the file refers to.</summary>
    internal void Refuse(in Named what, string message) => Add(what.Path, what.At, message, ErrorRank.Reference);

    static FileError? Decode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Length > Largest)
            return new("", 1, 1, "The file is larger than 10 MB.");
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            return new("", before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "The file is not UTF-8 text.");
        }
        var control = text.AsSpan().IndexOfAny(Controls);
        if (control < 0)
            return null;
        var start = text.AsSpan(0, control);
        return new(
            "",
            start.Count('\n') + 1,
            control - start.LastIndexOf('\n'),
            $"The file is not text: it holds the control character U+{(int)text[control]:X4}."
        );
    }

    Part? ReadDocument(Shape shape)
    {
        Next(); // the stream's start
        Part? root = null;
        if (Next() is DocumentStart)
        {
            var first = Next();
            Plain(first);
            if (first is MappingStart)
                root = ReadPart(shape, first.Start, depth: 1);
            else if (first is Scalar scalar && IsNull(scalar))
                Add(first.Start, "The file is empty.");
            else
            {
                Add(first.Start, "The file is not a mapping of keys to values.");
                Skip(first, depth: 1);
            }
            Next(); // the document's end
            var after = Next();
            if (after is not StreamEnd)
                Stop(after.Start, "The file holds a second document; give one plan a file.");
        }
        else
        {
            Add(events.Current!.Start, "The file is empty.");
        }
        return root;
    }

    Part ReadPart(Shape shape, Mark start, int depth)
    {
        var part = shape.New();
        part.FileLine = (int)start.Line;
        ulong seen = 0;
        ulong settled = 0;
        while (Next() is var key && key is not MappingEnd)
        {
            Plain(key);
            if (key is not Scalar name)
            {
                Add(key.Start, "A key has to be a single word.");
                Skip(key, depth);
                Skip(Next(), depth);
                continue;
            }
            var field = shape.Find(name.Value) ?? (camelCase ? shape.FindCamel(name.Value) : null);
            if (field is null)
            {
                path.Add(new(name.Value, 0));
                Add(
                    name.Start,
                    $"There is no key \"{Shorten(name.Value)}\" here{Nearest.Hint(name.Value, shape.Fields.Select(f => f.Name))}"
                );
                path.RemoveAt(path.Count - 1);
                Skip(Next(), depth);
                continue;
            }
            var bit = 1UL << field.Place;
            path.Add(new(field.Name, 0));
            if ((seen & bit) != 0)
            {
                Add(name.Start, $"The key \"{field.Name}\" is given twice.");
                Skip(Next(), depth);
            }
            else
            {
                seen |= bit;
                if (ReadValue(field, part, depth))
                    settled |= bit;
            }
            path.RemoveAt(path.Count - 1);
        }
        foreach (var field in shape.Owed)
        {
            if ((settled & (1UL << field.Place)) != 0)
                continue;
            path.Add(new(field.Name, 0));
            Add(start, $"The key \"{field.Name}\" is missing or blank.", ErrorRank.Missing);
            path.RemoveAt(path.Count - 1);
        }
        part.Keys = seen;
        return part;
    }

    /// <summary>Reads the value of a field into its owner.</summary>
    /// <returns>True where there is no more to say about it: it was set, or an error was added.</returns>
    bool ReadValue(Field field, Part owner, int depth)
    {
        var value = Next();
        if (!Plain(value))
        {
            Skip(value, depth);
            return true;
        }
        switch (value)
        {
            case Scalar scalar when IsNull(scalar):
                return false;
            case Scalar scalar when IsSingle(field.Kind):
                if (!Parse(field, scalar, out var single) || single is null)
                    return single is not Blank;
                field.Set(owner, single);
                if (field.IsId)
                    lastId = scalar.Start;
                return true;
            case MappingStart when field.Kind == FieldKind.Group:
                Deepen(value, depth);
                field.Set(owner, ReadPart(field.Inner!, value.Start, depth + 1));
                return true;
            case SequenceStart when field.IsList || field.Kind is FieldKind.Parts:
                Deepen(value, depth);
                return ReadList(field, owner, depth + 1);
            default:
                Add(value.Start, $"{field.Name} {Expected(field.Kind)}.");
                Skip(value, depth);
                return true;
        }
    }

    bool ReadList(Field field, Part owner, int depth)
    {
        var values = new List<object>();
        var known = field.Inner is { } inner && inner.Type.IsSubclassOf(typeof(Item)) ? IdsToFill(inner.Type) : null;
        for (var place = 0; Next() is var item && item is not SequenceEnd; place++)
        {
            path.Add(new(null, place));
            if (!Plain(item))
                Skip(item, depth);
            else if (item is MappingStart && field.Kind == FieldKind.Parts)
            {
                Deepen(item, depth);
                var part = ReadPart(field.Inner!, item.Start, depth + 1);
                values.Add(part);
                if (known is not null && part is Item { Id: not "" } identified && !known.Add(identified.Id))
                {
                    path.Add(new("id", 0));
                    Add(lastId, $"The id \"{Shorten(identified.Id)}\" is given twice in this list.");
                    path.RemoveAt(path.Count - 1);
                }
            }
            else if (item is Scalar scalar && field.Kind != FieldKind.Parts && !IsNull(scalar))
            {
                if (Parse(field, scalar, out var one))
                    values.Add(one!);
            }
            else
            {
                Add(
                    item.Start,
                    field.Kind == FieldKind.Parts ? "Each entry of this list is a mapping." : "Each entry of this list is a single value."
                );
                Skip(item, depth);
            }
            path.RemoveAt(path.Count - 1);
        }
        if (values.Count > 0)
            field.Set(owner, field.List(values));
        return values.Count > 0;
    }

    HashSet<string> IdsToFill(Type type)
    {
        if (!ids.TryGetValue(type, out var known))
            ids[type] = known = new(StringComparer.Ordinal);
        return known;
    }

    static bool IsSingle(FieldKind kind) =>
        kind is FieldKind.Text or FieldKind.Date or FieldKind.Number or FieldKind.Whole or FieldKind.YesNo or FieldKind.Choice;

    /// <summary>Reads one scalar. A blank text gives <see cref="Blank"/>; false where an error was added.</summary>
    bool Parse(Field field, Scalar scalar, out object? value)
    {
        var text = Exchange(scalar.Value, standIns, Separators);
        value = null;
        string? refused;
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.Texts:
                if (text.Contains('\0', StringComparison.Ordinal) || HasLoneSurrogate(text))
                {
                    Add(scalar.Start, $"{field.Name} holds a character that cannot be kept.");
                    return false;
                }
                if (field.RefersTo.Count > 0 || field.RefersToAny || field.Known is not null)
                {
                    if (field.Kind == FieldKind.Texts || !string.IsNullOrWhiteSpace(text))
                        named.Add(new(Path(), field, text, scalar.Start));
                }
                if (field.IsFreeText && refuses?.Invoke(text) is { } why)
                {
                    Add(scalar.Start, why);
                    return false;
                }
                value = string.IsNullOrWhiteSpace(text) ? Blank.Text : text;
                return value is string;
            case FieldKind.Date or FieldKind.Dates:
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    value = day;
                    return true;
                }
                refused = $"{field.Name} takes a date like 2026-04-01, not \"{Shorten(text)}\".";
                break;
            case FieldKind.Choice or FieldKind.Choices:
                if (field.Parse(text, out value) is null && value is not null)
                    return true;
                var words = field.Choices.Select(c => c.Written);
                refused = $"{field.Name} takes one of {string.Join(", ", words)}, not \"{Shorten(text)}\"{Nearest.Hint(text, words)}";
                break;
            default:
                var plain = scalar.Style == ScalarStyle.Plain;
                var written =
                    field.Kind == FieldKind.YesNo ? CoreYesNo(text) : CoreNumber(text, field.Kind is FieldKind.Whole or FieldKind.Wholes);
                refused = plain && written is not null ? field.Parse(written, out value) : null;
                if (plain && written is not null && refused is null)
                    return true;
                refused =
                    field.Kind is FieldKind.Whole or FieldKind.Wholes && field.Least is { } least && field.Greatest is { } greatest
                        ? least == greatest
                            ? $"{field.Name} has to be {least}."
                            : $"{field.Name} takes a whole number from {least} to {greatest}."
                        : plain && written is not null && field.Below is { } limit
                            ? string.Create(CultureInfo.InvariantCulture, $"{field.Name} takes a number below {limit:N0}.")
                            : $"{field.Name} {Expected(field.Kind)}{(plain ? "" : ", without quotes")}.";
                break;
        }
        value = null;
        Add(scalar.Start, refused!);
        return false;
    }

    static string Expected(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text => "takes a text",
            FieldKind.Date => "takes a date like 2026-04-01",
            FieldKind.Number => "takes a number like 12.5",
            FieldKind.Whole => "takes a whole number",
            FieldKind.YesNo => "takes true or false",
            FieldKind.Choice => "takes one word",
            FieldKind.Group => "takes a mapping of keys to values",
            FieldKind.Parts => "takes a list of mappings",
            FieldKind.Texts or FieldKind.Choices or FieldKind.Dates or FieldKind.Wholes => "takes a list, such as [a, b]",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>YAML 1.2 core: null is ~, null, Null, NULL or nothing, unquoted.</summary>
    static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    static string? CoreYesNo(string text) =>
        text switch
        {
            "true" or "True" or "TRUE" => "true",
            "false" or "False" or "FALSE" => "false",
            _ => null,
        };

    /// <summary>A number of YAML 1.2's core schema, in decimal digits; null where it is none.</summary>
    static string? CoreNumber(string text, bool whole)
    {
        if (text.StartsWith("0o", StringComparison.Ordinal) || text.StartsWith("0x", StringComparison.Ordinal))
        {
            var isHex = text[1] == 'x';
            var digits = text.AsSpan(2);
            if (digits.IsEmpty || digits.Length > 12 || digits.ContainsAnyExcept(isHex ? HexDigits : "01234567"))
                return null;
            long number = 0;
            foreach (var digit in digits)
                number = number * (isHex ? 16 : 8) + Convert.ToInt32(digit.ToString(), 16);
            return number.ToString(CultureInfo.InvariantCulture);
        }
        var at = text is ['+' or '-', ..] ? 1 : 0;
        var before = Digits(text, ref at);
        if (whole)
            return before > 0 && at == text.Length ? text : null;
        var after = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            after = Digits(text, ref at);
        }
        if (before + after == 0)
            return null;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (Digits(text, ref at) == 0)
                return null;
        }
        return at == text.Length ? text : null;
    }

    const string HexDigits = "0123456789abcdefABCDEF";

    static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - start;
    }

    /// <summary>A character for each of the separators to pass the scanner as: noncharacters that the text does not hold. Empty where it has no separator.</summary>
    static string StandInsFor(string text) =>
        text.AsSpan().ContainsAny(Separators)
            ? new([.. Enumerable.Range(0xFDD0, 32).Select(c => (char)c).Except(text).Take(Separators.Length)])
            : "";

    static string Exchange(string text, string those, string these)
    {
        for (var i = 0; i < Math.Min(those.Length, these.Length); i++)
            text = text.Replace(those[i], these[i]);
        return text;
    }

    static bool HasLoneSurrogate(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }

    /// <summary>The next event; stops at what is no YAML.</summary>
    ParsingEvent Next()
    {
        try
        {
            if (events.MoveNext())
                return events.Current!;
        }
        catch (YamlException e)
        {
            var read = events.Current?.End ?? Mark.Empty;
            if (AnchorAfter(read) is { } anchor)
                Stop(anchor, NoAnchors);
            // Some errors of the scanner come without their place; it stands where they are.
            Stop(e.Start.Index < read.Index ? scanner.CurrentPosition : e.Start, $"This is not YAML: {e.Message}");
        }
        // The scanner meets some broken texts with an exception of its own; the file is at fault all the same.
        catch (Exception e) when (e is not (Stopped or OutOfMemoryException))
        {
            Stop(scanner.CurrentPosition, "This is not YAML.");
        }
        Stop(events.Current?.End ?? Mark.Empty, "The file ends too early.");
        return null!;
    }

    static readonly SearchValues<char> BeforeNode = SearchValues.Create(" :,-[{\t");

    const string NoAnchors = "Anchors (&) are not read; take it away.";

    /// <summary>The anchor that comes next on the line, or null: in <c>{a: &amp;x b, c: d}</c> the parser trips before it tells of it.</summary>
    Mark? AnchorAfter(Mark read)
    {
        var rest = whole.AsSpan((int)Math.Min(read.Index, whole.Length));
        var next = rest.IndexOfAnyExcept(BeforeNode);
        return next >= 0 && rest[next] == '&' ? new Mark(read.Index + next, read.Line, read.Column + next) : null;
    }

    /// <summary>True where the node has no anchor, tag or alias.</summary>
    bool Plain(ParsingEvent node)
    {
        switch (node)
        {
            case AnchorAlias:
                Add(node.Start, "Aliases (*) are not read; write the value out.");
                return false;
            case NodeEvent { Anchor.IsEmpty: false }:
                Add(node.Start, NoAnchors);
                return false;
            case NodeEvent { Tag.IsEmpty: false }:
                Add(node.Start, "Tags (!) are not read; take it away.");
                return false;
            default:
                return true;
        }
    }

    void Deepen(ParsingEvent node, int depth)
    {
        if (depth >= Deepest)
            Stop(node.Start, $"The file is nested deeper than {Deepest}.");
    }

    /// <summary>Passes over a node and all that is in it.</summary>
    void Skip(ParsingEvent node, int depth)
    {
        var inside = 0;
        for (var at = node; ; at = Next())
        {
            if (at is MappingStart or SequenceStart)
            {
                Deepen(at, depth + inside);
                inside++;
            }
            else if (at is MappingEnd or SequenceEnd)
            {
                inside--;
            }
            if (inside == 0)
                return;
        }
    }

    void Add(Mark at, string message, ErrorRank rank = ErrorRank.Written) => Add(Path(), at, message, rank);

    void Add(string pointer, Mark at, string message, ErrorRank rank = ErrorRank.Written)
    {
        errors.Add(new(pointer, Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column), OneLine.Of(message)) { Rank = rank });
        if (errors.Count >= MostErrors)
            throw new Stopped();
    }

    void Stop(Mark at, string message)
    {
        Add(at, message);
        throw new Stopped();
    }

    string Path()
    {
        var pointer = new StringBuilder();
        foreach (var step in path)
        {
            pointer.Append('/');
            if (step.Name is { } name)
                pointer.Append(Shorten(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            else
                pointer.Append(step.Place);
        }
        return pointer.ToString();
    }

    internal static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    enum Blank
    {
        Text,
    }

    sealed class Stopped : Exception;
}
