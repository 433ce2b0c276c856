package advect.train.objective;

/**
 * A loss and what it cost.
 *
 * @param value mean over the batch, such as the negative log likelihood in nats; not finite if a
 *     solve failed
 * @param forwardEvaluations evaluations of the field a forward solve needed, averaged over shards
 * @param backwardEvaluations the same for the gradient's solve
 * @param finite whether the loss and the squared norm of its gradient are finite
 */
public record LossReport(
    double value, double forwardEvaluations, double backwardEvaluations, boolean finite) {}
