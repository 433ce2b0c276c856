package advect.train.objective;

/**
 * One shard's part of the loss.
 *
 * @param sum of the loss over its samples; NaN if its solve failed
 * @param forward evaluations of the forward solve
 * @param backward evaluations of the gradient's solve
 */
public record ShardLoss(double sum, int forward, int backward) {
  /** Of a solve that did not reach its end. */
  public static ShardLoss failed(int forward, int backward) {
    return new ShardLoss(Double.NaN, forward, backward);
  }
}
