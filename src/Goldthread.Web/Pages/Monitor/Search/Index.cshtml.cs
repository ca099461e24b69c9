using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Search;

/// <summary>Finds plans and anything in them, among what the person may see.</summary>
public sealed class IndexModel : GoldthreadPage
{
    /// <summary>Plans and items that are shown; whoever finds more does better to search again.</summary>
    public const int MostPlans = 50,
        MostItems = 100;

    /// <summary>Items that are looked through for them.</summary>
    const int MostRead = 500;

    /// <value>True where there may be more than is shown.</value>
    public bool IsMore { get; private set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    [MaxLength(200)]
    public string? Asked { get; set; }

    public IReadOnlyList<(string Id, string Title)> Plans { get; private set; } = [];
    public IReadOnlyList<Found> Items { get; private set; } = [];

    /// <summary>One thing of a plan.</summary>
    public sealed record Found(string Plan, string PlanTitle, string List, string Id, string Title);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var words = (Asked ?? "").Trim();
        if (words.Length is 0 or > 200)
            return;
        // Several words in any order.
        var each = Like.WordsOf(words);
        var plans = Seen.Plans;
        var (called, hits) = (plans, Seen.Items.Where(i => i.RemovedAt == null));
        foreach (var word in each)
        {
            var like = Like.Holding(Db, word);
            // As a body writes it: a quotation mark has a sign before it there.
            var inside = Like.Holding(Db, JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
            called = called.Where(p => EF.Functions.Like(p.Title.ToLower(), like, "\\") || EF.Functions.Like(p.Id.ToLower(), like, "\\"));
            hits = hits.Where(i => EF.Functions.Like(i.Title.ToLower(), like, "\\") || EF.Functions.Like(i.Body.ToLower(), inside, "\\"));
#pragma warning restore CA1304, CA1311, CA1862
        }
        var found = await called.OrderBy(p => p.Title).Take(MostPlans).Select(p => new { p.Id, p.Title }).ToListAsync(Cancel);
        // What a plan holds is its own and, the people, its area's.
        var owners = plans
            .Select(p => new
            {
                Plan = p.Id,
                PlanTitle = p.Title,
                p.Ends,
                Owner = p.Id,
            })
            .Concat(
                plans.Select(p => new
                {
                    Plan = p.Id,
                    PlanTitle = p.Title,
                    p.Ends,
                    Owner = AreaRow.Prefix + p.AreaId,
                })
            );
        var rows = await owners
            .Join(
                hits,
                o => o.Owner,
                i => i.Owner,
                (o, i) =>
                    new
                    {
                        o.Plan,
                        o.PlanTitle,
                        o.Ends,
                        i.Owner,
                        i.List,
                        i.Id,
                        i.Title,
                        i.Body,
                        i.Position,
                    }
            )
            .OrderBy(f => f.Plan)
            .ThenBy(f => f.List)
            .ThenBy(f => f.Position)
            .Take(MostRead)
            .ToListAsync(Cancel);
        Plans = [.. found.Select(p => (p.Id, p.Title))];
        // The database searches bodies with the names of their fields, which nobody wrote, and with references to what is hidden.
        var hidden = await Seen.HiddenInAsync([.. rows.Select(r => r.Plan).Distinct()], Cancel);
        var saying = rows.Where(r =>
                each.All(word => Has(r.Title, word))
                || Shown(r.Plan, r.List, r.Body) is var body && each.All(w => Has(r.Title, w) || Says(body, w))
            )
            // Once, in the newest plan of the area.
            .GroupBy(r => (r.Owner, r.List, r.Id))
            .Select(g => g.MaxBy(r => r.Ends)!)
            .Select(r => new Found(r.Plan, r.PlanTitle, r.List, r.Id, r.Title))
            .ToList();

        string Shown(string plan, string list, string body)
        {
            if (hidden(plan) is { IsNothing: false } here && Thing.Find(list) is { } thing)
                return thing.Shape.ToJson(here.Shown(thing.Shape.FromJson(body)));
            return body;
        }

        Items = [.. saying.Take(MostItems)];
        IsMore = Plans.Count == MostPlans || saying.Count > MostItems || rows.Count == MostRead;
    }

    static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a value of a body holds the words.</summary>
    static bool Says(string body, string words)
    {
        using var json = JsonDocument.Parse(body);
        return Any(json.RootElement);

        bool Any(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().Any(p => Any(p.Value)),
                JsonValueKind.Array => value.EnumerateArray().Any(Any),
                JsonValueKind.String => Has(value.GetString()!, words),
                _ => Has(value.GetRawText(), words),
            };
    }
}
