/**
 * From the rows of a table to points that suit a flow and back, with the Jacobian.
 *
 * <p>{@link advect.data.prepare.Preprocessing} is fitted to training rows. Column by column it puts
 * rounded values somewhere in the cell they stand for (a {@code Lattice} says which numbers are
 * values), maps bounded values to the real line (a {@code ColumnTransform}), then standardises or
 * whitens all coordinates (a {@code LinearMap}). Each of the three is a small value with a forward,
 * an inverse and the log of its derivative, written to and read from a tree of plain values, so
 * that a model file can hold it.
 *
 * <p>Log densities are in nats and in the user's units: log p(row) = log p(point) + log |d point /
 * d row|.
 */
@org.jspecify.annotations.NullMarked
package advect.data.prepare;
