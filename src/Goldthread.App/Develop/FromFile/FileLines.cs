using System.Text.RegularExpressions;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Documents;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.FromFile;

/// <summary>What came of a line of a table.</summary>
/// <param name="Key">By what it is chosen: its number, and its place among those that it holds.</param>
/// <param name="Line">Its number in the file.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Part">The new item.</param>
/// <param name="Told">What was decided in reading it, a sentence each.</param>
/// <param name="Refused">Why it is not taken; empty where it can be.</param>
/// <param name="Row">The line as it stands in the file.</param>
public sealed record FileLine(
    string Key,
    int Line,
    string Title,
    Part Part,
    IReadOnlyList<string> Told,
    IReadOnlyList<string> Refused,
    FileRow Row
);

/// <summary>What would come of a table in a plan, line by line. Nothing is made up: what cannot be read is refused, with what would be accepted.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Unknown">Words of cells that name somebody or something that the plan does not have, with the list that they are looked for in.</param>
/// <param name="Colours">The colours that say how something stands, where no word does.</param>
/// <param name="PassedOver">How many lines were passed over: titles of groups, notes under the table.</param>
public sealed partial record FileLines(
    IReadOnlyList<FileLine> Lines,
    IReadOnlyList<(string Text, string List)> Unknown,
    IReadOnlyList<string> Colours,
    int PassedOver
)
{
    static readonly HashSet<string> NoDay = new(StringComparer.Ordinal)
    {
        "asap",
        "ongoing",
        "on going",
        "immediate",
        "immediately",
        "tbc",
        "tba",
        "continuous",
        "as required",
        "urgent",
        "monthly",
        "weekly",
        "daily",
        "quarterly",
        "n a",
    };

    static readonly HashSet<string> NoBody = new(StringComparer.Ordinal)
    {
        "all",
        "all staff",
        "all managers",
        "all teams",
        "everyone",
        "everybody",
        "staff",
        "team",
        "the team",
        "management",
        "various",
        "tbc",
        "n a",
    };

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(?:[-•*–]|\(?\d{1,2}[.)]|[a-z][.)])\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\s*(?:/|&|;|,|\n|\band\b)\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:q|qtr|quarter) ?([1-4])$")]
    private static partial Regex QuarterAlone();

    /// <summary>What colours usually say, of a list that says how its items stand; a proposal.</summary>
    internal static Dictionary<string, string> UsualMeaning(Thing list) =>
        list.List is Domain.Implement.Action.List
            ? new(StringComparer.Ordinal)
            {
                ["blue"] = "done",
                ["green"] = "in-progress",
                ["amber"] = "in-progress",
                ["red"] = "not-started",
            }
        : list.States.Any(s => s.Written is "open")
            ? new(StringComparer.Ordinal)
            {
                ["blue"] = "closed",
                ["green"] = "open",
                ["amber"] = "open",
                ["red"] = "open",
            }
        : new(StringComparer.Ordinal);

    /// <summary>Reads a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="map">What its columns mean.</param>
    /// <param name="plan">The plan as whoever brings it sees it.</param>
    public static FileLines Of(FileTable table, ColumnMap map, PlanDocument plan) => new Reading(table, map, plan).Whole();

    sealed class Reading
    {
        readonly FileTable table;
        readonly ColumnMap map;
        readonly PlanDocument plan;
        readonly Thing thing;
        readonly List<(Leaf Leaf, int Column)> columns;
        readonly int title;
        readonly Dictionary<string, string> there;
        readonly HashSet<(string Text, string List)> unknown = [];
        readonly HashSet<string> colours = new(StringComparer.Ordinal);

        public Reading(FileTable table, ColumnMap map, PlanDocument plan)
        {
            (this.table, this.map, this.plan) = (table, map, plan);
            thing = Thing.Find(map.List)!;
            var fields = new Dictionary<string, string>(map.Fields, StringComparer.OrdinalIgnoreCase);
            columns =
            [
                .. table
                    .Headings.Select(
                        (h, c) => (Leaf: fields.TryGetValue(h, out var key) ? HeadingWords.Field(thing, key) : null, Column: c)
                    )
                    .Where(c => c.Leaf is not null)
                    .Select(c => (c.Leaf!, c.Column)),
            ];
            var named = HeadingWords.Fields(thing)[0].Key;
            title = columns.Where(c => c.Leaf.Key == named).Select(c => c.Column).DefaultIfEmpty(-1).First();
            if (title < 0)
                throw new RuleBroken($"Say which column has the {thing.Noun} itself.", "fields");
            there = plan.ItemsOf(thing)
                .OfType<Item>()
                .GroupBy(i => HeadingWords.Plain(thing.TitleOf(i) ?? ""), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        }

        public FileLines Whole()
        {
            var lines = new List<FileLine>();
            var passed = 0;
            string? group = null;
            foreach (var row in table.Rows)
            {
                var given = row.Cells.Where(c => c.Length > 0).ToList();
                var own = row.Cells[title];
                // A group's name stands over its lines, and reaches over all of them; a note stands under the table.
                if (
                    row.Refused is null
                    && columns.Count > 1
                    && given.Count == 1
                    && columns.All(c => c.Column == title || row.Fills[c.Column] is null)
                )
                {
                    group = given[0];
                    passed++;
                    continue;
                }
                if (own.Length == 0 && columns.All(c => row.Cells[c.Column].Length == 0))
                {
                    passed++;
                    continue;
                }
                foreach (var (place, cells) in Split(row).Index())
                    lines.Add(Line(row, place, cells, group));
            }
            return new(lines, [.. unknown.Order()], [.. colours.Order(StringComparer.Ordinal)], passed);
        }

        /// <summary>The lines that run together in one row: several in the cell of what it is, and as many, or one, in each other.</summary>
        List<string[]> Split(FileRow row)
        {
            static string[] Parts(string cell) =>
                [.. cell.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            var own = Parts(row.Cells[title]);
            var counts = columns.Where(c => c.Column != title).Select(c => Parts(row.Cells[c.Column]).Length).ToList();
            var isSplit =
                own.Length > 1
                && counts.All(c => c <= 1 || c == own.Length)
                && (counts.Contains(own.Length) || own.All(l => Bullet().IsMatch(l)));
            if (!isSplit)
                return
                [
                    [.. row.Cells],
                ];
            return
            [
                .. own.Select(
                    (_, i) =>
                        row
                            .Cells.Select(c => Parts(c) is { } parts && parts.Length == own.Length ? Bullet().Replace(parts[i], "") : c)
                            .ToArray()
                ),
            ];
        }

        FileLine Line(FileRow row, int place, string[] cells, string? group)
        {
            var part = thing.Shape.New();
            var (told, refused) = (new List<string>(), new List<string>());
            if (row.Refused is { } whole)
                refused.Add(whole);
            if (cells[title].Contains('\n', StringComparison.Ordinal))
                told.Add("Several lines of one cell are taken as one.");
            foreach (var (leaf, column) in columns)
            {
                if (row.Refused is not null && column != title)
                    continue;
                if (Read(leaf, table.Headings[column], cells[column], row.Fills[column], part, told) is { } why)
                    refused.Add(why);
            }
            if (
                group is not null
                && columns.All(c => c.Leaf.Key != "objective")
                && HeadingWords.Field(thing, "objective") is { } serves
                && Named(Objective.List, group) is { } objective
            )
                serves.Set(part, objective);
            var name = thing.TitleOf(part) ?? "";
            if (name.Length > 0 && there.TryGetValue(HeadingWords.Plain(name), out var id))
                refused.Add($"It is in the plan already: {id}.");
            if (refused.Count == 0)
            {
                refused.AddRange(Acceptance.Refusals(thing.Shape, part).Select(r => r.Message));
                if (name.Length == 0)
                    refused.Add($"There is no {thing.Noun} in this line.");
            }
            return new(
                $"{row.Line}.{place}",
                row.Line,
                name.Length > 0 ? name : OneLine.Short(OneLine.Of(cells[title])),
                part,
                told,
                [.. refused.Distinct(StringComparer.Ordinal)],
                row
            );
        }

        string? Read(Leaf leaf, string heading, string text, string? colour, Part part, List<string> told)
        {
            var field = leaf.Field;
            text = text.Trim();
            if (field.RefersTo.Contains(StaffMember.List))
                return text.Length == 0 ? null : People(leaf, text, part, told);
            if (field.RefersTo.Count > 0)
            {
                if (text.Length == 0)
                    return null;
                if (Named(field.RefersTo[0], text) is not { } id)
                {
                    unknown.Add((OneLine.Of(text), field.RefersTo[0]));
                    return $"“{OneLine.Short(OneLine.Of(text))}” is no {Thing.Find(field.RefersTo[0])!.Noun} of this plan. Say which is meant.";
                }
                leaf.Set(part, leaf.IsSeveral ? field.List([id]) : id);
                return null;
            }
            if (field.Kind is FieldKind.Date)
                return Day(leaf, heading, text, part, told);
            if (thing.States.Count > 0 && field.Kind is FieldKind.Choice && field.Choices.SequenceEqual(thing.States))
                return State(leaf, text, colour, part, told);
            var one = leaf.IsSeveral || field.IsLong ? text : OneLine.Of(text);
            if (leaf.Read(new SheetCell(one), out var value) is { } why)
                return $"“{heading}”: {why}";
            leaf.Set(part, value);
            return null;
        }

        string? Day(Leaf leaf, string heading, string text, Part part, List<string> told)
        {
            if (text.Length == 0)
                return null;
            var bare = Bracketed().Replace(text, " ").Trim();
            var plain = HeadingWords.Plain(bare);
            if (NoDay.Contains(plain))
                return $"“{OneLine.Of(text)}” is no day. Write by when, such as 1 Apr 2026.";
            DateOnly day;
            if (QuarterAlone().Match(plain) is { Success: true } quarter && plan.Plan?.Starts is { } starts)
            {
                // The year runs from April.
                var april = new DateOnly(starts.Month < 4 ? starts.Year - 1 : starts.Year, 4, 1);
                day = april
                    .AddMonths(3 * int.Parse(quarter.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
                    .AddDays(-1);
                told.Add($"“{bare}” is taken as its last day in the year of the plan, {Days.Read(day)}.");
            }
            else if (Days.TryRead(bare, out day))
            {
                // A day as it stands.
            }
            else if (WrittenPeriod.TryRead(bare, out var period))
            {
                day = period.Kind switch
                {
                    Frequency.Daily => period.First,
                    Frequency.Weekly => period.First.AddDays(6),
                    Frequency.Monthly => period.First.AddMonths(1).AddDays(-1),
                    Frequency.Quarterly => period.First.AddMonths(3).AddDays(-1),
                    _ => period.First.AddYears(1).AddDays(-1),
                };
                if (period.Kind is not Frequency.Daily)
                    told.Add($"“{bare}” is taken as its last day, {Days.Read(day)}.");
            }
            else
                return $"“{heading}”: “{OneLine.Short(OneLine.Of(text))}” is no day. Write one like 1 Apr 2026.";
            if (bare.Length < text.Length)
                told.Add($"What stands in brackets beside the day is left out: {OneLine.Short(OneLine.Of(text))}.");
            leaf.Set(part, day);
            return null;
        }

        string? State(Leaf leaf, string text, string? colour, Part part, List<string> told)
        {
            var plain = HeadingWords.Plain(Bracketed().Replace(text, " "));
            var marked = plain switch
            {
                "r" or "red" => "red",
                "a" or "amber" or "yellow" => "amber",
                "g" or "green" => "green",
                "b" or "blue" => "blue",
                "" => colour,
                _ => null,
            };
            string? word;
            if (marked is not null)
            {
                colours.Add(marked);
                word = map.Means.GetValueOrDefault(marked);
                if (word is { Length: > 0 })
                    told.Add($"{Words.Capital(marked)} is taken as {ReadOf(leaf, word)}.");
            }
            else if (plain.Length == 0)
                return null;
            else
            {
                word =
                    leaf.Field.Choices.FirstOrDefault(c =>
                        HeadingWords.Plain(c.Read) == plain || HeadingWords.Plain(c.Written) == plain
                    )?.Written
                    ?? Meant(plain);
                if (word is null || leaf.Field.Choices.All(c => c.Written != word))
                    return $"“{OneLine.Short(OneLine.Of(text))}” does not say how it stands. Write one of: {string.Join(", ", leaf.Field.Choices.Select(c => c.Read))}.";
                if (HeadingWords.Plain(ReadOf(leaf, word)) != plain)
                    told.Add($"“{OneLine.Short(OneLine.Of(text))}” is taken as {ReadOf(leaf, word)}.");
            }
            if (word is not { Length: > 0 })
                return null;
            var refused = leaf.Field.Parse(word, out var value);
            leaf.Set(part, value);
            return refused;
        }

        static string ReadOf(Leaf leaf, string word) => leaf.Field.Choices.FirstOrDefault(c => c.Written == word)?.Read ?? word;

        string? Meant(string plain) =>
            plain.StartsWith("not ", StringComparison.Ordinal) || plain is "to do" or "planned" ? (IsOpen ? "open" : "not-started")
            : plain.StartsWith("complete", StringComparison.Ordinal) || plain is "done" or "achieved" or "closed"
                ? (IsOpen ? "closed" : "done")
            : plain.StartsWith("in progress", StringComparison.Ordinal)
            || plain.StartsWith("on track", StringComparison.Ordinal)
            || plain.StartsWith("delayed", StringComparison.Ordinal)
            || plain is "started" or "ongoing" or "underway" or "under way"
                ? (IsOpen ? "open" : "in-progress")
            : null;

        bool IsOpen => thing.States.Any(s => s.Written is "open");

        string? People(Leaf leaf, string text, Part part, List<string> told)
        {
            var bare = Bracketed().Replace(text, " ").Trim();
            if (NoBody.Contains(HeadingWords.Plain(bare)))
                return $"“{OneLine.Of(text)}” is nobody in particular. Write one person of the staff list who answers for it.";
            var people = new List<string>();
            // The whole first: a role may have an “and” in it.
            var asked = Named(StaffMember.List, OneLine.Of(text), isWhole: true) is not null
                ? [OneLine.Of(text)]
                : Between().Split(bare).Where(p => p.Length > 0).ToArray();
            foreach (var one in asked)
            {
                if (Named(StaffMember.List, one) is { } id)
                {
                    people.Add(id);
                    continue;
                }
                unknown.Add((OneLine.Of(one), StaffMember.List));
                return $"“{OneLine.Short(OneLine.Of(one))}” is nobody of the staff list. Say who is meant, or add them there first.";
            }
            if (people.Count == 0)
                return null;
            leaf.Set(part, leaf.IsSeveral ? leaf.Field.List([people[0]]) : people[0]);
            if (people.Distinct(StringComparer.Ordinal).Skip(1).ToList() is { Count: > 0 } others)
            {
                if (thing.Shape.Find("responsible") is { Kind: FieldKind.Texts } does)
                {
                    does.Set(part, does.List(others));
                    told.Add(
                        $"One person answers for it: {RoleOf(people[0])}. {string.Join(" and ", others.Select(RoleOf))} {(others.Count == 1 ? "does" : "do")} the work."
                    );
                }
                else
                    told.Add(
                        $"One person answers for it: {RoleOf(people[0])}. {string.Join(" and ", others.Select(RoleOf))} {(others.Count == 1 ? "is" : "are")} left out."
                    );
            }
            return null;
        }

        string RoleOf(string id) => plan.Staff.FirstOrDefault(s => s.Id == id)?.Role ?? id;

        /// <summary>The one item of a list that a word means: by what somebody said of it, its id, its name, its initials, or words of its name that no other has.</summary>
        string? Named(string list, string text, bool isWhole = false)
        {
            var plain = HeadingWords.Plain(text);
            if (plain.Length == 0)
                return null;
            foreach (var (word, id) in map.Names)
            {
                if (HeadingWords.Plain(word) == plain)
                    return id.Length == 0 ? null : id;
            }
            var of = Thing.Find(list)!;
            var items = plan.ItemsOf(of)
                .OfType<Item>()
                .Where(i => i.Id.Length > 0)
                .Select(i => (i.Id, Name: HeadingWords.Plain(of.TitleOf(i) ?? "")))
                .ToList();
            List<Func<(string Id, string Name), bool>> ways =
            [
                i => HeadingWords.Plain(i.Id) == plain,
                i => i.Name == plain,
                i => plain.StartsWith(HeadingWords.Plain(i.Id) + " ", StringComparison.Ordinal),
                i => plain.Length is > 1 and < 6 && Initials(i.Name) == plain,
                i => plain.Length > 3 && $" {i.Name} ".Contains($" {plain} ", StringComparison.Ordinal),
                i => i.Name.Length > 3 && $" {plain} ".Contains($" {i.Name} ", StringComparison.Ordinal),
            ];
            // The id and the name say it whole; what comes after says it in part.
            foreach (var way in ways.Take(isWhole ? 2 : ways.Count))
            {
                if (items.Where(way).Take(2).ToList() is { Count: > 0 } found)
                    return found.Count == 1 ? found[0].Id : null;
            }
            return null;
        }

        static string Initials(string name) => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w[0]));
    }
}
