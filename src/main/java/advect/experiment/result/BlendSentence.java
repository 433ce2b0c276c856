package advect.experiment.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model is a mean of, in words. */
public final class BlendSentence {
  private BlendSentence() {}

  /** "0.62 flow + 0.38 mixture of 64 Gaussians (0.45 nats a validation row better than without)". */
  public static String of(List<BlendTrial> trials) {
    List<BlendTrial> kept = trials.stream().filter(trial -> trial.weight() > 0).toList();
    if (kept.isEmpty()) {
      return "flow alone, which no %s makes better"
          .formatted(trials.stream().map(BlendTrial::name).collect(Collectors.joining(" and no ")));
    }
    double flow = 1 - kept.stream().mapToDouble(BlendTrial::weight).sum();
    double gain = kept.stream().mapToDouble(BlendTrial::gain).sum();
    String parts =
        Stream.concat(
                Stream.of(part(flow, "flow")),
                kept.stream().map(trial -> part(trial.weight(), trial.name())))
            .collect(Collectors.joining(" + "));
    return String.format(
        Locale.ROOT, "%s, %.2f nats a validation row better than the flow alone", parts, gain);
  }

  private static String part(double weight, String name) {
    return String.format(Locale.ROOT, "%.2f %s", weight, name);
  }
}
