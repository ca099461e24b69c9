using System.Collections;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Mail;
using Goldthread.App.Store;

namespace Goldthread.Web.Server;

/// <summary>What the server was told at its start, by arguments and by <c>GOLDTHREAD_*</c> in the environment.</summary>
public sealed record Settings
{
    /// <value>Folder and database.</value>
    public required Place Place { get; init; }

    /// <value>Where to listen; <c>http://127.0.0.1:5080</c> unless said.</value>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <value>Load the example organisation where the database is empty.</value>
    public bool Demo { get; init; }

    /// <value>The public address, for links in mails and documents; null for where it listens.</value>
    public Uri? PublicAddress { get; init; }

    /// <value>The mail server; null where messages wait.</value>
    public MailServer? Mail { get; init; }

    /// <value>False where something else (cron) runs the jobs, by <c>goldthread jobs run</c>.</value>
    public bool RunsJobs { get; init; } = true;

    /// <value>Where backups go each night; null for nowhere.</value>
    public BackupPlace? Backups { get; init; }

    /// <value>How messages leave, and where their links lead.</value>
    public Post Post =>
        new(
            Mail,
            PublicAddress
                ?? new Uri(
                    Urls.Split(';')[0]
                        .Replace("://*", "://localhost", StringComparison.Ordinal)
                        .Replace("://+", "://localhost", StringComparison.Ordinal)
                )
        );

    /// <value>Attempts to sign in that one address has in a minute.</value>
    public int SignInsAMinute { get; init; } = 60;

    /// <value>How often one network address opens or answers links of messages in a minute.</value>
    public int LinksAMinute { get; init; } = 120;

    /// <value>API calls that one token (or one address without a token) has in a minute.</value>
    public int ApiCallsAMinute { get; init; } = 1200;

    static readonly string[] Known =
    [
        "GOLDTHREAD_DATA",
        "GOLDTHREAD_DATABASE",
        "GOLDTHREAD_SMTP",
        "GOLDTHREAD_URL",
        "GOLDTHREAD_JOBS",
        "GOLDTHREAD_BACKUPS",
        "GOLDTHREAD_BACKUP_PASSPHRASE_FILE",
    ];

    /// <summary>Reads them.</summary>
    /// <param name="args">The arguments after <c>--</c>.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <exception cref="NotDone">One is unknown or wrong; the sentence names it.</exception>
    public static Settings Read(IReadOnlyList<string> args, IDictionary environment)
    {
        foreach (var name in environment.Keys.Cast<string>().Where(n => n.StartsWith("GOLDTHREAD_", StringComparison.OrdinalIgnoreCase)))
        {
            if (name.StartsWith("GOLDTHREAD_OIDC__", StringComparison.OrdinalIgnoreCase))
                throw new NotDone($"{name} is not supported yet: people sign in with accounts of this installation.");
            if (!Known.Contains(name))
                throw new NotDone($"{name} is not a setting. There are {string.Join(", ", Known)}.");
        }
        var given = Arguments(args);
        var site = Address("GOLDTHREAD_URL", "an address such as https://plans.example.org", "http", "https");
        var place = Place.Of(given.GetValueOrDefault("data"), given.GetValueOrDefault("database"));
        return new Settings
        {
            Place = place,
            Backups = BackupPlace.Of(
                place,
                environment["GOLDTHREAD_BACKUPS"] as string,
                environment["GOLDTHREAD_BACKUP_PASSPHRASE_FILE"] as string
            ),
            Urls = given.TryGetValue("urls", out var urls) ? Listening(urls) : "http://127.0.0.1:5080",
            Demo = given.TryGetValue("demo", out var demo) && demo != "false",
            PublicAddress = site,
            Mail = MailServer.Read(environment["GOLDTHREAD_SMTP"] as string, site),
            RunsJobs = environment["GOLDTHREAD_JOBS"] switch
            {
                null or "" or "on" => true,
                "off" => false,
                _ => throw new NotDone("GOLDTHREAD_JOBS is not understood. It is on, or off where cron runs goldthread jobs run."),
            },
        };

        Uri? Address(string name, string like, params string[] schemes)
        {
            if (environment[name] is not string { Length: > 0 } value)
                return null;
            if (Uri.TryCreate(value, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme) && address.Host.Length > 0)
                return address;
            // The value may hold a password, so it is not repeated.
            throw new NotDone($"{name} is not understood. It is {like}.");
        }
    }

    static Dictionary<string, string> Arguments(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (name == "--demo")
                given["demo"] = value ?? "true";
            else if (name is "--data" or "--urls" or "--database")
                given[name[2..]] = value ?? (i + 1 < args.Count ? args[++i] : throw new NotDone($"{name} needs a value."));
            else if (value is null || !Hosting.Contains(name))
                throw new NotDone($"{args[i]} is not an argument. There are --demo, --urls URL, --data DIR and --database CONNECTION.");
        }
        return given;
    }

    /// <summary>The arguments that ASP.NET Core itself takes when a test starts the server.</summary>
    public static string[] OfHost(string[] args) => [.. args.Where(a => a.Contains('=') && Hosting.Contains(a.Split('=')[0]))];

    static readonly string[] Hosting = ["--environment", "--contentRoot", "--applicationName"];

    static string Listening(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            var scheme = Uri.TryCreate(
                url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal),
                UriKind.Absolute,
                out var read
            )
                ? read.Scheme
                : "";
            if (scheme is not ("http" or "https"))
                throw new NotDone($"--urls {url} is not understood. It is an address such as http://127.0.0.1:5080.");
            if (read!.PathAndQuery is not "/")
                throw new NotDone($"--urls {url} has a path. It is an address without one, such as http://127.0.0.1:5080.");
            // The framework listens everywhere for a name that it does not know; whoever mistyped an address did not ask for that.
            if (read.HostNameType is UriHostNameType.Dns && read.Host is not ("localhost" or "any"))
                throw new NotDone($"--urls {url} names a host. It is an address of this machine, localhost, or * for every address.");
        }
        return urls;
    }
}
