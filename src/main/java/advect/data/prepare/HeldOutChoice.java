package advect.data.prepare;

import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.Folds;
import advect.data.prepare.transform.IdentityTransform;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Compares transforms of a column by the log likelihood of rows they have not seen: each is fitted
 * to four fifths of the rows and judged on the fifth by the Gaussian that fits the four fifths
 * after it.
 *
 * <p>A transform with many numbers of its own could always make the rows it was fitted to likelier;
 * here that gains nothing.
 */
final class HeldOutChoice {
  static final double GAIN_PER_ROW = 0.1;
  static final double GAIN_IN_ALL = 5;

  /** Nats a row by which a candidate must be ahead of a simpler one. */
  private static final double SIMPLER = 0.02;

  /** Rows that are compared at most. */
  private static final int ROWS = 10_000;

  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

  /**
   * A transform that is still to be fitted.
   *
   * @param fit from points of training rows to the transform
   * @param numbers how much of the column it keeps
   */
  record Candidate(Function<double[], ColumnTransform> fit, Numbers numbers) {
    /** One that needs no fit. */
    static Candidate fixed(ColumnTransform transform) {
      return new Candidate(points -> transform, Numbers.BOUNDS);
    }
  }

  /** How much of a column a transform keeps, the least first. */
  enum Numbers {
    /** A formula with nothing but bounds in it. */
    BOUNDS,
    /** A few dozen shares. */
    SHARES,
    /** A number for each value. */
    VALUES
  }

  private record Scored(Candidate candidate, double gain) {}

  private final double[] points;
  private final double identity;

  /**
   * For one column.
   *
   * @param points each in the cell of its value, read only
   */
  HeldOutChoice(double[] points) {
    this.points = thinned(points);
    this.identity = score(Candidate.fixed(new IdentityTransform()));
  }

  /** Every so many of the points, in their order. */
  static double[] thinned(double[] points) {
    int stride = (points.length + ROWS - 1) / ROWS;
    double[] some = new double[points.length / stride];
    for (int i = 0; i < some.length; i++) some[i] = points[i * stride];
    return some;
  }

  /**
   * The best candidate, if it gains {@value #GAIN_PER_ROW} nats a row and {@value #GAIN_IN_ALL}
   * nats in all over leaving points as they are; the simplest of those that are nearly as good.
   */
  Candidate best(List<Candidate> candidates) {
    Candidate unchanged = Candidate.fixed(new IdentityTransform());
    if (Double.isInfinite(identity)) return unchanged; // nearly constant
    double least = Math.max(GAIN_PER_ROW, GAIN_IN_ALL / points.length);
    List<Scored> good =
        candidates.stream()
            .map(candidate -> new Scored(candidate, score(candidate) - identity))
            .filter(scored -> scored.gain() >= least)
            .toList();
    double most = good.stream().mapToDouble(Scored::gain).max().orElse(0);
    Comparator<Scored> bySize = Comparator.comparing(scored -> scored.candidate().numbers());
    return good.stream()
        .filter(scored -> scored.gain() >= most - SIMPLER)
        .min(bySize.thenComparing(Comparator.comparingDouble(Scored::gain).reversed()))
        .map(Scored::candidate)
        .orElse(unchanged);
  }

  /** Mean log likelihood of a row, in nats; -∞ where it cannot be told. */
  double score(Candidate candidate) {
    try {
      double mean =
          StatUtils.mean(Folds.heldOut(points, rest -> density(candidate.fit().apply(rest), rest)));
      return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
    } catch (IllegalArgumentException e) {
      return Double.NEGATIVE_INFINITY; // not of these points
    }
  }

  /** log p(x) = log N(T(x); mean, deviation) + log T'(x) with those of the points. */
  private static DoubleUnaryOperator density(ColumnTransform transform, double[] points) {
    double[] treated = Arrays.stream(points).map(transform::forward).toArray();
    double mean = StatUtils.mean(treated);
    double deviation = Math.sqrt(StatUtils.populationVariance(treated));
    return x -> {
      double z = (transform.forward(x) - mean) / deviation;
      return transform.logDerivative(x) - z * z / 2 - Math.log(deviation) - LOG_ROOT_TWO_PI;
    };
  }
}
