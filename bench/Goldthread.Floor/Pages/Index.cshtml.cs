using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Goldthread.Floor;

sealed class IndexModel(FloorDb db) : PageModel
{
    public List<Row> Rows { get; } = new(50);

    public async Task OnGetAsync()
    {
        await foreach (var row in FloorDb.Page(db))
            Rows.Add(row);
    }
}
