using Goldthread.App.Monitor.Dashboards;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Monitor.Dashboards;

/// <summary>What nobody looks after in the plans that one sees, each with the way that mends it. Two queries, however many plans there are.</summary>
public sealed class RadarModel : GoldthreadPage
{
    const int MostShown = 50;

    IReadOnlyList<Radar.Found> found = [];

    /// <value>What was found, by what is wrong.</value>
    public IReadOnlyList<(Radar.Gap Gap, IReadOnlyList<Radar.Found> Found)> Gaps =>
        [
            .. Enum.GetValues<Radar.Gap>()
                .Select(g => (g, Found: (IReadOnlyList<Radar.Found>)[.. found.Where(f => f.Gap == g)]))
                .Where(g => g.Found.Count > 0),
        ];

    /// <value>How it stands, in words.</value>
    public string Stands =>
        found.Count == 0
            ? "Nothing is left alone: everything has an owner, is looked at, and what is done is shown."
            : $"{(found.Count >= Radar.Most ? $"{Radar.Most:N0} or more" : $"{found.Count:N0}")} {(found.Count == 1 ? "thing is" : "things are")} left alone. Each has the way that mends it beside it.";

    /// <inheritdoc/>
    protected override async Task ShowAsync() => found = await Radar.LoadAsync(Db, Seen, Clock.Today(), Cancel);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (
            new()
            {
                Caption = "Radar",
                Columns = [new("What is wrong"), new("What"), new("Plan"), new("Since")],
                Rows = found.Select(f =>
                    (IReadOnlyList<Inline>)[Title(f.Gap), f.Title, f.PlanTitle, f.Since is { } since ? Days.Read(since) : ""]
                ),
            },
            "radar"
        );

    /// <summary>What is wrong, as a title.</summary>
    public static string Title(Radar.Gap gap) =>
        gap switch
        {
            Radar.Gap.NobodyOwnsIt => "Nobody owns it",
            Radar.Gap.OwnerLeft => "Its owner has left",
            Radar.Gap.NeverUpdated => "Under way or late, and nobody said how it goes",
            Radar.Gap.Stale => "No figure in time",
            Radar.Gap.ClosedWithoutProof => "Done, and nothing shows it",
            Radar.Gap.WithoutOutcomeMeasure => "No outcome measure shows whether it is reached",
            _ => throw new ArgumentOutOfRangeException(nameof(gap)),
        };

    /// <summary>The things with one gap.</summary>
    public static DataTable Table(Radar.Gap gap, IReadOnlyList<Radar.Found> found) =>
        new()
        {
            Caption = Title(gap),
            IsEqual = true,
            Columns =
            [
                new("What") { IsKey = true },
                new("Kind"),
                new("Plan"),
                new(gap is Radar.Gap.Stale ? "Newest figure" : "Due"),
                new("Mend it") { IsKey = true },
            ],
            Rows = found
                .Take(MostShown)
                .Select(f =>
                {
                    var thing = Thing.Find(f.List)!;
                    return (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(f.Title, To.Item(f.Plan, thing, f.Id))),
                            PlanPage.Capital(thing.Noun),
                            Inline.Of(new Link(f.PlanTitle, To.Plan(f.Plan))),
                            f.Since is { } since ? Days.Read(since)
                            : gap is Radar.Gap.Stale ? Inline.Of(State.Of(StateKind.Unknown, "None yet"))
                            : "",
                            Inline.Of(Mend(f, thing)),
                        ];
                }),
        };

    /// <summary>How many of a gap are left out; empty for none.</summary>
    public static string More(IReadOnlyList<Radar.Found> found) =>
        found.Count > MostShown ? $"And {found.Count - MostShown:N0} more; mend these first." : "";

    static Link Mend(Radar.Found found, Thing thing)
    {
        var here = To.Item(found.Plan, thing, found.Id);
        Link Field(string text, string field) => new(text, $"{here}/edit?mend={field}#{ShapeForm.IdOf(field)}");
        return found.Gap switch
        {
            Radar.Gap.NobodyOwnsIt => Field("Say who owns it", found.List is Action.List ? "accountable" : "owner"),
            Radar.Gap.OwnerLeft => Field("Give it to somebody", found.List is Action.List ? "accountable" : "owner"),
            Radar.Gap.NeverUpdated => new("Say how it goes", here),
            Radar.Gap.Stale => new("Enter the figure", here + "/enter"),
            Radar.Gap.ClosedWithoutProof => Field("Say what shows it", "evidence"),
            _ => new(
                "Add an outcome measure",
                $"{To.Add(found.Plan, Thing.Of<Measure>())}?objectives={Uri.EscapeDataString(found.Id)}&kind=outcome"
            ),
        };
    }
}
