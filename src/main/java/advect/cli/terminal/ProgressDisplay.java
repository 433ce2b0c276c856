package advect.cli.terminal;

import advect.experiment.Progress;
import java.io.PrintWriter;
import java.util.List;

/** Progress shown to a person; closing it ends the last line. */
public interface ProgressDisplay extends Progress, AutoCloseable {
  /** A bar that moves if {@code err} is a terminal, otherwise a line now and then. */
  static ProgressDisplay on(PrintWriter err, String name) {
    return Terminal.onStderr()
        ? new ProgressInBar(err, name)
        : new ProgressInLines(err, name, System::nanoTime);
  }

  /**
   * So much is done; the first call tells where the work begins.
   *
   * @param done iterations or rows so far
   * @param total of them in all
   * @param notes what else is known, such as "NLL 2.5"
   */
  void step(long done, long total, List<String> notes);

  /** An iteration is the end of a step, so the first one began one earlier. */
  @Override
  default void iteration(int done, int total, List<String> notes) {
    if (!begun()) step(done - 1, total, List.of());
    step(done, total, notes);
  }

  /** Whether a step has been shown since the last phase. */
  boolean begun();

  @Override
  void close();
}
