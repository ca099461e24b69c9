using System.Globalization;
using Goldthread.Domain.Develop;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Resources;

/// <summary>Posts needed, filled and available, with what is missing and the sums.</summary>
public sealed class PostsModel : PicturePage<PostBook>
{
    protected override string Place => "resources/posts";

    protected override IReadOnlyCollection<string> Lists => [EstablishmentPost.List];

    protected override PostBook Look(PlanDocument document) => PostBook.Of(document);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-posts");

    /// <summary>The posts with their sums.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Posts in full-time equivalents",
            Columns =
            [
                new("Role"),
                new("Needed") { IsFigure = true },
                new("In post") { IsFigure = true },
                new("Filled by bank and agency") { IsFigure = true },
                new("Available") { IsFigure = true, IsKey = true },
                new("Missing") { IsFigure = true, IsKey = true },
            ],
            Rows = OnThisPage(View.Posts)
                .Select(p =>
                    (IReadOnlyList<Inline>)
                        [
                            PostBook.Name(p),
                            Number(p.NeededFte),
                            Number(p.InPostFte),
                            Number(PostBook.FilledOf(p)),
                            Number(p.AvailableFte),
                            PostBook.MissingOf(p) is { } missing ? Number(Math.Max(0, missing)) : "Not said",
                        ]
                ),
            Foot =
            [
                "Sum",
                Number(View.Needed),
                Number(View.InPost),
                Number(View.Posts.Sum(p => PostBook.FilledOf(p) ?? 0)),
                Number(View.Available),
                Number(View.Posts.Sum(p => Math.Max(0, PostBook.MissingOf(p) ?? 0))),
            ],
        };

    static string Number(decimal? posts) => posts?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "Not said";
}
