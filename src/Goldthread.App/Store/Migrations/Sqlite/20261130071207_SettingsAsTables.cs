using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Goldthread.App.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SettingsAsTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "chart_rules",
                columns: table => new
                {
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    measure = table.Column<string>(type: "TEXT", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_rules", x => new { x.owner, x.measure });
                });

            migrationBuilder.CreateTable(
                name: "finding_counts",
                columns: table => new
                {
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    advice = table.Column<int>(type: "INTEGER", nullable: false),
                    waived = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finding_counts", x => x.plan);
                    table.ForeignKey(
                        name: "fk_finding_counts_plans_plan",
                        column: x => x.plan,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "put_away",
                columns: table => new
                {
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    check_id = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_put_away", x => new { x.plan, x.check_id, x.about });
                });

            SettingsCarried.Copy(migrationBuilder);
            SettingsCarried.Place(migrationBuilder);

            migrationBuilder.DropTable(
                name: "settings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "chart_rules");

            migrationBuilder.DropTable(
                name: "finding_counts");

            migrationBuilder.DropTable(
                name: "put_away");

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.name);
                });
        }
    }
}
