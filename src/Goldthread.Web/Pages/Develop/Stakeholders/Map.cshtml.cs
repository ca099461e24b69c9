using Goldthread.App.Develop.Pictures;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Stakeholders;

/// <summary>Who can change how much, and to whom it matters how much; what is planned with each, and who has not been heard.</summary>
public sealed class MapModel : PicturePage<StakeholderMap>
{
    protected override string Place => "stakeholders/map";

    protected override IReadOnlyCollection<string> Lists => [Stakeholder.List, Engagement.List, Communication.List, FeedbackItem.List];

    protected override StakeholderMap Look(PlanDocument document) => StakeholderMap.Of(document, Today);

    /// <value>Those of whom nobody has said how much they can change and how much it matters to them.</value>
    public IReadOnlyList<StakeholderMap.Place> Unplaced => [.. View.Places.Where(p => p.Who.Power is null || p.Who.Interest is null)];

    /// <value>The map as a picture.</value>
    public Component Map
    {
        get
        {
            var at = View.Places.ToLookup(p => (p.Who.Power, p.Who.Interest));
            var layout = GridLayout.Of(
                "How much they can change",
                "How much it matters to them",
                ["5 a lot", "4", "3", "2", "1 little"],
                ["1 little", "2", "3", "4", "5 a lot"],
                (row, column) =>
                {
                    var (power, interest) = (5 - row, column + 1);
                    var how = StakeholderMap.HowTo(power, interest);
                    return new(
                        // Each quarter is named where it begins.
                        (row, column)
                            is
                                (0, 0)
                                or
                                (0, 2)
                                or
                                (3, 0)
                                or
                                (3, 2)
                            ? Capital(Words.Read(how).Replace(" with them", "", StringComparison.Ordinal))
                            : "",
                        how switch
                        {
                            Closeness.Closely => 3,
                            Closeness.Watched => 0,
                            _ => 1,
                        },
                        [
                            .. at[(power, interest)]
                                .OrderBy(p => p.IsHeard)
                                .Select(p => new GridEntry(
                                    (p.IsHeard ? "" : "○ ") + p.Name,
                                    To.Item(PlanId, Thing.Of<Stakeholder>(), p.Who.Id)
                                )),
                        ]
                    );
                }
            );
            return new GridPicture(
                layout,
                "Stakeholders by power and interest",
                $"{Several.Count(View.Places.Count - Unplaced.Count, "stakeholder")} in a grid: the higher, the more they can change; the further right, the more it matters to them. An empty ring marks who has not been heard. {View.Sentence}"
            );
        }
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-stakeholder-map");

    /// <summary>The same as a table, with what is planned and what happened.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Classes = "table--told",
            Caption = "Stakeholders: what is planned with each, and what happened",
            Columns =
            [
                new("Who"),
                new("Group"),
                new("Power and interest"),
                new("How to work with them") { IsKey = true },
                new("How they see the plan"),
                new("Planned"),
                new("Heard") { IsKey = true },
                new("What they said, what changed"),
            ],
            Rows = OnThisPage(View.Places)
                .Select(p =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<Stakeholder>(p.Who.Id, p.Name),
                            p.Who.Group is { } group ? Capital(Words.Read(group)) : "Not said",
                            p.Who is { Power: { } power, Interest: { } interest } ? $"{power} and {interest} of 5" : "Not said",
                            p.How is { } how ? Capital(Words.Read(how)) : "Not on the map yet",
                            Sees(p.Who),
                            Planned(p),
                            p.IsHeard
                                ? $"{Several.Count(p.Held.Count, "conversation")}{(p.Feedback.Count > 0 ? $", {p.Feedback.Count:N0} of their own accord" : "")}"
                            : p.Held.Count > 0 ? "Asked, nothing written down"
                            : "Not yet",
                            Heard(p),
                        ]
                ),
        };

    static Inline Sees(Stakeholder who) =>
        (StakeholderMap.See(who.Attitude), StakeholderMap.See(who.AttitudeNeeded)) switch
        {
            (null, null) => "Not said",
            ({ } now, null) => Capital(now),
            (null, { } needed) => "To be " + needed,
            ({ } now, { } needed) => now == needed ? Capital(now) + ", as needed" : $"{Capital(now)}; to be {needed}",
        };

    static Inline Planned(StakeholderMap.Place place)
    {
        var open = place.Messages.Count(m => m.Done is null);
        List<string> parts = [];
        if (open > 0)
            parts.Add(Several.Count(open, "message"));
        if (place.Coming.Count > 0)
            parts.Add($"{Several.Count(place.Coming.Count, "conversation")}, the next on {Days.Read(place.Coming[0].On!.Value)}");
        return parts.Count > 0 ? string.Join("; ", parts) : "Nothing more";
    }

    static Inline Heard(StakeholderMap.Place place)
    {
        if (place.Last is not { } said)
            return "";
        var last = place.Held.FirstOrDefault(e => !string.IsNullOrWhiteSpace(e.Said));
        var (changed, told) = last is null ? (place.Feedback[0].Response, place.Feedback[0].Responded) : (last.ChangedPlan, last.ToldBack);
        return $"“{said.Trim().Trim('"', '“', '”')}” {(string.IsNullOrWhiteSpace(changed) ? "Nothing is written down of what came of it." : changed)} {(told is { } day ? $"Told back on {Days.Read(day)}." : "Nobody has told them yet.")}";
    }

    /// <summary>Who was heard at which stage, by group.</summary>
    public DataTable ByGroup() =>
        new()
        {
            Caption = "How many of each group were heard, by stage",
            Columns =
            [
                new("Group"),
                new("In all") { IsFigure = true },
                .. StakeholderMap.Stages.Select(s => new Column(Capital(StakeholderMap.When(s))) { IsFigure = true }),
            ],
            Rows = View.Groups.Select(g =>
                (IReadOnlyList<Inline>)
                    [
                        g.Group is { } group ? Capital(Words.Read(group)) : "No group said",
                        g.All.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
                        .. g.Heard.Select(h =>
                            (Inline)(h == 0 ? "None" : h.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture))
                        ),
                    ]
            ),
        };
}
