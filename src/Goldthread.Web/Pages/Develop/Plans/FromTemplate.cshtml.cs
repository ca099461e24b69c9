using Goldthread.App.Develop.Templates;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>Starts a plan from a template: the plan's own questions, then what only the service knows.</summary>
public sealed class FromTemplateModel : AddModel
{
    [FromRoute(Name = "template")]
    public string Id { get; set; } = "";

    /// <value>The template.</value>
    public PlanTemplate Chosen => Templates.Find(Id) ?? throw new Missing("template");

    /// <value>The strategic objectives that objectives may serve; none where the organisation has none yet.</value>
    public IReadOnlyList<Option> Strategic { get; private set; } = [];

    /// <value>The names of the questions that stand after the plan's own, as they are asked.</value>
    public IEnumerable<string> Names =>
        [
            .. Chosen.Asks.Select(q => q.Id),
            .. Chosen.PlanFile!.Staff.Select(s => StartFromTemplate.PersonField(s.Id)),
            .. Chosen.PlanFile.Objectives.Select(o => StartFromTemplate.ServesField(o.Id)),
        ];

    IReadOnlyList<Option> staff = [];
    bool isEmpty;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        _ = Chosen;
        await base.ShowAsync();
        // Only of an area for which they may start one.
        if (Area is { } area && Areas.Any(a => a.Value == area.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            staff = await OptionsAsync(AreaRow.OwnerOf(area), StaffMember.List);
            isEmpty = staff.Count == 0;
        }
        if (await Db.Strategies.OrderBy(s => s.Id).Select(s => (int?)s.Id).FirstOrDefaultAsync(Cancel) is { } strategy)
            Strategic = await OptionsAsync(StrategyRow.OwnerOf(strategy), StrategicObjective.List);
    }

    async Task<IReadOnlyList<Option>> OptionsAsync(string owner, string list)
    {
        var rows = await Seen
            .Items.AsNoTracking()
            .Where(i => i.Owner == owner && i.List == list && i.RemovedAt == null)
            .ToListAsync(Cancel);
        return [.. ItemRows.InOrder(rows).Select(r => new Option(r.Title, r.Id))];
    }

    /// <summary>A question of the template.</summary>
    public IHtmlContent Asked(TemplateQuestion question)
    {
        var field = Templates.FieldOf(Chosen, question);
        var isDay = field?.Kind is FieldKind.Date;
        var isNumber = field?.Kind is FieldKind.Number or FieldKind.Whole;
        var hint = question.Hint ?? (isDay ? "For example, 1 Apr 2026." : null);
        return new Input
        {
            Name = question.Id,
            Id = ShapeForm.IdOf(question.Id),
            Label = new Label { Text = question.Question + (question.MustBeAnswered == true ? " (required)" : ""), Size = "s" },
            Hint = hint is null ? null : new Hint { Text = hint },
            Value = Form.Answers[question.Id].ToString(),
            Width = isDay || isNumber ? 10 : null,
            InputMode = isNumber ? "decimal" : null,
            Error = FormParts.Error(ViewData.ModelState, question.Id),
        };
    }

    /// <summary>Who somebody of the template is.</summary>
    public IHtmlContent Person(StaffMember person)
    {
        var name = StartFromTemplate.PersonField(person.Id);
        var known = staff.FirstOrDefault(s => string.Equals(s.Text, person.Role, StringComparison.OrdinalIgnoreCase));
        Option[] options =
        [
            .. known is null ? [new Option($"Add “{person.Role}” to the staff list", "")] : Array.Empty<Option>(),
            .. isEmpty && person.Id == Chosen.PlanFile!.Plan!.Owner
                ? [new Option("It is me", StartFromTemplate.Me)]
                : Array.Empty<Option>(),
            .. staff,
        ];
        return FormParts.OneOf(
            ViewData.ModelState,
            name,
            $"{person.Role}: who is it?",
            Form.Answers.Sends(name) ? Form.Answers[name].ToString() : known?.Value ?? "",
            options
        );
    }

    /// <summary>Which strategic objective an objective serves.</summary>
    public IHtmlContent Serves(Objective objective) =>
        FormParts.OneOf(
            ViewData.ModelState,
            StartFromTemplate.ServesField(objective.Id),
            Templates.Read(objective.Title),
            Form.Answers[StartFromTemplate.ServesField(objective.Id)].ToString(),
            [new Option("Say it later", ""), .. Strategic]
        );

    /// <summary>Starts it.</summary>
    public override async Task<IActionResult> OnPostAsync()
    {
        var values = await ReadAsync();
        Dictionary<string, string> Of(IEnumerable<string> ids, Func<string, string> name) =>
            ids.ToDictionary(id => id, id => Form.Answers[name(id)].ToString(), StringComparer.Ordinal);
        StartFromTemplate.Given given = new(
            Of(Chosen.Asks.Select(q => q.Id), id => id),
            Of(Chosen.PlanFile!.Staff.Select(s => s.Id), StartFromTemplate.PersonField),
            Of(Chosen.PlanFile.Objectives.Select(o => o.Id), StartFromTemplate.ServesField)
        );
        var made = await Writer.RunAsync(Actor, work => StartFromTemplate.RunAsync(work, Area!.Value, Chosen, values, given), Cancel);
        return Done(To.Plan(made.Id), "The plan is started. Read through it, and change what is different with you.");
    }
}
