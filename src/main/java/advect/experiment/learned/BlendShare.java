package advect.experiment.learned;

import advect.experiment.spec.Method;
import advect.numeric.ScaleShares;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a blend with its share.
 *
 * @param method the flows', or that of a fit
 * @param fit unless it is the flows
 * @param scales with what each counts for within the part
 * @param share of the whole; 0 if validation rows found no use for it
 */
public record BlendShare(
    Method method, Optional<FittedMethod> fit, ScaleShares scales, double share) {
  /** What it is: "flow at 8 scales from 0.95 to 1.71". */
  public String name() {
    if (fit.isPresent()) return fit.get().baseline().name();
    if (scales.isOne()) return "flow";
    return scales.count() == 1
        ? String.format(Locale.ROOT, "flow at scale %.2f", scales.least())
        : String.format(
            Locale.ROOT,
            "flow at %d scales from %.2f to %.2f",
            scales.count(),
            scales.least(),
            scales.most());
  }
}
