package advect.field;

/**
 * Sizes of an evaluation of a field.
 *
 * @param samples points
 * @param tangents directions at each of them
 */
public record PassShape(int samples, int tangents) {}
