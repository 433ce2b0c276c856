package advect.experiment.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a density, or other scales of the flow's base, would add to the model.
 *
 * @param method as it is spelled behind {@code --method}
 * @param name what it is: "mixture of 8 Gaussians"
 * @param gain mean log p of validation rows with it minus that without, nats; each half of the rows
 *     is judged by shares that are fitted to the other
 * @param weight its share of the model; 0 if the gain is not worth it
 */
public record BlendTrial(String method, String name, double gain, double weight) {
  private static final String FLOW = "flow";

  /** Shares add up to 1 but for this. */
  private static final double ROUNDING = 1e-6;

  /** The same as it came to be, with its share. */
  public BlendTrial withShare(String what, double value) {
    return new BlendTrial(method, what, gain, value);
  }

  /**
   * "0.62 flow + 0.38 mixture of 64 Gaussians, 0.45 nats a validation row better than the flow
   * alone".
   */
  public static String sentence(List<BlendTrial> trials) {
    List<BlendTrial> kept = trials.stream().filter(trial -> trial.weight() > 0).toList();
    if (kept.isEmpty()) {
      return "flow alone, which no %s makes better"
          .formatted(trials.stream().map(BlendTrial::kind).collect(Collectors.joining(" and no ")));
    }
    boolean told = kept.stream().anyMatch(trial -> trial.method().equals(FLOW));
    double flow = 1 - kept.stream().mapToDouble(BlendTrial::weight).sum();
    double gain = kept.stream().mapToDouble(BlendTrial::gain).sum();
    String parts =
        Stream.concat(
                told || flow < ROUNDING ? Stream.empty() : Stream.of(part(flow, FLOW)),
                kept.stream().map(trial -> part(trial.weight(), trial.name())))
            .collect(Collectors.joining(" + "));
    return String.format(
        Locale.ROOT, "%s, %.2f nats a validation row better than the flow alone", parts, gain);
  }

  /** Without the bandwidths of kernels. */
  private String kind() {
    return name.replaceFirst(",.*", "");
  }

  private static String part(double weight, String name) {
    return String.format(Locale.ROOT, "%.2f %s", weight, name);
  }
}
