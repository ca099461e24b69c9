using Goldthread.App.Store;

namespace Goldthread.App.Govern.Accounts;

/// <summary>
/// Slows down whoever guesses passwords. A try takes its turn before it is judged and counts as wrong until it is found right, so that of many at once no
/// more are judged than of many one after another. Nobody is shut out: from a browser in which the person signed in before, tries are counted by
/// themselves, whatever strangers do, and a stranger's wait is a minute at most.
/// </summary>
/// <remarks>Counted in this process's memory: a start forgets, and where several servers share a database each counts for itself.</remarks>
/// <param name="clock">What time it is.</param>
public sealed class Guesses(TimeProvider clock) : IDisposable
{
    /// <summary>Wrong passwords in a row that cost nobody a wait.</summary>
    public const int Free = 5;

    /// <summary>The longest wait between two tries for one account from one place.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Wrong passwords for one account from all strangers together that cost nobody a wait.</summary>
    public const int FreeOfAll = 50;

    /// <summary>The longest wait between two tries of all strangers together: somebody with a new browser gets in while others guess.</summary>
    public static readonly TimeSpan LongestOfAll = TimeSpan.FromSeconds(10);

    /// <summary>After this long without a try, all is forgotten.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    readonly Kept counts = new(200_000);
    readonly Lock gate = new();

    /// <summary>Tries from one place.</summary>
    /// <param name="Key">Whose and from where.</param>
    /// <param name="Free">How many cost no wait.</param>
    /// <param name="Longest">The longest wait.</param>
    sealed record Place(string Key, int Free, TimeSpan Longest);

    sealed class Count
    {
        public int Tries { get; set; }
        public DateTimeOffset Last { get; set; }
        public DateTimeOffset Next { get; set; }
    }

    /// <summary>A try that has its turn.</summary>
    public sealed class Turn
    {
        readonly Guesses guesses;
        readonly Place[] places;

        internal Turn(Guesses guesses, string[] keys) => (this.guesses, places) = (guesses, [.. keys.Select(PlaceOf)]);

        /// <summary>The password is right: what was counted here is forgotten.</summary>
        /// <returns>True where there were wrong ones before.</returns>
        public bool Right() => guesses.Forget(places);

        internal void Take() => guesses.Take(places);
    }

    /// <summary>Takes a turn to try a password at the sign-in page.</summary>
    /// <param name="account">The account as it is looked up, whether or not there is one.</param>
    /// <param name="from">Where the try comes from.</param>
    /// <param name="isKnown">True where the person signed in from this browser before.</param>
    /// <exception cref="TooSoon">There were too many wrong ones; the password is not looked at.</exception>
    public Turn Take(string account, From from, bool isKnown) =>
        Take(isKnown ? [$"{Known}{from.Device:N} {account}"] : [$"{Stranger}{from.Address} {account}", All + account]);

    /// <summary>Takes a turn to try the present password of somebody who is signed in.</summary>
    /// <exception cref="TooSoon">There were too many wrong ones.</exception>
    public Turn Take(Guid person) => Take([$"{Known}{person:N}"]);

    const string Known = "known ";
    const string Stranger = "stranger ";
    const string All = "all ";

    static Place PlaceOf(string key) =>
        key.StartsWith(All, StringComparison.Ordinal) ? new(key, FreeOfAll, LongestOfAll) : new(key, Free, Longest);

    Turn Take(string[] keys)
    {
        var turn = new Turn(this, keys);
        turn.Take();
        return turn;
    }

    void Take(Place[] places)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            Count[] here = [.. places.Select(p => Of(p, now))];
            var wait = here.Max(c => c.Next) - now;
            if (wait > TimeSpan.Zero)
                throw new TooSoon(wait);
            foreach (var (place, count) in places.Zip(here))
            {
                count.Tries++;
                count.Last = now;
                if (count.Tries >= place.Free)
                    count.Next = now + Wait(count.Tries - place.Free, place.Longest);
                counts.Keep(place.Key, count);
            }
        }
    }

    bool Forget(Place[] places)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var were = Of(places[0], now).Tries > 1;
            counts.Keep(places[0].Key, new Count());
            // A right password says nothing of the wrong ones of others: it takes back its own try alone.
            foreach (var place in places.Skip(1))
            {
                var count = Of(place, now);
                count.Tries = Math.Max(0, count.Tries - 1);
                if (count.Tries < place.Free)
                    count.Next = default;
            }
            return were;
        }
    }

    Count Of(Place place, DateTimeOffset now) => counts.Find<Count>(place.Key) is { } count && now - count.Last < Forgotten ? count : new();

    /// <summary>One second, two, four, and so on.</summary>
    static TimeSpan Wait(int more, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, Math.Pow(2, Math.Min(more, 20))));

    /// <inheritdoc/>
    public void Dispose() => counts.Dispose();
}

/// <summary>Where somebody who signs in comes from.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Device">The browser, where it was known before.</param>
/// <param name="People">Who signed in from this browser before.</param>
public sealed record From(string Address, Guid Device, IReadOnlyList<Guid> People)
{
    /// <summary>A browser in which nobody signed in before.</summary>
    public static From Stranger(string address) => new(address, Guid.Empty, []);
}

/// <summary>Too many wrong passwords: the next one is looked at after a wait.</summary>
/// <param name="wait">How long.</param>
public sealed class TooSoon(TimeSpan wait) : Exception($"Too many wrong passwords were given. Wait {Seconds(wait)}, then try again.")
{
    /// <value>How long, in whole seconds.</value>
    public int WaitSeconds { get; } = Whole(wait);

    static int Whole(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    static string Seconds(TimeSpan wait) => Whole(wait) is 1 ? "1 second" : $"{Whole(wait)} seconds";
}
