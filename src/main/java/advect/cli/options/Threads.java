package advect.cli.options;

import advect.experiment.spec.SpecException;

/** The option {@code --threads}. */
public final class Threads {
  /** Each has memory of its own. */
  private static final int MOST = 1024;

  private Threads() {}

  /** Passes on what makes sense. */
  public static int checked(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new SpecException(
          "--threads must be between 1 and %d, but is %d".formatted(MOST, threads));
    }
    return threads;
  }
}
