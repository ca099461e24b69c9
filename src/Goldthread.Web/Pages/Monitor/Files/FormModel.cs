using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Monitor.Files;

/// <summary>The form of a piece of evidence: a file, a link or a note.</summary>
[RequestSizeLimit(FileStore.MostBytes + MostWords)]
[RequestFormLimits(MultipartBodyLengthLimit = FileStore.MostBytes + MostWords)]
public sealed class FormModel : Things.ThingPage
{
    /// <summary>What the other answers and the wrapping of the form may take: 1 MB.</summary>
    const int MostWords = 1024 * 1024;

    public FormModel() => (ListName, StageWord) = (Evidence.List, "monitor");

    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    [BindProperty(Name = ReceivedFile.Question)]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "without")]
    public bool TakeAway { get; set; }

    FileLocation? kept;
    Things.ThingForm? form;

    /// <value>The form. Where a file is kept, its place is no question.</value>
    public Things.ThingForm Form =>
        form ??= new(this, Id)
        {
            Asked = kept is null ? null : [.. Asked(Thing).Where(f => f.Name != "location")],
            Asks = f =>
                f.IsNew || f.Fold.Key is FormFold.Main
                    ? [new Question(kept, TakeAway, FormParts.Error(ModelState, ReceivedFile.Question))]
                    : [],
            TakesFile = true,
            IsBegun = Sent is not null,
            Save = SaveAsync,
        };

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        // What is asked hangs on it.
        var row = await LookAsync();
        await Form.FillAsync(row);
        return await ShowNowAsync();
    }

    /// <inheritdoc/>
    protected override Task ShowAsync() => Form.LookAsync();

    /// <summary>Saves, or shows one more blank part where that was asked.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        await LookAsync();
        return await Form.SendAsync();
    }

    /// <summary>Is a file kept now?</summary>
    async Task<ItemRow?> LookAsync()
    {
        if (Id is null)
            return null;
        var row = await RowAsync(Id);
        kept = FileLocation.TryRead(ItemRows.Read<Evidence>(row).Location, out var file) ? file : null;
        return row;
    }

    async Task<string> SaveAsync(Dictionary<string, object?> values, List<Refusal> refusals)
    {
        using var file = await ReceiveAsync(refusals);
        if (file is not null)
            values["location"] = file.Location.ToString();
        else if (kept is not null && TakeAway)
            values["location"] = null;
        else if (values.TryGetValue("location", out var typed))
            Take(() => StoreFile.RefuseTyped((string?)typed), refusals);
        if (refusals.Count > 0)
        {
            // A browser does not send a chosen file a second time by itself.
            if (file is not null)
                refusals.Add(
                    new(ReceivedFile.Question, "The file was not stored, since something else is to be put right. Choose it again.")
                );
            throw new RuleBroken(refusals);
        }
        return await StoreFile.WithAsync(
            Writer,
            Actor,
            HttpContext.RequestServices.GetRequiredService<FileStore>(),
            PlanId,
            file,
            work => Form.SaveAsync(work, values),
            Cancel
        );
    }

    async Task<ReceivedFile?> ReceiveAsync(List<Refusal> refusals)
    {
        if (Sent is null)
            return null;
        // Before the content is looked at: who may not add evidence here need not send any.
        if (!MayAddHere)
            throw new Forbidden("Your role in this area lets you read, not write.");
        try
        {
            await using var stream = Sent.OpenReadStream();
            return await HttpContext.RequestServices.GetRequiredService<FileStore>().ReceiveAsync(stream, Sent.FileName, Cancel);
        }
        catch (RuleBroken broken)
        {
            refusals.AddRange(broken.Refusals);
            return null;
        }
    }

    static void Take(Action check, List<Refusal> refusals)
    {
        try
        {
            check();
        }
        catch (RuleBroken broken)
        {
            refusals.AddRange(broken.Refusals);
        }
    }

    sealed record Question(FileLocation? Kept, bool TakeAway, ErrorMessage? Wrong) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Part(
                new FileUpload
                {
                    Name = ReceivedFile.Question,
                    Id = ReceivedFile.Question,
                    Label = new Label { Text = Kept is null ? "Choose a file (optional)" : "Choose another file (optional)", Size = "s" },
                    Hint = new Hint
                    {
                        Text =
                            (Kept is { } file ? $"{file.Name} is kept now. " : "")
                            + $"It can be {FileKind.Accepted}, at most 25 MB. No file with the name, NHS number or birth date of a person who uses the service.",
                    },
                    Error = Wrong,
                    Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["accept"] = FileKind.AllEndings },
                }
            );
            if (Kept is not null)
                html.Part(
                    new Checkboxes
                    {
                        Name = "without",
                        IdPrefix = "without",
                        Small = true,
                        Values = TakeAway ? ["true"] : [],
                        Items = [new Choice("Take the file away, and say where the evidence is kept instead", "true")],
                    }
                );
        }
    }
}
