using System.Net.Http.Headers;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Goldthread.Testing;

/// <summary>
/// The whole server on a database of its own: every middleware, antiforgery on. In process unless it was started on a port (for a browser).
/// </summary>
public sealed class WebHost : WebApplicationFactory<Program>
{
    /// <summary>The password of everybody whom the tests make.</summary>
    public const string Password = "lantern orchard tuesday gravel";

    /// <summary>The e-mail address of the first administrator.</summary>
    public const string Administrator = "admin@example.org";

    readonly string folder = Directory.CreateTempSubdirectory("gt-web-").FullName;
    readonly TimeProvider? clock;
    int people;

    // What runs by itself would run beside what is tested; a test runs it itself.
    static WebHost() => Environment.SetEnvironmentVariable("GOLDTHREAD_JOBS", "off");

    WebHost(TestDatabase database, TimeProvider? clock)
    {
        At = database;
        this.clock = clock;
    }

    /// <value>Its database, with the counter of commands.</value>
    public TestDatabase At { get; }

    /// <value>Runs operations past the pages.</value>
    public Writer Writer => Services.GetRequiredService<Writer>();

    /// <value>Where it listens, once started on a port.</value>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A server whose organisation is set up, with one administrator who plans for all of it.</summary>
    /// <param name="engine">Which database.</param>
    /// <param name="clock">What time it is; the system's unless said.</param>
    public static async Task<WebHost> NewAsync(Engine engine = Engine.Sqlite, TimeProvider? clock = null)
    {
        var host = await EmptyAsync(engine, clock);
        // Not the server's own writer: asking for that one starts the server, and then it cannot be told to listen on a port.
        await using var writer = new Writer(host.At.Database, clock ?? TimeProvider.System);
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", Administrator, Password).RunAsync(writer);
        return host;
    }

    /// <summary>A server that nobody has visited yet.</summary>
    public static async Task<WebHost> EmptyAsync(Engine engine = Engine.Sqlite, TimeProvider? clock = null) =>
        new(await TestDatabase.NewAsync(engine), clock);

    /// <summary>Listens on a free port of 127.0.0.1, for a browser.</summary>
    /// <returns>The address.</returns>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return Address;
    }

    /// <summary>The root area's id.</summary>
    public async Task<int> RootAsync()
    {
        await using var db = At.Open();
        return await db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
    }

    /// <summary>The actor of the administrator, for operations past the pages.</summary>
    public async Task<Actor> ActorAsync()
    {
        await using var db = At.Open();
        var person = await db.Users.OrderBy(p => p.Id).FirstAsync();
        return new Actor(person.Id, person.Name, true, [new Grant(Role.Planner, "/")]);
    }

    /// <summary>Makes a person with this role, in the root area unless said.</summary>
    /// <returns>Their e-mail address.</returns>
    public async Task<string> PersonAsync(Role role, int? area = null, string? staff = null)
    {
        var email = $"person{Interlocked.Increment(ref people)}@example.org";
        var where = area ?? await RootAsync();
        await AddPerson.RunAsync(
            Writer,
            Actor.CommandLine,
            email,
            $"{role} (P. Person)",
            Password,
            role == Role.Administrator,
            role == Role.Administrator ? null : [new RoleInArea(role, where, staff)]
        );
        return email;
    }

    /// <summary>A browser without scripts that nobody has signed in with.</summary>
    public WebVisitor Visit() =>
        new(
            CreateClient(
                new()
                {
                    BaseAddress = ClientOptions.BaseAddress,
                    AllowAutoRedirect = false,
                    HandleCookies = true,
                }
            )
        );

    /// <summary>A browser without scripts, signed in through the sign-in page.</summary>
    public async Task<WebVisitor> SignInAsync(string email)
    {
        var visitor = Visit();
        var page = await visitor.GetAsync("/sign-in");
        page = await page.SubmitAsync(new() { ["Email"] = email, ["Password"] = Password });
        return page.Address.AbsolutePath == "/sign-in"
            ? throw new InvalidOperationException($"{email} could not sign in: {page.Text}")
            : visitor;
    }

    /// <summary>A browser without scripts, signed in as somebody new with this role.</summary>
    public async Task<WebVisitor> SignInAsync(Role role, int? area = null, string? staff = null) =>
        await SignInAsync(await PersonAsync(role, area, staff));

    /// <summary>A program with a token of somebody new with this role.</summary>
    public async Task<HttpClient> CallerAsync(Role role = Role.Planner, int? area = null, string? staff = null)
    {
        var email = await PersonAsync(role, area, staff);
        await using var db = At.Open();
        var person = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        var token = await MakeToken.RunAsync(Writer, Actor.CommandLine, person, role, "Test");
        var client = Visit().Client;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // They reach the program as its arguments.
        builder.ConfigureHostConfiguration(host =>
            host.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["data"] = folder,
                    ["database"] = At.Connection,
                    ["urls"] = "http://127.0.0.1:0",
                    ["environment"] = "Production",
                }
            )
        );
        return base.CreateHost(builder);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services =>
        {
            // Only what went wrong; that it started is no news here.
            services.Configure<LoggerFilterOptions>(log =>
            {
                log.Rules.Clear();
                log.MinLevel = LogLevel.Error;
            });
            PagesReadOnce.Share(services);
            services.AddSingleton(At.Database);
            services.AddSingleton(new Place(folder, At.Database));
            if (clock is not null)
                services.AddSingleton(clock);
        });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await At.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
