using System.Buffers;
using System.Text;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Goldthread.Web.Pages.Style;

/// <summary>The style guide: every part of the look with content as it could be. Shown to developers only.</summary>
[AllowAnonymous]
public class StylePage(IHostEnvironment environment) : PageModel
{
    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = NotFound();
            return;
        }
        HttpContext.Features.Set(
            new Shell
            {
                Person = "A. Khan",
                Role = "Deputy manager, Rosewood House",
                Waiting = 4,
                Area = "Rosewood House",
                Areas = [new("All areas", "/style"), new("Rosewood House", "/style", true), new("Larch Lodge", "/style")],
                Links =
                [
                    new("Strategy", "/style"),
                    new("Plans", "/style/list", true),
                    new("Measures", "/style/list"),
                    new("Frameworks", "/style/list"),
                ],
                Own = [new("Your account", "/style"), new("Help", "/style")],
                Notice = Request.Query.ContainsKey("done")
                    ? new("Measure added.")
                    {
                        Next = "Next, give it a target, so that anyone can see whether it was met.",
                        Link = new("Add a target", "/style/form"),
                        Undo = "/style",
                    }
                    : null,
            }
        );
        HttpContext.Features.Set(
            new PlanHead("Rosewood House: safer days and nights", "/style")
            {
                Area = "Rosewood House",
                Period = "1 Apr 2026 to 31 Mar 2027",
                Status = "Approved",
                LineOfSight = Sight(Request.Query.ContainsKey("cut")),
                Stages =
                [
                    new("Develop", "/style/list"),
                    new("Implement", "/style/list", 3),
                    new("Monitor", "/style/list", 12, true),
                    new("Evaluate", "/style/list", 1),
                ],
                Side =
                [
                    new(
                        null,
                        [
                            new("Measures", "/style/list", 7, true),
                            new("Readings", "/style/form", 3),
                            new("Audits", "/style/list", 2),
                            new("Feedback", "/style/list", 5),
                        ]
                    ),
                    new("Proof", [new("Evidence", "/style/list", 14), new("The whole thread", "/style/thread")]),
                ],
            }
        );
    }

    static List<Knot> Sight(bool isCut) =>
        isCut
            ?
            [
                new("Value", "Everyone is safe and free", "/style"),
                new("Strategic objective", "Fewer avoidable harms in every home", "/style"),
                new("Objective", "") { Cut = "No objective of this plan serves it" },
                new("Action", "Buy twelve sensor mats", "/style") { IsCurrent = true },
            ]
            :
            [
                new("Value", "Everyone is safe and free", "/style"),
                new("Strategic objective", "Fewer avoidable harms in every home", "/style"),
                new("Objective", "Halve falls that cause harm by March 2027", "/style"),
                new("Measure", "Falls with harm for 1,000 bed days", "/style/list") { IsCurrent = true },
            ];

    /// <summary>The thread of a plan, holding and cut.</summary>
    public static IReadOnlyList<Knot> Tree { get; } =
    [
        new("Value", "Everyone is safe and free", "/style")
        {
            Below =
            [
                new("Strategic objective", "Fewer avoidable harms in every home", "/style")
                {
                    Below =
                    [
                        new("Objective", "Halve falls that cause harm by March 2027", "/style")
                        {
                            IsCurrent = true,
                            Below =
                            [
                                new("Action", "Walk each resident's day with them and remove three hazards", "/style")
                                {
                                    Fact = "12 of 18 done",
                                    Below = [new("Evidence", "Minutes of the safety round, 14 Oct 2026", "/style")],
                                },
                                new("Measure", "Falls with harm for 1,000 bed days", "/style") { Fact = "3.1 in October, target 2.0" },
                                new("Requirement", "Safe care and treatment (regulation 12)", "/style"),
                                new("Evidence", "") { Cut = "No evidence cites this objective yet" },
                            ],
                        },
                        new("Objective", "Night staff feel able to raise a worry", "/style")
                        {
                            Below =
                            [
                                new("Action", "") { Cut = "No action serves this objective" },
                                new("Measure", "Staff who say they could speak up, %", "/style") { Cut = "No reading since 31 Jul 2026" },
                            ],
                        },
                    ],
                },
                new("Strategic objective", "People decide how their day goes", "/style") { Cut = "No objective of this plan serves it" },
            ],
        },
    ];

    /// <summary>A chart as the statistics draw it, and the same as small as a word.</summary>
    public static (HtmlString Picture, HtmlString Spark) Chart()
    {
        double?[] falls =
        [
            4.6,
            5.1,
            4.2,
            4.9,
            5.4,
            4.4,
            5.0,
            4.7,
            5.2,
            4.5,
            4.8,
            5.1,
            7.9,
            4.6,
            4.3,
            4.0,
            3.7,
            3.9,
            3.4,
            3.6,
            3.2,
            3.5,
            3.3,
            3.1,
        ];
        DateOnly[] months = [.. Enumerable.Range(0, falls.Length).Select(i => new DateOnly(2024, 11, 1).AddMonths(i))];
        var chart = Spc.Chart.Make(
            Series.Of(months, falls),
            options: new() { Direction = Direction.Decrease, Targets = [new(2.0, Name: "Target")] }
        );
        var words = new ChartWords { Title = "Falls with harm", Unit = "for 1,000 bed days" };
        var options = new PictureOptions { Annotations = [Annotation.OnDay(new(2025, 12, 1), "Sensor mats in every room")] };
        var picture = new ArrayBufferWriter<byte>();
        ChartPicture.Write(picture, chart, words, options);
        var spark = new ArrayBufferWriter<byte>();
        Sparkline.Write(spark, chart, words);
        return (new(Encoding.UTF8.GetString(picture.WrittenSpan)), new(Encoding.UTF8.GetString(spark.WrittenSpan)));
    }

    /// <summary>Rows of a list of measures.</summary>
    public static IEnumerable<IReadOnlyList<Inline>> Measures()
    {
        (string Name, string Owner, string Latest, string Target, string Month, StateKind Kind, string Verdict)[] rows =
        [
            ("Falls with harm for 1,000 bed days", "Deputy manager", "3.1", "2.0", "Oct 2026", StateKind.InProgress, "Improving"),
            ("Residents who chose their meal times, %", "Activities lead", "86", "90", "Oct 2026", StateKind.InProgress, "No change"),
            ("Medicine errors for 1,000 doses", "Nurse in charge", "0.42", "0.30", "Sep 2026", StateKind.Overdue, "Concerning"),
            ("Staff who say they could speak up, %", "Registered manager", "–", "80", "Jul 2026", StateKind.Stale, "Not known"),
            ("Training in moving and handling, %", "Training lead", "100", "100", "Oct 2026", StateKind.Done, "Met"),
            ("Complaints answered in 20 days, %", "Registered manager", "–", "95", "–", StateKind.NotStarted, "Not known"),
            ("Agency hours, % of all hours", "Registered manager", "14.6", "10.0", "Oct 2026", StateKind.Blocked, "No change"),
        ];
        foreach (var row in rows)
            yield return
            [
                Inline.Of(new Link(row.Name, "/style/list")),
                row.Owner,
                row.Latest,
                row.Target,
                row.Month,
                Inline.Of(State.Of(row.Kind)),
                row.Verdict,
            ];
    }
}

/// <inheritdoc/>
public sealed class IndexModel(IHostEnvironment environment) : StylePage(environment);

/// <inheritdoc/>
public sealed class ListModel(IHostEnvironment environment) : StylePage(environment);

/// <inheritdoc/>
public sealed class FormModel(IHostEnvironment environment) : StylePage(environment);

/// <inheritdoc/>
public sealed class ThreadModel(IHostEnvironment environment) : StylePage(environment);
