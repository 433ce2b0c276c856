/**
 * Tables in and out, through DuckDB.
 *
 * <p>A {@link advect.data.table.TableSource} copies what it is given once and checks every wanted
 * cell; rows of any number stream from it in {@link advect.data.table.RowBlocks}, and out through a
 * {@link advect.data.table.ScoredWriter} or a {@link advect.data.table.RowWriter}. A {@link
 * advect.data.table.Table} holds rows in memory, with where they came from and a hash of what they
 * are.
 */
@org.jspecify.annotations.NullMarked
package advect.data.table;
