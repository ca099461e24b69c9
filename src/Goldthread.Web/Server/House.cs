using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Reflection;
using System.Threading.RateLimiting;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Example;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Web.Api;
using Goldthread.Web.Api.OData;
using Goldthread.Web.Errors;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;

namespace Goldthread.Web.Server;

/// <summary>What the server is put together from.</summary>
public static class House
{
    /// <summary>The most bytes of a form or a call whose endpoint says no other: 256 kB.</summary>
    public const int FormLimit = 256 * 1024;

    const string Session = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Registers everything. Tests put their own <see cref="Database"/> and <see cref="TimeProvider"/> in after it.</summary>
    public static void AddGoldthread(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        builder.WebHost.UseStaticWebAssets().UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormLimit;
        });
        AddLogging(builder.Logging);

        services.AddSingleton(settings);
        services.AddSingleton(settings.Place);
        services.AddSingleton(settings.Place.Database);
        services.AddSingleton<TimeProvider>(ServiceTime.Clock);
        services.AddSingleton<Writer>();
        services.AddSingleton<KeptFindings>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<KeptByPlan>();
        services.AddSingleton<KeptByPerson>();
        services.AddSingleton<Guesses>();
        services.AddSingleton<Devices>();
        services.AddScoped(provider => provider.GetRequiredService<Database>().OpenForRequest());
        services.AddDataProtection().SetApplicationName("goldthread").PersistKeysToDbContext<Db>();

        services.AddSingleton(settings.Post);
        services.AddSingleton<JobWork>(provider =>
            new(
                provider.GetRequiredService<Writer>(),
                provider.GetRequiredService<Database>(),
                provider.GetRequiredService<Post>(),
                provider.GetRequiredService<TimeProvider>(),
                settings.Backups
            )
        );
        if (settings.RunsJobs)
            services.AddJobs();

        AddAccess(services);
        AddLimits(services, settings);
        services.AddSingleton<FirstVisit>();
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<Readiness>("database", tags: [Readiness.Tag]);
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiFailures>();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                "image/svg+xml",
                "application/problem+json",
                "text/calendar",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(o =>
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
        );
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "goldthread-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<RouteOptions>(Segment.Name);
        services.AddSingleton<PressedTwice>();
        services
            // A measure's short address, by which other systems link to it.
            .AddRazorPages(pages => pages.Conventions.AddPageRoute("/Monitor/Measures/Detail", "/plans/{plan}/measures/{id}"))
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<ReadForm>();
                mvc.Filters.AddService<PressedTwice>();
                mvc.Filters.Add<RefusalFilter>();
                mvc.Filters.Add<Frame>();
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                BindingWords.Set(mvc.ModelBindingMessageProvider);
            })
            .AddCookieTempDataProvider(o =>
            {
                o.Cookie.Name = "goldthread-notice";
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            });
        services.AddOpenApi(o =>
            o.AddDocumentTransformer((document, _, _) => Described.AddAsync(document, settings.PublicAddress))
                .AddOperationTransformer(
                    (operation, context, _) =>
                        Described.AddAsync(context.Document!, operation, context.Description.ActionDescriptor.EndpointMetadata)
                )
        );
        // A wrong parameter is said, not only counted.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
    }

    /// <summary>The way of a request, in order.</summary>
    public static void UseGoldthread(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(Headers.ForgetOddHostAsync);
        app.UseSecurityHeaders(Headers.Of());
        app.Use(Headers.KeepNothingAsync);
        app.UseResponseCompression();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                StatusCodeSelector = Failure.StatusOf,
                SuppressDiagnosticsCallback = failed => Failure.StatusOf(failed.Exception) < StatusCodes.Status500InternalServerError,
            }
        );
        app.UseWhen(
            context => !Addresses.IsApi(context.Request.Path),
            pages => pages.UseStatusCodePagesWithReExecute("/error", "?status={0}")
        );
        app.UseWhen(
            context => Addresses.IsApi(context.Request.Path),
            api =>
            {
                api.Use(Methods.AnswerHeadAsync);
                api.UseStatusCodePages();
            }
        );
        app.UseRequestLocalization(o =>
        {
            o.SetDefaultCulture("en-GB").RequestCultureProviders.Clear();
        });
        app.UseWhen(context => !Addresses.IsApi(context.Request.Path), pages => pages.Use(Methods.RefuseAsync));
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<FirstVisit>().GuideAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.Use(TooLarge.RefuseAsync);

        app.MapStaticAssets();
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new() { Predicate = check => check.Tags.Contains(Readiness.Tag) });
        app.MapOpenApi();
        app.MapCalls();
        app.MapOData();
        app.MapCalendars();
        app.MapRazorPages();
    }

    /// <summary>Brings the database up to date, and loads the example where it was asked for.</summary>
    public static async Task MakeReadyAsync(this WebApplication app)
    {
        await Place.MigrateAsync(app.Services.GetRequiredService<Database>());
        var files = app.Services.GetRequiredService<FileStore>();
        await SpoolAsync(files.Incoming);
        await using (var db = app.Services.GetRequiredService<Database>().Open())
            await files.SweepAsync(db);
        app.Services.GetRequiredService<Pages.Monitor.Measures.Waiting>().Sweep();
        if (
            app.Services.GetRequiredService<Settings>().Demo
            && await LoadExample.RunAsync(
                app.Services.GetRequiredService<Writer>(),
                app.Services.GetRequiredService<Database>(),
                app.Services.GetRequiredService<TimeProvider>()
            )
                is { } password
        )
        {
            Console.WriteLine($"E-mail: {LoadExample.Email}");
            Console.WriteLine($"Password: {password}");
            Console.WriteLine("Everybody else in the example has the same password; the page “Who is who in the example” lists them.");
        }
        // Asked beside the start of the listener; where it fails, the first visitor asks again.
        _ = Task.Run(async () => await app.Services.GetRequiredService<FirstVisit>().IsOverAsync(CancellationToken.None));
    }

    /// <summary>
    /// Has large forms spooled in this folder, which is swept at the start, so that a crash leaves them nowhere else. The framework takes the folder
    /// from the environment, once; the variable goes again, so that no program that is started from here takes it for its own.
    /// </summary>
    static async Task SpoolAsync(string folder)
    {
        const string variable = "ASPNETCORE_TEMP";
        // A host inside another program (a test) leaves that program's environment alone.
        if (Environment.GetEnvironmentVariable(variable) is not null || Assembly.GetEntryAssembly() != typeof(House).Assembly)
            return;
        Directory.CreateDirectory(folder);
        Environment.SetEnvironmentVariable(variable, folder);
        // A body that cannot seek is the kind that is spooled.
        var body = PipeReader.Create(new ReadOnlySequence<byte>(new byte[2])).AsStream();
        var request = new DefaultHttpContext { Request = { Body = body } }.Request;
        request.EnableBuffering(bufferThreshold: 1);
        await request.Body.CopyToAsync(Stream.Null);
        await request.Body.DisposeAsync();
        Environment.SetEnvironmentVariable(variable, null);
    }

    static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        // The scheduler tells of its start in six lines.
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A start that fails is told in one sentence by Program.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // An expired session is no fault; the keys lie in the database beside what they protect.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        logging.Services.AddSingleton<ILoggerProvider>(services => new BoundedLog(
            Console.Out,
            services.GetService<TimeProvider>() ?? ServiceTime.Clock
        ));
    }

    static void AddAccess(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Visitor>();
        services.AddSingleton<Pages.Monitor.Measures.Waiting>();
        services.AddScoped<IAuthorizationHandler, Access.Answer>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Access.Turn>();
        services.AddAuthorization(o =>
        {
            var table = new AuthorizationPolicyBuilder().AddRequirements(new Access.Asked()).Build();
            (o.DefaultPolicy, o.FallbackPolicy) = (table, table);
        });
        services
            .AddAuthentication("person or program")
            .AddPolicyScheme(
                "person or program",
                null,
                o =>
                    o.ForwardDefaultSelector = context =>
                        // A public page recognises nobody, so that no session is lengthened there and no cookie is set.
                        Addresses.IsApi(context.Request.Path) || Addresses.IsIn(context.Request.Path, "/p")
                            ? TokenHandler.Scheme
                            : Session
            )
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Scheme, null)
            .AddCookie(
                Session,
                o =>
                {
                    o.Cookie.Name = "goldthread";
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.LoginPath = "/sign-in";
                    o.ReturnUrlParameter = "returnUrl";
                    o.ExpireTimeSpan = SignOut.Unused;
                    o.SlidingExpiration = true;
                    // Relative, and made anew: the host is what the caller says it is, which may be none.
                    o.Events.OnRedirectToLogin = context =>
                    {
                        var wanted = context.Request.Path + context.Request.QueryString;
                        context.Response.Redirect($"/sign-in{QueryString.Create("returnUrl", wanted)}");
                        return Task.CompletedTask;
                    };
                    o.Events.OnRedirectToAccessDenied = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    };
                }
            );
    }

    static void AddLimits(IServiceCollection services, Settings settings) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (refused, _) =>
            {
                if (refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    refused.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                        .ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            {
                if (Addresses.IsApi(context.Request.Path))
                    return Window(
                        "api " + (context.User.Identity?.IsAuthenticated == true ? Visitor.TokenOf(context) : Devices.AddressOf(context)),
                        settings.ApiCallsAMinute
                    );
                if (
                    HttpMethods.IsPost(context.Request.Method)
                    && (Addresses.Is(context.Request.Path, "/sign-in") || Addresses.Is(context.Request.Path, "/setup"))
                )
                {
                    // A browser that is known has its own, so that nobody else at the same address can use it up.
                    var from = context.RequestServices.GetRequiredService<Devices>().Of(context);
                    return Window($"sign-in {(from.People.Count > 0 ? from.Device.ToString() : from.Address)}", settings.SignInsAMinute);
                }
                // Nobody finds a secret of 256 bits; nobody keeps the server busy with trying, either.
                if (
                    Addresses.IsIn(context.Request.Path, "/do")
                    || Addresses.IsIn(context.Request.Path, "/calendar")
                    || Addresses.IsIn(context.Request.Path, "/guest")
                )
                    return Window("link " + Devices.AddressOf(context), settings.LinksAMinute);
                return RateLimitPartition.GetNoLimiter("");
            });
        });

    static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}
