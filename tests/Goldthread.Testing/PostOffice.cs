using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Goldthread.Testing;

/// <summary>What a line to the post office does to a message.</summary>
public enum Line
{
    /// <summary>It carries it.</summary>
    Good,

    /// <summary>It breaks while the text goes out.</summary>
    BreaksInTheText,

    /// <summary>It breaks once the post office has the message, before its answer comes back.</summary>
    LosesTheAnswer,
}

/// <summary>A real mail server of the test run, behind a line that can be made to break.</summary>
public sealed class PostOffice : IAsyncDisposable
{
    readonly CancellationTokenSource closing = new();
    readonly SmtpServer.SmtpServer server;
    readonly TcpListener front = new(IPAddress.Loopback, 0);
    readonly int back;
    readonly Task serving;

    PostOffice()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        back = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(this));
        services.Add((IMailboxFilter)new Filter(this));
        server = new(
            new SmtpServerOptionsBuilder()
                .ServerName("post.example.org")
                .Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, back)))
                .Build(),
            services
        );
        front.Start();
        serving = Task.WhenAll(server.StartAsync(closing.Token), CarryAllAsync());
    }

    /// <summary>Opens one on a free port.</summary>
    public static PostOffice Open() => new();

    /// <value>Its address, as the product is told it.</value>
    public string Address => $"smtp://127.0.0.1:{((IPEndPoint)front.LocalEndpoint).Port}?from=plans@example.org";

    /// <value>What arrived, in order.</value>
    public ConcurrentQueue<MimeMessage> Arrived { get; } = [];

    /// <value>The addresses that it refuses, each with the code: 550 for good, 450 for now.</value>
    public ConcurrentDictionary<string, int> Refuses { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <value>What the line does to each message from now on.</value>
    public Func<Line> Next { get; set; } = () => Line.Good;

    /// <value>Called as a message has arrived, before the post office answers.</value>
    public Func<Task>? BeforeAnswer { get; set; }

    async Task CarryAllAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await front.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is closed.
        }
    }

    async Task CarryAsync(TcpClient client)
    {
        using var office = new TcpClient();
        using (client)
        {
            try
            {
                await office.ConnectAsync(IPAddress.Loopback, back, closing.Token);
                var (here, there) = (client.GetStream(), office.GetStream());
                var isHeld = false;
                var answers = AnswersAsync();
                var line = Line.Good;
                var isText = false;
                var tail = "";
                var block = new byte[4096];
                for (int read; (read = await here.ReadAsync(block, closing.Token)) > 0; )
                {
                    var text = tail + Encoding.Latin1.GetString(block, 0, read);
                    if (!isText && text.Contains("DATA\r\n", StringComparison.Ordinal))
                        (isText, line) = (true, Next());
                    else if (isText && line is Line.BreaksInTheText)
                        return;
                    if (isText && text.EndsWith("\r\n.\r\n", StringComparison.Ordinal))
                    {
                        isText = false;
                        isHeld = line is Line.LosesTheAnswer;
                    }
                    await there.WriteAsync(block.AsMemory(0, read), closing.Token);
                    tail = text[^Math.Min(8, text.Length)..];
                    if (isHeld)
                    {
                        await answers;
                        return;
                    }
                }

                async Task AnswersAsync()
                {
                    var answer = new byte[4096];
                    for (int read; (read = await there.ReadAsync(answer, closing.Token)) > 0; )
                    {
                        if (isHeld)
                            return;
                        await here.WriteAsync(answer.AsMemory(0, read), closing.Token);
                    }
                }
            }
            catch (Exception broken)
                when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // As lines do.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        front.Dispose();
        try
        {
            await serving;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
        closing.Dispose();
    }

    sealed class Store(PostOffice office) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            using var stream = new MemoryStream(buffer.ToArray());
            office.Arrived.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            if (office.BeforeAnswer is { } wait)
                await wait();
            return SmtpResponse.Ok;
        }
    }

    sealed class Filter(PostOffice office) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context,
            IMailbox to,
            IMailbox from,
            CancellationToken cancellationToken
        ) =>
            office.Refuses.TryGetValue($"{to.User}@{to.Host}", out var code)
                ? throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)code, "nobody of this name is here"))
                : Task.FromResult(true);
    }
}
