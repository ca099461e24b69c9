using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>One criterion: what is claimed for it, what happened, and, for the assessor, the decision by the five rules.</summary>
public sealed class CriterionModel : PortfolioPage
{
    static readonly IReadOnlyList<Field> Asked = [.. Shape.Of<CriterionDecision>().Fields.Where(f => f.Name is not ("criterion" or "on"))];

    ItemForm? form;

    [FromRoute]
    public string Criterion { get; set; } = "";

    /// <value>The criterion.</value>
    public Requirement About => Portfolio.Criteria.FirstOrDefault(c => c.Id == Criterion) ?? throw new Missing("criterion");

    public CriterionStanding Standing => StandingOf(Criterion);

    public IReadOnlyList<(PortfolioPartRow Row, FrozenClaim Claim)> Claims => [.. ClaimsOf(Criterion)];

    /// <value>True where the visitor decides about it now.</value>
    public bool MayDecide => Portfolio.Roles.Contains(LearningRole.Assessor) && CriterionDecision.IsReady(Standing);

    /// <value>The form of the decision.</value>
    public ItemForm Form =>
        form ??= new(Asked, Request, ModelState)
        {
            Button = new() { Text = "Decide", PreventDoubleClick = true },
            Cancel = Here,
        };

    /// <value>What was handed in, decided and sampled, the newest first.</value>
    public IReadOnlyList<(string Title, SummaryList Facts)> Happened =>
        [
            .. Parts
                .Where(p =>
                    p.Part switch
                    {
                        Submission sent => sent.Criteria.Contains(Criterion, StringComparer.Ordinal),
                        CriterionDecision decided => decided.Criterion == Criterion,
                        DrawnSample drawn => drawn.Criterion == Criterion,
                        _ => false,
                    }
                )
                .Reverse()
                .Select(p => (Title(p.Row, p.Part), Facts(p.Part))),
        ];

    static string Title(PortfolioPartRow row, PortfolioPart part) =>
        part switch
        {
            Submission sent => $"Handed in {Days.Read(sent.On!.Value)}",
            CriterionDecision decided => $"Decision {row.Number}, {Days.Read(decided.On!.Value)}",
            DrawnSample drawn => $"Drawn by quality assurance {Days.Read(drawn.On!.Value)}",
            _ => "",
        };

    /// <summary>A text as the visitor may read it.</summary>
    public string Say(string text) => Portfolio.IsLearner ? text : Redacted.Of(text);

    static SummaryList Facts(PortfolioPart part) =>
        new()
        {
            Rows =
            [
                .. Shape
                    .Of(part.GetType())
                    .Fields.Where(f => f.Name is not ("criterion" or "criteria" or "on" or "decision") && f.IsSet(part))
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, part, (_, _) => null)))),
            ],
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        _ = About;
    }

    /// <summary>Decides.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form.Take(Request.Form);
        var decision = new CriterionDecision();
        foreach (var (name, value) in Form.Values())
            Shape.Of<CriterionDecision>()[name].Set(decision, value);
        await Writer.RunAsync(Actor, work => Assess.DecideAsync(work, Id, Criterion, decision), Cancel);
        return Done($"{HrefOf(Criterion)}", "Decided. The learner reads it at once.");
    }
}
