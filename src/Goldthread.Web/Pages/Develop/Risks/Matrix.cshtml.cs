using Goldthread.App.Develop.Pictures;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Risks;

/// <summary>The risks on the scale of likelihood and consequence: which is larger than what is accepted, what is ready for when it happens, and who looked whether it holds.</summary>
public sealed class MatrixModel : PicturePage<RiskRegister>
{
    protected override string Place => "risks/matrix";

    protected override IReadOnlyCollection<string> Lists => [Risk.List];

    protected override RiskRegister Look(PlanDocument document) => RiskRegister.Of(document, Scale, Today);

    /// <value>Which size is drawn: as it is now, <c>inherent</c> or <c>target</c>.</value>
    [FromQuery(Name = "show")]
    public string? Show { get; set; }

    static RiskScale Scale => Shipped.RiskScale;

    /// <summary>What can be drawn: its word in the address, and what it is called.</summary>
    public static readonly IReadOnlyList<(string? Word, string Text)> Sizes =
    [
        (null, "As they are now"),
        ("inherent", "With nothing done"),
        ("target", "As they are to be"),
    ];

    /// <value>What is drawn, in words.</value>
    public string Shown => Sizes.FirstOrDefault(s => s.Word == Show, Sizes[0]).Text;

    RiskScore? SizeOf(RiskRegister.Line line) =>
        Show switch
        {
            "inherent" => line.Risk.Inherent,
            "target" => line.Risk.Target,
            _ => line.Risk.Residual ?? line.Risk.Inherent,
        };

    /// <value>The open risks on the scale.</value>
    public Component Picture
    {
        get
        {
            var open = View.Open.ToList();
            var at = open.ToLookup(r => (SizeOf(r)?.Likelihood, SizeOf(r)?.Consequence));
            var layout = GridLayout.Of(
                "How likely it is",
                "How bad it would be",
                [.. Scale.Likelihood.Reverse().Select(s => $"{s.Step} {s.Name.ToLowerInvariant()}")],
                [.. Scale.Consequence.Select(s => $"{s.Step} {s.Name.ToLowerInvariant()}")],
                (row, column) =>
                {
                    var (likelihood, consequence) = (5 - row, column + 1);
                    var score = likelihood * consequence;
                    return new(
                        $"{score} {Scale.BandOf(score).Name}",
                        Scale.WeightOf(score) + (Scale.WeightOf(score) > 0 ? 1 : 0),
                        [
                            .. at[(likelihood, consequence)]
                                .Select(r => new GridEntry((r.IsAbove ? "▲ " : "") + r.Title, AddressOf<Risk>(r.Risk.Id))),
                        ]
                    );
                }
            );
            return new GridPicture(
                layout,
                $"Risks by likelihood and consequence: {char.ToLowerInvariant(Shown[0])}{Shown[1..]}",
                $"{Several.Count(open.Count(r => SizeOf(r)?.Score is not null), "risk")} in a grid: the higher, the more likely; the further right, the worse. A triangle marks what is above what we accept now. {View.Sentence}"
            );
        }
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-risk-matrix");

    /// <summary>The same as a table.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Risks by how far they are above what we accept",
            Columns =
            [
                new("Risk"),
                new("Now") { IsKey = true },
                new("Accepted"),
                new("Is it accepted?") { IsKey = true },
                new("With nothing done"),
                new("To be"),
                new("Who"),
            ],
            Rows = OnThisPage(View.All)
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<Risk>(r.Risk.Id, r.Title),
                            Read(r.Now),
                            Read(r.Accepted),
                            !r.IsOpen ? "Closed"
                            : r.Now is null ? "Nobody knows yet"
                            : r.IsAbove ? Inline.Of(State.Of(StateKind.Overdue, $"No, {r.Now - r.Accepted} above"))
                            : Inline.Of(State.Of(StateKind.Done, "Yes")),
                            Read(r.Inherent),
                            Read(r.Target),
                            Who(r.Risk.Owner),
                        ]
                ),
        };

    /// <summary>What is ready for when one happens.</summary>
    public DataTable Contingencies() =>
        new()
        {
            Caption = "What we do if it happens",
            Columns =
            [
                new("Risk"),
                new("It starts when") { IsKey = true },
                new("What we do"),
                new("Who decides"),
                new("Last tested") { IsKey = true },
            ],
            Rows = OnThisPage(View.All)
                .Where(r => r.IsOpen)
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<Risk>(r.Risk.Id, r.Title),
                            Trigger(r.Risk.Contingency),
                            r.IsPrepared
                                ? (r.Risk.IsActive ? "Under way. " : "") + r.Risk.Contingency!.Plan
                                : Inline.Of(State.Of(StateKind.Unknown, "Nothing planned yet")),
                            r.IsPrepared ? Who(r.Decides) : "",
                            r.Risk.Tested is { } day ? Days.Read(day) + (r.IsTested(Today) ? "" : ", more than a year ago")
                            : r.IsPrepared ? "Never"
                            : "",
                        ]
                ),
        };

    static string Trigger(Contingency? contingency)
    {
        if (contingency is null)
            return "";
        List<string> parts = [];
        if (!string.IsNullOrWhiteSpace(contingency.Trigger))
            parts.Add(contingency.Trigger);
        if (contingency.When is { } when)
        {
            if (when.Signal is true)
                parts.Add("a measure gets worse by more than chance explains");
            if (when.Missed is true)
                parts.Add("a measure misses its target");
            if (when.Day is { } day)
                parts.Add("on " + Days.Read(day));
        }
        return parts.Count == 0 ? "Not said" : string.Join("; ", parts);
    }

    /// <summary>Who looked whether the controls work.</summary>
    public DataTable Assurances() =>
        new()
        {
            Caption = "Who looked whether the controls work",
            Columns =
            [
                new("Risk"),
                new("Those who do the work") { IsKey = true },
                new("Quality and management"),
                new("From outside") { IsKey = true },
            ],
            Rows = OnThisPage(View.All)
                .Where(r => r.IsOpen)
                .Select(r => (IReadOnlyList<Inline>)[LinkTo<Risk>(r.Risk.Id, r.Title), Looked(r, 1), Looked(r, 2), Looked(r, 3)]),
        };

    static Inline Looked(RiskRegister.Line line, int of) =>
        line.LookedAt(of) is { } looked
            ? $"{(looked.On is { } day ? Days.Read(day) : "No date")}{(string.IsNullOrWhiteSpace(looked.Text) ? "" : ": " + looked.Text)}"
            : "Not yet";

    static string Read(int? score) => score is { } known ? Scale.Read(known) : "Not said";

    /// <summary>What the steps of the scale mean.</summary>
    public static DataTable Steps() =>
        new()
        {
            Caption = "What the steps mean",
            Columns =
            [
                new("Step"),
                new("How likely it is") { IsKey = true },
                new("If it happens once or not at all"),
                new("How bad it would be") { IsKey = true },
                .. Scale.Anchors.Select(a => new Column("For " + Words.Read(a.Category!.Value))),
            ],
            Rows = Enumerable
                .Range(0, 5)
                .Select(n =>
                    (IReadOnlyList<Inline>)
                        [
                            $"{n + 1}",
                            $"{Scale.Likelihood[n].Name}. {Scale.Likelihood[n].Says}",
                            Scale.Likelihood[n].Once,
                            Scale.Consequence[n].Name,
                            .. Scale.Anchors.Select(a => (Inline)a.Steps[n]),
                        ]
                ),
        };
}
