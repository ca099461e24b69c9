using System.Reflection;
using System.Text;

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
