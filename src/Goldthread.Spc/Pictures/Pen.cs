using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Goldthread.Spc.Pictures;

/// <summary>Writes UTF-8 into a rented buffer. Text is escaped, numbers are whole or in tenths.</summary>
internal ref struct Pen
{
    private byte[] _rented;
    private Span<byte> _buffer;
    private int _length;

    public Pen(int capacity)
    {
        _rented = ArrayPool<byte>.Shared.Rent(capacity);
        _buffer = _rented;
    }

    /// <summary>Hands over what was written and gives the buffer back.</summary>
    public void Finish(IBufferWriter<byte> to)
    {
        to.Write(_buffer[.._length]);
        Dispose();
    }

    public void Finish(Stream to)
    {
        to.Write(_buffer[.._length]);
        Dispose();
    }

    public void Dispose()
    {
        var rented = _rented;
        _rented = [];
        _buffer = default;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public void Raw(scoped ReadOnlySpan<byte> utf8)
    {
        if (_buffer.Length - _length < utf8.Length)
        {
            Grow(utf8.Length);
        }

        utf8.CopyTo(_buffer[_length..]);
        _length += utf8.Length;
    }

    /// <summary>A coordinate in tenths, such as 12.5, without a trailing ".0".</summary>
    public void Tenths(double value)
    {
        if (_buffer.Length - _length < 16)
        {
            Grow(16);
        }

        var tenths = (int)Math.Round(Math.Clamp(value, -100_000, 100_000) * 10);
        if (tenths < 0)
        {
            _buffer[_length++] = (byte)'-';
            tenths = -tenths;
        }

        var (whole, part) = Math.DivRem(tenths, 10);
        if (whole < 10)
        {
            _buffer[_length++] = (byte)('0' + whole);
        }
        else if (whole < 100)
        {
            _buffer[_length++] = (byte)('0' + (whole / 10));
            _buffer[_length++] = (byte)('0' + (whole % 10));
        }
        else if (whole < 1000)
        {
            _buffer[_length++] = (byte)('0' + (whole / 100));
            _buffer[_length++] = (byte)('0' + (whole / 10 % 10));
            _buffer[_length++] = (byte)('0' + (whole % 10));
        }
        else
        {
            Utf8Formatter.TryFormat(whole, _buffer[_length..], out var written);
            _length += written;
        }

        if (part != 0)
        {
            _buffer[_length++] = (byte)'.';
            _buffer[_length++] = (byte)('0' + part);
        }
    }

    public void Whole(int value)
    {
        if (_buffer.Length - _length < 16)
        {
            Grow(16);
        }

        Utf8Formatter.TryFormat(value, _buffer[_length..], out var written);
        _length += written;
    }

    /// <summary>Text that is not markup. What XML cannot hold becomes a replacement character.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var special = text.IndexOfAnyExcept(Plain);
            if (special != 0)
            {
                var plain = special < 0 ? text : text[..special];
                var room = Encoding.UTF8.GetMaxByteCount(plain.Length);
                if (_buffer.Length - _length < room)
                {
                    Grow(room);
                }

                _length += Encoding.UTF8.GetBytes(plain, _buffer[_length..]);
                text = text[plain.Length..];
                continue;
            }

            var pair = Rune.DecodeFromUtf16(text, out var rune, out var used) == OperationStatus.Done ? rune : Rune.ReplacementChar;
            switch (pair.Value)
            {
                case '&':
                    Raw("&amp;"u8);
                    break;
                case '<':
                    Raw("&lt;"u8);
                    break;
                case '>':
                    Raw("&gt;"u8);
                    break;
                case '"':
                    Raw("&quot;"u8);
                    break;
                case '\'':
                    Raw("&#39;"u8);
                    break;
                case '\t' or '\n' or '\r':
                    Raw(" "u8);
                    break;
                case < 0x20 or 0xFFFE or 0xFFFF:
                    Raw("\uFFFD"u8);
                    break;
                default:
                    Raw(bytes[..pair.EncodeToUtf8(bytes)]);
                    break;
            }

            text = text[used..];
        }
    }

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;()[]%-+/=!?*#@_–—−’‘“”£°²é…"
    );

    private void Grow(int by)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + by));
        _buffer[.._length].CopyTo(larger);
        var rented = _rented;
        _rented = larger;
        _buffer = larger;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
