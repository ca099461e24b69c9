using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Telling;

/// <summary>What people are told, drawn from the map of those with a stake: who, what, why, how, in which format, when, by whom, done.</summary>
public sealed class IndexModel : PicturePage<TellingPlan>
{
    protected override string Place => "communication-plan";

    protected override IReadOnlyCollection<string> Lists => [Stakeholder.List, Domain.Implement.Communication.List];

    protected override TellingPlan Look(PlanDocument document) => TellingPlan.Of(document, Today);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-communication-plan");

    /// <summary>Who is told what.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Classes = "table--many",
            Caption = "What people are told",
            Columns =
            [
                new("Who"),
                new("What") { IsKey = true },
                new("Why"),
                new("How"),
                new("Format"),
                new("When"),
                new("By whom"),
                new("Done") { IsKey = true },
            ],
            Rows = OnThisPage(View.Lines).Select(Row),
        };

    IReadOnlyList<Inline> Row(TellingPlan.Line line)
    {
        var who = line.Who is { } place ? LinkTo<Stakeholder>(place.Who.Id, place.Name) : (Inline)"Nobody named";
        if (line.Message is not { } message)
            return
            [
                who,
                MayWrite
                    ? Inline.Of(
                        new Link(
                            "Nothing yet: add what they are told",
                            $"{To.Add(PlanId, Thing.Of<Domain.Implement.Communication>())}?audience={Uri.EscapeDataString(line.Who!.Who.Id)}"
                        )
                    )
                    : "Nothing yet",
                "",
                "",
                Needed(line.Who!.Who),
                "",
                "",
                "",
            ];
        return
        [
            who,
            LinkTo<Domain.Implement.Communication>(message.Id, message.Message),
            message.Why,
            message.Channel,
            line.IsWrongFormat ? $"{Format(message)}; they need {Needed(line.Who!.Who)}" : Format(message),
            message.On is { } on
                ? Days.Read(on) + (message.Frequency is { Length: > 0 } often ? ", " + often : "")
                : message.Frequency ?? "No date",
            Who(message.Sender),
            message.Done is { } done ? Days.Read(done)
            : line.IsLate ? Inline.Of(State.Of(StateKind.Overdue, "Late"))
            : "Not yet",
        ];
    }

    static string Format(Domain.Implement.Communication message) => Capital((message.Format ?? "").Replace('-', ' '));

    static string Needed(Stakeholder who) => Several.Of([.. who.Formats.Select(Words.Read)]);
}
