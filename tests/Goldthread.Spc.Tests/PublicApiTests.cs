using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;

namespace Goldthread.Spc.Tests;

/// <summary>The public API is an approved file: a change to it is seen in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Public_api_is_as_approved()
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Approved", "PublicApi.txt");
        var actual = Describe(typeof(Chart).Assembly);
        if (actual != File.ReadAllText(approved).ReplaceLineEndings("\n"))
        {
            var received = approved.Replace(".txt", ".received.txt", StringComparison.Ordinal);
            File.WriteAllText(received, actual);
            Assert.Fail(
                $"The public API changed. Compare {received} with Approved/PublicApi.txt of this project and copy it there if it is meant."
            );
        }
    }

    [Fact]
    public void Library_refers_to_the_framework_alone() =>
        Assert.DoesNotContain(
            typeof(Chart).Assembly.GetReferencedAssemblies(),
            a => !a.Name!.StartsWith("System.", StringComparison.Ordinal)
        );

    [Fact]
    public void Every_method_says_what_it_takes_and_gives()
    {
        var docs = XDocument
            .Load(Path.ChangeExtension(typeof(Chart).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(m => (string)m.Attribute("name")!);
        var silent = new List<string>();
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in typeof(Chart).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods(declared)))
        {
            if (method.IsSpecialName || method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.GetBaseDefinition() != method)
            {
                continue;
            }

            var parameters = method.GetParameters();
            var id = $"M:{method.DeclaringType!.FullName}.{method.Name}";
            id += parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Id(p.ParameterType)))})";
            var doc = docs.GetValueOrDefault(id);
            var told = doc?.Elements("param").Where(p => p.Value.Length > 0).Select(p => (string?)p.Attribute("name")).ToHashSet() ?? [];
            if (parameters.Any(p => !told.Contains(p.Name)) || (method.ReturnType != typeof(void) && doc?.Element("returns") is null))
            {
                silent.Add(id);
            }
        }

        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    private static string Id(Type type) =>
        type.IsByRef ? Id(type.GetElementType()!) + "@"
        : type.IsArray ? Id(type.GetElementType()!) + "[]"
        : type.IsGenericType
            ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Id))}}}"
        : type.FullName!;

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (
                var member in type.GetMembers(declared)
                    .Where(m => m is not MethodInfo { IsSpecialName: true } and not Type)
                    .Where(m => m.Name is not ("value__" or "<Clone>$"))
                    .Select(m => m is FieldInfo { IsLiteral: true } f ? $"{m} = {f.GetRawConstantValue()}" : m.ToString())
                    .Order(StringComparer.Ordinal)
            )
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : "class";
}
