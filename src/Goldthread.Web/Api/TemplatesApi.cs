using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Templates;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Errors;

namespace Goldthread.Web.Api;

/// <summary>The plans to start from: which there are, what each asks, and starting one.</summary>
static class TemplatesApi
{
    /// <summary>One question of a template.</summary>
    /// <param name="Kind">How the answer is read: text, number, whole or date.</param>
    public sealed record Question(string Id, string Text, string? Hint, string Kind, bool MustBeAnswered);

    /// <summary>Somebody or something of a template that is chosen when it is used.</summary>
    public sealed record Named(string Id, string Name);

    /// <summary>A template.</summary>
    public sealed record Line(
        string Id,
        string Title,
        string About,
        IReadOnlyList<string> ServiceTypes,
        IReadOnlyList<Question> Asks,
        IReadOnlyList<Named> People,
        IReadOnlyList<Named> Objectives
    );

    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/templates", () => Results.Ok(Templates.All.Select(LineOf)))
            .Produces<IReadOnlyList<Line>>()
            .WithSummary("The templates that a plan can start from, and what each asks");
        api.MapPost("/templates/{id}", PostAsync)
            .Accepts<object>("application/json")
            .Produces<PlansApi.Imported>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Start a plan from a template")
            .WithDescription(
                "Body: area (number), id, title, starts, ends, summary; answers: [{question, text}]; people: [{person, staff}], staff an id of the staff list, or left out to add the role to it; serves: [{objective, strategic}]."
            );
    }

    static Line LineOf(PlanTemplate template) =>
        new(
            template.Id,
            template.Title,
            template.About,
            [.. template.ServiceTypes.Select(t => Words.Written(t))],
            [
                .. template.Asks.Select(q => new Question(
                    q.Id,
                    q.Question,
                    q.Hint,
                    Words.Written(Templates.FieldOf(template, q)?.Kind ?? FieldKind.Text),
                    q.MustBeAnswered == true
                )),
            ],
            [.. template.PlanFile!.Staff.Select(s => new Named(s.Id, s.Role ?? s.Id))],
            [.. template.PlanFile.Objectives.Select(o => new Named(o.Id, o.Title))]
        );

    static async Task<IResult> PostAsync(string id, HttpRequest request, Visitor visitor, Writer writer, CancellationToken cancel)
    {
        var template = Templates.Find(id) ?? throw new Missing("template");
        var shape = Shape.Of<Start>();
        var sent = await JsonFields.ReadAsync(request, shape.Fields, shape, cancel);
        try
        {
            if (sent.Refusals.Count > 0)
                throw new RuleBroken(sent.Refusals);
            if (sent.Values.GetValueOrDefault("area") is not int area)
                throw new RuleBroken("Give the number of the area that the plan is for.", "area");
            IEnumerable<T> Of<T>(string field) => ((IReadOnlyList<Part>?)sent.Values.GetValueOrDefault(field) ?? []).OfType<T>();
            StartFromTemplate.Given given = new(
                Of<Answer>("answers").GroupBy(a => a.Question).ToDictionary(g => g.Key, g => g.Last().Text ?? "", StringComparer.Ordinal),
                Of<Who>("people").GroupBy(a => a.Person).ToDictionary(g => g.Key, g => g.Last().Staff ?? "", StringComparer.Ordinal),
                Of<What>("serves").GroupBy(a => a.Objective).ToDictionary(g => g.Key, g => g.Last().Strategic ?? "", StringComparer.Ordinal)
            );
            var own = sent
                .Values.Where(v => Shape.Of<Plan>().Find(v.Key) is not null)
                .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
            var result = await writer.RunAsync(visitor.Actor, work => StartFromTemplate.RunAsync(work, area, template, own, given), cancel);
            return Results.Created(
                $"/api/v1/plans/{Uri.EscapeDataString(result.Id)}",
                new PlansApi.Imported(result.Id, result.Counts, result.Left)
            );
        }
        catch (RuleBroken broken)
        {
            return Calls.Unprocessable(
                "plan",
                broken.Refusals.Select(r => new ItemsApi.Fault(JsonFields.CamelPlace(shape, r.Field), Failure.InACall(r)))
            );
        }
    }

    /// <summary>The body of a call.</summary>
    sealed class Start : Part
    {
        public int? Area { get; private set; }

        [Max(60)]
        public string? Id { get; private set; }

        public string? Title { get; private set; }

        public DateOnly? Starts { get; private set; }

        public DateOnly? Ends { get; private set; }

        [Max(4000)]
        public string? Summary { get; private set; }

        public IReadOnlyList<Answer> Answers { get; private set; } = [];

        public IReadOnlyList<Who> People { get; private set; } = [];

        public IReadOnlyList<What> Serves { get; private set; } = [];
    }

    sealed class Answer : Part
    {
        [Owed]
        public string Question { get; private set; } = "";

        [Max(4000)]
        public string? Text { get; private set; }
    }

    sealed class Who : Part
    {
        [Owed]
        public string Person { get; private set; } = "";

        public string? Staff { get; private set; }
    }

    sealed class What : Part
    {
        [Owed]
        public string Objective { get; private set; } = "";

        public string? Strategic { get; private set; }
    }
}
