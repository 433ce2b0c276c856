package advect.data.prepare.transform;

import java.util.Map;

/** y = x, for columns without bounds. */
public record IdentityTransform() implements ColumnTransform {
  @Override
  public double forward(double x) {
    return x;
  }

  @Override
  public double inverse(double y) {
    return y;
  }

  @Override
  public double logDerivative(double x) {
    return 0;
  }

  @Override
  public String formula() {
    return "";
  }

  @Override
  public Map<String, Object> tree() {
    return Map.of("kind", "identity");
  }
}
