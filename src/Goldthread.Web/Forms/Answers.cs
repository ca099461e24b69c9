using System.Globalization;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.Extensions.Primitives;

namespace Goldthread.Web.Forms;

/// <summary>
/// The answers of a form made from a shape, as texts by name: <c>title</c>, <c>target.value</c>, <c>notes[0].text</c>. The form is always drawn from
/// these, whether they come from the stored item or from what was just typed, so that nothing that somebody typed is lost.
/// </summary>
public sealed class Answers
{
    const int MostParts = 200;
    readonly Dictionary<string, StringValues> texts = new(StringComparer.Ordinal);

    /// <summary>The answer of a name; empty where there is none.</summary>
    public StringValues this[string name] => texts.GetValueOrDefault(name);

    /// <summary>True where anything is answered under a name: itself, its parts.</summary>
    public bool Has(string name) => texts.Any(t => !string.IsNullOrWhiteSpace(t.Value.ToString()) && IsOf(name, t.Key));

    /// <summary>True where an answer to it was sent, be it blank.</summary>
    public bool Sends(string name) => texts.Keys.Any(key => IsOf(name, key));

    /// <summary>Answers what nobody has answered yet.</summary>
    public void Propose(string name, string text)
    {
        if (!Has(name))
            texts[name] = text;
    }

    /// <summary>Takes over the answers of others to some questions.</summary>
    public void Take(Answers others, IEnumerable<Field> fields)
    {
        foreach (var field in fields)
        foreach (var (key, text) in others.texts.Where(t => IsOf(field.Name, t.Key)))
            texts[key] = text;
    }

