using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Goldthread.App.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Asked : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "missed_asked",
                table: "series",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "missed_since",
                table: "series",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "misses",
                table: "series",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "worse_asked",
                table: "series",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "worse_since",
                table: "series",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "missed_asked",
                table: "series");

            migrationBuilder.DropColumn(
                name: "missed_since",
                table: "series");

            migrationBuilder.DropColumn(
                name: "misses",
                table: "series");

            migrationBuilder.DropColumn(
                name: "worse_asked",
                table: "series");

            migrationBuilder.DropColumn(
                name: "worse_since",
                table: "series");
        }
    }
}
