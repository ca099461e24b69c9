using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Parts;

/// <summary>How a piece of work or a figure stands.</summary>
public enum StateKind
{
    /// <summary>An empty ring.</summary>
    NotStarted,

    /// <summary>A ring half full.</summary>
    InProgress,

    /// <summary>A ring with a bar.</summary>
    Blocked,

    /// <summary>A full disc with a tick.</summary>
    Done,

    /// <summary>A clock.</summary>
    Overdue,

    /// <summary>Hatched: nobody knows.</summary>
    Unknown,

    /// <summary>Hatched: it was known once.</summary>
    Stale,

    /// <summary>A cross: given up with a reason.</summary>
    Stopped,
}

/// <summary>A state as a word with a shape, so that neither colour nor shape carries it alone. It prints and needs no style.</summary>
public static class State
{
    const string Ring = "<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>";

    const string Hatch =
        "<circle cx=\"8\" cy=\"8\" r=\"6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/><path d=\"M3 9.5 9.5 3M4 13 13 4M7 13.8 13.8 7\" stroke=\"currentColor\" stroke-width=\"1.5\"/>";

    /// <summary>The state with its usual word.</summary>
    public static IHtmlContent Of(StateKind kind) => Usual[(int)kind];

    /// <summary>The state with another word, for example "Overdue by 3 days".</summary>
    public static Component Of(StateKind kind, string word) => new Words(kind, word);

    static string Name(StateKind kind) =>
        kind switch
        {
            StateKind.NotStarted => "not-started",
            StateKind.InProgress => "in-progress",
            StateKind.Blocked => "blocked",
            StateKind.Done => "done",
            StateKind.Overdue => "overdue",
            StateKind.Unknown => "unknown",
            StateKind.Stale => "stale",
            StateKind.Stopped => "stopped",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    static string Word(StateKind kind)
    {
        var name = Name(kind).Replace('-', ' ');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    static string Shape(StateKind kind) =>
        kind switch
        {
            StateKind.NotStarted => Ring,
            StateKind.InProgress => Ring + "<path d=\"M8 2a6 6 0 0 1 0 12z\" fill=\"currentColor\"/>",
            StateKind.Blocked => Ring + "<path d=\"M4.5 8h7\" stroke=\"currentColor\" stroke-width=\"2.5\"/>",
            StateKind.Done =>
                "<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"currentColor\"/><path class=\"state__cut\" d=\"m4.8 8.3 2.2 2.2 4.2-4.6\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.8\"/>",
            StateKind.Overdue => Ring + "<path d=\"M8 4.5V8l2.5 1.7\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.7\"/>",
            StateKind.Unknown or StateKind.Stale => Hatch,
            StateKind.Stopped => Ring + "<path d=\"m5.5 5.5 5 5m0-5-5 5\" stroke=\"currentColor\" stroke-width=\"1.8\"/>",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    static string Open(StateKind kind) =>
        $"<span class=\"state state--{Name(kind)}\"><svg class=\"state__shape\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{Shape(kind)}</svg>";

    static readonly string[] Opened = [.. Enum.GetValues<StateKind>().Select(Open)];
    static readonly IHtmlContent[] Usual =
    [
        .. Enum.GetValues<StateKind>().Select(kind => new HtmlString(Open(kind) + Word(kind) + "</span>")),
    ];

    sealed record Words(StateKind Kind, string Word) : Component
    {
        protected override void Render(HtmlWriter html) => html.Raw(Opened[(int)Kind]).Text(Word).Raw("</span>");
    }
}
