using Microsoft.EntityFrameworkCore.Migrations;

namespace Goldthread.App.Store.Migrations;

/// <summary>
/// Carries what the settings table held as texts into tables of their own: counts of findings, rules of charts, advice that was put away. What else it
/// held (that the installation is set up, that it is the example) accounts and the record say by themselves.
/// </summary>
static class SettingsCarried
{
    /// <summary>Copies the rows; the old table is still there, the new ones are.</summary>
    public static void Copy(MigrationBuilder migration)
    {
        var isSqlite = migration.ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true;
        string Json(string name) => isSqlite ? $"json_extract(value, '$.{name}')" : $"(value::json->>'{name}')";
        string Whole(string name) => isSqlite ? Json(name) : $"{Json(name)}::integer";
        migration.Sql(
            $"""
            INSERT INTO finding_counts (plan, revision, day, errors, warnings, advice, waived)
            SELECT substr(name, 10), {Whole("Revision")}, {(isSqlite ? Json("Day") : $"{Json("Day")}::date")}, {Whole("Errors")}, {Whole(
                "Warnings"
            )}, {Whole("Advice")}, {Whole("Waived")}
            FROM settings WHERE name LIKE 'findings:%' AND substr(name, 10) IN (SELECT id FROM plans);
            """
        );
        migration.Sql(
            $"""
            INSERT INTO chart_rules (owner, measure, rules, points)
            SELECT 'installation', '', {Json("rules")}, {Whole("points")} FROM settings WHERE name = 'charts';
            """
        );
        var slash = isSqlite ? "instr(substr(name, 8), '/')" : "position('/' in substr(name, 8))";
        migration.Sql(
            $"""
            INSERT INTO chart_rules (owner, measure, rules, points)
            SELECT {Unescaped($"substr(substr(name, 8), 1, {slash} - 1)")}, {Unescaped($"substr(substr(name, 8), {slash} + 1)")},
                {Json("rules")}, {Whole("points")}
            FROM settings WHERE name LIKE 'charts/%';
            """
        );
        var (each, key) = isSqlite
            ? ("json_each(settings.value) AS away", "away.value")
            : ("json_array_elements_text(settings.value::json) AS away(key)", "away.key");
        var space = isSqlite ? $"instr({key}, ' ')" : $"position(' ' in {key})";
        migration.Sql(
            $"""
            INSERT INTO put_away (plan, check_id, about)
            SELECT substr(name, 10),
                CASE WHEN {space} > 0 THEN substr({key}, 1, {space} - 1) ELSE {key} END,
                CASE WHEN {space} > 0 THEN substr({key}, {space} + 1) ELSE '' END
            FROM settings, {each} WHERE name LIKE 'put-away:%';
            """
        );
    }

    /// <summary>Gives the items of each list the places 1, 2, 3 and so on: a plan that took over its staff list left out those of who had gone.</summary>
    public static void Place(MigrationBuilder migration)
    {
        var order = migration.ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true ? "id" : "id COLLATE \"C\"";
        migration.Sql(
            $"""
            UPDATE items SET "position" = places.place
            FROM (SELECT owner, list, id, row_number() OVER (PARTITION BY owner, list ORDER BY "position", {order}) AS place FROM items) AS places
            WHERE items.owner = places.owner AND items.list = places.list AND items.id = places.id AND items."position" <> places.place;
            """
        );
    }

    /// <summary>The names had what an address may not hold as <c>%20</c>.</summary>
    static string Unescaped(string sql)
    {
        foreach (var sign in " !\"#$&'()*+,/:;<=>?@[\\]^`{|}%")
            sql = $"replace({sql}, '{Uri.HexEscape(sign)}', '{(sign == '\'' ? "''" : sign)}')";
        return sql;
    }
}
