package advect.train;

/**
 * One shard's part of the loss.
 *
 * @param nll summed over its samples, nats; NaN if its solve failed
 * @param forward evaluations of the forward solve
 * @param backward evaluations of the gradient's solve
 */
record ShardLoss(double nll, int forward, int backward) {}
