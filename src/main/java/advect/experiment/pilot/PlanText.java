package advect.experiment.pilot;

import advect.experiment.ShortTrainings;
import advect.experiment.result.PilotTrial;
import advect.experiment.spec.ExperimentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as an experiment file, with the evidence as comments at its head. */
final class PlanText {
  private static final String ROW = "  %-40s %10s %14s %11s %9s  %s";

  private PlanText() {}

  /** With the trials of a pilot, if there was one. */
  static String of(ExperimentSpec spec, List<PilotTrial> trials) {
    return again(head(trials).stream().map(line -> ("# " + line).stripTrailing()).toList(), spec);
  }

  /** With comments as they are. */
  static String again(List<String> comments, ExperimentSpec spec) {
    return comments.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining("", "", spec.yaml()));
  }

  private static List<String> head(List<PilotTrial> trials) {
    List<String> head = new ArrayList<>();
    head.add("An experiment as advect train planned it; the same model again, without a pilot:");
    head.add("  advect train --data SOURCE --plan plan.yaml");
    if (trials.isEmpty()) return head;
    head.add("");
    head.add(
        "A pilot chose settings by the mean NLL of the first validation rows, %,d at most, in nats"
            .formatted(ShortTrainings.MOST_ROWS));
    head.add(
        "and in units of the table. A change was tried on what was chosen before it, and kept");
    head.add("if its difference (negative is better) was more than two of its standard errors.");
    head.add("");
    head.add(
        ROW.formatted("change", "iterations", "validation NLL", "difference", "its error", ""));
    trials.forEach(trial -> head.add(row(trial)));
    return head;
  }

  private static String row(PilotTrial trial) {
    PilotTrial.PilotScore score = trial.score();
    String verdict = trial.chosen() ? "chosen" : "not chosen";
    return ROW.formatted(
        trial.change(),
        trial.iterations(),
        number(score.validationNll()),
        number(score.difference()),
        number(score.standardErrorOfDifference()),
        trial.reason().isEmpty()
            ? verdict
            : verdict + ": " + trial.reason().replaceAll("\\R", " "));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
