using System.Globalization;
using System.Text.Json.Nodes;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Pages.Things;

namespace Goldthread.Web.Tests.Things;

/// <summary>Answers that are enough for an item of any list: as a form sends them, and as a call does.</summary>
static class Filled
{
    /// <summary>What is owed, or else one text or number, by the names of the form.</summary>
    public static Dictionary<string, string> Form(Thing thing, Func<Field, string> answer)
    {
        var asked = ThingPage.Asked(thing).Where(f => f.Inner is null).ToList();
        var owed = asked.Where(f => f.IsOwed || f.Name is "reason").ToList();
        if (owed.Count == 0)
            owed.Add(
                asked.FirstOrDefault(f => f is { IsFreeText: true, Kind: FieldKind.Text })
                    ?? asked.FirstOrDefault(f => f.Kind is FieldKind.Number)
                    ?? asked.First(f => f.Kind is FieldKind.Date)
            );
        return owed.ToDictionary(f => f.Name, answer, StringComparer.Ordinal);
    }

    /// <summary>An answer that is accepted; what refers names the first that there is.</summary>
    public static string Answer(WebHost host, string plan, Field field)
    {
        if (field.RefersTo.Count > 0)
        {
            using var db = host.At.Open();
            return db.Items.Where(i => i.Owner == plan && field.RefersTo.Contains(i.List) && i.RemovedAt == null).Select(i => i.Id).First();
        }
        return field.Kind switch
        {
            FieldKind.Date or FieldKind.Dates => "3 Nov 2026",
            FieldKind.Number => "1",
            FieldKind.Whole => (field.Least ?? 1).ToString(CultureInfo.InvariantCulture),
            FieldKind.YesNo => "true",
            FieldKind.Choice or FieldKind.Choices => field.Choices[0].Written,
            _ => "Something plain",
        };
    }

    /// <summary>A field by which to see that an item changed, and two values for it.</summary>
    public static (Field Field, string Hers, string His) Changed(Thing thing)
    {
        var fields = ThingPage.Asked(thing);
        var field =
            fields.FirstOrDefault(f => f is { IsFreeText: true, Kind: FieldKind.Text })
            ?? fields.FirstOrDefault(f => f.Kind is FieldKind.Number)
            ?? fields.First(f => f.Kind is FieldKind.Date);
        return field.Kind switch
        {
            FieldKind.Number => (field, "1234.5", "4321.5"),
            FieldKind.Date => (field, "2026-11-04", "2026-11-05"),
            _ => (field, "What she wrote", "What he wrote"),
        };
    }

    /// <summary>The same answers as the body of a call.</summary>
    public static string Json<T>(Thing thing, IEnumerable<KeyValuePair<string, T>> answers)
    {
        var body = new JsonObject();
        foreach (var (name, answer) in answers)
        {
            var (at, shape) = (body, thing.Shape);
            var steps = name.Split('.');
            foreach (var step in steps[..^1])
            {
                var isMany = step.EndsWith("[0]", StringComparison.Ordinal);
                var field = shape[isMany ? step[..^3] : step];
                at[field.CamelName] ??= isMany ? new JsonArray(new JsonObject()) : new JsonObject();
                at = (JsonObject)(isMany ? at[field.CamelName]![0]! : at[field.CamelName]!);
                shape = field.Inner!;
            }
            var leaf = shape[steps[^1]];
            var value = JsonValue.Create(answer?.ToString());
            at[leaf.CamelName] = leaf.IsList ? new JsonArray(value) : value;
        }
        return body.ToJsonString();
    }

    /// <summary>A form's name in the names of the API.</summary>
    public static string Camel(Thing thing, string name)
    {
        Shape? shape = thing.Shape;
        return string.Join(
            '.',
            name.Split('.')
                .Select(step =>
                {
                    var plain = step.Split('[')[0];
                    var field = shape![plain];
                    shape = field.Inner;
                    return field.CamelName + step[plain.Length..];
                })
        );
    }
}
