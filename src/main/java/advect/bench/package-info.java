/**
 * Work of a fixed amount, the same in every program that is compared, and its timing.
 *
 * <p>A benchmark checks its own answer: loss and gradient norm must be those of the reference.
 */
@org.jspecify.annotations.NullMarked
package advect.bench;
