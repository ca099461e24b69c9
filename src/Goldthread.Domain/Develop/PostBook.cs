using System.Globalization;

namespace Goldthread.Domain.Develop;

/// <summary>The posts of the area: needed, in post and available, and what is missing.</summary>
public sealed class PostBook
{
    PostBook(IReadOnlyList<EstablishmentPost> posts) => Posts = posts;

    /// <value>The posts: where most is missing first.</value>
    public IReadOnlyList<EstablishmentPost> Posts { get; }

    public decimal Needed => Posts.Sum(p => p.NeededFte ?? 0);
    public decimal InPost => Posts.Sum(p => p.InPostFte ?? 0);
    public decimal Available => Posts.Sum(p => p.AvailableFte ?? 0);

    /// <summary>What is missing even with bank and agency; null where one of the figures is.</summary>
    public static decimal? MissingOf(EstablishmentPost post) => post.NeededFte - post.AvailableFte;

    /// <summary>What bank and agency fill.</summary>
    public static decimal? FilledOf(EstablishmentPost post) => post.AvailableFte - post.InPostFte;

    /// <summary>The posts of a plan.</summary>
    public static PostBook Of(PlanDocument document) =>
        new([.. (document.Resources?.Establishment ?? []).OrderByDescending(MissingOf).ThenByDescending(p => p.NeededFte - p.InPostFte)]);

    /// <summary>Where people are missing, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Posts.Count == 0)
                return "Nobody has said yet how many people are needed.";
            var missing = Posts.Where(p => MissingOf(p) > 0).ToList();
            var first =
                missing.Count == 0
                    ? "As many people are available as are needed"
                    : $"Too few are available as {Several.Of([.. missing.Select(p => $"{Name(p)} ({Number(MissingOf(p)!.Value)} missing)")])}";
            var filled = Posts.Where(p => FilledOf(p) > 0).Sum(FilledOf) ?? 0;
            return filled > 0 ? $"{first}; bank and agency fill {Number(filled)} posts." : first + ".";
        }
    }

    /// <summary>What a post is called.</summary>
    public static string Name(EstablishmentPost post) => string.IsNullOrWhiteSpace(post.Role) ? "A role" : post.Role;

    static string Number(decimal posts) => posts.ToString("#,0.##", CultureInfo.InvariantCulture);
}
