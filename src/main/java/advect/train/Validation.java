package advect.train;

import advect.train.objective.Objective;

/**
 * The loss of rows that are not trained on.
 *
 * @param iteration after which it was measured
 * @param seconds since training began
 * @param loss mean, as {@link Objective#validate} finds it, such as the negative log likelihood in
 *     nats; infinite if a solve failed
 */
public record Validation(int iteration, double seconds, double loss) {}
