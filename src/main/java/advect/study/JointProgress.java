package advect.study;

import advect.experiment.Progress;
import java.util.List;

/**
 * Shows fits that run side by side as one, of which each is a hundred steps, whatever an iteration
 * of it costs.
 *
 * <p>Threads: safe to share.
 */
public final class JointProgress {
  private static final int STEPS = 100;

  private final Progress whole;
  private final int total;
  private int done;

  /** Of so many trainings at once. */
  public JointProgress(Progress whole, int fits) {
    this.whole = whole;
    total = fits * STEPS;
  }

  private synchronized void step() {
    done++;
    whole.iteration(done, total, List.of());
  }

  /**
   * Hears of one fit.
   *
   * @param trainings that it consists of, one after another
   */
  public Share fit(int trainings) {
    return new Share(trainings);
  }

  /**
   * One fit; whatever an earlier run has trained of it counts as well.
   *
   * <p>Threads: belongs to one thread.
   */
  public final class Share {
    private final int trainings;
    private int shown;

    private Share(int trainings) {
      this.trainings = trainings;
    }

    /**
     * Hears of a training, and ignores what it calls its phases.
     *
     * @param number counted from 0; those before it are over
     */
    public Progress training(int number) {
      return new Progress() {
        @Override
        public void phase(String what) {}

        @Override
        public void iteration(int done, int total, List<String> notes) {
          long before = (long) number * total;
          show((before + done) * STEPS / ((long) trainings * total));
        }
      };
    }

    /** All trainings are over. */
    public void over() {
      show(STEPS);
    }

    private void show(long steps) {
      for (; shown < steps; shown++) step();
    }
  }
}
