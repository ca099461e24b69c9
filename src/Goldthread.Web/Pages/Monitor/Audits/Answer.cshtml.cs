using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Monitor.Audits;

/// <summary>The questions of an audit, a few a page, each with its four answers to press and a note where one wants it: with one hand, on a phone.</summary>
public sealed class AnswerModel : MoveModel
{
    /// <summary>How many questions a page asks.</summary>
    public const int AtOnce = 5;

    public AnswerModel() => (ListName, StageWord, MoveName) = (Audit.List, "monitor", "answer");

    /// <value>The number of the first question of the page, from 1.</value>
    [FromQuery(Name = "from")]
    public int From { get; set; } = 1;

    public Audit Audit { get; private set; } = null!;

    /// <value>The place of the first question, from 0.</value>
    public int First => Math.Clamp((From - 1) / AtOnce, 0, Math.Max(0, (Audit.Answers.Count - 1) / AtOnce)) * AtOnce;

    /// <value>The questions of the page.</value>
    public IReadOnlyList<AuditAnswer> Questions => [.. Audit.Answers.Skip(First).Take(AtOnce)];

    /// <value>True where no page follows.</value>
    public bool IsLast => First + AtOnce >= Audit.Answers.Count;

    /// <value>After the last page the audit; else the next questions.</value>
    public override string Back => Audit is null || IsLast || HttpMethods.IsGet(Request.Method) ? Here : PageOf(First + AtOnce);

    /// <value>The audit's page.</value>
    public string Here => To.Item(PlanId, Thing, Id);

    /// <summary>The page of the question at a place.</summary>
    public string PageOf(int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Here}/answer?from={place + 1}");

    /// <summary>What stands at a question, as it was just sent or as it is.</summary>
    public string Given(int place, string name, string now) =>
        HttpMethods.IsPost(Request.Method) ? Form.Answers[$"answers[{place}].{name}"].ToString() : now;

    /// <summary>Where a question comes from, with the day; null where its tool does not say.</summary>
    public string? SourceOf(AuditAnswer answer) =>
        Shipped.Data.AuditTool(Audit.Tool) is { } tool
        && tool.Questions.FirstOrDefault(q => q.Text == answer.Question) is { } question
        && tool.SourceOf(question) is { } source
            ? $"{source.Text}. Looked up on {Days.Read(source.On!.Value)}{(source.Unverified == true ? ", not verified" : "")}."
            : null;

    /// <inheritdoc/>
    protected override async Task<(Part On, string? Person)> LoadAsync()
    {
        var loaded = await base.LoadAsync();
        Audit = (Audit)loaded.On;
        return loaded;
    }

    /// <summary>Keeps what is answered, and leads on.</summary>
    public override async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        await LoadAsync();
        return await base.OnPostAsync();
    }
}
