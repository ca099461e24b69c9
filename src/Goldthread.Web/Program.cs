using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Goldthread.App.Store;
using Goldthread.Web;
using Microsoft.AspNetCore.Connections;

// Also where no request says it: in the writer's queue, and in what is worked out behind the pages.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("en-GB");
try
{
    var settings = Settings.Read(args, Environment.GetEnvironmentVariables());
    // EF works out its model beside the host: each takes a quarter of the start, and neither needs the other. What is wrong with the database is said
    // once it is asked.
    _ = Task.Run(settings.Place.Database.Prepare);
    var builder = WebApplication.CreateBuilder(
        // The folder of the program, not the one that it was started in: there are the page assets.
        new WebApplicationOptions { Args = Settings.OfHost(args), ContentRootPath = AppContext.BaseDirectory }
    );
    builder.AddGoldthread(settings);
    await using var app = builder.Build();
    if (!app.Environment.WebRootFileProvider.GetFileInfo("lib/app.css").Exists)
        throw new NotDone("The page assets are missing: Node.js 20.9 or later with npm builds them. Install it, then start again.");
    app.UseGoldthread();
    await app.MakeReadyAsync();
    await app.RunAsync();
    return 0;
}
catch (NotDone why)
{
    await Console.Error.WriteLineAsync(why.Message);
    return 2;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"The address is taken by another program: {taken.Message.TrimEnd('.')}. Choose another with --urls."
    );
    return 2;
}
catch (Exception refused) when (refused is SocketException or IOException { InnerException: SocketException })
{
    await Console.Error.WriteLineAsync($"The address cannot be listened on: {refused.Message.TrimEnd('.')}. Choose another with --urls.");
    return 2;
}
catch (Exception unread)
    when (Environment.GetEnvironmentVariable("Kestrel__Certificates__Default__Path") is not null
        && unread is FileNotFoundException or DirectoryNotFoundException or CryptographicException
    )
{
    await Console.Error.WriteLineAsync(
        $"The certificate of Kestrel__Certificates__Default__Path cannot be read: {unread.Message.ReplaceLineEndings(" ").TrimEnd('.')}."
    );
    return 2;
}
// The framework tells of a missing certificate in five lines.
catch (InvalidOperationException https) when (https.Message.Contains("HTTPS", StringComparison.Ordinal))
{
    await Console.Error.WriteLineAsync(
        "--urls asks for https, and there is no certificate: listen on http behind a server that has one, or name one by Kestrel__Certificates__Default__Path."
    );
    return 2;
}

/// <summary>The server; tests start it by this name.</summary>
public partial class Program;
