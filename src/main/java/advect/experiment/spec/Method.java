package advect.experiment.spec;

/** How a density is found: {@code method: flow}. */
public enum Method {
  /** A flow, by training. */
  FLOW,
  /** One Gaussian with a full covariance, by the moments of the training points. */
  GAUSSIAN,
  /** A mixture of such Gaussians, by expectation maximization. */
  MIXTURE,
  /** A Gaussian of one width about every training point. */
  KERNEL;

  /** Whether it is fitted at once: then there is nothing to train, and no ODE to solve. */
  public boolean isFitted() {
    return this != FLOW;
  }
}