    static bool IsOf(string name, string key) =>
        key.StartsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || key[name.Length] is '.' or '[');

    /// <summary>What the answers to these questions name, by id.</summary>
    public IEnumerable<string> Named(IEnumerable<Field> fields) => Named(fields, "");

    IEnumerable<string> Named(IEnumerable<Field> fields, string before)
    {
        foreach (var field in fields)
        {
            var name = before + field.Name;
            var named = field switch
            {
                { Inner: { } inner, Kind: FieldKind.Parts } => Enumerable
                    .Range(0, Count(name))
                    .SelectMany(i => Named(inner.Fields, $"{name}[{i}].")),
                { Inner: { } inner } => Named(inner.Fields, name + "."),
                { RefersTo.Count: > 0 } or { RefersToAny: true } => texts
                    .GetValueOrDefault(name)
                    .OfType<string>()
                    .SelectMany(t => t.Split('\n'))
                    .Where(t => t.Length is > 0 and <= 60),
                _ => [],
            };
            foreach (var id in named)
                yield return id;
        }
    }

    /// <summary>All that is answered to a question, as one text to read: the choices in words, the answers of its parts one after the other.</summary>
    public string Said(Field field) => Said(field, field.Name);

    /// <summary>One of the parts of a list, as one text to read.</summary>
    /// <param name="field">The list.</param>
    /// <param name="part">The part's name: <c>notes[0]</c>.</param>
    public string SaidOf(Field field, string part) =>
        string.Join(", ", field.Inner!.Fields.Select(f => Said(f, $"{part}.{f.Name}")).Where(t => t.Length > 0));

    string Said(Field field, string name)
    {
        if (field.Inner is not { } inner)
            return string.Join(
                ", ",
                texts
                    .GetValueOrDefault(name)
                    .OfType<string>()
                    .Select(t => field.Choices.FirstOrDefault(c => c.Written == t)?.Read ?? t.ReplaceLineEndings("\n").Trim())
                    .Where(t => t.Length > 0)
            );
        string[] parts = field.Kind is FieldKind.Parts ? [.. Enumerable.Range(0, Count(name)).Select(i => $"{name}[{i}].")] : [name + "."];
        return string.Join(
            "; ",
            parts
                .Select(p => string.Join(", ", inner.Fields.Select(f => Said(f, p + f.Name)).Where(t => t.Length > 0)))
                .Where(t => t.Length > 0)
        );
    }

    /// <summary>How many parts of a list have been answered.</summary>
    public int Count(string name)
    {
        var count = 0;
        foreach (var key in texts.Keys)
        {
            if (
                key.StartsWith(name, StringComparison.Ordinal)
                && key.Length > name.Length + 2
                && key[name.Length] == '['
                && key.IndexOf(']', name.Length) is > 0 and var end
                && int.TryParse(
                    key.AsSpan(name.Length + 1, end - name.Length - 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var place
                )
                && place < MostParts
            )
                count = Math.Max(count, place + 1);
        }
        return count;
    }

    /// <summary>The answers that a stored part gives.</summary>
    public static Answers Of(Shape shape, Part? part, Func<Field, bool>? asked = null)
    {
        var answers = new Answers();
        if (part is not null)
            answers.Take(shape, part, "", asked);
        return answers;
    }

    /// <summary>With the answers that another stored part gives.</summary>
    public Answers And(Shape shape, Part part)
    {
        Take(shape, part, "", null);
        return this;
    }

    /// <summary>Answers given by name.</summary>
    public static Answers Of(IEnumerable<KeyValuePair<string, string>> given)
    {
        var answers = new Answers();
        foreach (var (name, value) in given)
            answers.texts[name] = value;
        return answers;
    }

    /// <summary>The answers that were sent.</summary>
    public static Answers Of(IFormCollection form)
    {
        var answers = new Answers();
        foreach (var (name, value) in form)
            answers.texts[name] = value;
        return answers;
    }

    void Take(Shape shape, Part part, string before, Func<Field, bool>? asked)
    {
        foreach (var field in shape.Fields)
        {
            if (asked?.Invoke(field) == false || !field.IsSet(part))
                continue;
            var name = before + field.Name;
            switch (field.Kind)
            {
                case FieldKind.Group:
                    Take(field.Inner!, (Part)field.Get(part)!, name + ".", null);
                    break;
                case FieldKind.Parts:
                    var parts = (IReadOnlyList<Part>)field.Get(part)!;
                    for (var i = 0; i < parts.Count; i++)
                        Take(field.Inner!, parts[i], $"{name}[{i}].", null);
                    break;
                case FieldKind.Texts:
                    texts[name] =
                        field.RefersTo.Count > 0
                            ? new StringValues([.. (IReadOnlyList<string>)field.Get(part)!])
                            : string.Join('\n', (IReadOnlyList<string>)field.Get(part)!);
                    break;
                case FieldKind.Choices:
                    texts[name] = new StringValues(field.Write(part).Split(", "));
                    break;
                case FieldKind.Wholes:
                    texts[name] = field.Write(part).Replace(", ", "\n", StringComparison.Ordinal);
                    break;
                case FieldKind.Dates:
                    texts[name] = string.Join('\n', ((IReadOnlyList<DateOnly>)field.Get(part)!).Select(Days.Read));
                    break;
                case FieldKind.Date:
                    texts[name] = Days.Read((DateOnly)field.Get(part)!);
                    break;
                default:
                    texts[name] = field.Write(part);
                    break;
            }
        }
    }

    /// <summary>Reads the values of some fields.</summary>
    /// <param name="fields">The fields that the form asks.</param>
    /// <param name="refusals">What cannot be read, by name.</param>
    /// <returns>Values by field name; null where left blank.</returns>
    public Dictionary<string, object?> Values(IEnumerable<Field> fields, List<Refusal> refusals) =>
        fields.ToDictionary(f => f.Name, f => Value(f, f.Name, refusals), StringComparer.Ordinal);

    object? Value(Field field, string name, List<Refusal> refusals)
    {
        var sent = texts.GetValueOrDefault(name);
        switch (field.Kind)
        {
            case FieldKind.Group:
                return Inside(field.Inner!, name + ".", refusals);
            case FieldKind.Parts:
                Adopt(field, name);
                var parts = Enumerable
                    .Range(0, CloseGaps(name))
                    .Select(i => Inside(field.Inner!, $"{name}[{i}].", refusals))
                    .OfType<object>()
                    .ToList();
                return parts.Count == 0 ? null : field.List(parts);
            case FieldKind.Texts or FieldKind.Dates or FieldKind.Choices or FieldKind.Wholes:
                var single = new List<object>();
                foreach (var line in sent.SelectMany(t => field.RefersTo.Count > 0 ? [t ?? ""] : (t ?? "").Split('\n')))
                {
                    if (field.Parse(line.Trim(), out var one) is { } wrong)
                        refusals.Add(new(name, wrong));
                    else if (one is not null)
                        single.Add(one);
                }
                return single.Count == 0 ? null : field.List(field.Kind is FieldKind.Wholes ? single : single.Distinct());
            default:
                if (sent.Count > 1)
                {
                    refusals.Add(new(name, "Give one answer."));
                    return null;
                }
                var text = sent.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
                if (field.Parse(text, out var value) is not { } refused)
                    return value;
                refusals.Add(new(name, refused));
                return null;
        }
    }

    /// <summary>What a question of several parts adds to its name where further ones were chosen by their code alone.</summary>
    public const string Added = ".add";

    /// <summary>Standards that were chosen become parts like the others; one whose box was cleared is taken away, with what was said of it.</summary>
    void Adopt(Field field, string name)
    {
        if (
            field.Inner!.Fields.FirstOrDefault(f => f.Known is Known.Requirement) is not { } id
            || !texts.Remove(name + Added, out var added)
        )
            return;
        var count = Count(name);
        for (var i = 0; i < count; i++)
        {
            if (Has($"{name}[{i}].{id.Name}"))
                continue;
            foreach (var key in texts.Keys.Where(k => k.StartsWith($"{name}[{i}].", StringComparison.Ordinal)).ToList())
                texts.Remove(key);
        }
        var named = Enumerable.Range(0, count).Select(i => this[$"{name}[{i}].{id.Name}"].ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var code in added.OfType<string>().Select(c => c.Trim()).Where(c => c.Length > 0 && named.Add(c)))
            texts[$"{name}[{count++}].{id.Name}"] = code;
    }

    /// <summary>Parts that were left blank are not kept: the ones after them move up, so that a refusal stands beside the part that it is about.</summary>
    /// <returns>How many parts are left.</returns>
    int CloseGaps(string name)
    {
        var (count, kept) = (Count(name), 0);
        for (var i = 0; i < count; i++)
        {
            var (from, to) = ($"{name}[{i}]", $"{name}[{kept}]");
            var has = Has(from);
            if (has)
                kept++;
            if (has && kept == i + 1)
                continue;
            foreach (var key in texts.Keys.Where(k => k.StartsWith(from, StringComparison.Ordinal)).ToList())
            {
                texts.Remove(key, out var value);
                if (has)
                    texts[to + key[from.Length..]] = value;
            }
        }
        return kept;
    }

    Part? Inside(Shape shape, string before, List<Refusal> refusals)
    {
        var part = shape.New();
        foreach (var field in shape.Fields)
            field.Set(part, Value(field, before + field.Name, refusals));
        if (!shape.Fields.Any(f => f.IsSet(part)))
            return null;
        foreach (var owed in shape.Fields.Where(f => f.IsOwed && !f.IsSet(part)))
            refusals.Add(new(before + owed.Name, owed.LeftOut));
        return part;
    }
}
