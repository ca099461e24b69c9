using System.Collections;
using System.Diagnostics;
using Goldthread.App.Store;

namespace Goldthread.Web.Tests;

/// <summary>What the server is told at its start.</summary>
public sealed class SettingsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("gt-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    Settings Read(params string[] args) => Settings.Read(["--data", folder, .. args], new Hashtable());

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080/")]
    [InlineData("http://0.0.0.0:5080;https://127.0.0.1:5443")]
    public void It_listens_where_it_is_told(string urls) => Assert.Equal(urls, Read("--urls", urls).Urls);

    [Theory]
    [InlineData("nonsense", "is not understood")]
    [InlineData("ftp://127.0.0.1", "is not understood")]
    [InlineData("http://127.0.0.1:99999", "is not understood")]
    [InlineData("http://127.0.0.1:5080/plans", "has a path")]
    [InlineData("http://256.1.1.1:5080", "names a host")]
    [InlineData("http://plans.example.org", "names a host")]
    public void An_address_that_cannot_be_listened_on_is_named(string urls, string why)
    {
        var refused = Assert.Throws<NotDone>(() => Read("--urls", urls));
        Assert.StartsWith($"--urls {urls} {why}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Host=db;Bogus=1")]
    [InlineData("Data Source=x.db;Bogus=1")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory;Cache=Shared")]
    public void A_connection_string_that_cannot_be_read_is_refused(string connection)
    {
        var refused = Assert.Throws<NotDone>(() => Read("--database", connection));
        Assert.StartsWith("--database is not understood: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_name_is_refused()
    {
        var refused = Assert.Throws<NotDone>(() => Settings.Read(["--data", ""], new Hashtable()));
        Assert.StartsWith("--data is empty.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GOLDTHREAD_SMTP", "post.nowhere")]
    [InlineData("GOLDTHREAD_JOBS", "perhaps")]
    [InlineData("GOLDTHREAD_OIDC__AUTHORITY", "https://login.example.org")]
    [InlineData("GOLDTHREAD_COLOUR", "blue")]
    public void What_nothing_reads_is_not_accepted(string name, string value)
    {
        var refused = Assert.Throws<NotDone>(() => Settings.Read(["--data", folder], new Hashtable { [name] = value }));
        Assert.StartsWith(name + " is not ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.pem")]
    [InlineData("broken.pem")]
    public async Task A_certificate_that_cannot_be_read_is_told_in_a_sentence(string certificate)
    {
        var path = Path.Combine(folder, certificate);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.pem"), "no certificate", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in (string[])[typeof(Settings).Assembly.Location, "--data", folder, "--urls", "https://127.0.0.1:0"])
            start.ArgumentList.Add(arg);
        start.Environment["Kestrel__Certificates__Default__Path"] = path;
        using var server = Process.Start(start)!;
        var errors = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, server.ExitCode);
        Assert.StartsWith("The certificate of Kestrel__Certificates__Default__Path cannot be read: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }
}
