using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Charts;

/// <summary>Whose rules judge the charts of the organisation.</summary>
public sealed class IndexModel : GoldthreadPage
{
    [BindProperty(Name = "rules")]
    [MaxLength(40, ErrorMessage = "Choose one of the rules.")]
    public string? Rules { get; set; }

    [BindProperty(Name = "points")]
    [MaxLength(2, ErrorMessage = "Choose 6 or 7 points.")]
    public string? Points { get; set; }

    public IReadOnlyList<RecordRow> History { get; private set; } = [];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            var rules = await SetChartRules.PresentAsync(Db, Cancel);
            (Rules, Points) = (rules.Word, rules.RunLength.ToString(CultureInfo.InvariantCulture));
        }
        History = await Seen
            .Records.Where(r => r.Stream == Recorded.Installation && r.List == "settings" && r.Item == "charts")
            .OrderByDescending(r => r.Seq)
            .Take(50)
            .ToListAsync(Cancel);
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var rules = ChartRules.Of(Rules, Points);
        var moved = await Writer.RunAsync(Actor, work => SetChartRules.RunAsync(work, rules), Cancel);
        return Done("/admin/charts", $"Saved. {(moved == 1 ? "1 measure has" : $"{moved:N0} measures have")} another verdict than before.");
    }
}
