using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Learn;

namespace Goldthread.Web.Pages.Learn.Lessons;

/// <summary>All short lessons one after the other, to be printed and read where there is no network.</summary>
public sealed class AllModel : GoldthreadPage
{
    public static IReadOnlyList<ShortLesson> Lessons => Shipped.Lessons;
}
