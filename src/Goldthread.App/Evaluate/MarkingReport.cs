using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Evaluate;

/// <summary>What an assessor looks for in one plan.</summary>
/// <param name="File">The plan file as it was named, or the plan's id where it comes from the database.</param>
/// <param name="Plan">The plan's id.</param>
/// <param name="Marking">What is shown, and what is not.</param>
public sealed record MarkedPlan(string File, string Plan, Marking Marking);

/// <summary>Writes what an assessor looks for, as text or as JSON (version 1 of its shape). There is no score in it.</summary>
public static class MarkingReport
{
    const int MostWords = 160;

    static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people.</summary>
    public static void WriteText(IReadOnlyList<MarkedPlan> plans, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16384, leaveOpen: true);
        foreach (var plan in plans)
        {
            text.Write($"{plan.File}: {OneLine.Of(plan.Plan)}\n");
            foreach (var point in plan.Marking.Points)
            {
                text.Write($"\n{(point.IsOneOfTheFive ? point.Id + " " : "")}{point.Title}\n");
                foreach (var proof in point.Proofs)
                {
                    text.Write($"  {proof.Says}: {CountOf(proof)}\n");
                    foreach (var shown in proof.Items)
                        text.Write($"    {OneLine.Of(shown.Key)}: {OneLine.Of(Cut(shown.Words))}\n");
                }
                foreach (var finding in point.Findings)
                {
                    var what = OneLine.Of($"{finding.About}: {finding.Message}");
                    text.Write($"  {Words.Written(finding.Severity)} {finding.Check.Id} {what}\n");
                }
            }
            text.Write("\nThe five misconceptions\n");
            foreach (var misconception in plan.Marking.Misconceptions)
            {
                text.Write($"  {misconception.Number} {misconception.Title}\n");
                text.Write($"    Looked at: {misconception.LookedAt}\n");
                text.Write($"    Seen: {OneLine.Of(misconception.Seen)} {Findings(misconception.Findings.Count)}\n");
                text.Write($"    A program cannot see: {misconception.CannotSee}\n");
            }
            text.Write('\n');
        }
    }

    /// <summary>"3 of 8", or "not shown".</summary>
    public static string CountOf(Proof proof) => proof.Items.Count == 0 ? "not shown" : $"{proof.Items.Count:N0} of {proof.OutOf:N0}";

    static string Findings(int count) =>
        count switch
        {
            0 => "No check speaks of it, which proves nothing.",
            1 => "1 finding speaks of it.",
            _ => $"{count:N0} findings speak of it.",
        };

    /// <summary>For scripts.</summary>
    public static byte[] ToJson(IReadOnlyList<MarkedPlan> plans, DateOnly asOf)
    {
        using var bytes = new MemoryStream();
        WriteJson(plans, asOf, bytes);
        return bytes.ToArray();
    }

    /// <inheritdoc cref="ToJson"/>
    public static void WriteJson(IReadOnlyList<MarkedPlan> plans, DateOnly asOf, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, Indented);
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteNumber("edition", Domain.Checks.Check.Newest);
        writer.WriteString("asOf", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteStartArray("plans");
        foreach (var plan in plans)
        {
            writer.WriteStartObject();
            writer.WriteString("file", plan.File);
            writer.WriteString("plan", plan.Plan);
            writer.WriteStartArray("points");
            foreach (var point in plan.Marking.Points)
                Write(writer, point);
            writer.WriteEndArray();
            writer.WriteStartArray("misconceptions");
            foreach (var misconception in plan.Marking.Misconceptions)
            {
                writer.WriteStartObject();
                writer.WriteNumber("number", misconception.Number);
                writer.WriteString("title", misconception.Title);
                writer.WriteString("lookedAt", misconception.LookedAt);
                writer.WriteString("seen", misconception.Seen);
                Write(writer, misconception.Findings);
                writer.WriteString("cannotSee", misconception.CannotSee);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, MarkingPoint point)
    {
        writer.WriteStartObject();
        writer.WriteString("id", point.Id);
        writer.WriteString("title", point.Title);
        writer.WriteBoolean("shown", point.IsShown);
        writer.WriteStartArray("proofs");
        foreach (var proof in point.Proofs)
        {
            writer.WriteStartObject();
            writer.WriteString("says", proof.Says);
            writer.WriteString("list", proof.Thing.List);
            writer.WriteNumber("count", proof.Items.Count);
            writer.WriteNumber("outOf", proof.OutOf);
            writer.WriteStartArray("items");
            foreach (var shown in proof.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("id", shown.Key);
                writer.WriteString("words", shown.Words);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        Write(writer, point.Findings);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, IReadOnlyList<Domain.Checks.Finding> findings)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("check", finding.Check.Id);
            writer.WriteString("severity", Words.Written(finding.Severity));
            writer.WriteString("about", finding.About);
            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static string Cut(string words) => words.Length <= MostWords ? words : words[..MostWords].TrimEnd() + " ...";
}
