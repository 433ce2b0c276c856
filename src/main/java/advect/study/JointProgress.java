package advect.study;

import advect.experiment.Progress;
import java.util.List;

/**
 * Shows trainings that run side by side as one, of which each is a hundred steps, whatever an
 * iteration of it costs.
 *
 * <p>Threads: safe to share.
 */
final class JointProgress {
  private static final int STEPS = 100;

  private final Progress whole;
  private final int total;
  private int done;

  JointProgress(Progress whole, int trainings) {
    this.whole = whole;
    total = trainings * STEPS;
  }

  private synchronized void step() {
    done++;
    whole.iteration(done, total, List.of());
  }

  /**
   * Hears of one training, with its restarts, and ignores what it calls its phases.
   *
   * <p>Threads: belongs to one thread.
   */
  Progress of(Effort effort) {
    long iterations = (long) effort.iterations() * effort.restarts();
    return new Progress() {
      private long iteration;

      @Override
      public void phase(String what) {}

      @Override
      public void iteration(int done, int total, List<String> notes) {
        long before = iteration * STEPS / iterations;
        iteration++;
        for (long s = before; s < iteration * STEPS / iterations; s++) step();
      }
    };
  }
}
