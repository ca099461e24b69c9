using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Findings;

/// <summary>What the checks found in one plan.</summary>
/// <param name="File">The plan file as it was named, or the plan's id where it comes from the database.</param>
/// <param name="Plan">The plan's id.</param>
/// <param name="Findings">What was found, in the order that <see cref="PlanChecks.Run"/> gives.</param>
/// <param name="Edition">The edition of the checks that found it.</param>
public sealed record PlanFindings(string File, string Plan, IReadOnlyList<Finding> Findings, int Edition = Check.Newest)
{
    /// <summary>How many findings of a severity stand; waived ones are left out.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity && !f.Waived);

    /// <value>How many findings are waived.</value>
    public int Waived => Findings.Count(f => f.Waived);
}

/// <summary>Writes what the checks found, as text, as JSON (version 1 of its shape) or as SARIF 2.1.0.</summary>
public static class FindingsReport
{
    static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people: grouped, with the line of the file.</summary>
    public static void WriteText(IReadOnlyList<PlanFindings> plans, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16384, leaveOpen: true);
        foreach (var plan in plans)
            WriteText(plan, text);
    }

    static void WriteText(PlanFindings plan, TextWriter text)
    {
        text.Write($"{plan.File}: {OneLine.Of(plan.Plan)}\n");
        // The first edition answers by its groups; the second begins with what stops sign-off.
        foreach (var group in plan.Findings.GroupBy(f => plan.Edition == 1 ? f.Check.Group : Heading(f)))
        {
            text.Write($"\n{group.Key}\n");
            foreach (var finding in group)
            {
                var severity = finding.Waived ? "waived" : Words.Written(finding.Severity);
                var what = OneLine.Of($"{finding.About}: {finding.Message}");
                text.Write($"  {plan.File}:{finding.Line}: {severity} {finding.Check.Id} {what}\n");
                if (!finding.Waived)
                    text.Write($"      {finding.Check.Fix}.\n");
            }
        }
        text.Write(
            plan.Findings.Count == 0
                ? "Nothing found: the plan holds together.\n"
                : $"\n{Counted(plan.Count(Severity.Error), "error")}, {Counted(plan.Count(Severity.Warning), "warning")}, {plan.Count(Severity.Info)} for information, {plan.Waived} waived.\n"
        );
        text.Write('\n');
    }

    static string Heading(Finding finding) =>
        finding.Waived
            ? "Let stand"
            : finding.Severity switch
            {
                Severity.Error => "What stops sign-off",
                Severity.Warning => "What wants mending, or a reason why it may stand",
                Severity.Info => "Good to know",
                _ => throw new ArgumentOutOfRangeException(nameof(finding)),
            };

    /// <summary>For scripts: one object of version, edition, asOf and plans. The shape and the order of its names are fixed.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="asOf">Today.</param>
    /// <param name="edition">The edition of the checks.</param>
    public static byte[] ToJson(IReadOnlyList<PlanFindings> plans, DateOnly asOf, int edition = Check.Newest)
    {
        using var bytes = new MemoryStream();
        WriteJson(plans, asOf, bytes, edition);
        return bytes.ToArray();
    }

    /// <inheritdoc cref="ToJson"/>
    public static void WriteJson(IReadOnlyList<PlanFindings> plans, DateOnly asOf, Stream output, int edition = Check.Newest) =>
        Json(
            output,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("version", 1);
                writer.WriteNumber("edition", edition);
                writer.WriteString("asOf", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteStartArray("plans");
                foreach (var plan in plans)
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", plan.File);
                    writer.WriteString("plan", plan.Plan);
                    writer.WriteStartObject("counts");
                    writer.WriteNumber("error", plan.Count(Severity.Error));
                    writer.WriteNumber("warning", plan.Count(Severity.Warning));
                    writer.WriteNumber("info", plan.Count(Severity.Info));
                    writer.WriteNumber("waived", plan.Waived);
                    writer.WriteEndObject();
                    writer.WriteStartArray("findings");
                    foreach (var finding in plan.Findings)
                    {
                        WriteFinding(writer, finding);
                        PassOn(writer);
                    }
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );

    static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("check", finding.Check.Id);
        writer.WriteString("severity", Words.Written(finding.Severity));
        writer.WriteString("about", finding.About);
        writer.WriteString("message", finding.Message);
        writer.WriteString("why", finding.Check.Why);
        writer.WriteString("fix", finding.Check.Fix);
        writer.WriteStartArray("syllabus");
        foreach (var line in finding.Check.Syllabus)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        writer.WriteBoolean("waived", finding.Waived);
        writer.WriteNumber("line", finding.Line);
        writer.WriteEndObject();
    }

    /// <summary>For other tools: SARIF 2.1.0 (OASIS, 2020), one run, a rule for each check.</summary>
    public static void WriteSarif(IReadOnlyList<PlanFindings> plans, Stream output, int edition = Check.Newest) =>
        Json(
            output,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
                writer.WriteString("version", "2.1.0");
                writer.WriteStartArray("runs");
                writer.WriteStartObject();
                writer.WriteStartObject("tool");
                writer.WriteStartObject("driver");
                writer.WriteString("name", "goldthread");
                writer.WriteString("version", typeof(FindingsReport).Assembly.GetName().Version!.ToString(3));
                writer.WriteStartArray("rules");
                foreach (var check in Check.Of(edition))
                    WriteRule(writer, check);
                writer.WriteEndArray();
                writer.WriteStartObject("properties");
                writer.WriteNumber("edition", edition);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteString("columnKind", "utf16CodeUnits");
                writer.WriteStartArray("results");
                foreach (var plan in plans)
                {
                    var uri = UriOf(plan.File);
                    foreach (var finding in plan.Findings)
                    {
                        WriteResult(writer, finding, uri);
                        PassOn(writer);
                    }
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );

    static void WriteRule(Utf8JsonWriter writer, Check check)
    {
        writer.WriteStartObject();
        writer.WriteString("id", check.Id);
        WriteText(writer, "shortDescription", check.Title);
        WriteText(writer, "fullDescription", check.Why.Length > 0 ? check.Why : check.Title);
        WriteText(writer, "help", check.Fix);
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", LevelOf(check.Severity));
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteStartArray("tags");
        writer.WriteStringValue(check.Group);
        foreach (var line in check.Syllabus)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteResult(Utf8JsonWriter writer, Finding finding, string uri)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Check.Id);
        writer.WriteString("level", LevelOf(finding.Severity));
        WriteText(writer, "message", finding.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", uri);
        writer.WriteEndObject();
        if (finding.Line > 0)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", finding.Line);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", finding.About);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (finding.Waived)
        {
            writer.WriteStartArray("suppressions");
            writer.WriteStartObject();
            writer.WriteString("kind", "inSource");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    static string LevelOf(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            Severity.Info => "note",
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };

    /// <summary>A path as a URI: relative ones stay relative.</summary>
    static string UriOf(string path) =>
        Path.IsPathFullyQualified(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Split('/', '\\').Select(Uri.EscapeDataString));

    static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    static void Json(Stream output, Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(output, Indented);
        write(writer);
    }

    /// <summary>Hands on what is written, so that a file of a great many findings costs no memory twice.</summary>
    static void PassOn(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > 65536)
            writer.Flush();
    }
}
