using System.Globalization;
using System.Text.Json;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Store;

/// <summary>
/// What one chain of the record says that there is: its lines told again from the first to the last. What is there is compared with it, so that a row
/// that was changed, removed or added past the operations shows, however well it fits together in itself.
/// </summary>
sealed class Replay
{
    /// <summary>One thing as the record tells it.</summary>
    public sealed class Told
    {
        /// <value>The last new value of each field, as JSON; a field that was emptied is not there.</value>
        public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

        /// <value>Fields that some line speaks of.</value>
        public HashSet<string> Spoken { get; } = new(StringComparer.Ordinal);

        /// <value>True where the record has told it from its beginning: what no line speaks of is not there.</value>
        public bool IsWhole { get; set; }

        /// <value>True where it was taken out and not brought back.</value>
        public bool IsRemoved { get; set; }

        /// <summary>The fields that are not as they were told, in order.</summary>
        /// <param name="present">What is there: JSON by field; a field that is empty is left out or null.</param>
        public IReadOnlyList<string> Differing(IEnumerable<Change> present)
        {
            var there = present.Where(c => c.New != Nothing).ToDictionary(c => c.Field, c => c.New, StringComparer.Ordinal);
            return
            [
                .. Fields
                    .Keys.Concat(there.Keys.Where(name => IsWhole || Spoken.Contains(name)))
                    .Distinct()
                    // Values, not spellings: JSON may write an apostrophe in two ways.
                    .Where(name => Plain(Fields.GetValueOrDefault(name)) != Plain(there.GetValueOrDefault(name)))
                    .Order(StringComparer.Ordinal),
            ];
        }

        internal void Tell(IEnumerable<(string Field, string New)> changes)
        {
            foreach (var (field, now) in changes)
            {
                Spoken.Add(field);
                if (now == Nothing)
                    Fields.Remove(field);
                else
                    Fields[field] = now;
            }
        }
    }

    /// <summary>The readings of one measure as the record tells them: JSON by day, several only where a plan file had several.</summary>
    public sealed class Figures
    {
        /// <value>The readings of each day that was spoken of; none where they were taken away.</value>
        public Dictionary<string, List<string>> Days { get; } = new(StringComparer.Ordinal);

        /// <value>True where the record has told all of them.</value>
        public bool IsWhole { get; set; }
    }

    /// <summary>What a plan's area was called when the plan came to it, for people to read; its number is what holds.</summary>
    public const string AreaName = "area";

    const string Nothing = "null";

    readonly Dictionary<(string List, string Id), Told> things = [];
    readonly Dictionary<string, List<string>> orders = new(StringComparer.Ordinal);
    readonly Dictionary<string, Figures> figures = new(StringComparer.Ordinal);

    /// <value>The things of lists, the plan (<c>plan</c>) and, of the installation, areas and people.</value>
    public IReadOnlyDictionary<(string List, string Id), Told> Things => things;

    /// <value>The readings by measure.</value>
    public IReadOnlyDictionary<string, Figures> Readings => figures;

    /// <value>The roles that people have, as the lines that gave them say; the staff id is empty where none was given.</value>
    public HashSet<(string Person, string Role, string Area, string Staff)> Roles { get; } = [];

    /// <value>The settings that somebody chose, as JSON by name; null where one was taken back.</value>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    /// <value>The tokens by the mark that their line has, each with its account, role and end; null once revoked.</value>
    public Dictionary<string, (string Person, string Role, string Expires)?> Tokens { get; } = new(StringComparer.Ordinal);

    /// <value>True for a plan that was generated for trying scale: its first state is on no line.</value>
    public bool IsGenerated { get; private set; }

    /// <summary>The order of a list's ids, removed ones among them: as they were added, or as a plan file put them.</summary>
    public IReadOnlyList<string> Order(string list) => orders.GetValueOrDefault(list) ?? [];

    /// <summary>Tells one line; they come in their order.</summary>
    public void Tell(RecordRow line)
    {
        List<(string Field, string New)> changes;
        Dictionary<string, string> old;
        try
        {
            using var json = JsonDocument.Parse(line.Changes);
            changes = [.. json.RootElement.EnumerateObject().Select(c => (c.Name, c.Value[1].GetRawText()))];
            old = json.RootElement.EnumerateObject().ToDictionary(c => c.Name, c => c.Value[0].GetRawText(), StringComparer.Ordinal);
        }
        catch (Exception broken)
            when (broken is JsonException or InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            // The chain says by itself that this line is not as it was written.
            return;
        }
        if (line is { Operation: "OrderItems", List: { } sorted })
        {
            var stated = JsonSerializer.Deserialize<List<string>>(changes.Find(c => c.Field is "order").New)!;
            orders[sorted] = [.. stated.Union(Order(sorted))];
            return;
        }
        if (line is { Operation: "PutAwayAdvice" or "TakeBackAdvice" })
        {
            var advice = changes.Find(c => c.Field is "advice").New;
            var name = PutAway.SettingOf(line.Stream);
            var away = PutAway.Read(Settings.GetValueOrDefault(name)).ToHashSet(StringComparer.Ordinal);
            _ = advice == Nothing ? away.Remove(TextOf(old, "advice")) : away.Add(Plain(advice));
            Settings[name] = PutAway.Write(away);
            return;
        }
        // The strategy itself is the one thing of its chain without an id.
        if (line is not { List: { } list } || (line.Item ?? (list is "strategy" ? "" : null)) is not { } id)
            return;
        switch (line.Operation)
        {
            case "SetChartRules":
                Settings[id] = changes[0].New;
                return;
            case "ChooseChart":
                Settings[ChartRules.SettingOf(line.Stream, id)] = changes[0].New == Nothing ? null : changes[0].New;
                return;
            case "RecordReadings":
                TellFigures(id, changes);
                return;
            case "GiveRole":
                Roles.Add((id, Text(changes, "role"), Text(changes, "area_id"), Text(changes, "staff")));
                return;
            case "TakeRole":
                Roles.Remove((id, TextOf(old, "role"), TextOf(old, "area_id"), TextOf(old, "staff")));
                return;
            case "MakeToken":
                Tokens[Text(changes, "mark")] = (id, Text(changes, "role"), Text(changes, "expires"));
                return;
            case "RevokeToken":
                Tokens[TextOf(old, "mark")] = null;
                return;
            case "StoreFile":
                return;
            default:
                TellThing(line.Operation, list, id, changes);
                return;
        }
    }

