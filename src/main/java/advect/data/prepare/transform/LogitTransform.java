package advect.data.prepare.transform;

import advect.input.Spelling;
import java.util.Map;

/**
 * y = log((x - low) / (high - x)), so log dy/dx = log(high - low) - log(x - low) - log(high - x):
 * for columns between two bounds.
 */
public record LogitTransform(double low, double high) implements ColumnTransform {
  /** Requires finite bounds, {@code low < high}. */
  public LogitTransform {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "the bounds of a logit must be finite and increase, found " + low + " and " + high);
    }
  }

  @Override
  public double forward(double x) {
    return Math.log(x - low) - Math.log(high - x);
  }

  /** From the nearer bound, so that neither loses digits. */
  @Override
  public double inverse(double y) {
    double share = (high - low) / (1 + Math.exp(Math.abs(y)));
    double x = y < 0 ? low + share : high - share;
    return Math.min(Math.max(x, Math.nextUp(low)), Math.nextDown(high));
  }

  @Override
  public double logDerivative(double x) {
    return Math.log(high - low) - Math.log(x - low) - Math.log(high - x);
  }

  @Override
  public String formula() {
    return "logit between " + Spelling.of(low) + " and " + Spelling.of(high);
  }

  @Override
  public Map<String, Object> tree() {
    return Map.of("kind", "logit", "low", low, "high", high);
  }
}
