using Goldthread.Domain;

namespace Goldthread.App.Monitor.Files;

/// <summary>A part of an archive as it unpacks: what the archive says of its size need not be so, and is counted. No tag is longer than a cell.</summary>
/// <param name="inner">The part.</param>
/// <param name="most">How many bytes it may have.</param>
/// <param name="tooMuch">What is said where it has more.</param>
/// <param name="instead">What is done instead where a tag is longer.</param>
sealed class UnpackedPart(Stream inner, long most, string tooMuch, string instead) : Stream
{
    const int LongestTag = 100_000;
    int tag = -1;
    byte quote;

    public long Left { get; private set; } = most;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Left -= read;
        if (Left < 0)
            throw new RuleBroken(tooMuch, ReceivedFile.Question);
        Look(buffer[..read]);
        return read;
    }

    void Look(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (tag < 0)
            {
                if (bytes[i..].IndexOf((byte)'<') is not (>= 0 and var next))
                    return;
                i += next;
                (tag, quote) = (0, 0);
                continue;
            }
            if (++tag > LongestTag)
                throw new RuleBroken($"The file has a tag of more than {LongestTag:N0} characters. {instead}", ReceivedFile.Question);
            var letter = bytes[i];
            if (quote != 0)
                quote = letter == quote ? (byte)0 : quote;
            // A comment, a declaration, an instruction: its quotation marks need not be closed.
            else if (tag == 1 && letter is (byte)'!' or (byte)'?')
                tag = -1;
            else if (letter is (byte)'"' or (byte)'\'')
                quote = letter;
            else if (letter is (byte)'>')
                tag = -1;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
