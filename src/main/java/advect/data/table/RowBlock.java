package advect.data.table;

import org.ejml.data.DMatrixRMaj;

/**
 * Consecutive rows of a source.
 *
 * @param firstRow number of the first of them among the source's rows that are wanted, from 0
 * @param values {@code [rows][column]}, finite unless all rows are kept, the receiver's own
 */
public record RowBlock(long firstRow, DMatrixRMaj values) {}
