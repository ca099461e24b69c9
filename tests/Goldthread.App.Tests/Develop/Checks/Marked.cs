using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using YamlDotNet.RepresentationModel;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>
/// A plan that an assessor marked before any check read it. At the head of its file stands what the assessor found, a line each: <c>#!</c> stops
/// sign-off, <c>#-</c> does not, <c>#+</c> was not seen and is right all the same once a check says it; then what it is about, which checks say it, and
/// the words.
/// </summary>
/// <param name="Round">Which dozen it is of.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Marks">What the assessor found.</param>
/// <param name="Found">What the checks find.</param>
sealed record Marked(int Round, string Name, IReadOnlyList<Marked.Mark> Marks, IReadOnlyList<Finding> Found)
{
    /// <summary>One line of the assessor.</summary>
    /// <param name="Weight"><c>!</c>, <c>-</c> or <c>+</c>.</param>
    /// <param name="About">What it is about; any of them will do.</param>
    /// <param name="Checks">The checks that say it; any of them will do. None where no check can.</param>
    /// <param name="Words">The assessor's words.</param>
    internal sealed record Mark(char Weight, string[] About, string[] Checks, string Words)
    {
        internal bool Is(Finding finding) =>
            Checks.Contains(finding.Check.Id, StringComparer.Ordinal) && About.Contains(finding.About, StringComparer.Ordinal);

        public override string ToString() => $"{Weight} {string.Join(",", About)} | {string.Join(" ", Checks)} | {Words}";
    }

    internal static readonly DateOnly Today = new(2026, 11, 22);

    internal static string Folder(int round) => Path.Combine(Mutant.Folder, "marked", round.ToString(CultureInfo.InvariantCulture));

    internal bool IsGood => Name.StartsWith("good", StringComparison.Ordinal);

    /// <value>True for the kinds that may never pass; the others are bad in ways that an assessor warns of.</value>
    internal bool IsOfABadKind => Name is "strategy-in-disguise" or "written-alone" or "vague" or "lawless" or "silent";

    /// <value>What the assessor saw.</value>
    internal IEnumerable<Mark> Seen => Marks.Where(m => m.Weight != '+');

    internal IEnumerable<Mark> Missed => Seen.Where(m => !Found.Any(m.Is));

    /// <value>What the checks say and the assessor, asked afterwards, does not.</value>
    internal IEnumerable<Finding> Wrong => Found.Where(f => !Marks.Any(m => m.Is(f)));

    internal static IReadOnlyList<Marked> Of(int round) =>
        [.. Directory.GetFiles(Folder(round), "*.yaml").Order(StringComparer.Ordinal).Select(file => Read(round, file))];

    static Marked Read(int round, string file)
    {
        var text = File.ReadAllText(file);
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text), Shipped.Data);
        Assert.True(read.Document is not null, $"{file}: {string.Join("; ", read.Errors)}");
        return new(
            round,
            Path.GetFileNameWithoutExtension(file),
            [.. text.Split('\n').Where(line => line is ['#', '!' or '-' or '+', ..]).Select(Line)],
            PlanChecks.Run(read.Document, Today, Shipped.Data)
        );

        static Mark Line(string line)
        {
            var parts = line[2..].Split('|', StringSplitOptions.TrimEntries);
            return new(line[1], parts[0].Split(','), parts[1].Split(' ').Where(c => c != "none").ToArray(), parts[2]);
        }
    }

    /// <summary>A sentence that is put into a good plan, and whether a check has to speak of it.</summary>
    /// <param name="Speaks">True where it has to.</param>
    /// <param name="Check">The check, or some with a stroke between of which one will do.</param>
    /// <param name="Slot">Where it is put.</param>
    /// <param name="Text">The sentence.</param>
    internal sealed record Sentence(bool Speaks, string Check, string Slot, string Text)
    {
        internal bool IsRight => isRight ??= Heard().Any(f => Check.Contains(f.Check.Id, StringComparison.Ordinal)) == Speaks;

        bool? isRight;

        public override string ToString() => $"{(Speaks ? '+' : '-')} {Check} {Slot}: {Text}";

        IEnumerable<Finding> Heard()
        {
            var (about, edits) = Places[Slot];
            using var reader = File.OpenText(Path.Combine(Folder(1), "good-dementia-home.yaml"));
            var yaml = new YamlStream();
            yaml.Load(reader);
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            foreach (var (path, value) in edits)
                Put(root, path, value is "" ? Text : value);
            var read = PlanFile.Read(Encoding.UTF8.GetBytes(Mutant.Written(root)), Shipped.Data);
            Assert.True(read.Document is not null, $"{this}: {string.Join("; ", read.Errors)}");
            return PlanChecks.Run(read.Document, Today, Shipped.Data).Where(f => f.About == about);
        }

        /// <summary>What each slot is about, and what is written where; the empty text stands for the sentence, null takes away.</summary>
        static readonly Dictionary<string, (string About, (string Path, string? Value)[] Edits)> Places = new(StringComparer.Ordinal)
        {
            ["objective"] = ("objectives/O3", [("objectives/O3/title", ""), ("measures/M3/kind", "process")]),
            ["criterion"] = ("objectives/O3", [("objectives/O3/success_criterion", ""), ("measures/M3/objectives", null)]),
            ["due"] = ("objectives/O3", [("objectives/O3/due_text", "")]),
            ["action"] = ("actions/A3", [("actions/A3/title", ""), ("actions/A3/kind", null)]),
            ["impact"] = ("actions/A7", [("actions/A7/safeguarding_impact", "")]),
            ["equality"] = ("plan", [("plan/equality_assessment/summary", "")]),
            ["statement"] = (
                "plan",
                [
                    ("plan/safeguarding/statement", ""),
                    ("risks/R3/category", "safety"),
                    ("objectives/O3/requirements/0/id", "cqc-regulations:reg13"),
                ]
            ),
            ["definition"] = (
                "measures/M1",
                [("measures/M1/definition", ""), ("measures/M1/numerator", null), ("measures/M1/denominator", null)]
            ),
            ["source"] = ("measures/M1", [("measures/M1/source", "")]),
            ["lower"] = ("measures/M1", [("measures/M1/name", ""), ("measures/M4/objectives", null)]),
            ["role"] = ("staff/ac", [("area/staff/ac/role", "")]),
            ["trigger"] = ("risks/R3", [("risks/R3/contingency/trigger", "")]),
            ["text"] = ("plan", [("plan/summary", "")]),
            ["review"] = ("reviews/RV1", [("reviews/RV1/text", "")]),
        };

        static void Put(YamlMappingNode root, string path, string? value)
        {
            var slash = path.LastIndexOf('/');
            var owner = (YamlMappingNode)(Mutant.Find(root, path[..slash]) ?? throw new KeyNotFoundException(path));
            var key = new YamlScalarNode(path[(slash + 1)..]);
            owner.Children.Remove(key);
            if (value is not null)
                owner.Add(key, new YamlScalarNode(value) { Style = YamlDotNet.Core.ScalarStyle.DoubleQuoted });
        }
    }

    internal static IReadOnlyList<Sentence> SentencesOf(int round) =>
        [
            .. File.ReadLines(Path.Combine(Folder(round), "sentences.txt"))
                .Where(line => line is ['+' or '-', ..])
                .Select(line =>
                {
                    var colon = line.IndexOf(':', StringComparison.Ordinal);
                    var head = line[..colon].Split(' ');
                    return new Sentence(head[0] == "+", head[1], head[2], line[(colon + 1)..].Trim().Trim('"'));
                }),
        ];
}
