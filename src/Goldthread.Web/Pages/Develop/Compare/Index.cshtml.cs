using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Compare;

/// <summary>Any two versions of the plan line by line: as it was approved, as a change was agreed to, as a review saw it, at the end of a day, now.</summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Things on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Fields of a thing that the page tells; the file tells all.</summary>
    const int MostFields = 15;

    const int MostOfNew = 6;
    const int MostLetters = 300;

    /// <summary>Versions to choose from, the newest; any other is found by its day.</summary>
    const int MostNamed = 200;

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "compare";

    [FromQuery(Name = "from")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    public string? Until { get; set; }

    [FromQuery(Name = "from_day")]
    public string? FromDay { get; set; }

    [FromQuery(Name = "to_day")]
    public string? ToDay { get; set; }

    /// <value>The one list that is compared, <c>plan</c> for what the plan says of itself; null for all.</value>
    [FromQuery(Name = "list")]
    public string? List { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    /// <value>The two versions, and which there are.</value>
    public PlanVersions.Pair Pair { get; private set; } = null!;

    /// <value>True where too much lies between the versions.</value>
    public bool IsTooMuch { get; private set; }

    IReadOnlyList<ChangedThing> all = [];
    IReadOnlyList<ChangedThing> shown = [];

    /// <value>How many things are different.</value>
    public int Total => shown.Count;

    /// <value>How many are different, in words.</value>
    public string Counted
    {
        get
        {
            var parts = shown
                .GroupBy(c => c.Did)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Count():N0} {g.Key.ToLowerInvariant()}");
            return $"{(Total == 1 ? "1 thing is" : $"{Total:N0} things are")} different: {string.Join(", ", parts)}.";
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var (from, to) = (Given(FromDay, nameof(FromDay)) ?? From, Given(ToDay, nameof(ToDay)) ?? Until);
        Pair = await PlanVersions.FindAsync(Seen, PlanId, from, to, Today, Cancel);
        var kept = await KeptAsync(
            Today,
            () => ChangesSince.OfAsync(Seen, Hidden, Plan, Pair, isWhole: true, Cancel),
            $"compare/{Pair.From.Seq}-{Pair.To.Seq}"
        );
        (all, IsTooMuch) = (kept.Things, kept.IsTooMuch);
        shown = List is null or "" ? all : [.. all.Where(c => (c.Lines[0].List ?? "") == List)];
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        var page = await base.OnGetAsync();
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        return page;
    }

    /// <summary>A day as somebody wrote it, as versions are named; null where none was given.</summary>
    string? Given(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Days.TryRead(text, out var day))
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        ModelState.AddModelError(field is nameof(FromDay) ? "from_day" : "to_day", "Write a day such as 3 Nov 2026.");
        return null;
    }

    /// <summary>What is different on this page: a table a list.</summary>
    public IEnumerable<(string Heading, DataTable Table)> Tables() =>
        shown
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .GroupBy(c => c.Lines[0].List)
            .Select(g =>
            {
                var heading = Heading(g.Key);
                return (heading, Table(heading, g, MostFields));
            });

    static string Heading(string? list) =>
        list is not null && Thing.Find(list) is { } thing ? Capital(thing.Plural) : "What the plan says of itself";

    DataTable Table(string caption, IEnumerable<ChangedThing> some, int most) =>
        new()
        {
            Caption = $"{caption}: {Pair.From.Name}, and {Pair.To.Name}",
            Columns =
            [
                new("What") { IsKey = true },
                new("Became"),
                new("Which part") { IsKey = true },
                new(Pair.From.Name),
                new(Pair.To.Name),
                new("Why"),
            ],
            Rows = some.SelectMany(c => Rows(c, most)),
        };

    IEnumerable<IReadOnlyList<Inline>> Rows(ChangedThing changed, int most)
    {
        var name = Link(changed);
        var why = string.Join(" ", changed.Reasons.Take(3));
        if (changed.Fields.Count == 0)
        {
            yield return
            [
                name,
                changed.Did,
                "All of it",
                changed.Did is "Taken out" ? "There" : "Not there",
                changed.Did is "Taken out" ? "Not there" : "There",
                why,
            ];
            yield break;
        }
        var nothing = changed.Did is "New" ? "Not there" : "Nothing";
        if (changed.Did is "New")
            most = Math.Min(most, IsSheet ? most : MostOfNew);
        foreach (var (field, old, now) in changed.Fields.Take(most))
        {
            yield return [name, changed.Did, field, Short(old ?? nothing), Short(now ?? "Taken out"), why];
            why = "";
        }
        if (changed.Fields.Count > most)
            yield return [name, changed.Did, $"{changed.Fields.Count - most} more parts", "", "In the file below", ""];
    }

    string Short(string text) => IsSheet || text.Length <= MostLetters ? text : text[..(MostLetters - 1)] + "…";

    Inline Link(ChangedThing changed) =>
        changed.Lines[0] is { List: { } list, Item: { } item } && Thing.Find(list) is { } thing && changed.Did is not "Taken out"
            ? Inline.Of(new Link(changed.What, To.Item(PlanId, thing, item)))
            : changed.What;

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (Table("What is different", shown, int.MaxValue), $"{PlanId}-{Pair.From.Key}-{Pair.To.Key}");

    /// <summary>The versions to choose from.</summary>
    public Select Chooser(string name, string label, PlanVersion chosen) =>
        new()
        {
            Name = name,
            Id = name,
            Label = new Label { Text = label },
            Value = chosen.Key,
            Items =
            [
                new Option("Now", "now"),
                .. Pair.All.Take(MostNamed).Select(v => new Option(v.By is null ? v.Name : $"{v.Name}, {v.By}", v.Key)),
                .. chosen.Kind is VersionKind.Day ? [new Option(chosen.Name, chosen.Key)] : Array.Empty<Option>(),
            ],
        };

    /// <summary>The question for any day.</summary>
    public Input DayOf(string name, string label, string? given) =>
        new()
        {
            Name = name,
            Id = name,
            Label = new Label { Text = label },
            Value = ModelState.IsValid ? null : given,
            Error = ModelState[name]?.Errors is [{ } wrong, ..] ? new ErrorMessage { Text = wrong.ErrorMessage } : null,
            Width = 10,
        };

    /// <value>The lists in which something is different.</value>
    public IReadOnlyList<Option> ListOptions =>
        [
            new Option("Everything", ""),
            .. all.Select(c => c.Lines[0].List).OfType<string>().Distinct().Select(l => new Option(Heading(l), l)),
        ];

    /// <summary>The address of this page with one thing changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["from"] = Pair.From.Key,
            ["to"] = Pair.To.Key,
            ["list"] = List,
            ["page"] = Number == 1 ? null : Number.ToString(CultureInfo.InvariantCulture),
        };
        query[name] = value;
        return To.With(To.Plan(PlanId) + "/compare", query);
    }
}
