package advect.experiment.result;

import advect.numeric.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A density without a flow that is better than a model on the test rows: reason not to draw
 * synthetic rows from the model.
 *
 * @param name what it is: "mixture of 8 Gaussians"
 * @param method that gives it as a model, as it is spelled behind {@code --method}
 * @param lead mean over the dequantized test rows of its log p minus the model's, nats
 * @param leadSe its standard error
 */
public record Rival(String name, String method, double lead, double leadSe) {
  /** A lead beyond that may be chance is told if it is this large, in nats. */
  private static final double LARGE = 0.1;

  /** Standard errors of what is hardly chance. */
  private static final double CLEAR = 2;

  private static final String KEY = "rival";

  /** Whether it is ahead by more than chance explains, or by much. */
  boolean isAhead() {
    return lead > 0 && (isClear() || lead > LARGE);
  }

  private boolean isClear() {
    return lead > CLEAR * leadSe;
  }

  /** By how much it is ahead of a model, and what follows for rows drawn from that. */
  public String sentence(String model) {
    return "a %s fits the test rows better than this model, by %s nats a row%s: rows drawn from it are more like the table's than synthetic rows of this %s"
        .formatted(
            name.replaceFirst(", (.*)", " ($1)"),
            Numerals.estimate(new Estimate(lead, leadSe), ""),
            isClear() ? "" : ", which may be chance",
            model);
  }

  /** Puts it on the card of the model. */
  public void writeTo(Map<String, Object> card) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("method", method);
    tree.put("lead", lead);
    if (Double.isFinite(leadSe)) tree.put("lead_se", leadSe);
    card.put(KEY, tree);
  }

  /**
   * The one on a card; cards may come from anywhere, and what makes no sense is as if not there.
   */
  public static Optional<Rival> on(Map<String, Object> card) {
    if (!(card.get(KEY) instanceof Map<?, ?> tree)
        || !(tree.get("name") instanceof String name)
        || !(tree.get("method") instanceof String method)
        || !(tree.get("lead") instanceof Number lead)) {
      return Optional.empty();
    }
    double error = tree.get("lead_se") instanceof Number se ? se.doubleValue() : Double.NaN;
    return Optional.of(new Rival(name, method, lead.doubleValue(), error));
  }
}
