package advect.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** Progress as a bar with loss, evaluations and time left, for terminals. */
final class ProgressInBar implements ProgressDisplay {
  /** Fits the narrowest usual terminal; asking for the real width needs native code. */
  private static final int WIDTH = 79;

  private static final int BAR = 20;
  private static final int UPDATE_MILLIS = 200;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final String name;
  private @Nullable ProgressBar bar;

  ProgressInBar(PrintWriter err, String name) {
    this.err = err;
    this.name = name;
  }

  @Override
  public void phase(String what) {
    close();
    err.println(name + ": " + what);
    err.flush();
  }

  @Override
  public boolean begun() {
    return bar != null;
  }

  @Override
  public void step(long done, long total, List<String> notes) {
    ProgressBar current = bar == null ? open(done, total) : bar;
    bar = current;
    current.setExtraMessage(String.join("  ", notes));
    current.stepTo(done);
  }

  private ProgressBar open(long doneBefore, long total) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(total)
        .startsFrom(doneBefore, Duration.ZERO)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setRenderer((state, width) -> render(state))
        .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
        .build();
  }

  private void show(String line) {
    err.print(ERASE_LINE + line);
    err.flush();
  }

  @Override
  public void close() {
    if (bar == null) return;
    bar.close();
    bar = null;
    err.println();
    err.flush();
  }

  private static String render(ProgressState s) {
    double share = s.getNormalizedProgress();
    int full = (int) (share * BAR);
    String bar = "█".repeat(full) + "░".repeat(BAR - full);
    String head =
        String.format(
            Locale.ROOT,
            "%s %3.0f%% %s %d/%d",
            s.getTaskName(),
            100 * share,
            bar,
            s.getCurrent(),
            s.getMax());
    if (s.getCurrent() == s.getStart()) return head;
    String notes = s.getExtraMessage().isEmpty() ? "" : "  " + s.getExtraMessage();
    return head + notes + "  " + left(s);
  }

  private static String left(ProgressState s) {
    Duration elapsed = s.getElapsedAfterStart();
    long here = Math.max(1, s.getCurrent() - s.getStart());
    long seconds = elapsed.toMillis() * (s.getMax() - s.getCurrent()) / here / 1000;
    return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }
}
