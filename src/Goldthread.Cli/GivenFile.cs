using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary>A file that a verb was given to read.</summary>
internal static class GivenFile
{
    /// <summary>Opens it, from its beginning.</summary>
    /// <exception cref="NotDone">It cannot be opened.</exception>
    internal static FileStream Open(string name)
    {
        try
        {
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception unopened)
            when (unopened is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = name.Length == 0 ? "The name of a file is empty" : $"{name} cannot be read: {unopened.Message.TrimEnd('.')}";
            throw new NotDone(why + ".", unopened);
        }
    }

    /// <summary>Opens it so that it can be read more than once: what comes through a pipe is held.</summary>
    /// <exception cref="NotDone">It cannot be opened.</exception>
    internal static Stream OpenAgain(string name)
    {
        var file = Open(name);
        if (file.CanSeek)
            return file;
        file.Dispose();
        return new MemoryStream(Bytes(name), writable: false);
    }

    /// <summary>All of it.</summary>
    /// <exception cref="NotDone">It cannot be opened.</exception>
    internal static byte[] Bytes(string name)
    {
        using var file = Open(name);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
