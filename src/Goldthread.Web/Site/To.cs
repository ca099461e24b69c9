using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Site;

/// <summary>The addresses of the site, as plain text: rows of links need no routing.</summary>
public static class To
{
    /// <summary>A plan's workspace.</summary>
    public static string Plan(string plan) => "/plans/" + Uri.EscapeDataString(plan);

    /// <summary>The form of a move.</summary>
    /// <param name="address">The address of what is moved.</param>
    /// <param name="move">The move; a plan's that is called as a stage has its form below that stage's page.</param>
    public static string MoveOf(string address, MoveKind move) =>
        $"{address}/{move.Name}{(move.Thing is null && Words.TryParse<Domain.Stage>(move.Name, out _) ? "/plan" : "")}";

    /// <summary>A list of a plan, or of a strategy.</summary>
    public static string List(string owner, Thing thing) =>
        thing.Stage is Domain.Stage.Strategy ? "/strategy" : $"{Plan(owner)}/{Stage(thing.Stage)}/{thing.List}";

    /// <summary>The page that adds to a list.</summary>
    public static string Add(string owner, Thing thing) => List(owner, thing) + "/add";

    /// <summary>The page of one item.</summary>
    public static string Item(string owner, Thing thing, string id) =>
        thing.Stage is Domain.Stage.Strategy ? "/strategy" : $"{List(owner, thing)}/{Uri.EscapeDataString(id)}";

    /// <summary>The page of a move of an item.</summary>
    public static string Move(string owner, string id, MoveKind move) => $"{Item(owner, move.Thing!, id)}/{move.Name}";

    /// <summary>The page of a move of a plan.</summary>
    public static string Move(string plan, MoveKind move) => MoveOf(Plan(plan), move);

    /// <summary>A document of a plan as a page.</summary>
    public static string Document(string plan, App.Documents.DocumentKind kind) => $"{Plan(plan)}/documents/{kind.Name}";

    /// <summary>The file of a piece of evidence.</summary>
    public static string File(string plan, string evidence) => Item(plan, Thing.Of<Domain.Monitor.Evidence>(), evidence) + "/file";

    /// <summary>The thread through one thing: what it serves and what serves it.</summary>
    public static ShellLink Thread(string plan, Thing thing, string id) =>
        new("What it serves and what serves it", $"{Plan(plan)}/thread?of={Uri.EscapeDataString($"{thing.List}/{id}")}");

    /// <summary>An address with a query of what is given; blank is left out.</summary>
    /// <param name="address">The address.</param>
    /// <param name="query">Names and values.</param>
    public static string With(string address, Dictionary<string, string?> query)
    {
        var given = query.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}");
        return string.Join('&', given) is { Length: > 0 } text ? $"{address}?{text}" : address;
    }

    /// <summary>The stage's word in addresses.</summary>
    public static string Stage(Domain.Stage stage) => Words.Written(stage);
}
