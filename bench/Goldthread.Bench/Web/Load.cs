using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Goldthread.Bench.Web;

/// <summary>Asks for one page over and over from several connections that stay open; spends little itself.</summary>
static class Load
{
    /// <summary>What a round of requests took.</summary>
    /// <param name="Rate">Requests a second.</param>
    /// <param name="P50">Half were answered within this many ms.</param>
    /// <param name="P99">Of a hundred ninety-nine.</param>
    /// <param name="Bytes">The size of the last answer, with its head.</param>
    public sealed record Round(double Rate, double P50, double P99, int Bytes);

    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="path">The page.</param>
    /// <param name="count">How many requests together.</param>
    /// <param name="connections">From how many connections.</param>
    /// <param name="headers">Further lines of the head, each with its line end.</param>
    public static async Task<Round> RunAsync(int port, string path, int count, int connections, string headers = "")
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n");
        var times = new double[count];
        var next = -1;
        var size = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    var buffer = new byte[1 << 16];
                    for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                    {
                        var before = watch.Elapsed;
                        await socket.SendAsync(request);
                        (size, buffer) = await AnswerAsync(socket, buffer, path);
                        times[i] = (watch.Elapsed - before).TotalMilliseconds;
                    }
                })
        );
        var elapsed = watch.Elapsed.TotalSeconds;
        Array.Sort(times);
        return new Round(count / elapsed, times[count / 2], times[(int)(count * 0.99)], size);
    }

    static async Task<(int Size, byte[] Buffer)> AnswerAsync(Socket socket, byte[] buffer, string path)
    {
        var (read, end) = (0, 0);
        while (true)
        {
            if (read == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var got = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (got == 0)
                throw new InvalidOperationException($"The server hung up on {path}.");
            read += got;
            if (end == 0)
                end = End(buffer.AsSpan(0, read), path);
            // A length of -1: in chunks, the last of which is empty.
            if (end > 0 ? read >= end : end < 0 && buffer.AsSpan(0, read).EndsWith("\r\n0\r\n\r\n"u8))
                return (read, buffer);
        }
    }

    /// <summary>Where the answer ends; 0 while its head is not whole, -1 where it comes in chunks.</summary>
    static int End(ReadOnlySpan<byte> answer, string path)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return 0;
        var lines = Encoding.ASCII.GetString(answer[..head]).Split("\r\n");
        if (!lines[0].StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException($"{path} was answered by {lines[0]}.");
        var length = lines.FirstOrDefault(l => l.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        return length is null ? -1 : head + 4 + int.Parse(length.AsSpan(16), System.Globalization.CultureInfo.InvariantCulture);
    }
}
