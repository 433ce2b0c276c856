package advect.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as ten lines, for logs. */
final class ProgressInLines implements ProgressDisplay {
  private static final int LINES = 10;

  private final PrintWriter err;
  private final String name;
  private final LongSupplier nanoTime;
  private final long start;
  private int doneBefore = -1;

  ProgressInLines(PrintWriter err, String name, LongSupplier nanoTime) {
    this.err = err;
    this.name = name;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public void phase(String what) {
    println(what);
  }

  @Override
  public void iteration(int done, int total, double nll, double nfe) {
    if (doneBefore < 0) doneBefore = done - 1; // a resumed training begins late
    boolean lineIsDue = (long) done * LINES / total != (done - 1L) * LINES / total;
    if (!lineIsDue) return;
    double elapsed = (nanoTime.getAsLong() - start) * 1e-9;
    println(
        String.format(
            Locale.ROOT,
            "%d of %d, NLL %.4f, NFE %.0f, %.0f s left",
            done,
            total,
            nll,
            nfe,
            elapsed / (done - doneBefore) * (total - done)));
  }

  @Override
  public void close() {}

  private void println(String text) {
    err.println(name + ": " + text);
    err.flush();
  }
}
