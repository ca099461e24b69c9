using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Goldthread.Domain.Shapes;

/// <summary>The fixed words of an enum: <c>PeopleWhoUseServices</c> is written <c>people-who-use-services</c>.</summary>
public static class Words
{
    /// <summary>One word.</summary>
    /// <param name="Written">As the plan file has it.</param>
    /// <param name="Read">As people read it.</param>
    public sealed record Word(string Written, string Read)
    {
        /// <value>True where it is a state in which nothing is owed any more.</value>
        public bool IsOver { get; init; }

        /// <value>As an older plan file has it, which is still read; null for none.</value>
        public string? Once { get; init; }
    }

    /// <summary>The word of a value as the plan file has it.</summary>
    public static string Written<T>(T value)
        where T : struct, Enum => Of<T>.ByValue[value].Written;

    /// <summary>The word of a value as people read it.</summary>
    public static string Read<T>(T value)
        where T : struct, Enum => Of<T>.ByValue[value].Read;

    /// <summary>All the words of an enum, in its order.</summary>
    public static IReadOnlyList<Word> All<T>()
        where T : struct, Enum => Of<T>.InOrder;

    /// <summary>All the words of an enum that is known by its type.</summary>
    internal static IReadOnlyList<Word> All(Type type) =>
        (IReadOnlyList<Word>)
            typeof(Of<>)
                .MakeGenericType(type)
                .GetField(nameof(Of<Stage>.InOrder), BindingFlags.Static | BindingFlags.NonPublic)!
                .GetValue(null)!;

    /// <summary>The value of a word; false where there is none such.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum => Of<T>.ByWord.TryGetValue(word, out value);

    /// <summary>A text with a capital letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary><c>SuccessCriterion</c> becomes <c>success_criterion</c> (or with another joiner).</summary>
    internal static string Split(string name, char joiner)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append(joiner);
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    static class Of<T>
        where T : struct, Enum
    {
        internal static readonly Word[] InOrder = Enum.GetValues<T>().Select(Make).ToArray();
        internal static readonly FrozenDictionary<T, Word> ByValue = Enum.GetValues<T>()
            .Zip(InOrder)
            .ToFrozenDictionary(p => p.First, p => p.Second);
        internal static readonly FrozenDictionary<string, T> ByWord = Enum.GetValues<T>()
            .SelectMany(v => new[] { ByValue[v].Written, ByValue[v].Once }.OfType<string>().Select(word => (word, v)))
            .ToFrozenDictionary(p => p.word, p => p.v, StringComparer.Ordinal);

        static Word Make(T value)
        {
            var name = value.ToString();
            var field = typeof(T).GetField(name)!;
            var read = field.GetCustomAttribute<ReadsAttribute>()?.Text;
            return new Word(Split(name, '-'), read ?? Split(name, ' '))
            {
                IsOver = field.IsDefined(typeof(IsOverAttribute)),
                Once = field.GetCustomAttribute<OnceAttribute>()?.Text,
            };
        }
    }
}
