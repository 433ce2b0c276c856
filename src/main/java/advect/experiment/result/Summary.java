package advect.experiment.result;

import advect.numeric.Estimate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers that a person asks for first, what makes them doubtful, and where to look. */
public final class Summary {
  private final StringBuilder text = new StringBuilder();

  private Summary() {}

  /** A few lines about {@code m}, whose files are in {@code directory}. */
  public static String of(Metrics m, Path directory) {
    Summary summary = new Summary();
    summary.line("fitted", Objects.requireNonNullElse(m.subject().fitted(), ""), "");
    summary.numbers(m);
    Metrics.TableFigures table = m.table();
    if (table != null) summary.table(m, table);
    List<PilotTrial> pilot = m.subject().pilot();
    if (pilot != null && !pilot.isEmpty()) summary.line("pilot", PilotSentence.of(pilot), "");
    List<BlendTrial> blend = m.subject().blend();
    if (blend != null && !blend.isEmpty()) summary.line("blend", BlendTrial.sentence(blend), "");
    summary.doubts(m);
    if (table != null) summary.tableDoubts(m, table, directory);
    Stream.of("density.png", "corner.png", "loss.png")
        .map(directory::resolve)
        .filter(Files::exists)
        .findFirst()
        .ifPresent(picture -> summary.line("look at", picture.toString(), ""));
    summary.line("results", directory.toString(), "");
    return summary.text.toString();
  }

  private void numbers(Metrics m) {
    Metrics.Test test = m.test();
    Metrics.Checks checks = m.checks();
    Metrics.TableFigures table = m.table();
    String what = table == null ? "point" : "row";
    String measure = table == null ? "" : table.measure().words();
    String points = "nats a %s, over %d test %ss%s".formatted(what, test.points(), what, measure);
    line("NLL", estimate(m.withSolverError(test.likelihood())), points);
    Metrics.Repeats repeats = table == null ? null : table.measure().repeats();
    if (repeats != null) {
      line(
          "of these",
          estimate(repeats.likelihoodOfOthers()),
          "nats without the %d rows that repeat a training row".formatted(repeats.rows()));
    }
    line("entropy", Numerals.fixed(test.entropy(), ""), "nats, the lowest NLL there is");
    line("KL", estimate(test.divergence()), "nats from the true density");
    line(
        "mass",
        estimate(new Estimate(checks.mass(), checks.massError())),
        "under the learned density"
            + (Double.isNaN(checks.massError()) ? "" : ", ± half an interval of 95 %"));
    Certificate certificate = checks.certificate();
    if (certificate != null && m.subject().fitted() == null) {
      RowErrors off = certificate.logpError();
      line("log p", Numerals.figure(off.p99(), ""), "nats off at most, for 99 rows of 100");
    }
    line("NFE", Numerals.whole(m.nfe().density(), ""), "evaluations of the field a log density");
    String taken = m.subject().fitted() == null ? "training" : "fit";
    line(taken, Numerals.whole(m.time().trainSeconds(), ""), "seconds");
  }

  /** What the flow is worth: its NLL and that of densities that need none, on the same rows. */
  private void table(Metrics m, Metrics.TableFigures table) {
    Metrics.Dequantized flow = table.dequantized();
    if (flow.nllDequantized() != m.test().nll()) { // else there are no cells to put noise in
      String nll = estimate(m.withSolverError(flow.likelihood()));
      line("compare", nll, "nats, " + dequantized(table));
    }
    for (Metrics.BaselineScore baseline : table.baselines()) {
      line(
          "beside",
          estimate(baseline.likelihood()),
          "by a " + baseline.name() + table.measure().words());
    }
    line(
        "per dim",
        estimate(flow.bits(m.subject().dim())),
        "bits a dequantized value, since all columns are rounded");
    for (String sentence : table.preprocessing()) line("column", sentence, "");
  }

  private static String dequantized(Metrics.TableFigures table) {
    return table.measure().mixedMeasure()
        ? "NLL with noise in cells and atoms, as those beside; with no other program's"
        : "NLL of dequantized rows, which those beside and others report";
  }

  private void doubts(Metrics m) {
    Metrics.Checks checks = m.checks();
    if (Math.abs(checks.toleranceGap()) > m.test().nllSe()) {
      String gap = Numerals.fixed(checks.toleranceGap(), "");
      doubt("the solver shifts the NLL by %s; tighten evaluate.solver".formatted(gap));
    }
    Certificate certificate = checks.certificate();
    if (certificate != null && certificate.massIsOff()) {
      doubt("the mass is not 1; tighten evaluate.solver");
    }
    if (certificate != null && certificate.massIsVague()) {
      doubt("the mass could not be found precisely; the density is very sharp or very wide");
    }
    if (checks.nonfiniteGradients() > 0) {
      doubt(
          "%d training steps had no finite gradient and were skipped"
              .formatted(checks.nonfiniteGradients()));
    }
  }

  private void tableDoubts(Metrics m, Metrics.TableFigures table, Path directory) {
    String surface = table.measure().surface();
    if (surface != null) doubt(surface);
    Optional<Rival> rival = table.rival();
    if (rival.isPresent()) {
      doubt(rival.get().sentence(m.subject().model()));
      line("instead", asModel(m.subject(), rival.get().method(), directory), "");
    } else if (table.hasBetterBaseline() && m.subject().fitted() == null) {
      doubt(
          "a density beside has the lower NLL; whitening, wider or more layers, or more iterations"
              + " may help");
    }
  }

  /** The call that gives another method's model of the same rows, prepared in the same way. */
  private static String asModel(Metrics.Subject subject, String method, Path directory) {
    String name = subject.name() + "-" + method;
    Path plan = directory.resolve(ResultsDirectory.PLAN);
    return Files.exists(plan)
        ? "advect train --data %s --plan %s --method %s --name %s"
            .formatted(quoted(source(subject)), quoted(plan.toString()), method, name)
        : "advect run EXPERIMENT.yaml --set method=%s --set name=%s".formatted(method, name);
  }

  private static String source(Metrics.Subject subject) {
    return subject.config().get("data") instanceof Map<?, ?> data
        ? String.valueOf(data.get("table"))
        : "";
  }

  /** For a shell. */
  private static String quoted(String word) {
    return word.matches("[\\w./:+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void doubt(String sentence) {
    line("beware", sentence, "");
  }

  private void line(String label, String value, String unit) {
    if (value.isEmpty()) return;
    text.append("%-9s %s %s".formatted(label, value, unit).stripTrailing()).append('\n');
  }

  private static String estimate(Estimate value) {
    return Numerals.estimate(value, "");
  }
}
