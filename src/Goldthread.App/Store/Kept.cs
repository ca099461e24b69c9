using Microsoft.Extensions.Caching.Memory;

namespace Goldthread.App.Store;

/// <summary>
/// The one way to keep what was worked out: in this process's memory, up to a size. Where there is no room, what was unused for longest goes first, a
/// tenth of all at once, so that making room costs little.
/// </summary>
sealed class Kept : IDisposable
{
    readonly MemoryCache values;
    readonly Lock room = new();
    readonly long most;

    /// <param name="most">The size of all values together.</param>
    public Kept(long most)
    {
        this.most = most;
        values = new(new MemoryCacheOptions { SizeLimit = most, TrackStatistics = true });
    }

    /// <summary>The value of a key, or null; it counts as used now.</summary>
    public T? Find<T>(object key)
        where T : class => values.TryGetValue(key, out T? value) ? value : null;

    /// <summary>Keeps a value in place of the one that its key had.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">Its part of the whole, from 1; a value that is larger than all there may be is kept alone.</param>
    public void Keep(object key, object value, long size = 1)
    {
        size = Math.Min(size, most);
        lock (room)
        {
            values.Remove(key);
            // Left to itself the cache would refuse the new value and make room for the one after it.
            while (values.Count is > 0 and var count && values.GetCurrentStatistics()!.CurrentEstimatedSize + size > most)
                values.Compact(Math.Min(1, (Math.Max(1, count / 10) + 0.5) / count));
            values.Set(key, value, new MemoryCacheEntryOptions { Size = size });
        }
    }

    public void Dispose() => values.Dispose();
}
