using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Tests.Develop;

public sealed class PlanDocumentTests
{
    [Fact]
    public void Every_list_of_the_plan_file_can_be_set_and_got_through_its_thing()
    {
        foreach (var thing in Thing.All)
        {
            var document = new PlanDocument();
            Assert.Empty(document.ItemsOf(thing));
            var item = thing.Shape.New();
            (item as Item)?.NameIt("x");
            document.SetItems(thing, [item]);
            Assert.Same(item, Assert.Single(document.ItemsOf(thing)));
            Assert.Equal(thing.HasId ? "x" : "1", document.KeyOf(thing, item));
        }
    }

    [Fact]
    public void Every_list_of_mappings_at_the_top_level_is_a_thing()
    {
        var lists = Shape.Of<PlanDocument>().Fields.Where(f => f.Kind == FieldKind.Parts).Select(f => f.Name);
        Assert.Empty(lists.Except(Thing.All.Select(t => t.Path)));
    }

    [Fact]
    public void Every_reference_names_a_list_that_exists()
    {
        var shapes = new Dictionary<Type, Shape>();
        Walk(Shape.Of<PlanDocument>());
        Assert.NotEmpty(shapes);
        foreach (var field in shapes.Values.SelectMany(s => s.Fields))
            Assert.All(field.RefersTo, list => Assert.NotNull(Thing.Find(list)));

        void Walk(Shape shape)
        {
            if (!shapes.TryAdd(shape.Type, shape))
                return;
            foreach (var field in shape.Fields)
            {
                if (field.Inner is { } inner)
                    Walk(inner);
            }
        }
    }

    [Fact]
    public void The_id_is_the_first_field_of_an_item()
    {
        var shape = Shape.Of<Objective>();
        Assert.Equal("id", shape.Fields[0].Name);
        Assert.True(shape.Fields[0].IsOwed);
        Assert.False(Shape.Of<Risk>()["id"].IsOwed);
        Assert.Equal("O1", ((Objective)shape.FromJson("""{"id":"O1","title":"x"}""")).Id);
    }

    [Fact]
    public void An_establishment_post_is_known_by_its_role()
    {
        var thing = Thing.Find("establishment")!;
        var post = thing.Shape.New();
        thing.Shape["role"].Set(post, "Nurse");
        var document = new PlanDocument();
        document.SetItems(thing, [post]);
        Assert.Equal("Nurse", document.KeyOf(thing, post));
    }
}
