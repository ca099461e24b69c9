using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>A broken plan: edits of a clean example, and what the checks find in it.</summary>
/// <param name="Check">The check that it is made for.</param>
/// <param name="Number">Its place among the check's mutants, from 1.</param>
/// <param name="Spec">The entry in mutants.yaml.</param>
/// <param name="Edition">The edition of the checks that it was written for.</param>
public sealed record Mutant(string Check, int Number, YamlMappingNode Spec, int Edition)
{
    static readonly Lazy<IReadOnlyList<Mutant>> FirstMutants = new(() => LoadAll("mutants.yaml", 1));
    static readonly Lazy<IReadOnlyList<Mutant>> FirstNear = new(() => LoadAll("near.yaml", 1));
    static readonly Lazy<IReadOnlyList<Mutant>> SecondMutants = new(() => LoadAll("mutants.yaml", 2));
    static readonly Lazy<IReadOnlyList<Mutant>> SecondNear = new(() => LoadAll("near.yaml", 2));

    /// <value>The mutants of the first edition, in their file's order.</value>
    public static IReadOnlyList<Mutant> First => FirstMutants.Value;

    /// <value>The mutants that the second edition adds.</value>
    public static IReadOnlyList<Mutant> Second => SecondMutants.Value;

    /// <value>All of both, those of the second edition first.</value>
    public static IReadOnlyList<Mutant> All => [.. Second, .. First];

    /// <value>The edits that stop just short of what a check of the first edition reports.</value>
    public static IReadOnlyList<Mutant> FirstNearMisses => FirstNear.Value;

    /// <value>The edits that stop just short of what a new or changed check reports.</value>
    public static IReadOnlyList<Mutant> NearMisses => SecondNear.Value;

    /// <value>The example that is edited: <c>care-home</c>.</value>
    public string Example => Text(Spec["plan"]);

    /// <value>What the check finds, each as "PL001 objectives/O1", with what else is found.</value>
    public IEnumerable<string> Expected =>
        Sequence("find")
            .Select(about => Text(about) is ['P', 'L', ..] whole ? whole : $"{Check} {Text(about)}")
            .Concat(Sequence("also").Select(Text))
            .Order(StringComparer.Ordinal);

    /// <value>The edits of the plan, as path and value; null takes it away.</value>
    public IEnumerable<(string Path, YamlNode? Value)> Edits =>
        Mapping("set").Select(p => (Text(p.Key), IsNull(p.Value) ? null : Merged(p.Value)));

    /// <value>The entries that are added, as the list's path and the entry.</value>
    public IEnumerable<(string Path, YamlNode Value)> Additions =>
        Mapping("add")
            .SelectMany(p =>
                p.Value is YamlSequenceNode all ? all.Select(v => (Text(p.Key), Merged(v))) : [(Text(p.Key), Merged(p.Value))]
            );

    /// <value>The paths of the entries that are removed.</value>
    public IEnumerable<string> Removals => Sequence("remove").Select(Text);

    /// <summary>The plan file with the edits.</summary>
    /// <param name="edition">The edition whose clean example is edited.</param>
    public string ToYaml(int edition)
    {
        var root = Load(Example, edition);
        ApplyTo(root);
        return Written(root);
    }

    /// <summary>A tree as a plan file.</summary>
    public static string Written(YamlMappingNode root)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    /// <summary>Makes the edits in a tree.</summary>
    public void ApplyTo(YamlMappingNode root)
    {
        foreach (var (path, value) in Additions)
            ((YamlSequenceNode)Get(root, path)).Add(value);
        foreach (var (path, value) in Edits)
            Set(root, path, value);
        foreach (var path in Removals)
            Set(root, path, null);
    }

    /// <summary>Makes the edits in a tree that others were made in; false where what they need is gone.</summary>
    public bool TryApplyTo(YamlMappingNode root)
    {
        if (
            Additions.Any(a => Find(root, a.Path) is not YamlSequenceNode)
            || Edits.Any(e =>
                e.Path.Contains('/', StringComparison.Ordinal) && e.Value is null && Find(root, e.Path[..e.Path.LastIndexOf('/')]) is null
            )
            || Removals.Any(r => Find(root, r) is null)
        )
            return false;
        ApplyTo(root);
        return true;
    }

