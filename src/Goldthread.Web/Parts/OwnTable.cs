using System.Globalization;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>Things whose page sets something side by side: the table, and the fields that it says.</summary>
public static class OwnTable
{
    /// <summary>The table of an item; null where it has none.</summary>
    public static DataTable? Of(Part item) =>
        item is OptionsAppraisal { Choices.Count: > 0, Criteria.Count: > 0 } appraisal ? Weighed(appraisal) : null;

    /// <summary>The fields that the table says.</summary>
    public static IReadOnlyCollection<string> Says(Part item) => Of(item) is null ? [] : ["criteria", "choices", "chosen"];

    /// <summary>What counts down, the ways across; each score with what it weighs, and the sums.</summary>
    static DataTable Weighed(OptionsAppraisal appraisal) =>
        new()
        {
            Caption = "The ways weighed against each other",
            Columns =
            [
                new("What counts"),
                new("Weight") { IsFigure = true, IsKey = true },
                .. appraisal.Choices.Select(c => new Column((c.Name ?? "A way") + (c == appraisal.Decided ? " (chosen)" : ""))
                {
                    IsFigure = true,
                }),
            ],
            Rows = appraisal
                .Criteria.Select(
                    (criterion, n) =>
                        (IReadOnlyList<Inline>)
                            [
                                criterion.Name ?? "Something",
                                Number(criterion.Weight ?? 1),
                                .. appraisal.Choices.Select(c =>
                                    (Inline)(
                                        c.Scores.Count == appraisal.Criteria.Count
                                            ? $"{Number(c.Scores[n])} × {Number(criterion.Weight ?? 1)} = {Number(c.Scores[n] * (criterion.Weight ?? 1))}"
                                            : "Not scored"
                                    )
                                ),
                            ]
                )
                .Append([
                    "What it costs",
                    "",
                    .. appraisal.Choices.Select(c => (Inline)(c.Cost is { } cost ? Units.Pounds(cost) : "Not said")),
                ]),
            Foot =
            [
                "Sum",
                Number(appraisal.Criteria.Sum(c => c.Weight ?? 1)),
                .. appraisal.Choices.Select(c =>
                    (Inline)(appraisal.SumOf(c) is { } sum ? $"{Number(sum)} of {Number(appraisal.Most)}" : "")
                ),
            ],
        };

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