    void TellThing(string operation, string list, string id, List<(string Field, string New)> changes)
    {
        var isFirst = !things.TryGetValue((list, id), out var told);
        told ??= things[(list, id)] = new Told();
        if (isFirst && !orders.TryAdd(list, [id]))
            orders[list].Add(id);
        // A plan file brings a removed item back whole.
        if (isFirst || (operation is "RestoreItem" && changes.Count > 0))
        {
            told.Fields.Clear();
            // What an area or an account is besides its fields is on other lines.
            told.IsWhole = list is not ("areas" or "people") && operation is not ("EditItem" or "RemoveItem" or "EditPlan");
        }
        if (changes.Exists(c => c.Field is "generated"))
            (IsGenerated, told.IsWhole) = (true, false);
        if (operation is "RemoveItem" or "RemoveArea" or "ClosePerson")
            told.IsRemoved = true;
        else if (operation is "RestoreItem" or "RestoreArea" or "ReopenPerson")
            told.IsRemoved = false;
        if (operation is not ("RemoveArea" or "RestoreArea" or "ClosePerson" or "ReopenPerson"))
            told.Tell(
                changes.Where(c => c.Field is not ("generated" or "parent" or "organisation") && (list, c.Field) is not ("plan", AreaName))
            );
    }

    void TellFigures(string measure, List<(string Field, string New)> changes)
    {
        var isFirst = !figures.TryGetValue(measure, out var told);
        told ??= figures[measure] = new Figures { IsWhole = !IsGenerated };
        foreach (var (field, now) in changes)
        {
            if (field is not "readings")
            {
                told.Days[field] = now == Nothing ? [] : [now];
                continue;
            }
            told.Days.Clear();
            told.IsWhole = true;
            using var all = JsonDocument.Parse(now);
            foreach (var reading in all.RootElement.EnumerateArray())
            {
                var day = reading.TryGetProperty("on", out var on) ? on.GetString()! : NoDay;
                if (!told.Days.TryGetValue(day, out var several))
                    told.Days[day] = several = [];
                // Rows tell no day from the first one that there is.
                several.Add(day == NoDay ? WithoutDay(reading.GetRawText()) : reading.GetRawText());
            }
        }
    }

    /// <summary>The first day whose readings are not as they were told, or null.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="rows">Its readings, in order of day.</param>
    public DateOnly? Differing(string measure, IReadOnlyList<ReadingRow> rows)
    {
        if (!figures.TryGetValue(measure, out var told))
            return rows.Count == 0 || IsGenerated ? null : rows[0].On;
        var shape = Shape.Of<Reading>();
        var there = rows.GroupBy(r => DayOf(r.On))
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Select(r =>
                            shape.ToJson(Reading.Of(r.On == DateOnly.MinValue ? null : r.On, r.Value, r.Numerator, r.Denominator, r.Note))
                        )
                        .ToList(),
                StringComparer.Ordinal
            );
        var days = told.IsWhole ? told.Days.Keys.Union(there.Keys) : told.Days.Keys;
        foreach (var day in days.Order(StringComparer.Ordinal))
        {
            var (one, other) = (told.Days.GetValueOrDefault(day) ?? [], there.GetValueOrDefault(day) ?? []);
            if (!one.SequenceEqual(other, StringComparer.Ordinal))
                return DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        return null;
    }

    static readonly string NoDay = DayOf(DateOnly.MinValue);

    static string WithoutDay(string json)
    {
        var shape = Shape.Of<Reading>();
        var reading = (Reading)shape.FromJson(json);
        return shape.ToJson(Reading.Of(null, reading.Value, reading.Numerator, reading.Denominator, reading.Note));
    }

    static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Text(List<(string Field, string New)> changes, string field) => Plain(changes.Find(c => c.Field == field).New);

    static string TextOf(Dictionary<string, string> changes, string field) => Plain(changes.GetValueOrDefault(field));

    static string Plain(string? json) =>
        json is null or Nothing ? ""
        : json[0] == '"' ? JsonSerializer.Deserialize<string>(json)!
        : json;
}
