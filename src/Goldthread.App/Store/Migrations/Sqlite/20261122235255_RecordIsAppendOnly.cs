using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Goldthread.App.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecordIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER records_no_{change.ToLowerInvariant()} BEFORE {change} ON records BEGIN SELECT RAISE(ABORT, 'The record is append-only.'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER records_no_update;");
            migrationBuilder.Sql("DROP TRIGGER records_no_delete;");
        }
    }
}
