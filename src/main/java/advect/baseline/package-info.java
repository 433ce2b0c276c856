/**
 * Simple densities to stand beside a flow: what a number of nats is worth is seen from what a
 * Gaussian, a mixture of Gaussians and a kernel density reach on the same rows.
 *
 * <p>Each {@link advect.baseline.Baseline} is fitted on training rows; what has to be chosen (how
 * many components, which bandwidth) is chosen by the likelihood of validation rows, never of test
 * rows. Each is exact in its own terms and bounded in its work, and says in its notes where that
 * bound was felt. The same rows and seed give the same bits.
 *
 * <p>Rows are {@code [n][dim]}; log densities are in nats and in the units of the data. Nothing
 * here knows of flows.
 */
@org.jspecify.annotations.NullMarked
package advect.baseline;
