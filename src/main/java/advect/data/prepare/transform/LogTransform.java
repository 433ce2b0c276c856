package advect.data.prepare.transform;

import advect.input.Spelling;
import java.util.Map;

/** y = log(x - low), so log dy/dx = -log(x - low): for columns with a long tail above a bound. */
public record LogTransform(double low) implements ColumnTransform {
  /** Requires a finite bound. */
  public LogTransform {
    if (!Double.isFinite(low)) {
      throw new IllegalArgumentException("the bound of a log must be finite, found " + low);
    }
  }

  @Override
  public double forward(double x) {
    return Math.log(x - low);
  }

  @Override
  public double inverse(double y) {
    return Math.min(Math.max(low + Math.exp(y), Math.nextUp(low)), Double.MAX_VALUE);
  }

  @Override
  public double logDerivative(double x) {
    return -Math.log(x - low);
  }

  @Override
  public String formula() {
    if (low == 0) return "log(x)";
    return "log(x " + (low > 0 ? "- " : "+ ") + Spelling.of(Math.abs(low)) + ")";
  }

  @Override
  public Map<String, Object> tree() {
    return Map.of("kind", "log", "low", low);
  }
}
