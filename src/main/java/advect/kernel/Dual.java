package advect.kernel;

/**
 * Values with their tangents.
 *
 * @param values one block
 * @param tangents as many blocks as there are tangents, perhaps none
 * @param <A> {@code float[]} or {@code double[]}
 */
public record Dual<A>(Panel<A> values, Panel<A> tangents) {}
