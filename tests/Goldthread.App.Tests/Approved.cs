namespace Goldthread.App.Tests;

/// <summary>Files of the project that are made from the code. With <c>UPDATE_FILES=1</c> in the environment the tests write them anew.</summary>
static class Approved
{
    static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_FILES") == "1";

    /// <summary>Holds a file against what it should be.</summary>
    /// <param name="path">The file's path from the project's root.</param>
    /// <param name="text">What it should be.</param>
    public static void Holds(string path, string text)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{path} is missing; run the tests with UPDATE_FILES=1.");
        Assert.Equal(text, File.ReadAllText(file));
    }

    /// <summary>With <c>TEST_FILES=folder</c> in the environment writes a file there, to be opened in the program that it is for.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="file">All of it.</param>
    public static void Show(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("TEST_FILES") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name), file);
    }
}
