/** The DuckDB database that a table is copied into, and what it knows of columns. */
@org.jspecify.annotations.NullMarked
package advect.data.table.database;
