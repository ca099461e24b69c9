namespace Goldthread.App.Tests;

/// <summary>The list of one-line changes that <c>./test --mutants</c> makes stays true to the code.</summary>
public sealed class MutantListTests
{
    static readonly string Root = Repository.Root;

    [Fact]
    public void Each_text_that_is_to_be_changed_stands_once_in_its_file_and_its_tests_are_there()
    {
        var (wrong, changes) = (new List<string>(), 0);
        var (file, text, before) = ("", "", "");
        foreach (var line in File.ReadLines(Path.Combine(Root, "tests", "mutants.txt")))
        {
            switch (line)
            {
                case ['[', ..]:
                    file = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
                    before = "";
                    text = File.ReadAllText(Path.Combine(Root, file));
                    break;
                case ['-', ' ', .. var one]:
                    before += before.Length == 0 ? one : "\n" + one;
                    break;
                case ['?', ' ', .. var tests]:
                    changes++;
                    if (text.Split(before).Length is var parts and not 2)
                        wrong.Add($"{parts - 1} times in {file}: {before}");
                    var words = tests.Split(' ');
                    var folder = Path.Combine(Root, "tests", $"Goldthread.{words[0]}.Tests");
                    wrong.AddRange(
                        words[1..]
                            .Select(word => word.Split('.')[^1])
                            .Where(name => Directory.GetFiles(folder, name + ".cs", SearchOption.AllDirectories).Length == 0)
                            .Select(name => $"No class {name} in {folder}")
                    );
                    break;
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(changes >= 40, $"{changes} changes");
    }
}
