package advect.cli;

import advect.bench.BenchReport;
import advect.bench.Conditions;
import advect.cli.terminal.TextTable;
import advect.input.Spelling;
import advect.kernel.KernelSpeed;
import java.util.List;
import java.util.Locale;

/** The benchmark for people. */
final class BenchTable {
  private static final TextTable TABLE =
      new TextTable(
          List.of(
              new TextTable.Heading("size", 5),
              new TextTable.Heading("loss", 11),
              new TextTable.Heading("gradient norm", 11),
              new TextTable.Heading("forward, ms", 8),
              new TextTable.Heading("with gradient, ms", 8),
              new TextTable.Heading("GFLOP/s", 6),
              new TextTable.Heading("of peak", 5)));

  private BenchTable() {}

  /** Under what was measured, and the names of the columns. */
  static String header(Conditions conditions, double peakGflops) {
    return String.format(
        Locale.ROOT,
        "%s; %s gradient; %d thread%s%nfused multiply-adds reach %.0f GFLOP/s a core%n%n%s",
        KernelSpeed.provider(conditions.precision()),
        Spelling.of(conditions.adjoint()),
        conditions.threads(),
        conditions.threads() == 1 ? "" : "s",
        peakGflops,
        TABLE.header());
  }

  /** The line of a size. */
  static String line(BenchReport report) {
    return TABLE.line(
        List.of(
            report.size().name(),
            number("%.7f", report.answer().loss()),
            number("%.7f", report.answer().gradientNorm()),
            number("%.2f", report.timing().forwardMs()),
            number("%.2f", report.timing().forwardGradientMs()),
            number("%.1f", report.timing().gflops()),
            number("%.0f %%", 100 * report.timing().peakShare())));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
