namespace Goldthread.Web.Pages;

/// <summary>What the frame of every page shows: who is here, where they are, what waits for them, and what has just happened. Set it once a request with <c>HttpContext.Features.Set</c>; without it the page is that of a stranger.</summary>
public sealed record Shell
{
    /// <value>The person who is signed in, for example "A. Khan", or null.</value>
    public string? Person { get; init; }

    /// <value>Their role, for example "Deputy manager", or null.</value>
    public string? Role { get; init; }

    /// <value>How many things wait for them.</value>
    public int Waiting { get; init; }

    /// <value>The area that they look at, or null for all.</value>
    public string? Area { get; init; }

    /// <value>The areas that they can switch to; empty for no switch.</value>
    public IReadOnlyList<ShellLink> Areas { get; init; } = [];

    /// <value>The parts of the product that they may open.</value>
    public IReadOnlyList<ShellLink> Links { get; init; } = [];

    /// <value>True where they may search: who sees no plan is not sent where they may not go.</value>
    public bool MaySearch { get; init; } = true;

    /// <value>Further links in the person's menu.</value>
    public IReadOnlyList<ShellLink> Own { get; init; } = [];

    /// <value>What has just happened, or null.</value>
    public Notice? Notice { get; init; }

    /// <value>The address to which the sign-out button posts.</value>
    public string SignOut { get; init; } = "/sign-out";

    /// <summary>The frame of this request.</summary>
    public static Shell Of(HttpContext context) => context.Features.Get<Shell>() ?? Stranger;

    static readonly Shell Stranger = new();
}

/// <summary>A link of the frame.</summary>
/// <param name="Text">What is there.</param>
/// <param name="Href">Its address.</param>
/// <param name="IsCurrent">True where the page is there.</param>
public sealed record ShellLink(string Text, string Href, bool IsCurrent = false);

/// <summary>What has just happened and what is next; one at a time.</summary>
/// <param name="Text">What happened: "Measure added".</param>
public sealed record Notice(string Text)
{
    /// <value>True where it went wrong.</value>
    public bool IsWarning { get; init; }

    /// <value>What is next, or null.</value>
    public string? Next { get; init; }

    /// <value>Where the next step is, or null.</value>
    public ShellLink? Link { get; init; }

    /// <value>The address to which an undo button posts, or null where it cannot be undone.</value>
    public string? Undo { get; init; }
}
