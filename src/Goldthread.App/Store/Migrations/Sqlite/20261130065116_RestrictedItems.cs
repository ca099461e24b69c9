using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Goldthread.App.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RestrictedItems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_items_owner_list_due_state",
                table: "items");

            migrationBuilder.AddColumn<Guid>(
                name: "author",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "restricted",
                table: "items",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_items_owner",
                table: "items",
                column: "owner",
                filter: "restricted");

            migrationBuilder.CreateIndex(
                name: "ix_items_owner_list_due_state_restricted_author",
                table: "items",
                columns: new[] { "owner", "list", "due", "state", "restricted", "author" },
                filter: "removed_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_items_owner",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_owner_list_due_state_restricted_author",
                table: "items");

            migrationBuilder.DropColumn(
                name: "author",
                table: "items");

            migrationBuilder.DropColumn(
                name: "restricted",
                table: "items");

            migrationBuilder.CreateIndex(
                name: "ix_items_owner_list_due_state",
                table: "items",
                columns: new[] { "owner", "list", "due", "state" },
                filter: "removed_at IS NULL");
        }
    }
}
