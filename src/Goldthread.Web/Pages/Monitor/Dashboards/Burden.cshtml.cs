using Goldthread.App.Monitor.Dashboards;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Monitor.Dashboards;

/// <summary>What figures and audits ask of people in a week, and what is collected and never looked at. One query, however many plans there are.</summary>
public sealed class BurdenModel : GoldthreadPage
{
    const int MostShown = 100;

    /// <value>What is asked of each person.</value>
    public IReadOnlyList<Burden.Asked> Asked { get; private set; } = [];

    /// <value>What is collected and never looked at.</value>
    public IReadOnlyList<Burden.Unused> Unused { get; private set; } = [];

    /// <value>How it stands, in words.</value>
    public string Stands
    {
        get
        {
            var minutes = Asked.Sum(a => a.Minutes);
            var unsaid = Asked.Sum(a => a.Unsaid);
            return (
                    minutes == 0
                        ? "Nobody has said yet how long one figure takes."
                        : $"Figures and audits ask for {Time(minutes)} a week"
                            + (unsaid == 0 ? "." : $"; of {unsaid:N0} measures nobody has said how long one figure takes.")
                )
                + (
                    Unused.Count == 0
                        ? ""
                        : $" {Unused.Count:N0} {(Unused.Count == 1 ? "measure is" : "measures are")} collected, and nobody decided anything by {(Unused.Count == 1 ? "it" : "them")} in a year."
                );
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync() => (Asked, Unused) = await Burden.LoadAsync(Seen, Clock.Today(), Cancel);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (ByPerson(int.MaxValue), "burden");

    static string Time(double minutes) =>
        minutes < 1 ? "under a minute"
        : minutes < 90 ? $"{Math.Round(minutes):N0} {(Math.Round(minutes) == 1 ? "minute" : "minutes")}"
        : $"{minutes / 60:0.#} hours";

    /// <summary>What is asked of each person a week.</summary>
    /// <param name="most">The most rows.</param>
    public DataTable ByPerson(int most = MostShown) =>
        new()
        {
            Caption = "What is asked of each person a week",
            Columns =
            [
                new("Who") { IsKey = true },
                new("Area"),
                new("Figures, minutes a week") { IsFigure = true },
                new("Audits, minutes a week") { IsFigure = true },
                new("All, minutes a week") { IsFigure = true, IsKey = true },
                new("Measures") { IsFigure = true },
                new("Time not said") { IsFigure = true },
            ],
            Rows = Asked
                .Take(most)
                .Select(a =>
                    (IReadOnlyList<Inline>)
                        [
                            a.Role ?? "Nobody yet",
                            a.Area,
                            Units.Figure(Math.Round(a.Figures, 1)),
                            Units.Figure(Math.Round(a.Audits, 1)),
                            Units.Figure(Math.Round(a.Minutes, 1)),
                            Units.Figure(a.Measures),
                            Units.Figure(a.Unsaid),
                        ]
                ),
        };

    /// <summary>What is collected and never looked at, with the way to say that it is.</summary>
    public DataTable Never() =>
        new()
        {
            Caption = "Collected and never looked at",
            Columns =
            [
                new("Measure") { IsKey = true },
                new("Plan"),
                new("Figures") { IsFigure = true },
                new("Minutes a week") { IsFigure = true },
                new("Last decision by it"),
                new("Mend it") { IsKey = true },
            ],
            Rows = Unused
                .Take(MostShown)
                .Select(u =>
                {
                    var here = To.Item(u.Plan, Thing.Of<Measure>(), u.Id);
                    return (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(u.Title, here)),
                            Inline.Of(new Link(u.PlanTitle, To.Plan(u.Plan))),
                            Units.Figure(u.Figures),
                            Units.Figure(Math.Round(u.Minutes, 1)),
                            u.LastUsed is { } used ? Days.Read(used) : "Never",
                            Inline.Of(
                                new Link("Say when it was used, or stop it", $"{here}/edit?mend=last_used#{ShapeForm.IdOf("last_used")}")
                            ),
                        ];
                }),
        };
}
