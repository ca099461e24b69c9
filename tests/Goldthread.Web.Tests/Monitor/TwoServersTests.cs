using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>Two servers, each a process of its own, on one database.</summary>
public sealed class TwoServersTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gt-two");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A server that listens.</summary>
    sealed class Server : IAsyncDisposable
    {
        readonly Process process;
        readonly Task<string> errors;

        Server(Process process) => (this.process, errors) = (process, process.StandardError.ReadToEndAsync());

        public required Uri Address { get; init; }

        public static async Task<Server> StartAsync(string data, string connection)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
            free.Stop();
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string[] arguments =
            [
                typeof(Settings).Assembly.Location,
                "--data",
                data,
                "--database",
                connection,
                "--urls",
                address.ToString(),
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            var server = new Server(Process.Start(start)!) { Address = address };
            // It says where it listens once it does.
            while (await server.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.Contains(address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
                    break;
            }
            _ = server.process.StandardOutput.ReadToEndAsync();
            Assert.False(server.process.HasExited, server.process.HasExited ? await server.errors : "");
            return server;
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    [Theory, Databases]
    public async Task Sixteen_writers_on_two_servers_lose_no_figure_that_was_acknowledged(Engine engine)
    {
        const int Writers = 16;
        const int Each = 6;
        var cancel = TestContext.Current.CancellationToken;
        await using var at = await TestDatabase.NewAsync(engine);
        string token;
        await using (var writer = new Writer(at.Database, TimeProvider.System))
        {
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", "admin@example.org", WebHost.Password).RunAsync(writer);
            await using var db = at.Open();
            var area = await db.Areas.Select(a => a.Id).SingleAsync(cancel);
            await writer.SmallPlanAsync(area);
            var person = await db.Users.Select(u => u.Id).SingleAsync(cancel);
            token = await MakeToken.RunAsync(writer, Actor.CommandLine, person, Role.Planner, "Test");
        }
        await using var one = await Server.StartAsync(folder.FullName, at.Connection);
        await using var other = await Server.StartAsync(folder.FullName, at.Connection);

        var acknowledged = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async who =>
                {
                    using var client = new HttpClient { BaseAddress = (who % 2 == 0 ? one : other).Address };
                    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    var days = new List<DateOnly>();
                    for (var n = 0; n < Each; n++)
                    {
                        var day = new DateOnly(2000, 1, 1).AddMonths((who * Each) + n);
                        using var body = new StringContent(
                            string.Create(CultureInfo.InvariantCulture, $"measure,on,value\nM1,{day:yyyy-MM-dd},{n}\n"),
                            Encoding.UTF8,
                            "text/csv"
                        );
                        using var answer = await client.PostAsync("/api/v1/plans/OP-1/readings", body, cancel);
                        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                        days.Add(day);
                    }
                    return days;
                })
        );

        await using var after = at.Open();
        var series = await after.Series.SingleAsync(s => s.Measure == "M1", cancel);
        var wanted = acknowledged.SelectMany(d => d).Order().ToList();
        Assert.Equal(Writers * Each, wanted.Count);
        Assert.Equal(
            wanted,
            await after.Readings.Where(r => r.Series == series.Id).OrderBy(r => r.On).Select(r => r.On).ToListAsync(cancel)
        );
        Assert.Equal(wanted, PackedReadings.Unpack(series.Packed).Select(r => r.On!.Value));
        var store = new FileStore(new Place(folder.FullName, at.Database));
        Assert.Empty((await Verification.RunAsync(at.Database, store, stop: cancel)).Faults);
    }
}
