using System.ComponentModel.DataAnnotations;
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

    bool IsSampler => Portfolio.Roles.Contains(LearningRole.Iqa);

    /// <value>The newest decision, where the visitor may draw it.</value>
    public IEnumerable<(PortfolioPartRow Row, PortfolioPart Part)> ToDraw =>
        Parts
            .Where(p => p.Part is CriterionDecision decided && decided.Criterion == Criterion)
            .TakeLast(1)
            .Where(p =>
                IsSampler
                && QualityAssurance.MaySample(Actor.PersonId, p.Row)
                && !Parts.Any(s => s.Part is DrawnSample drawn && drawn.Decision == p.Row.Number)
            );

    /// <value>The sample that waits for the visitor to say what came of it.</value>
    public IEnumerable<PortfolioPartRow> ToJudge =>
        Parts
            .Where(p =>
                IsSampler
                && p.Part is DrawnSample { Outcome: null } drawn
                && drawn.Criterion == Criterion
                && Parts.Any(d => d.Row.Number == drawn.Decision && QualityAssurance.MaySample(Actor.PersonId, d.Row))
            )
            .Select(p => p.Row);

    /// <value>Why a decision is drawn, as it was typed.</value>
    public string? Why { get; private set; }

    /// <value>What came of a sample, as it was chosen.</value>
    public string? Outcome { get; private set; }

    /// <value>What the assessor is told, as it was typed.</value>
    public string? Note { get; private set; }

    /// <summary>Draws a decision.</summary>
    public async Task<IActionResult> OnPostDrawAsync(
        int decision,
        [MaxLength(1000, ErrorMessage = "Write at most 1000 characters.")] string? why
    )
    {
        Why = why;
        await Writer.RunAsync(Actor, work => QualityAssurance.DrawAsync(work, Id, decision, why), Cancel);
        return Done(HrefOf(Criterion), "Drawn. Look at the claims, and say what came of it.");
    }

    /// <summary>Says what came of a sample.</summary>
    public async Task<IActionResult> OnPostJudgeAsync(
        int sample,
        [MaxLength(20, ErrorMessage = "Choose what came of it.")] string? outcome,
        [MaxLength(2000, ErrorMessage = "Write at most 2000 characters.")] string? note
    )
    {
        (Outcome, Note) = (outcome, note);
        SampleOutcome? came = Words.TryParse<SampleOutcome>(outcome ?? "", out var said) ? said : null;
        await Writer.RunAsync(Actor, work => QualityAssurance.JudgeAsync(work, Id, sample, came, note), Cancel);
        return Done(HrefOf(Criterion), "Saved. The learner and the assessor read it.");
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
