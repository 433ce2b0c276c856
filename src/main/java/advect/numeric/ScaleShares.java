package advect.numeric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scales σₖ of one law, and the share vₖ that each has in a mixture of them.
 *
 * @param scales positive, at least one
 * @param shares positive, adding up to 1 within rounding
 */
public record ScaleShares(List<Double> scales, List<Double> shares) {
  private static final double ROUNDING = 1e-9;

  /** Requires a positive share for every scale. */
  public ScaleShares {
    scales = List.copyOf(scales);
    shares = List.copyOf(shares);
    boolean right =
        !scales.isEmpty()
            && scales.size() == shares.size()
            && allPositive(scales)
            && allPositive(shares)
            && Math.abs(shares.stream().mapToDouble(v -> v).sum() - 1) < ROUNDING;
    if (!right) {
      throw new IllegalArgumentException(
          "expected positive scales, with positive shares that add up to 1; got %s with %s"
              .formatted(scales, shares));
    }
  }

  private static boolean allPositive(List<Double> values) {
    return values.stream().allMatch(v -> v > 0 && Double.isFinite(v));
  }

  /** One scale. */
  public static ScaleShares of(double scale) {
    return new ScaleShares(List.of(scale), List.of(1.0));
  }

  /** Those of some scales that have a share, which may be 0 and need not add up to 1. */
  public static ScaleShares of(double[] scales, double[] shares) {
    double total = Arrays.stream(shares).sum();
    int[] some = IntStream.range(0, scales.length).filter(k -> shares[k] > 0).toArray();
    return new ScaleShares(
        Arrays.stream(some).mapToObj(k -> scales[k]).toList(),
        Arrays.stream(some).mapToObj(k -> shares[k] / total).toList());
  }

  /** How many there are. */
  public int count() {
    return scales.size();
  }

  /** Whether it is the law itself. */
  public boolean isOne() {
    return scales.equals(List.of(1.0));
  }

  /** The smallest scale. */
  public double least() {
    return scales.stream().mapToDouble(v -> v).min().orElseThrow();
  }

  /** The largest scale. */
  public double most() {
    return scales.stream().mapToDouble(v -> v).max().orElseThrow();
  }
}
