using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using NJsonSchema;

namespace Goldthread.App.Tests.Develop.PlanFiles;

public sealed class SchemaTests
{
    [Fact]
    public void The_published_schema_is_that_of_the_code() => Approved.Holds("schemas/plan-1.schema.json", PlanSchema.ToJson());

    [Theory]
    [InlineData("care-home")]
    [InlineData("childrens-home")]
    [InlineData("draft")]
    public async Task An_example_is_valid(string example)
    {
        var plan = PlanFile.Read(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "examples", example + ".yaml")), Shipped.Data);
        var schema = await JsonSchema.FromJsonAsync(PlanSchema.ToJson());
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(PlanFile.ToJson(plan.Document!))));
    }

    [Fact]
    public async Task Any_plan_that_the_format_takes_is_valid()
    {
        var schema = await JsonSchema.FromJsonAsync(PlanSchema.ToJson(), TestContext.Current.CancellationToken);
        for (var seed = 0; seed < 60; seed++)
            Assert.Empty(schema.Validate(Encoding.UTF8.GetString(PlanFile.ToJson(RandomPlan.Of(seed)))));
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2000-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2026-04-31")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("0000-01-01")]
    [InlineData("2026-1-01")]
    [InlineData("2026-01-01 ")]
    public async Task A_day_is_valid_where_the_format_takes_it(string day)
    {
        var json =
            $$$"""{"goldthread": 1, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "{{{day}}}", "ends": "2026-12-31"}}""";
        var schema = await JsonSchema.FromJsonAsync(PlanSchema.ToJson(), TestContext.Current.CancellationToken);
        Assert.Equal(PlanFile.Read(Encoding.UTF8.GetBytes(json), Shipped.Data).Errors.Count == 0, schema.Validate(json).Count == 0);
    }

    [Theory]
    [InlineData("999999999999.99")]
    [InlineData("-1e11")]
    [InlineData("1e12")]
    [InlineData("-1e30")]
    public async Task A_sum_is_valid_where_the_format_takes_it(string pounds)
    {
        var json =
            $$$"""{"goldthread": 1, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "2026-01-01", "ends": "2026-12-31"}, "training": [{"cost": {{{pounds}}}}]}""";
        var schema = await JsonSchema.FromJsonAsync(PlanSchema.ToJson(), TestContext.Current.CancellationToken);
        Assert.Equal(PlanFile.Read(Encoding.UTF8.GetBytes(json), Shipped.Data).Errors.Count == 0, schema.Validate(json).Count == 0);
    }

    [Theory]
    [InlineData("""{"goldthread": 1, "area": {"name": "A"}}""")]
    [InlineData(
        """{"goldthread": 2, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "2026-01-01", "ends": "2026-12-31"}}"""
    )]
    [InlineData(
        """{"goldthread": 1, "area": {"name": " "}, "plan": {"id": "P", "title": "P", "starts": "2026-01-01", "ends": "2026-12-31"}}"""
    )]
    [InlineData("""{"goldthread": 1, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "soon", "ends": "2026-12-31"}}""")]
    [InlineData(
        """{"goldthread": 1, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "2026-01-01", "ends": "2026-12-31"}, "objectives": [{"id": "O"}]}"""
    )]
    [InlineData(
        """{"goldthread": 1, "area": {"name": "A"}, "plan": {"id": "P", "title": "P", "starts": "2026-01-01", "ends": "2026-12-31"}, "risk": []}"""
    )]
    public async Task What_the_format_refuses_is_invalid(string json)
    {
        var schema = await JsonSchema.FromJsonAsync(PlanSchema.ToJson());
        Assert.NotEmpty(schema.Validate(json));
        Assert.NotEmpty(PlanFile.Read(Encoding.UTF8.GetBytes(json), Shipped.Data).Errors);
    }
}
