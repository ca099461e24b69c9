using System.Diagnostics;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Tests.Develop.PlanFiles;

public sealed class ReadingTests
{
    const string Head = "goldthread: 1\narea: {name: Elm House}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}\n";

    static PlanFileRead Read(string text) => PlanFile.Read(Encoding.UTF8.GetBytes(text), Shipped.Data);

    static PlanDocument Plan(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Errors);
        return read.Document!;
    }

    /// <summary>The one error of a text, as LINE:COLUMN PATH: MESSAGE.</summary>
    static string ErrorOf(string text)
    {
        var read = Read(text);
        Assert.Null(read.Document);
        var error = Assert.Single(read.Errors);
        return $"{error.Line}:{error.Column} {error.Path}: {error.Message}";
    }

    [Fact]
    public void The_smallest_plan_is_read()
    {
        var plan = Plan(Head);
        Assert.Equal("Elm House", plan.Area!.Name);
        Assert.Equal(new DateOnly(2027, 3, 31), plan.Plan!.Ends);
        Assert.Equal(3, plan.Plan.FileLine);
    }

    [Theory]
    [InlineData(
        "{\"goldthread\":1,\"area\":{\"name\":\"Elm\\u0020House\"},\"plan\":{\"id\":\"OP\",\"title\":\"\\ud83d\\ude00 \\/\",\"starts\":\"2026-04-01\",\"ends\":\"2027-03-31\"}}"
    )]
    [InlineData(
        "{\n\t\"goldthread\" : 1,\n\t\"area\" : {\"name\" : \"Elm House\"},\n\t\"plan\":{\"id\":\"OP\",\"title\":\"\U0001F600 /\",\"starts\":\"2026-04-01\",\"ends\":\"2027-03-31\"},\n\t\"objectives\":[],\"portfolio\":null}"
    )]
    public void JSON_is_read(string json)
    {
        var plan = Plan(json);
        Assert.Equal("Elm House", plan.Area!.Name);
        Assert.Equal("\U0001F600 /", plan.Plan!.Title);
    }

    [Fact]
    public void JSON_may_have_the_names_of_the_API()
    {
        var plan = Plan(
            """
            {"goldthread": 1, "area": {"name": "Elm House", "serviceTypes": ["care-home"]},
             "plan": {"id": "OP", "title": "Plan", "starts": "2026-04-01", "ends": "2027-03-31", "approvedOn": "2026-03-20"}}
            """
        );
        Assert.Equal(ServiceType.CareHome, Assert.Single(plan.Area!.ServiceTypes));
        Assert.Equal(new DateOnly(2026, 3, 20), plan.Plan!.ApprovedOn);
        Assert.Contains(
            "approvedOn",
            Read(Head.Replace("ends", "approvedOn: 2026-03-20, ends", StringComparison.Ordinal)).Errors[0].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_byte_order_mark_and_CRLF_are_fine()
    {
        var text =
            "\uFEFF"
            + (Head + "objectives:\n  - id: O1\n    title: |\n      One\n      two\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal("One\ntwo\n", Assert.Single(Plan(text).Objectives).Title);
    }

    [Fact]
    public void The_schema_is_YAML_1_2_core()
    {
        var plan = Plan(
            Head.Replace("title: Plan", "title: on", StringComparison.Ordinal)
                + """
                objectives:
                - {id: 1, title: yes, due: '2026-05-01', contribution: null, success_criterion: "null", due_text: ~, priority: 0x2}
                measures:
                - {id: M, name: 2026-01-01, multiplier: +1e2, tolerance: .5, target: {value: 0o17}, unit: "%", definition: }
                - id: N
                  name: true
                  target: {value: 12.}
                """
        );
        var objective = Assert.Single(plan.Objectives);
        Assert.Equal(("on", "1", "yes"), (plan.Plan!.Title, objective.Id, objective.Title));
        Assert.Equal(new DateOnly(2026, 5, 1), objective.Due);
        Assert.Null(objective.Contribution);
        Assert.Null(objective.DueText);
        Assert.Equal("null", objective.SuccessCriterion);
        Assert.Equal(2, objective.Priority);
        Assert.Equal(
            (100d, 0.5, 15d),
            (plan.Measures[0].Multiplier!.Value, plan.Measures[0].Tolerance!.Value, plan.Measures[0].Target!.Value!.Value)
        );
        Assert.Equal(("true", 12d), (plan.Measures[1].Name, plan.Measures[1].Target!.Value!.Value));
        Assert.Null(plan.Measures[0].Definition);
    }

    [Theory]
    [InlineData("organisation: {name: \"a\u2028b\u0085c\u2029d\"}")]
    [InlineData("organisation:\n  name: a\u2028b\u0085c\u2029d")]
    [InlineData("organisation:\n  name: 'a\u2028b\u0085c\u2029d'")]
    [InlineData("organisation:\n  name: |-\n    a\u2028b\u0085c\u2029d")]
    [InlineData("# \uFDD0\u0085 \u2028x\norganisation: {name: \"a\\Lb\\Nc\\Pd\"}")]
    public void What_ended_a_line_in_older_YAML_is_a_letter(string after) =>
        Assert.Equal("a\u2028b\u0085c\u2029d", Plan(Head + after).Organisation!.Name);

    [Fact]
    public void A_group_that_is_given_empty_is_there()
    {
        Assert.NotNull(Plan(Head.Replace("ends", "equality_assessment: {}, ends", StringComparison.Ordinal)).Plan!.EqualityAssessment);
        Assert.Null(Plan(Head.Replace("ends", "equality_assessment: , ends", StringComparison.Ordinal)).Plan!.EqualityAssessment);
    }

    [Theory]
    [InlineData("objectves: []", "4:1 /objectves: There is no key \"objectves\" here; did you mean \"objectives\"?")]
    [InlineData("xyzzy: []", "4:1 /xyzzy: There is no key \"xyzzy\" here.")]
    [InlineData("objectives: []\nobjectives: []", "5:1 /objectives: The key \"objectives\" is given twice.")]
    [InlineData("objectives:\n- title: x", "5:3 /objectives/0/id: The key \"id\" is missing or blank.")]
    [InlineData("objectives:\n- {id: ' ', title: x}", "5:3 /objectives/0/id: The key \"id\" is missing or blank.")]
    [InlineData("objectives:\n- {id: x, title: }", "5:3 /objectives/0/title: The key \"title\" is missing or blank.")]
    [InlineData("objectives:\n- {id: x, title: a}\n- {id: x, title: b}", "6:8 /objectives/1/id: The id \"x\" is given twice in this list.")]
    [InlineData(
        "objectives:\n- {id: x, title: a, due: 2026-02-30}",
        "5:26 /objectives/0/due: due takes a date like 2026-04-01, not \"2026-02-30\"."
    )]
    [InlineData(
        "objectives:\n- {id: x, title: a, due: 2026-2-3}",
        "5:26 /objectives/0/due: due takes a date like 2026-04-01, not \"2026-2-3\"."
    )]
    [InlineData("objectives:\n- {id: x, title: a, priority: 4}", "5:31 /objectives/0/priority: priority takes a whole number from 1 to 3.")]
    [InlineData(
        "objectives:\n- {id: x, title: a, priority: 1.0}",
        "5:31 /objectives/0/priority: priority takes a whole number from 1 to 3."
    )]
    [InlineData(
        "objectives:\n- {id: x, title: a, priority: '1'}",
        "5:31 /objectives/0/priority: priority takes a whole number from 1 to 3."
    )]
    [InlineData(
        "measures:\n- {id: x, name: a, tolerance: '1'}",
        "5:31 /measures/0/tolerance: tolerance takes a number like 12.5, without quotes."
    )]
    [InlineData("measures:\n- {id: x, name: a, tolerance: .inf}", "5:31 /measures/0/tolerance: tolerance takes a number like 12.5.")]
    [InlineData("measures:\n- {id: x, name: a, tolerance: 1e400}", "5:31 /measures/0/tolerance: tolerance takes a number like 12.5.")]
    [InlineData("actions:\n- {id: x, title: a, cost: -1e12}", "5:27 /actions/0/cost: cost takes a number below 1,000,000,000,000.")]
    [InlineData("actions:\n- {id: x, title: a, cost: 1e30}", "5:27 /actions/0/cost: cost takes a number below 1,000,000,000,000.")]
    [InlineData("actions:\n- {id: x, title: a, joint: yes}", "5:28 /actions/0/joint: joint takes true or false.")]
    [InlineData(
        "actions:\n- {id: x, title: a, kind: delver}",
        "5:27 /actions/0/kind: kind takes one of deliver, communicate, train, engage, change, monitor, new-procedure, new-equipment, new-system, new-role, not \"delver\"; did you mean \"deliver\"?"
    )]
    [InlineData("actions:\n- {id: x, title: a, after: [y]}", "5:29 /actions/0/after/0: There is no \"y\" in actions.")]
    [InlineData("actions:\n- {id: x, title: a, informed: [y]}", "5:32 /actions/0/informed/0: There is no \"y\" in stakeholders or staff.")]
    [InlineData("actions:\n- {id: x, title: a, accountable: y}", "5:34 /actions/0/accountable: accountable takes a list, such as [a, b].")]
    [InlineData(
        "actions:\n- {id: x, title: a, accountable: [~]}",
        "5:35 /actions/0/accountable/0: Each entry of this list is a single value."
    )]
    [InlineData("actions: {id: x}", "4:10 /actions: actions takes a list of mappings.")]
    [InlineData("actions: [x]", "4:11 /actions/0: Each entry of this list is a mapping.")]
    [InlineData("strategy: x", "4:11 /strategy: strategy takes a mapping of keys to values.")]
    [InlineData("strategy: {source: {title: [x]}}", "4:28 /strategy/source/title: title takes a text.")]
    [InlineData("adaptations:\n- {id: x, about: nothing}", "5:18 /adaptations/0/about: Nothing in the plan has the id \"nothing\".")]
    [InlineData(
        "audits:\n- {id: x, requirements: ['cqc-saf:S99']}",
        "5:26 /audits/0/requirements/0: There is no requirement \"cqc-saf:S99\"; did you mean \"cqc-saf:S1\"?"
    )]
    [InlineData(
        "audits:\n- {id: x, requirements: [S1]}",
        "5:26 /audits/0/requirements/0: There is no requirement \"S1\"; write it as FRAMEWORK:REQUIREMENT, such as cqc-saf:S1."
    )]
    [InlineData(
        "measures:\n- {id: x, name: a, catalogue: fals-rate}",
        "5:31 /measures/0/catalogue: There is no measure of the catalogue \"fals-rate\"; did you mean \"falls-rate\"?"
    )]
    [InlineData("portfolio: {unit: cqc-saf}", "4:19 /portfolio/unit: There is no unit \"cqc-saf\".")]
    [InlineData(
        "portfolio: {unit: unit-b1-operational-plans, claims: [{criterion: LO1}]}",
        "4:67 /portfolio/claims/0/criterion: There is no criterion of the unit \"LO1\"."
    )]
    [InlineData("waivers: [{check: PL999}]", "4:19 /waivers/0/check: There is no check \"PL999\".")]
    [InlineData("organisation: &a {name: x}", "4:15 /organisation: Anchors (&) are not read; take it away.")]
    [InlineData("organisation: {name: &a b, vision: c}", "4:22 /organisation/name: Anchors (&) are not read; take it away.")]
    [InlineData("risks: [{event: e}, {controls: [a, &b c, d]}]", "4:36 /risks/1/controls/1: Anchors (&) are not read; take it away.")]
    [InlineData("organisation: {name: *a}", "4:22 /organisation/name: Aliases (*) are not read; write the value out.")]
    [InlineData("organisation: {name: !!str x}", "4:22 /organisation/name: Tags (!) are not read; take it away.")]
    [InlineData("? [a, b]\n: x", "4:3 : A key has to be a single word.")]
    [InlineData("---\ngoldthread: 1", "4:1 : The file holds a second document; give one plan a file.")]
    public void What_the_format_refuses_is_told_with_its_place(string after, string error) =>
        Assert.Equal(error, ErrorOf(Head + after + "\n"));

    [Theory]
    [InlineData("", "1:1 : The file is empty.")]
    [InlineData("# nothing\n", "2:1 : The file is empty.")]
    [InlineData("- a\n", "1:1 : The file is not a mapping of keys to values.")]
    [InlineData(
        "goldthread: 2\narea: {name: A}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}",
        "1:13 /goldthread: goldthread has to be 1."
    )]
    [InlineData(
        "goldthread: 1\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}",
        "1:1 /area: The key \"area\" is missing or blank."
    )]
    [InlineData(
        "area: {name: A}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}",
        "1:1 /goldthread: The key \"goldthread\" is missing or blank."
    )]
    [InlineData(
        "goldthread: 1\narea: {name: A}\nplan: {id: OP, title: Plan, starts: 2026-04-01}",
        "3:7 /plan/ends: The key \"ends\" is missing or blank."
    )]
    public void What_a_file_cannot_be_without_is_told(string text, string error) => Assert.Equal(error, ErrorOf(text));

    [Fact]
    public void An_item_of_most_lists_may_be_without_an_id() =>
        Assert.Equal("", Assert.Single(Plan(Head + "risks: [{event: flood}]\n").Risks).Id);

    [Fact]
    public void A_waiver_may_name_a_role_or_a_criterion()
    {
        Plan(
            Head
                + """
                resources: {establishment: [{role: Nurse}]}
                portfolio: {unit: unit-b1-operational-plans}
                waivers: [{about: Nurse}, {about: AC1.1}, {about: plan}, {about: OP}]
                """
        );
        Assert.Contains("AC1.1", ErrorOf(Head + "waivers: [{about: AC1.1}]\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_told_in_the_order_of_their_lines()
    {
        var read = Read(Head + "actions:\n- {id: x, title: a, objective: none, due: soon}\n- {id: y, joint: 1}\nrisk: []\n");
        Assert.Equal([5, 5, 6, 6, 7], read.Errors.Select(e => e.Line));
    }

    [Theory]
    [InlineData("objectives:\n- {id: O1, titel: t}\n", 5, 12)]
    [InlineData("measures: [{id: M, name: n, objectives: [O1]}]\nobjectives:\n- {idd: O1, title: t}\n", 6, 4)]
    [InlineData("measures: [{id: M, name: n, objectives: [O1]}]\nobjectives:\n- {title: t}\n", 6, 3)]
    [InlineData("measures: [{id: M, name: n, objectives: [O1]}]\nobjectives:\n- {id: [O1], title: t}\n", 6, 8)]
    [InlineData("measures: [{id: M, name: n, owner: x, objectives: [O1]}]\n", 4, 36)]
    public void The_first_error_is_not_one_that_follows_from_another(string after, int line, int column)
    {
        var first = Read(Head + after).First!;
        Assert.Equal((line, column), (first.Line, first.Column));
    }

    [Theory]
    [InlineData("risks: [{event: Fall of 943 476 5919}]\n", "4:17 /risks/0/event: This holds an NHS number.")]
    [InlineData("risks:\n- controls: [x, 'Born 4/3/1950']\n", "5:17 /risks/0/controls/1: This holds a birth date.")]
    [InlineData("organisation: {name: 943 476 5919}\n", "4:22 /organisation/name: This holds an NHS number.")]
    public void Who_could_be_identified_is_refused_where_the_plan_is_to_be_kept(string after, string error)
    {
        Assert.Empty(Read(Head + after).Errors);
        var found = Assert.Single(PlanFile.Read(Encoding.UTF8.GetBytes(Head + after), Shipped.Data, toKeep: true).Errors);
        Assert.StartsWith(error, $"{found.Line}:{found.Column} {found.Path}: {found.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_one_line_whatever_the_file_says()
    {
        var error = ErrorOf(Head + "\"a\\nb\\e[31mc\\u2028\\u202Ed\": x\n");
        Assert.EndsWith("There is no key \"a b [31mc  d\" here.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("organisation: {name: \"a\u0001\"}\n", 4, 24)]
    [InlineData("organisation: {name: \"a\0\"}\n", 4, 24)]
    [InlineData("organisation:\n\tname: x\n", 5, 1)]
    [InlineData("risks:\n  - id: x\n\t- id: y\n", 5, 9)]
    [InlineData("organisation: {name: x\nrisks: []\n", 5, 1)]
    public void What_is_no_text_of_YAML_is_told_with_its_place(string after, int line, int column)
    {
        var error = Assert.Single(Read(Head + after).Errors);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void At_most_a_hundred_errors_are_told()
    {
        var read = Read(Head + string.Concat(Enumerable.Range(0, 1000).Select(i => $"k{i}: 1\n")));
        Assert.Equal(100, read.Errors.Count);
    }

    [Fact]
    public void What_is_no_UTF_8_is_told_with_its_place()
    {
        var read = PlanFile.Read(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xFF }, Shipped.Data);
        Assert.Equal((2, 2, "The file is not UTF-8 text."), (read.Errors[0].Line, read.Errors[0].Column, read.Errors[0].Message));
        Assert.Single(PlanFile.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Head)).ToArray(), Shipped.Data).Errors);
        Assert.Single(PlanFile.Read(Encoding.Unicode.GetBytes(Head), Shipped.Data).Errors);
    }

    public static TheoryData<string> Hostile =>
        [
            "a: " + new string('[', 10_000),
            new string('[', 1_000_000),
            new string('{', 1_000_000),
            string.Concat(Enumerable.Range(0, 10_000).Select(i => new string(' ', i % 200) + "- \n")),
            string.Concat(Enumerable.Repeat("- ", 1_000_000)),
            string.Concat(Enumerable.Repeat("? ", 1_000_000)),
            "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n",
            "a: \"" + new string('x', 5_000_000),
            "a: |\n" + new string('\n', 5_000_000),
            new string('#', 5_000_000),
            new string(' ', 5_000_000),
            new string('\t', 5_000_000),
            "!" + new string('x', 1_000_000),
            "&" + new string('x', 1_000_000),
            "%YAML 9.9\n---\na: 1",
            new string(':', 1_000_000),
            string.Concat(Enumerable.Repeat("a: ", 500_000)),
            string.Concat(Enumerable.Repeat("a,", 1_000_000)),
            "{" + string.Concat(Enumerable.Repeat("\"a\":1,", 500_000)),
            string.Concat(Enumerable.Repeat("'", 1_000_001)),
            new string('x', 11_000_000),
        ];

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void A_hostile_file_is_refused_at_little_cost(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        PlanFile.Read("{}"u8.ToArray(), Shipped.Data);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var read = PlanFile.Read(bytes, Shipped.Data);
        Assert.NotEmpty(read.Errors);
        // Each takes less than a second of a machine of its own; a reader that goes over it again and again takes hours.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }
}
