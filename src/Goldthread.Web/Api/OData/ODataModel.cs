using System.Collections.Frozen;
using System.Xml;
using Goldthread.App.Govern.Tables;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.ModelBuilder;

namespace Goldthread.Web.Api.OData;

/// <summary>A flat table as OData has it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Set">Its entity set: <c>Plans</c>.</param>
/// <param name="Key">The properties that tell a row apart.</param>
sealed record ODataSet(FlatTable Table, IEdmEntitySet Set, IReadOnlyList<string> Key)
{
    /// <value>The properties of a row, in order.</value>
    public IReadOnlyList<string> Properties { get; } = [.. Set.EntityType.StructuralProperties().Select(p => p.Name)];
}

/// <summary>What there is to read by OData: the flat tables, an entity set each, made from their declaration when it is first asked for.</summary>
static class ODataModel
{
    static readonly Lazy<(EdmModel Model, FrozenDictionary<string, ODataSet> Sets)> Made = new(Make);

    /// <value>The model.</value>
    public static IEdmModel Model => Made.Value.Model;

    /// <value>Its sets by name.</value>
    public static FrozenDictionary<string, ODataSet> Sets => Made.Value.Sets;

    /// <summary>The set's name of a table: <c>Plans</c> of plans.</summary>
    public static string NameOf(FlatTable table) => char.ToUpperInvariant(table.Name[0]) + table.Name[1..];

    /// <summary>The model as OData describes it to programs.</summary>
    public static string ToXml()
    {
        using var text = new StringWriter();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
            if (!CsdlWriter.TryWriteCsdl(Model, xml, CsdlTarget.OData, out var faults))
                throw new InvalidOperationException(string.Join("; ", faults.Select(f => f.ErrorMessage)));
        return text.ToString();
    }

    static (EdmModel, FrozenDictionary<string, ODataSet>) Make()
    {
        var model = new EdmModel();
        var container = model.AddEntityContainer("Goldthread", "Tables");
        var sets = new Dictionary<string, ODataSet>(StringComparer.Ordinal);
        foreach (var table in FlatTable.All)
        {
            // Plans are named by themselves, everything else within its plan.
            IReadOnlyList<string> key =
                table.Row == typeof(PlanLine) ? [nameof(FlatRow.Plan)]
                : table.Row.IsSubclassOf(typeof(ItemLine)) ? [nameof(FlatRow.Plan), nameof(ItemLine.Id)]
                : [nameof(ReadingLine.Id)];
            var entity = model.AddEntityType("Goldthread", table.Row.Name.Replace("Line", "", StringComparison.Ordinal));
            foreach (var name in key.Concat(table.Columns.Select(c => c.Property.Name)).Distinct(StringComparer.Ordinal))
            {
                var type = table.Row.GetProperty(name)!.PropertyType;
                var within = Nullable.GetUnderlyingType(type);
                var property = entity.AddStructuralProperty(
                    name,
                    Kinds[within ?? type],
                    isNullable: within is not null || (type == typeof(string) && !key.Contains(name, StringComparer.Ordinal))
                );
                if (key.Contains(name, StringComparer.Ordinal))
                    entity.AddKeys(property);
            }
            model.SetAnnotationValue(entity, new ClrTypeAnnotation(table.Row));
            sets[NameOf(table)] = new(table, container.AddEntitySet(NameOf(table), entity), key);
        }
        return (model, sets.ToFrozenDictionary(StringComparer.Ordinal));
    }

    static readonly FrozenDictionary<Type, EdmPrimitiveTypeKind> Kinds = new Dictionary<Type, EdmPrimitiveTypeKind>
    {
        [typeof(string)] = EdmPrimitiveTypeKind.String,
        [typeof(int)] = EdmPrimitiveTypeKind.Int32,
        [typeof(double)] = EdmPrimitiveTypeKind.Double,
        [typeof(bool)] = EdmPrimitiveTypeKind.Boolean,
        [typeof(DateOnly)] = EdmPrimitiveTypeKind.Date,
    }.ToFrozenDictionary();
}
