package advect.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Progress as ten lines, for logs. */
final class ProgressInLines implements ProgressDisplay {
  private static final int LINES = 10;

  private final PrintWriter err;
  private final String name;
  private final LongSupplier nanoTime;
  private long start;
  private long doneBefore = -1;
  private long last;

  ProgressInLines(PrintWriter err, String name, LongSupplier nanoTime) {
    this.err = err;
    this.name = name;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public void phase(String what) {
    doneBefore = -1;
    start = nanoTime.getAsLong();
    println(what);
  }

  @Override
  public boolean begun() {
    return doneBefore >= 0;
  }

  @Override
  public void step(long done, long total, List<String> notes) {
    if (!begun()) {
      doneBefore = done;
      last = done;
    }
    boolean lineIsDue = share(done, total) != share(last, total);
    last = done;
    if (!lineIsDue) return;
    double elapsed = (nanoTime.getAsLong() - start) * 1e-9;
    String left =
        String.format(Locale.ROOT, "%.0f s left", elapsed / (done - doneBefore) * (total - done));
    println(
        Stream.of(Stream.of(done + " of " + total), notes.stream(), Stream.of(left))
            .flatMap(parts -> parts)
            .collect(Collectors.joining(", ")));
  }

  /** Lines that are due after so much. */
  private static long share(long done, long total) {
    return done * LINES / total;
  }

  @Override
  public void close() {}

  private void println(String text) {
    err.println(name + ": " + text);
    err.flush();
  }
}
