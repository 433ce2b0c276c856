package advect.cli;

import advect.experiment.Progress;
import java.io.PrintWriter;

/** Progress shown to a person; closing it ends the last line. */
interface ProgressDisplay extends Progress, AutoCloseable {
  /** A bar that moves if {@code err} is a terminal, otherwise a line now and then. */
  static ProgressDisplay on(PrintWriter err, String name) {
    return Terminal.onStderr()
        ? new ProgressInBar(err, name)
        : new ProgressInLines(err, name, System::nanoTime);
  }

  @Override
  void close();
}
