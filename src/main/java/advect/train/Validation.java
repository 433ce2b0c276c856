package advect.train;

/**
 * The likelihood of points that are not trained on.
 *
 * @param iteration after which it was measured
 * @param seconds since training began
 * @param nll mean, nats; infinite if a solve failed
 */
public record Validation(int iteration, double seconds, double nll) {}
