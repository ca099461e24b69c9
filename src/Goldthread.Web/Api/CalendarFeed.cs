using Goldthread.App.Govern.Calendars;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain;

namespace Goldthread.Web.Api;

/// <summary>Calendar feeds, for calendar programs: the address is the secret, and there is nothing else to sign in with.</summary>
public static class CalendarFeed
{
    /// <summary>Adds the address.</summary>
    public static void MapCalendars(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(
                "/calendar/{secret}.ics",
                ["GET", "HEAD"],
                async (string secret, Db db, Post post, TimeProvider clock, CancellationToken cancel) =>
                    await CalendarFile.OfAsync(db, secret, post.Site, clock.Today(), cancel) is { } file
                        ? Results.Text(file, "text/calendar; charset=utf-8")
                        : Results.NotFound()
            )
            .ExcludeFromDescription();
}