    /// <summary>The edited plan.</summary>
    public PlanDocument Read(int edition = Domain.Checks.Check.Newest)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(ToYaml(edition)), Shipped.Data);
        Assert.True(read.Document is not null, $"{this}: {string.Join("; ", read.Errors)}\n");
        return read.Document;
    }

    /// <summary>What an edition finds in the edited plan on the tests' day; worked out once.</summary>
    public IReadOnlyList<Finding> Findings(int edition = Domain.Checks.Check.Newest) =>
        found.GetOrAdd(edition, of => PlanChecks.Run(Read(of), new DateOnly(2026, 11, 22), Shipped.Data, of));

    readonly ConcurrentDictionary<int, IReadOnlyList<Finding>> found = new();

    /// <summary>An example's tree.</summary>
    public static YamlMappingNode Load(string example, int edition = Domain.Checks.Check.Newest)
    {
        using var reader = File.OpenText(PathOf(example, edition));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>Where a clean example is: the first edition has its own, as they were.</summary>
    public static string PathOf(string example, int edition) =>
        edition == 1 ? Path.Combine(Folder, "first", example + ".yaml") : Path.Combine(Repository.Root, "examples", example + ".yaml");

    /// <value>Where the broken plans of the checks are.</value>
    public static string Folder => Path.Combine(Repository.Root, "tests", "Goldthread.App.Tests", "Develop", "Checks");

    /// <summary>The node at a path; null where there is none.</summary>
    public static YamlNode? Find(YamlNode root, string path)
    {
        YamlNode? at = root;
        foreach (var step in path.Split('/'))
        {
            at = at switch
            {
                YamlMappingNode mapping => Value(mapping, step),
                YamlSequenceNode list => list.Children.ElementAtOrDefault(Place(list, step)),
                _ => null,
            };
        }
        return at;
    }

    public override string ToString() => $"{Check} {Number} ({Example})";

    static YamlNode? Value(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    static YamlNode Get(YamlNode root, string path) => Find(root, path) ?? throw new KeyNotFoundException(path);

    static void Set(YamlNode root, string path, YamlNode? value)
    {
        var slash = path.LastIndexOf('/');
        var step = path[(slash + 1)..];
        var owner = slash < 0 ? root : Find(root, path[..slash]);
        if (owner is null)
        {
            // The example no longer has what the entry stood in.
            if (value is not null)
                Set(root, path[..slash], new YamlMappingNode(new YamlScalarNode(step), value));
            return;
        }
        if (owner is YamlSequenceNode list)
        {
            var place = Place(list, step);
            if (value is null)
                list.Children.RemoveAt(place);
            else
                list.Children[place] = value;
            return;
        }
        var mapping = (YamlMappingNode)owner;
        mapping.Children.Remove(new YamlScalarNode(step));
        if (value is not null)
            mapping.Add(new YamlScalarNode(step), value);
    }

    /// <summary>The place of an entry in a list: by its id or role, else by its number.</summary>
    static int Place(YamlSequenceNode list, string step)
    {
        for (var i = 0; i < list.Children.Count; i++)
        {
            if (
                list.Children[i] is YamlMappingNode item
                && (Value(item, "id") ?? Value(item, "role")) is YamlScalarNode name
                && name.Value == step
            )
                return i;
        }
        return int.TryParse(step, CultureInfo.InvariantCulture, out var place) ? place : -1;
    }

    /// <summary>A copy in which the merge keys of mutants.yaml are written out; plan files have none.</summary>
    static YamlNode Merged(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var own = mapping.Children.Where(p => Text(p.Key) != "<<").Select(p => (Key: Text(p.Key), p.Value)).ToList();
                var merged = mapping.Children.Where(p => Text(p.Key) == "<<").SelectMany(p => ((YamlMappingNode)p.Value).Children);
                own.AddRange(merged.Select(p => (Text(p.Key), p.Value)).Where(p => !own.Exists(o => o.Key == p.Item1)));
                var copy = new YamlMappingNode();
                foreach (var (key, value) in own)
                    copy.Add(new YamlScalarNode(key), Merged(value));
                return copy;
            case YamlSequenceNode list:
                return new YamlSequenceNode(list.Select(Merged));
            default:
                var scalar = (YamlScalarNode)node;
                return new YamlScalarNode(scalar.Value) { Style = scalar.Style };
        }
    }

    static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" };

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    IEnumerable<YamlNode> Sequence(string key) =>
        Spec.Children.TryGetValue(new YamlScalarNode(key), out var list) ? (YamlSequenceNode)list : [];

    IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(string key) =>
        Spec.Children.TryGetValue(new YamlScalarNode(key), out var mapping) ? ((YamlMappingNode)mapping).Children : [];

    static Mutant[] LoadAll(string file, int edition)
    {
        using var reader = File.OpenText(Path.Combine(Folder, edition == 1 ? "first" : "second", file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return
        [
            .. ((YamlMappingNode)yaml.Documents[0].RootNode).Children.SelectMany(check =>
                ((YamlSequenceNode)check.Value).Select((spec, i) => new Mutant(Text(check.Key), i + 1, (YamlMappingNode)spec, edition))
            ),
        ];
    }
}
