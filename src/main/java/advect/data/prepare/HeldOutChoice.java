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
  static final double GAIN_IN_ALL = 5;

  /** Nats a row by which a candidate must be ahead of a simpler one. */
  private static final double SIMPLER = 0.02;

  /** Nats a row that a flow may well gain by itself, where all it takes is a smooth map. */
  private static final double LEARNED = 0.1;

  /** Rows that are compared at most. */
  private static final int ROWS = 10_000;

  private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

  /**
   * A transform that is still to be fitted.
   *
   * @param fit from points of training rows to the transform
   * @param detail what it tells of the column
   */
  record Candidate(Function<double[], ColumnTransform> fit, Detail detail) {
    /** One that needs no fit. */
    static Candidate fixed(ColumnTransform transform) {
      return new Candidate(points -> transform, Detail.FORMULA);
    }
  }

  /** What a transform tells of a column, the least first. */
  enum Detail {
    /** A formula with nothing but bounds in it. */
    FORMULA(LEARNED),
    /** A shape: shares of the rows at some places. */
    SHAPE(LEARNED),
    /** Narrow peaks and gaps, at which a flow's map would have to be steep. */
    PEAKS(SIMPLER),
    /** Each value by itself. */
    VALUES(SIMPLER);

    /** Nats a row by which it must be ahead of leaving the column as it is. */
    private final double least;

    Detail(double least) {
      this.least = least;
    }
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
   * The best candidate, if it gains {@value #GAIN_IN_ALL} nats in all and enough a row for its
   * {@link Detail} over leaving points as they are; the simplest of those that are nearly as good.
   */
  Candidate best(List<Candidate> candidates) {
    Candidate unchanged = Candidate.fixed(new IdentityTransform());
    if (Double.isInfinite(identity)) return unchanged; // nearly constant
    List<Scored> good =
        candidates.stream()
            .map(candidate -> new Scored(candidate, score(candidate) - identity))
            .filter(this::isEnough)
            .toList();
    double most = good.stream().mapToDouble(Scored::gain).max().orElse(0);
    Comparator<Scored> bySize = Comparator.comparing(scored -> scored.candidate().detail());
    return good.stream()
        .filter(scored -> scored.gain() >= most - SIMPLER)
        .min(bySize.thenComparing(Comparator.comparingDouble(Scored::gain).reversed()))
        .map(Scored::candidate)
        .orElse(unchanged);
  }

  private boolean isEnough(Scored scored) {
    double least = scored.candidate().detail().least;
    return scored.gain() >= Math.max(least, GAIN_IN_ALL / points.length);
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
