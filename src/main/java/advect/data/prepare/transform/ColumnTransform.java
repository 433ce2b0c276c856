package advect.data.prepare.transform;

import advect.input.PlainMap;
import java.util.Map;
import java.util.Optional;

/**
 * An increasing map from the support (low, high) of a column to all real numbers.
 *
 * <p>Threads: immutable; safe to share.
 */
public sealed interface ColumnTransform
    permits IdentityTransform, LogTransform, LogitTransform, HistogramTransform, NormalTransform {
  /** The values are above this. */
  default double low() {
    return Double.NEGATIVE_INFINITY;
  }

  /** The values are below this. */
  default double high() {
    return Double.POSITIVE_INFINITY;
  }

  /** y(x), for {@code low < x < high}. */
  double forward(double x);

  /** x(y), strictly between the bounds even where round-off says otherwise. */
  double inverse(double y);

  /** log dy/dx at x, in nats. */
  double logDerivative(double x);

  /** The values that it counts one by one beside a curve; none for most. */
  default Optional<ValueCounts> counts() {
    return Optional.empty();
  }

  /** The map as a formula of x; empty for the identity. */
  String formula();

  /** As plain values; {@link #of} reads it. */
  Map<String, Object> tree();

  /** Whether x has an image. */
  default boolean contains(double x) {
    return low() < x && x < high();
  }

  /** Reads what {@link #tree} wrote. */
  static ColumnTransform of(PlainMap node) {
    String kind = node.text("kind");
    return switch (kind) {
      case "identity" -> {
        node.requireOnly("kind");
        yield new IdentityTransform();
      }
      case "log" -> {
        node.requireOnly("kind", "low");
        double low = node.number("low");
        yield node.make(() -> new LogTransform(low));
      }
      case "logit" -> {
        node.requireOnly("kind", "low", "high");
        double low = node.number("low");
        double high = node.number("high");
        yield node.make(() -> new LogitTransform(low, high));
      }
      case "histogram" -> HistogramTransform.of(node);
      case "normal" -> NormalTransform.of(node);
      default -> throw node.trouble("kind", kind, "identity, log, logit, histogram or normal");
    };
  }
}
