using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Things;

/// <summary>The form of any move of an item, by its declaration: what it asks, and one button. A move that asks nothing is asked once here.</summary>
public class MoveModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [FromRoute(Name = "move")]
    public string MoveName { get; set; } = "";

    /// <value>The move.</value>
    public virtual MoveKind Kind => MoveKind.Find(Thing, MoveName) ?? throw new Missing("move");

    /// <value>What it is made on, as people read it.</value>
    public virtual string What => Capital(Thing.Noun) + (row is null ? "" : ": " + row.Title + ItemView.DayOf(Thing, row));

    /// <value>Where one came from, and goes to once it is made.</value>
    public virtual string Back => To.Item(PlanId, Thing, Id);

    /// <value>True where the state allows it.</value>
    public bool IsTurn { get; private set; }

    ItemForm? form;

    /// <value>The form of what it asks.</value>
    public ItemForm Form =>
        form ??= new(Kind.Shape.Fields, Request, ModelState)
        {
            Owes = f => f.IsOwed || (f.IsOwedOnceApproved && IsApproved),
            Button = new() { Text = Kind.Button },
            Asks = _ => Asks(),
            Cancel = Back,
        };

    /// <summary>What is sent along beside the answers.</summary>
    protected virtual IReadOnlyList<Component> Asks() => [];

    ItemRow? row;
    Part on = null!;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        await ShowAsync();
        SetHead();
        if (IsTurn)
            return Page();
        // Looked at too late: how it stands is told, and nothing is asked.
        return await ConflictAsync(WhyNot());
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        (on, var person) = await LoadAsync();
        if (!Acceptance.MayMove(Actor, Plan.Area!.Path, Kind, person))
            throw new Forbidden("Your role in this area does not let you do this.");
        IsTurn = WhyNot().Length == 0;
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
            Form.Answers = Answers.Of(Kind.Shape, Begun());
        Form.Choices = await ReferencesAsync(Form.Asked, Form.Answers);
    }

    /// <summary>What the move is made on, and who answers for it.</summary>
    protected virtual async Task<(Part On, string? Person)> LoadAsync()
    {
        row = await RowAsync(Id);
        Sight = await SightAsync(row);
        return (Hidden.Shown(ItemRows.Read(Thing, row)), row.Person);
    }

    /// <summary>Makes it, or shows one more blank part where that was asked.</summary>
    public virtual async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Form.Take(Request.Form);
        if (Form.Another is not null)
            return await ShowNowAsync();
        return await MakeNowAsync(Form.Values());
    }

    /// <summary>Makes it with these answers, and goes on.</summary>
    protected async Task<IActionResult> MakeNowAsync(Dictionary<string, object?> values)
    {
        var made = await Writer.RunAsync(Actor, work => MakeAsync(work, values), Cancel);
        return Done(
            made.Made is not { } added ? Back
                : Kind.MakesPlan ? To.Plan(added)
                : To.Item(PlanId, Kind.Makes!, added),
            $"{Said(made)} {made.Outcome}".TrimEnd()
        );
    }

    /// <summary>What was done, as the history says it.</summary>
    string Said(Move move)
    {
        var sentence = Kind.Sentence(move, (field, id) => field.RefersTo.Contains(Domain.Develop.StaffMember.List) ? Staff(id) : null)
            .TrimEnd();
        return sentence.EndsWith('.') ? sentence : sentence + ".";
    }

    /// <summary>Makes it.</summary>
    protected virtual Task<Move> MakeAsync(Work work, Dictionary<string, object?> values) =>
        MakeMove.RunAsync(work, PlanId, Kind, Id, values);

    /// <summary>What the thing says already of what is asked: its evidence, how far it is. What people write is asked anew.</summary>
    Part Begun()
    {
        var move = Kind.New();
        foreach (var asked in Kind.Shape.Fields.Where(f => !f.IsFreeText && f.Inner is null))
        {
            if (Kind.Of.Find(asked.Name) is { } known && known.Kind == asked.Kind && known.RefersTo.SequenceEqual(asked.RefersTo))
                asked.Set(move, known.Get(on));
        }
        return move;
    }

    string WhyNot()
    {
        if (Kind.Thing is not null && Plan.IsClosed)
            return "This plan is closed: it can be read, not changed. Reopen it first.";
        try
        {
            Kind.RefuseOutOfTurn(on);
            return "";
        }
        catch (OutOfTurn turn)
        {
            return turn.Message;
        }
    }
}

/// <summary>The form of a move of the plan.</summary>
public class PlanMoveModel : MoveModel
{
    /// <inheritdoc/>
    protected override Stage? Current => null;

    /// <inheritdoc/>
    protected override string? CurrentList => null;

    /// <inheritdoc/>
    public override MoveKind Kind => MoveKind.Find(null, MoveName) ?? throw new Missing("move");

    /// <inheritdoc/>
    public override string What => "Plan: " + Plan.Title;

    /// <inheritdoc/>
    public override string Back => To.Plan(PlanId);

    /// <inheritdoc/>
    protected override Task<(Part On, string? Person)> LoadAsync() => Task.FromResult<(Part, string?)>((PlanRows.Read(Plan).Plan!, null));

    /// <inheritdoc/>
    protected override Task<Move> MakeAsync(Work work, Dictionary<string, object?> values) => MakeMove.RunAsync(work, PlanId, Kind, values);
}
