using Goldthread.Floor;
using Microsoft.EntityFrameworkCore;

// The floor of a page: what Razor Pages and one compiled EF query cost, and nothing else. No sign-in, no layout, no antiforgery, no headers.
// Its arguments: where to listen, and the file of its database, which it fills by itself.
var (urls, file) = (args[0], args[1]);
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseUrls(urls);
builder.Logging.ClearProviders();
builder.Services.AddDbContext<FloorDb>(o => o.UseSqlite($"Data Source={file}").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
builder.Services.AddRazorPages();
var app = builder.Build();
using (var scope = app.Services.CreateScope())
    scope.ServiceProvider.GetRequiredService<FloorDb>().Fill();
app.MapRazorPages();
app.Run();
