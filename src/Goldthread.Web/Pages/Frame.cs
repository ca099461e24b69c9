using Goldthread.App.Govern;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Goldthread.Web.Pages;

/// <summary>Gives every page its frame: who is here, the parts that they may open, and what has just happened. No query of its own.</summary>
public sealed class Frame(Visitor visitor, FirstVisit firstVisit) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        // A fault may be the database's: its page asks nobody who is there.
        if (
            context is { Result: PageResult, Controller: PageModel page }
            && http.Features.Get<Shell>() is null
            && http.Response.StatusCode < StatusCodes.Status500InternalServerError
        )
        {
            var step =
                page.TempData["NextText"] is string words && page.TempData["NextHref"] is string href ? new ShellLink(words, href) : null;
            var notice = page.TempData["Notice"] is string text ? new Notice(text) { Link = step } : null;
            var actor = await visitor.ActorAsync();
            http.Features.Set(actor is null ? new Shell { Notice = notice } : Of(actor, http.Request.Path, notice));
        }
        await next();
    }

    Shell Of(Actor actor, PathString path, Notice? notice)
    {
        var bracket = actor.Name.IndexOf('(', StringComparison.Ordinal);
        return new Shell
        {
            Person = bracket > 0 ? actor.Name[(bracket + 1)..].TrimEnd(')', ' ') : actor.Name,
            Role = bracket > 0 ? actor.Name[..bracket].Trim() : null,
            Notice = notice,
            MaySearch = actor.MaySomewhere(Permission.See),
            Links =
            [
                Link("Strategy", "/strategy"),
                .. actor.MaySomewhere(Permission.See) ? new[] { Link("Plans", "/plans") } : [],
                Link("Areas", "/areas"),
                .. actor.MaySomewhere(Permission.See) ? new[] { Link("Frameworks", "/govern/frameworks") } : [],
                Link("Learn", "/learn"),
            ],
            Own =
            [
                .. actor.MaySomewhere(Permission.See)
                    ? new[] { Link("Radar: what is left alone", "/govern/radar"), Link("What is asked of people", "/govern/burden") }
                    : [],
                .. actor.MaySomewhere(Permission.Administer)
                    ? new[]
                    {
                        Link("Accounts", "/admin/accounts"),
                        Link("Who is what for learners", "/admin/learning"),
                        Link("How charts are judged", "/admin/charts"),
                        Link("Who did what", "/admin/record"),
                        Link("What runs by itself", "/admin/jobs"),
                        Link("Mail", "/admin/mail"),
                        Link("Backups", "/admin/backup"),
                        Link("How the installation is", "/admin/health"),
                    }
                    : [],
                Link("Tokens for programs", "/admin/tokens"),
                Link("What you are sent", "/account/mail"),
                Link("Calendars", "/account/calendars"),
                Link("Change password", "/account/password"),
                .. firstVisit.IsExample ? new[] { Link("Who is who in the example", "/example") } : [],
            ],
        };

        ShellLink Link(string words, string href) => new(words, href, Addresses.IsIn(path, href));
    }
}
