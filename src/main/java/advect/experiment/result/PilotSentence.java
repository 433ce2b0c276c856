package advect.experiment.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a pilot came to, for people. */
public final class PilotSentence {
  private PilotSentence() {}

  /** Of at least one trial: "5 trials of 90 iterations chose ...; kept ...". */
  public static String of(List<PilotTrial> trials) {
    List<PilotTrial> changes =
        trials.stream().filter(t -> !t.choice().equals(PilotTrial.START)).toList();
    String chosen = list(changes, true);
    String rejected = list(changes, false);
    String verdict =
        chosen.isEmpty()
            ? "kept all settings, tried " + rejected
            : "chose " + chosen + (rejected.isEmpty() ? "" : "; not " + rejected);
    return "%d trials of %d iterations %s"
        .formatted(trials.size(), trials.get(0).iterations(), verdict);
  }

  private static String list(List<PilotTrial> trials, boolean chosen) {
    return trials.stream()
        .filter(t -> t.chosen() == chosen)
        .map(PilotSentence::trial)
        .collect(Collectors.joining(", "));
  }

  private static String trial(PilotTrial t) {
    double difference = t.score().difference();
    String gain =
        Double.isFinite(difference)
            ? String.format(Locale.ROOT, "%+.2f nats", difference)
            : t.reason().isEmpty() ? "no comparison" : "could not be tried";
    return "%s (%s)".formatted(t.change(), gain);
  }
}
