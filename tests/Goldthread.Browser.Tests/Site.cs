using Goldthread.App.Govern.Example;
using Goldthread.Testing;

[assembly: AssemblyFixture(typeof(Goldthread.Browser.Tests.Site))]

namespace Goldthread.Browser.Tests;

/// <summary>A site with something on every page, for all tests that only look.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <value>The server.</value>
    public WebHost Host { get; private set; } = null!;

    /// <value>Where it listens.</value>
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await WebHost.NewAsync();
        Address = Host.Listen();
        var writer = Host.Writer;
        var example = await writer.ExamplePlanAsync();
        await writer.ReadingsAsync(example, "M1", Enumerable.Range(0, 30).Select(n => 14.0 + (n % 5) - (n > 20 ? 6 : 0)));
        var root = await Host.RootAsync();
        await writer.SmallPlanAsync(await writer.AreaAsync(root), actions: 60);
        await LoadExample.FillAsync(writer, Host.At.Database, TimeProvider.System, "Meadow Care Group", WebHost.Password);
        await writer.ReadingsAsync("OP-1", "M1", Enumerable.Range(0, 30).Select(n => 6.0 + (n % 4) - (n > 20 ? 3 : 0)));
    }

    public ValueTask DisposeAsync() => Host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
