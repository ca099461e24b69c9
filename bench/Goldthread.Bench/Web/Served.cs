using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Goldthread.Bench.Web;

/// <summary>A server in a process of its own, with what it costs.</summary>
sealed class Served : IDisposable
{
    readonly Process process;

    Served(Process process, int port) => (this.process, Port) = (process, port);

    /// <value>Its port on 127.0.0.1.</value>
    public int Port { get; }

    /// <value>The address.</value>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <value>Processor time since its start, of all its threads (from <c>/proc</c>).</value>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <value>Proportional set size in MB (from <c>/proc</c>); 0 where the system has none.</value>
    public double Memory
    {
        get
        {
            var file = $"/proc/{process.Id}/smaps_rollup";
            var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal)) : null;
            return line is null
                ? 0
                : double.Parse(line[4..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Starts a program and does not wait for it.</summary>
    public static Served Start(string program, Func<int, string[]> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments(port))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GOLDTHREAD_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        var started = Process.Start(start)!;
        started.BeginOutputReadLine();
        started.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        started.BeginErrorReadLine();
        return new Served(started, port);
    }

    /// <summary>Asks for a page again and again until it comes.</summary>
    /// <param name="page">The page.</param>
    /// <param name="headers">Further lines of the head, each with its line end.</param>
    public async Task<Served> ReadyAsync(string page, string headers = "")
    {
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            try
            {
                await Load.RunAsync(Port, page, 1, 1, headers);
                return this;
            }
            catch (SocketException)
            {
                // It does not listen yet.
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        }
    }

    /// <summary>Waits until it does nothing any more, for at most half a minute.</summary>
    public async Task IdleAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            var before = Cpu;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            if ((Cpu - before).TotalMilliseconds <= 10)
                return;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }

    static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
