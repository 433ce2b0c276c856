package advect.train;

/**
 * Adam on any loss that can be differentiated.
 *
 * <p>An iteration whose loss or gradient is not finite changes nothing; too many in a row end the
 * training.
 */
public final class Descent {
  private Descent() {}

  /** A loss as a function of parameters. */
  @FunctionalInterface
  public interface Objective {
    /**
     * The loss of an iteration, a function of its arguments alone.
     *
     * @param theta read only
     * @param iteration chooses batch and noise; counted from 0
     * @param thetaBar overwritten with the gradient
     */
    double evaluate(double[] theta, int iteration, double[] thetaBar);
  }

  /** Hears of every iteration. */
  @FunctionalInterface
  public interface Listener {
    /** Ignores everything. */
    Listener NONE = (iteration, loss) -> {};

    /**
     * An iteration ended.
     *
     * @param iteration counted from 1
     * @param loss before its step
     */
    void stepped(int iteration, double loss);
  }

  /**
   * Minimises a loss.
   *
   * @param theta updated
   * @return the loss of each iteration
   * @throws TrainingException if gradients stay non-finite
   */
  public static double[] minimize(
      Objective objective,
      double[] theta,
      int iterations,
      Adam optimizer,
      Schedule schedule,
      Listener listener) {
    AdamStepper adam = new AdamStepper(optimizer, theta.length);
    double[] gradient = new double[theta.length];
    double[] losses = new double[iterations];
    int skipped = 0;
    for (int i = 0; i < iterations; i++) {
      losses[i] = objective.evaluate(theta, i, gradient);
      boolean finite = isFinite(losses[i], gradient);
      if (finite) adam.step(theta, gradient, schedule.factor(i, iterations));
      skipped = finite ? 0 : skipped + 1;
      SkippedIterations.requireFew(
          skipped, i + 1, "lower the learning rate or loosen the tolerance");
      listener.stepped(i + 1, losses[i]);
    }
    return losses;
  }

  private static boolean isFinite(double loss, double[] gradient) {
    double sum = loss;
    for (double g : gradient) sum += g;
    return Double.isFinite(sum);
  }
}
