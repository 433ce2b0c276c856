package advect.experiment.result;

import java.nio.file.Path;

/** The numbers that a person asks for first. */
public final class Summary {
  private Summary() {}

  /** A few lines about {@code m}, whose files are in {@code directory}. */
  public static String of(Metrics m, Path directory) {
    StringBuilder text = new StringBuilder();
    line(text, "NLL", estimate(m.test().nll(), m.test().nllSe()), "nats a test point");
    line(text, "entropy", Numerals.fixed(m.test().entropy(), ""), "nats, the lowest NLL there is");
    line(text, "KL", estimate(m.test().kl(), m.test().klSe()), "nats above it");
    line(text, "mass", estimate(m.checks().mass(), m.checks().massError()), "under the density");
    line(text, "NFE", Numerals.whole(m.nfe().density(), ""), "evaluations for a log density");
    line(text, "training", Numerals.whole(m.time().trainSeconds(), ""), "seconds");
    line(text, "results", directory.toString(), "");
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String value, String unit) {
    if (value.isEmpty()) return;
    text.append("%-9s %s %s".formatted(label, value, unit).stripTrailing()).append('\n');
  }

  private static String estimate(double value, double error) {
    return Numerals.estimate(value, error, "");
  }
}
