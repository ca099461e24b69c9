using System.Buffers.Binary;
using System.Security.Cryptography;
using Goldthread.App.Store;

namespace Goldthread.App.Govern.Backups;

/// <summary>
/// A file that only a passphrase opens: AES-256-GCM in blocks of 64 KB, the key from the passphrase by PBKDF2 with SHA-256. Each block's number and whether
/// it is the last are sealed with it, so that no block can be changed, left out, put elsewhere or cut off unseen.
/// </summary>
static class Sealed
{
    /// <summary>What such a file begins with.</summary>
    public static ReadOnlySpan<byte> Mark => "GOLDTHREAD SEALED 1\n"u8;

    /// <summary>What deriving the key takes; as OWASP asked for in 2023: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html</summary>
    const int Rounds = 600_000;

    const int Salt = 16;
    const int Block = 64 * 1024;
    const int Tag = 16;
    const int Nonce = 12;

    static byte[] KeyOf(string passphrase, ReadOnlySpan<byte> salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, 32);

    /// <summary>The number of a block as its nonce: the key, with its new salt, is this file's alone.</summary>
    static void NumberTo(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[8] = isLast ? (byte)1 : (byte)0;
    }

    /// <summary>Seals all of a stream.</summary>
    public static async Task SealAsync(Stream open, Stream into, string passphrase, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(Salt);
        await into.WriteAsync(Mark.ToArray(), cancel);
        await into.WriteAsync(salt, cancel);
        using var aes = new AesGcm(KeyOf(passphrase, salt), Tag);
        var (block, next) = (new byte[Block], new byte[Block]);
        var read = await open.ReadAtLeastAsync(block, Block, throwOnEndOfStream: false, cancel);
        var secret = new byte[Block + Tag];
        var nonce = new byte[Nonce];
        for (var number = 0L; ; number++)
        {
            var following = read < Block ? 0 : await open.ReadAtLeastAsync(next, Block, throwOnEndOfStream: false, cancel);
            NumberTo(nonce, number, following == 0);
            aes.Encrypt(nonce, block.AsSpan(0, read), secret.AsSpan(0, read), secret.AsSpan(read, Tag));
            await into.WriteAsync(secret.AsMemory(0, read + Tag), cancel);
            if (following == 0)
                return;
            (block, next, read) = (next, block, following);
        }
    }

    /// <summary>Opens all of a stream that begins behind the mark.</summary>
    /// <exception cref="NotDone">The passphrase is another, or the file is not as it was written.</exception>
    public static async Task OpenAsync(Stream @sealed, Stream into, string passphrase, CancellationToken cancel)
    {
        var salt = new byte[Salt];
        if (await @sealed.ReadAtLeastAsync(salt, Salt, throwOnEndOfStream: false, cancel) < Salt)
            throw Broken();
        using var aes = new AesGcm(KeyOf(passphrase, salt), Tag);
        var (block, next) = (new byte[Block + Tag], new byte[Block + Tag]);
        var read = await @sealed.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);
        var open = new byte[Block];
        var nonce = new byte[Nonce];
        for (var number = 0L; ; number++)
        {
            var following = read < block.Length ? 0 : await @sealed.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
            if (read < Tag)
                throw Broken();
            NumberTo(nonce, number, following == 0);
            try
            {
                aes.Decrypt(nonce, block.AsSpan(0, read - Tag), block.AsSpan(read - Tag, Tag), open.AsSpan(0, read - Tag));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Broken();
            }
            await into.WriteAsync(open.AsMemory(0, read - Tag), cancel);
            if (following == 0)
                return;
            (block, next, read) = (next, block, following);
        }
    }

    static NotDone Broken() => new("The passphrase is not the one of this backup, or the file was changed or cut off since it was made.");
}
