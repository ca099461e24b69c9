using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Mail;

/// <summary>Where a thing of a plan is, for messages and feeds.</summary>
static class Places
{
    /// <summary>The page of a thing.</summary>
    public static string Of(string plan, Thing thing, string id) =>
        $"/plans/{Uri.EscapeDataString(plan)}/{Words.Written(thing.Stage)}/{thing.List}/{Uri.EscapeDataString(id)}";

    /// <summary>True where things of this list can be answered from a message: an action, a figure, a briefing, a question. Never what needs an approver.</summary>
    public static bool Answerable(string list) => list is Action.List or Measure.List or Briefing.List or Question.List;
}
