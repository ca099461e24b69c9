using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Spc;
using Goldthread.Spc.Exchange;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;

namespace Goldthread.Cli;

/// <summary><c>goldthread spc FILE...</c>: the statistics of series in case files. Needs no database.</summary>
internal static class SpcVerb
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Case files (JSON with an engine, dates, values and options)",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "json: one object a line and file; text: one sentence a line and file; svg: the picture of one file",
            DefaultValueFactory = _ => "json",
        };
        format.AcceptOnlyFromAmong("json", "text", "svg");
        var profile = new Option<string>("--profile")
        {
            Description = "Whose rules an XmR chart follows",
            DefaultValueFactory = _ => "nhs-r",
        };
        profile.AcceptOnlyFromAmong("nhs-r", "making-data-count");

        var verb = new Command(
            "spc",
            "Process-control statistics of series: centre line, limits, signals and verdicts.\n\nExample:\n  goldthread spc falls.json --profile making-data-count --format text"
        )
        {
            files,
            format,
            profile,
        };
        verb.SetAction(parsed =>
        {
            using var output = parsed.Terminal().OpenBytes();
            return Run(
                parsed.GetRequiredValue(files),
                parsed.GetRequiredValue(format),
                parsed.GetRequiredValue(profile) == "nhs-r" ? RuleProfile.NhsR : RuleProfile.MakingDataCount,
                output,
                parsed.Terminal().Error
            );
        });
        return verb;
    }

    internal static int Run(string[] files, string format, RuleProfile profile, Stream output, TextWriter errors)
    {
        if (format == "svg" && files.Length != 1)
        {
            throw new NotDone("A picture is made of one file; give one file with --format svg.");
        }

        var status = 0;
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        foreach (var path in files)
        {
            CaseFile file;
            try
            {
                file = CaseFile.Read(GivenFile.Bytes(path), profile);
            }
            catch (NotDone)
            {
                errors.WriteLine($"{path}: the file cannot be opened.");
                status = 2;
                continue;
            }
            catch (JsonException e)
            {
                errors.WriteLine($"{path}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}: the file is not a case in JSON.");
                status = 2;
                continue;
            }

            if (file.Id.Length == 0)
            {
                file = file with { Id = Path.GetFileNameWithoutExtension(path) };
            }

            if (!Write(file, format, buffer, errors))
            {
                status = 2;
            }

            output.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        return status;
    }

    private static bool Write(CaseFile file, string format, ArrayBufferWriter<byte> to, TextWriter errors)
    {
        Chart? chart = null;
        var refusal = file.Refusal;
        if (file.Series is not null && !Chart.TryMake(file.Series, file.Kind, file.Options, out chart, out var reason))
        {
            refusal = reason;
        }

        var words = new ChartWords { Title = file.Title };
        switch (format)
        {
            case "svg":
                if (chart is null)
                {
                    errors.WriteLine($"{file.Id}: {refusal!.Message}");
                    return false;
                }

                ChartPicture.Write(to, chart, words);
                to.Write(NewLine);
                break;
            case "text":
                // A title may hold line breaks; one file is one line.
                var line = chart is null ? $"{file.Id}: {refusal!.Message}" : Verdict.Sentence(chart, words);
                to.Write(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n"));
                break;
            default:
                WriteJson(file.Id, chart, refusal, to);
                break;
        }

        return true;
    }

    private static void WriteJson(string id, Chart? chart, Refusal? refusal, ArrayBufferWriter<byte> to)
    {
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WritePropertyName("result");
            if (chart is not null)
            {
                ChartJson.Write(json, chart);
            }
            else
            {
                ChartJson.Write(json, refusal!);
            }

            json.WriteEndObject();
        }

        to.Write(NewLine);
    }
}
