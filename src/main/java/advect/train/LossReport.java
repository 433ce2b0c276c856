package advect.train;

/**
 * A loss and what it cost.
 *
 * @param nll mean negative log likelihood of the batch, nats; not finite if a solve failed
 * @param forwardEvaluations evaluations of the field a forward solve needed, averaged over shards
 * @param backwardEvaluations the same for the gradient's solve
 * @param finite whether the loss and its whole gradient are finite
 */
public record LossReport(
    double nll, double forwardEvaluations, double backwardEvaluations, boolean finite) {}
