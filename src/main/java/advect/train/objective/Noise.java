package advect.train.objective;

/**
 * The deviation of the noise that moves training points, over a training: σ(p) = σ₀ (σ₁/σ₀)^p at
 * the share p of its iterations.
 *
 * <p>Noise that falls shows a flow the coarse features of the density first, and single rows last:
 * at every time it learns the data as if seen through a kernel of this deviation, and validation
 * chooses where to stop.
 *
 * @param from σ₀, in units of each coordinate's deviation
 * @param to σ₁, 0 only if σ₀ is
 */
public record Noise(double from, double to) {
  /** None. */
  public static final Noise NONE = new Noise(0, 0);

  /** Requires finite deviations that are not negative and do not rise. */
  public Noise {
    boolean falls = from >= to && Double.isFinite(from) && (to > 0 || (from == 0 && to == 0));
    if (!falls) {
      throw new IllegalArgumentException(
          "noise must not be negative or rise, and falls to a deviation above 0 if it falls, got from %s to %s"
              .formatted(from, to));
    }
  }

  /** The same all the time. */
  public static Noise constant(double deviation) {
    return new Noise(deviation, deviation);
  }

  /** Whether it never changes. */
  public boolean isConstant() {
    return from == to;
  }

  /** σ at a share of the training, from 0 to 1. */
  public double deviation(double share) {
    return isConstant() ? from : from * Math.pow(to / from, share);
  }
}
