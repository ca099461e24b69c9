using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>Evidence that is a file: sent by the form, checked by its content, kept once, opened by those who see the plan.</summary>
public sealed class EvidenceFilesTests
{
    const string Add = "/plans/OP-1/monitor/evidence/add";

    static (string, string, HttpContent) File(string name, byte[] content) => ("file", name, new ByteArrayContent(content));

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    static FileStore Store(WebHost host) => host.Services.GetRequiredService<FileStore>();

    static string[] OnTheWay(WebHost host) => Directory.Exists(Store(host).Incoming) ? Directory.GetFiles(Store(host).Incoming) : [];

    static async Task<WebPage> SendAsync(WebVisitor visitor, string name, byte[] content, string title = "Walk round of 3 Nov") =>
        await (await visitor.GetAsync(Add)).SubmitAsync(new() { ["title"] = title }, files: File(name, content));

    [Theory, Databases]
    public async Task A_file_is_stored_by_its_hash_and_comes_back_as_it_was(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Contributor);

        var page = await SendAsync(visitor, "Walk round.pdf", Samples.Pdf);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("/plans/OP-1/monitor/evidence/EV1", page.Address.AbsolutePath);
        Assert.Contains("Walk round.pdf (", page.Text, StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Samples.Pdf));
        Assert.Equal(Samples.Pdf, await System.IO.File.ReadAllBytesAsync(Store(host).PathOf(hash)));
        Assert.Empty(OnTheWay(host));
        using var answer = await visitor.Client.GetAsync("/plans/OP-1/monitor/evidence/EV1/file");
        Assert.Equal(Samples.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        await using var db = host.At.Open();
        var row = await db.Files.SingleAsync();
        Assert.Equal((hash, (long)Samples.Pdf.Length), (row.Hash, row.Size));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task The_same_content_is_kept_once_and_outlives_the_evidence(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => SendAsync(visitor, $"copy {n}.png", Samples.Png)));
        await using (var db = host.At.Open())
        {
            Assert.Equal(1, await db.Files.CountAsync());
            Assert.Equal(4, await db.Items.CountAsync(i => i.List == "evidence"));
            Assert.Equal(1, await db.Records.CountAsync(r => r.Operation == "StoreFile"));
        }
        Assert.Empty(OnTheWay(host));

        await (await visitor.GetAsync("/plans/OP-1/monitor/evidence/EV1/remove")).SubmitAsync([]);

        using var answer = await visitor.Client.GetAsync("/plans/OP-1/monitor/evidence/EV1/file?show=true");
        Assert.Equal(Samples.Png, await answer.Content.ReadAsByteArrayAsync());
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Only_those_who_see_the_plan_open_it()
    {
        await using var host = await HostAsync();
        var (own, other) = (
            await host.Writer.AreaAsync(await host.RootAsync()),
            await host.Writer.AreaAsync(await host.RootAsync(), "Elm Court")
        );
        await host.Writer.SmallPlanAsync(own, "OP-2");
        await host.Writer.SmallPlanAsync(other, "OP-3");
        var planner = await host.SignInAsync(Role.Planner, own);
        var page = await (await planner.GetAsync("/plans/OP-2/monitor/evidence/add")).SubmitAsync(
            new() { ["title"] = "Notes" },
            files: File("notes.txt", Samples.Text("All beds were checked."))
        );
        var address = page.Address.AbsolutePath + "/file";
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(address)).Status);

        var stranger = await host.SignInAsync(Role.Planner, other);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);

        // Nor by naming its hash in a plan of their own, typed or imported.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Samples.Text("All beds were checked.")));
        var typed = await (await stranger.GetAsync("/plans/OP-3/monitor/evidence/add")).SubmitAsync(
            new() { ["title"] = "Mine", ["location"] = $"sha256:{hash}/notes.txt" }
        );
        Assert.Equal(HttpStatusCode.BadRequest, typed.Status);
        Assert.Contains("Choose the file itself", typed.Errors[0], StringComparison.Ordinal);
        await host.Writer.AddAsync("OP-3", "evidence", new() { ["title"] = "Mine", ["location"] = $"sha256:{hash}/notes.txt" });
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/plans/OP-3/monitor/evidence/EV1/file")).Status);
        Assert.Contains(
            "notes.txt. The file itself is not in this installation",
            (await stranger.GetAsync("/plans/OP-3/monitor/evidence/EV1")).Text,
            StringComparison.Ordinal
        );
    }

    static IEnumerable<(string Name, byte[] Content, string Why)> Refused() =>
        [
            ("report.pdf", Samples.Word(), "named as a PDF, but it holds a Word document"),
            ("report.docx", Samples.Pdf, "named as a Word document, but it holds a PDF"),
            ("report.docx", Samples.Word(macros: true), "holds macros"),
            ("report.docx", Samples.Word(main: "application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
            ("report.docx", Samples.Zip(("readme.txt", "hello")), "holds an archive"),
            ("report.docx", Samples.Bomb(), "holds an archive"),
            ("report.docx", [.. Samples.Word()[..^30], .. new byte[30]], "holds an archive that cannot be read"),
            ("archive.zip", Samples.Zip(("readme.txt", "hello")), "“.zip” files are not taken"),
            ("picture.png", Samples.Text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "holds a web page or a drawing"),
            ("picture.svg", Samples.Text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "“.svg” files are not taken"),
            ("page.txt", Samples.Text("  <!DOCTYPE html><script>alert(1)</script>"), "holds a web page"),
            ("page.html", Samples.Text("<p>hello"), "“.html” files are not taken"),
            ("tool.exe", [0x4D, 0x5A, 0, 0, 1, 2], "“.exe” files are not taken"),
            ("tool.pdf", [0x4D, 0x5A, 0, 0, 1, 2], "holds a program"),
            ("notes.txt", [1, 2, 3, 0, 5], "holds something that is no text"),
            ("old.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "holds an old Office file"),
            ("empty.pdf", [], "is empty"),
            ("noending", Samples.Text("hello"), "has no ending"),
            ("list.csv", Samples.Text("number,seen\n943 476 5919,yes\n"), "NHS number"),
            ("far.txt", Samples.Text(new string('x', 65_500) + " text that goes on, born on 3/2/1941 and more"), "birth date"),
            ("notes.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("born 3/2/1941")], "birth date"),
            ("943 476 5919.pdf", Samples.Pdf, "NHS number"),
            ("large.pdf", [.. Samples.Pdf, .. new byte[FileStore.MostBytes]], "larger than 25 MB"),
        ];

    [Fact]
    public async Task What_is_not_accepted_is_refused_beside_the_field_and_stored_nowhere()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Contributor);
        foreach (var (name, content, why) in Refused())
        {
            var page = await SendAsync(visitor, name, content, "Kept as typed");

            Assert.True(page.Status == HttpStatusCode.BadRequest, $"{name}: {page.Status}");
            Assert.Contains(why, Assert.Single(page.Errors), StringComparison.Ordinal);
            Assert.Contains(why, page.Document.QuerySelector("#file-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("Kept as typed", page.Document.QuerySelector("#title")!.GetAttribute("value"));
            Assert.Empty(OnTheWay(host));
        }
        await using var db = host.At.Open();
        Assert.False(await db.Files.AnyAsync());
        Assert.False(await db.Items.AnyAsync(i => i.List == "evidence"));
    }

    [Fact]
    public async Task Each_kind_is_sent_back_by_its_own_type()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Contributor);
        (string, byte[], string)[] accepted =
        [
            ("a.docx", Samples.Word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("a.odt", Samples.OpenDocument, "application/vnd.oasis.opendocument.text"),
            ("A.CSV", Samples.Text("when,how many\n2026-11-03,4\n"), "text/csv"),
            ("a.md", Samples.Text("# What we saw"), "text/markdown"),
            ("a.txt", Encoding.Latin1.GetBytes("caf\u00e9"), "text/plain"),
            ("a.png", Samples.Png, "image/png"),
        ];
        foreach (var (name, content, type) in accepted)
        {
            var page = await SendAsync(visitor, name, content);
            Assert.True(page.Errors.Count == 0, string.Join(" ", page.Errors));
            using var answer = await visitor.Client.GetAsync(page.Address.AbsolutePath + "/file");
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            var said = answer.Content.Headers.ContentDisposition!;
            Assert.Equal(name, said.FileNameStar ?? said.FileName);
        }
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\kim\\Desktop\\minutes.pdf", "minutes.pdf")]
    [InlineData("a\u202Efdp.exe\u0000 b .txt", "afdp.exe b.txt")]
    [InlineData("...", "file")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("a<b>:\"|?*.pdf", "a b.pdf")]
    [InlineData("  many   words  .pdf", "many words.pdf")]
    public void Names_are_cleaned(string given, string name) => Assert.Equal(name, FileStore.CleanName(given));

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = FileStore.CleanName(new string('x', 5000) + ".pdf");
        Assert.Equal(120, name.Length);
        Assert.EndsWith("x.pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_takes_the_place_of_the_first_and_a_link_that_of_both()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await SendAsync(visitor, "first.pdf", Samples.Pdf);
        var form = await visitor.GetAsync(page.Address.AbsolutePath + "/edit");
        Assert.Contains("first.pdf is kept now", form.Text, StringComparison.Ordinal);
        Assert.Null(form.Document.QuerySelector("#location"));

        // Saved without a file, the first stays.
        page = await form.SubmitAsync(new() { ["title"] = "Renamed" });
        Assert.Contains("first.pdf (", page.Text, StringComparison.Ordinal);
        page = await (await visitor.GetAsync(page.Address.AbsolutePath + "/edit")).SubmitAsync([], files: File("second.png", Samples.Png));
        Assert.Contains("second.png (", page.Text, StringComparison.Ordinal);
        page = await (await visitor.GetAsync(page.Address.AbsolutePath + "/edit")).SubmitAsync(new() { ["without"] = "true" });
        Assert.DoesNotContain("second.png (", page.Text, StringComparison.Ordinal);
        page = await (await visitor.GetAsync(page.Address.AbsolutePath + "/edit")).SubmitAsync(
            new() { ["location"] = "https://example.org/minutes" }
        );
        var link = page.Document.QuerySelector("main a[href='https://example.org/minutes']")!;
        Assert.Contains("noopener", link.GetAttribute("rel")!, StringComparison.Ordinal);
        page = await (await visitor.GetAsync(page.Address.AbsolutePath + "/edit")).SubmitAsync(
            new() { ["location"] = "javascript:alert(1)" }
        );
        Assert.Null(page.Document.QuerySelector("main a[href^='javascript']"));
        Assert.Contains("javascript:alert(1)", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_comes_back_from_a_plan_file_with_its_files_named()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        await SendAsync(visitor, "first.pdf", Samples.Pdf);
        await using var db = host.At.Open();
        var document = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
        var written = PlanFile.ToYaml(document);

        var read = PlanFile.Read(Encoding.UTF8.GetBytes(written), Shipped.Data);
        Assert.Empty(read.Errors);
        var result = await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, read.Document!));

        Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/plans/OP-1/monitor/evidence/EV1/file")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hundred_megabytes_are_refused_at_once(bool lengthIsSaid)
    {
        await using var host = await WebHost.NewAsync();
        var address = host.Listen();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(10) };
        var email = await host.PersonAsync(Role.Contributor);
        var visitor = new WebVisitor(new HttpClient(handler) { BaseAddress = address });
        await (await visitor.GetAsync("/sign-in")).SubmitAsync(new() { ["Email"] = email, ["Password"] = WebHost.Password });
        var token = (await visitor.GetAsync(Add))
            .Document.QuerySelector("main input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        var body = new Endless(100 * 1024 * 1024, lengthIsSaid);
        var parts = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { body, "file", "big.pdf" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, Add)) { Content = parts };
        request.Headers.ExpectContinue = lengthIsSaid;
        request.Headers.TransferEncodingChunked = !lengthIsSaid;

        try
        {
            using var answer = await visitor.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("25 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        catch (HttpRequestException) when (!lengthIsSaid)
        {
            // The line is cut in the middle of what it goes on to send, and it does not look for an answer.
        }
        Assert.True(body.Sent < (lengthIsSaid ? 1 : 60) * 1024 * 1024, $"{body.Sent} bytes were sent.");
        Assert.Empty(OnTheWay(host));
    }

    /// <summary>As many bytes as one likes, none of them kept.</summary>
    sealed class Endless(long size, bool lengthIsSaid) : HttpContent
    {
        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[64 * 1024];
            Samples.Pdf.CopyTo(block, 0);
            for (; Sent < size; Sent += block.Length)
                await stream.WriteAsync(block);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return lengthIsSaid;
        }
    }

    /// <summary>The server is killed (SIGKILL) while a file is half sent; started again, it has nothing of it.</summary>
    [Fact, Trait("Length", "Long")]
    public async Task A_kill_in_the_middle_of_an_upload_leaves_nothing_half_stored()
    {
        await using var host = await HostAsync();
        var folder = Directory.CreateTempSubdirectory("gt-kill-").FullName;
        try
        {
            var port = FreePort();
            using (var server = await StartAsync(folder, host.At.Connection, port))
            {
                var visitor = new WebVisitor(
                    new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
                    {
                        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
                    }
                );
                await (await visitor.GetAsync("/sign-in")).SubmitAsync(
                    new() { ["Email"] = WebHost.Administrator, ["Password"] = WebHost.Password }
                );
                var form = await visitor.GetAsync(Add);
                await form.SubmitAsync(new() { ["title"] = "Whole" }, files: File("whole.pdf", Samples.Pdf));
                var half = new Half();
                var sending = form.SubmitAsync(new() { ["title"] = "Half" }, files: ("file", "half.pdf", half));
                await half.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
                await Task.Delay(500);
                Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "incoming")));
                server.Kill();
                await server.WaitForExitAsync();
                half.Go.TrySetResult();
                await Assert.ThrowsAnyAsync<Exception>(() => sending);
            }
            // As if it had been killed between the move of a file and the end of its transaction.
            var orphan = new FileStore(new Place(folder, host.At.Database)).PathOf(new string('a', 64));
            Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
            await System.IO.File.WriteAllTextAsync(orphan, "orphan");
            await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "incoming", new string('a', 64) + "-1"), "");

            using (var server = await StartAsync(folder, host.At.Connection, FreePort()))
            {
                server.Kill();
                await server.WaitForExitAsync();
            }

            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "incoming")));
            var kept = Assert.Single(Directory.GetFiles(Path.Combine(folder, "files"), "*", SearchOption.AllDirectories));
            Assert.Equal(Samples.Pdf, await System.IO.File.ReadAllBytesAsync(kept));
            await using var db = host.At.Open();
            Assert.Equal(Path.GetFileName(kept), (await db.Files.SingleAsync()).Hash);
            Assert.Equal("Whole", (await db.Items.SingleAsync(i => i.List == "evidence")).Title);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    sealed class Half : HttpContent
    {
        public TaskCompletionSource Reached { get; } = new();
        public TaskCompletionSource Go { get; } = new();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Samples.Pdf);
            await stream.WriteAsync(new byte[5 * 1024 * 1024]);
            await stream.FlushAsync();
            Reached.TrySetResult();
            await Go.Task;
            throw new IOException("The server is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 10 * 1024 * 1024;
            return true;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task<Process> StartAsync(string folder, string connection, int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Goldthread.Web.dll"),
            "--data",
            folder,
            "--database",
            connection,
            "--urls",
            $"http://127.0.0.1:{port}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_TEMP");
        var server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 150; attempt++)
        {
            if (server.HasExited)
                throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
            try
            {
                using var ready = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/readyz"));
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200);
            }
        }
        server.Kill();
        throw new TimeoutException("The server did not start.");
    }
}
