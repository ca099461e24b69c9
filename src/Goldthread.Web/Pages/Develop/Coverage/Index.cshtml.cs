using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Coverage;

/// <summary>What of the frameworks in force for the service is covered by what is done, evidence, audits and policies; and which key question nobody answers.</summary>
public sealed class IndexModel : PicturePage<Domain.Develop.Coverage>
{
    protected override string Place => "coverage";

    protected override IReadOnlyCollection<string> Lists => [Objective.List, Measure.List, Audit.List, Evidence.List, Policy.List];

    protected override Domain.Develop.Coverage Look(PlanDocument document) => Domain.Develop.Coverage.Of(document);

    /// <value>The frameworks in force, each with its key questions; first those by which inspectors ask.</value>
    public IReadOnlyList<(Framework Framework, IReadOnlyList<Domain.Develop.Coverage.Question> Questions)> Frameworks
    {
        get;
        private set;
    } = [];

    /// <summary>The framework by which inspectors ask here; the first where none is.</summary>
    IReadOnlyList<Domain.Develop.Coverage.Question> Inspected => Frameworks.Count == 0 ? [] : Frameworks[0].Questions;

    /// <value>Which key question nobody answers.</value>
    public string Sentence => Domain.Develop.Coverage.Sentence(Inspected);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await base.ShowAsync();
        Jurisdiction? law =
            Plan.StrategyId is { } strategy
            && await Db.Strategies.AsNoTracking().FirstOrDefaultAsync(s => s.Id == strategy, Cancel) is { } row
                ? EditStrategy.Read(row).Organisation.Jurisdiction
                : null;
        var offered = Requirements.For(Plan.Area!, law).Select(r => r.Id.Split(':')[0]).Distinct(StringComparer.Ordinal);
        var known = offered.Select(id => Shipped.Data.Framework(id)).OfType<Framework>().ToList();
        Frameworks =
        [
            .. View.Questions(known)
                .GroupBy(q => q.Framework)
                .Select(g => (g.Key, (IReadOnlyList<Domain.Develop.Coverage.Question>)[.. g])),
        ];
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (
            new()
            {
                Caption = "Coverage",
                Columns = [new("Framework"), .. Columns],
                Rows = Frameworks.SelectMany(f => f.Questions.Select(q => (IReadOnlyList<Inline>)[f.Framework.Name, .. Row(q)])),
            },
            $"{PlanId}-coverage"
        );

    static Column[] Columns =>
        [
            new("Key question"),
            new("Statements") { IsFigure = true },
            new("By what we do") { IsFigure = true, IsKey = true },
            new("By evidence") { IsFigure = true },
            new("By an audit") { IsFigure = true },
            new("By a policy") { IsFigure = true },
            new("Named nowhere") { IsKey = true },
        ];

    /// <summary>The key questions of a framework, with sums.</summary>
    public static DataTable Table(Framework framework, IReadOnlyList<Domain.Develop.Coverage.Question> questions) =>
        new()
        {
            Caption = framework.Name,
            Columns = Columns,
            Rows = questions.Select(q => (IReadOnlyList<Inline>)Row(q)),
            Foot =
            [
                "Sum",
                Number(questions.Sum(q => q.Statements.Count)),
                Number(questions.Sum(q => q.Count(c => c.Done))),
                Number(questions.Sum(q => q.Count(c => c.Evidence))),
                Number(questions.Sum(q => q.Count(c => c.Audits))),
                Number(questions.Sum(q => q.Count(c => c.Policies))),
                Number(questions.Sum(q => q.Gaps.Count())),
            ],
        };

    static Inline[] Row(Domain.Develop.Coverage.Question question) =>
        [
            question.Title ?? question.Framework.Name,
            Number(question.Statements.Count),
            Number(question.Count(c => c.Done)),
            Number(question.Count(c => c.Evidence)),
            Number(question.Count(c => c.Audits)),
            Number(question.Count(c => c.Policies)),
            question.Gaps.Any() ? Several.Of([.. question.Gaps.Select(g => g.Title)], 3) : "Nothing",
        ];

    /// <summary>What a fold of a framework is called: its name and how it stands.</summary>
    public static string Title(Framework framework, IReadOnlyList<Domain.Develop.Coverage.Question> questions) =>
        $"{framework.Name}: {questions.Sum(q => q.Statements.Count - q.Gaps.Count()):N0} of {questions.Sum(q => q.Statements.Count):N0} named";

    static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
