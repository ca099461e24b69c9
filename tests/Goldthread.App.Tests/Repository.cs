namespace Goldthread.App.Tests;

/// <summary>The project's root folder, found from the tests' own.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Goldthread.slnx")))
                return at.FullName;
        }
        throw new DirectoryNotFoundException("The tests do not run inside the project.");
    }
}
