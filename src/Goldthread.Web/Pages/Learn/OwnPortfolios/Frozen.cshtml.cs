using System.Globalization;
using System.Text;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>
/// A claim as it was frozen: the things in place, with their history. The learner reads all of it; whoever assesses or samples reads it without names, and
/// nothing else of the plan.
/// </summary>
public sealed class FrozenModel : PortfolioPage
{
    string frozen = "";

    [FromRoute]
    public int Number { get; set; }

    public FrozenClaim Claim { get; private set; } = null!;
    public FrozenThings Things { get; private set; } = null!;

    /// <value>True where the text is the one that the hash was made of.</value>
    public bool IsAsFrozen => Freeze.HashOf(frozen) == Claim.Sha256;

    public string Lead =>
        string.Create(
            CultureInfo.CurrentCulture,
            $"{Several.Count(Things.Things.Count, "thing")} of the plan {Say(Things.Title)}, frozen {Days.Read(Claim.On!.Value)}. {Things.Things.Sum(t => t.History.Count(l => l.IsOwn))} of {Several.Count(Things.Things.Sum(t => t.History.Count), "line")} of their history are the learner’s own."
        );

    /// <summary>A text as the visitor may read it.</summary>
    public string Say(string text) => Portfolio.IsLearner ? text : Redacted.Of(text);

    /// <summary>Whoever did something, as the visitor may read it.</summary>
    public string Who(string who) => Portfolio.IsLearner ? who : Redacted.Role(who);

    /// <summary>What one of the things said.</summary>
    public SummaryList Says(FrozenThings.One one) =>
        new()
        {
            Rows =
            [
                .. one
                    .Thing.Shape.Fields.Where(f => f.Name is not "id" && f.IsSet(one.Part))
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, one.Part, Refer)))),
            ],
        };

    /// <summary>The chart of a measure, from the figures that were frozen; null for none.</summary>
    public Component? Chart(FrozenThings.One one) =>
        one is { Part: Measure measure, Readings.Count: > 0 }
        && MeasureChart.Make(measure, one.Readings, ChartBasis.Usual, out _) is { } chart
            ? Drawn.Chart(chart, MeasureChart.WordsOf(measure))
            : null;

    Component? Refer(Field field, string text) =>
        field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Things.Staff.GetValueOrDefault(text) is { } role ? new Said(Say(role))
        : field.IsFreeText && !Portfolio.IsLearner && !FileLocation.TryRead(text, out _) ? new Said(Say(text))
        : null;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        Claim = Parts.FirstOrDefault(p => p.Row.Number == Number).Part as FrozenClaim ?? throw new Missing("claim");
        frozen = (await Db.PortfolioParts.Where(r => r.PortfolioId == Id && r.Number == Number).Select(r => r.Frozen).SingleAsync(Cancel))!;
        Things = FrozenThings.Read(frozen);
    }

    /// <summary>Takes the claim back.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await Writer.RunAsync(Actor, work => ClaimThings.WithdrawAsync(work, Id, Number), Cancel);
        return Done(Here, "The claim is withdrawn. The record keeps that it was there.");
    }

    /// <summary>What was frozen, to the byte, for the learner.</summary>
    public async Task<IActionResult> OnGetFileAsync()
    {
        await ShowAsync();
        if (!Portfolio.IsLearner)
            throw new Missing("file");
        return File(
            Encoding.UTF8.GetBytes(frozen),
            "application/json",
            string.Create(CultureInfo.InvariantCulture, $"claim-{Id}-{Number}.json")
        );
    }
}
