/**
 * Where data comes from, and how rows are dealt out.
 *
 * <p>{@link advect.data.Split} cuts rows into those to learn from and those to judge by; {@link
 * advect.data.Minibatches} deals the former out. Distributions of a known density are in {@link
 * advect.data.toy}, tables in {@link advect.data.table}, tables larger than memory in {@link
 * advect.data.stream}.
 *
 * <p>Points are rows of a {@code DMatrixRMaj}, {@code [n][dim]}; log densities are in nats.
 * Whatever is wrong with a person's input becomes an {@link advect.input.InputException} that says
 * what to do.
 */
@org.jspecify.annotations.NullMarked
package advect.data;
