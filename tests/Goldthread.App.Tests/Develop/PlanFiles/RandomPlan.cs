using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Develop.PlanFiles;

/// <summary>Makes plans that the format accepts, of any field in any state, from a seed.</summary>
sealed class RandomPlan
{
    static readonly string[] Texts =
    [
        "Plain words",
        "null",
        "~",
        "true",
        "on",
        "2026-04-01",
        "12.50",
        "0x1F",
        "1e3",
        "- dash",
        "a: b",
        "a #b",
        "#hash",
        "[x, y]",
        "{x: y}",
        "\"quoted\"",
        "it's",
        "back\\slash",
        " before and after ",
        "two\nlines",
        "three\n\nlines\n",
        "  indented\nblock",
        "tab\there",
        "trailing space \nline",
        "&anchor",
        "*alias",
        "!tag",
        "%directive",
        "@at",
        "`tick`",
        "| pipe",
        "> fold",
        "? question",
        ": colon",
        "comma, here",
        "ends:",
        "é ü ß 漢字",
        "\U0001F600 face",
        "\u0085next line\u2028",
        "carriage\rreturn",
        "NHS 943 476 5919",
        "born 3rd March 1950",
        "ongoing",
        "Improve the vision and mission; and  more",
        "it improved and declined",
        "easy-read",
        "restriction",
        "%",
        "95.5",
        "---",
        "...",
    ];
    static readonly string[] Requirements =
    [
        .. Shipped.Data.FrameworkIds.SelectMany(f => Shipped.Data.Framework(f)!.Requirements.Take(9).Select(r => $"{f}:{r.Id}")),
    ];

    readonly Random random;
    readonly string[] texts;
    readonly PlanDocument document = new();
    readonly Dictionary<string, string[]> ids = new(StringComparer.Ordinal);
    readonly string[] anyId;
    readonly string unit;

    RandomPlan(int seed, bool identifiable)
    {
        random = new Random(seed);
        texts = identifiable ? Texts : [.. Texts.Where(t => Identifiable.Find(t) is null)];
        unit = random.Next(2) == 0 ? "unit-b1-operational-plans" : "unit-y5061955-operational-plan";
        foreach (var thing in Thing.All)
        {
            var items = new Part[random.Next(5) == 0 ? 0 : random.Next(1, 7)];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = thing.Shape.New();
                var named = thing.Shape.Find("id")?.IsOwed == true || random.Next(10) > 0;
                (items[i] as Item)?.NameIt(
                    !named ? ""
                    // What the format takes is more than what a new item here may be called.
                    : random.Next(8) == 0 ? (identifiable ? $"{Texts[random.Next(5)]} {i}" : $"_Odd.id-{i}")
                    : $"{thing.Prefix}{i + 1}"
                );
            }
            document.SetItems(thing, items);
            ids[thing.List] = [.. items.OfType<Item>().Select(i => i.Id).Where(id => id.Length > 0)];
        }
        anyId = [.. ids.Values.SelectMany(i => i), "plan", "P"];
    }

    /// <summary>The plan of a seed.</summary>
    /// <param name="seed">Any number; the same gives the same plan.</param>
    /// <param name="identifiable">True where texts may hold an NHS number or a birth date, which the format takes and the store refuses.</param>
    public static PlanDocument Of(int seed, bool identifiable = true)
    {
        var plan = new RandomPlan(seed, identifiable);
        plan.Fill(Shape.Of<PlanDocument>(), plan.document);
        return plan.document;
    }

    void Fill(Shape shape, Part part)
    {
        foreach (var field in shape.Fields)
        {
            if (field.Kind == FieldKind.Group)
            {
                if (field.Get(part) is null && (field.IsOwed || random.Next(3) > 0))
                    field.Set(part, field.Inner!.New());
                if (field.Get(part) is Part inner)
                    Fill(field.Inner!, inner);
            }
            else if (field.Kind == FieldKind.Parts)
            {
                var parts =
                    (IReadOnlyList<Part>?)field.Get(part)
                    ?? (
                        Thing.All.Any(t => t.Shape == field.Inner)
                            ? []
                            : [.. Enumerable.Range(0, random.Next(9)).Select(_ => field.Inner!.New())]
                    );
                foreach (var one in parts)
                    Fill(field.Inner!, one);
                field.Set(part, field.List(parts));
            }
            else if (shape.Type == typeof(PlanDocument) || (part is Item && field.IsId))
            {
                continue;
            }
            else if (field.IsList)
            {
                var values = Enumerable.Range(0, random.Next(4)).Select(_ => One(field)).OfType<object>();
                field.Set(part, field.List(values));
            }
            else if (field.IsOwed || random.Next(4) > 0)
            {
                field.Set(part, One(field) ?? (field.IsOwed ? "x" : null));
            }
        }
        if (part is Plan plan)
            shape["id"].Set(plan, "P");
    }

    object? One(Field field)
    {
        if (field.Known is { } known)
        {
            return known switch
            {
                Known.Requirement => Requirements[random.Next(Requirements.Length)],
                Known.CatalogueMeasure => Shipped.Data.Measures[random.Next(Shipped.Data.Measures.Count)].Id,
                Known.AuditTool => Shipped.Data.AuditTools[random.Next(Shipped.Data.AuditTools.Count)].Id,
                Known.Unit => unit,
                Known.Criterion => KnownData.CriteriaOf(Shipped.Data.Unit(unit)!).ElementAt(random.Next(6)).Id,
                _ => Check.All[random.Next(Check.All.Count)].Id,
            };
        }
        if (field.RefersToAny)
            return anyId[random.Next(anyId.Length)];
        if (field.RefersTo.Count > 0)
        {
            string[] choice = [.. field.RefersTo.SelectMany(list => ids[list])];
            return choice.Length == 0 ? null : choice[random.Next(choice.Length)];
        }
        object? value = field.Kind switch
        {
            FieldKind.Text or FieldKind.Texts => texts[random.Next(texts.Length)],
            FieldKind.Date or FieldKind.Dates => random.Next(20) == 0
                ? (random.Next(2) == 0 ? DateOnly.MinValue : DateOnly.MaxValue)
                : new DateOnly(2026, 11, 22).AddDays(random.Next(-500, 500)),
            FieldKind.YesNo => random.Next(2) == 0,
            FieldKind.Whole or FieldKind.Wholes => random.Next(field.Least ?? -5, (field.Greatest ?? 5) + 1),
            FieldKind.Choice or FieldKind.Choices => Parsed(field, field.Choices[random.Next(field.Choices.Count)].Written),
            _ => Parsed(
                field,
                random.Next(12) == 0 ? "-999999999999"
                    : random.Next(12) == 0 ? "1e11"
                    : $"{random.Next(-20, 200)}.{random.Next(100)}"
            ),
        };
        return value;
    }

    static object? Parsed(Field field, string text)
    {
        field.Parse(text, out var value);
        return value;
    }
}
