using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Goldthread.App.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RecordIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'The record is append-only.'; END $$;
                CREATE TRIGGER records_no_change BEFORE UPDATE OR DELETE ON records FOR EACH ROW EXECUTE FUNCTION record_is_append_only();
                CREATE TRIGGER records_no_truncate BEFORE TRUNCATE ON records FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER records_no_truncate ON records; DROP TRIGGER records_no_change ON records; DROP FUNCTION record_is_append_only();");
        }
    }
}
