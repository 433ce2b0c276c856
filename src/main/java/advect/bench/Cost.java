package advect.bench;

import advect.flow.ContinuousFlow;
import advect.numeric.NumericalException;
import advect.train.objective.Batches;
import advect.train.objective.MaximumLikelihood;
import java.lang.management.ManagementFactory;
import org.ejml.data.DMatrixRMaj;

/**
 * What a loss with its gradient costs.
 *
 * @param millis median wall-clock time
 * @param mebibytes memory of the heap that the solves hold on to between evaluations
 */
record Cost(double millis, double mebibytes) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * What an earlier piece of work held is let go a little after its end, when its threads have
   * ended too; so memory is read when it has not shrunk for so many collections, this far apart.
   */
  private static final int STEADY = 3;

  private static final int PAUSE_MILLIS = 50;

  /** Smaller changes are the JVM's own. */
  private static final long STEP_BYTES = 1 << 12;

  /** Measures it. */
  static Cost of(WorkShape shape, Conditions conditions, Stopwatch stopwatch) {
    FixedWork work = new FixedWork(shape);
    ContinuousFlow flow = work.flow(conditions.precision(), conditions.threads());
    DMatrixRMaj points = work.points();
    double[] theta = work.theta();
    double[] gradient = new double[theta.length];
    double before = liveBytes();
    try (MaximumLikelihood objective =
        new MaximumLikelihood(
            flow, conditions.adjoint().method(work.solver()), Batches.of(i -> points))) {
      double loss = objective.evaluate(theta, 0, gradient).value();
      if (!Double.isFinite(loss)) {
        throw new NumericalException(
            "%s: the loss is %s, but must be finite; no cost is reported for wrong work"
                .formatted(shape, loss));
      }
      double millis = stopwatch.medianMillis(() -> objective.evaluate(theta, 0, gradient));
      double held = Math.max(0, liveBytes() - before);
      return new Cost(millis, held / MEBIBYTE);
    }
  }

  private static double liveBytes() {
    long least = Long.MAX_VALUE;
    for (int steady = 0; steady < STEADY; steady++) {
      pause();
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (used < least - STEP_BYTES) steady = 0;
      least = Math.min(least, used);
    }
    return least;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while memory was measured", e);
    }
  }
}
