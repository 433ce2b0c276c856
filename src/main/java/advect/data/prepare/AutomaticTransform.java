package advect.data.prepare;

import advect.data.prepare.HeldOutChoice.Detail;
import advect.data.prepare.transform.ColumnTransform;
import advect.data.prepare.transform.HistogramTransform;
import advect.data.prepare.transform.IdentityTransform;
import advect.data.prepare.transform.LogTransform;
import advect.data.prepare.transform.LogitTransform;
import advect.data.prepare.transform.MarginFit;
import advect.data.prepare.transform.NormalTransform;
import advect.data.prepare.transform.ValueCounts;
import advect.data.toy.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Chooses the transform under which a column is most nearly Gaussian.
 *
 * <p>Under y = T(x) and the Gaussian that fits y best, the mean log likelihood of the column is
 * -log sd(y) + mean log T'(x) and the same constant for every T. A log (of columns above 0) or a
 * logit (of columns that come within a hundredth of both ends of 0 to 1 or 0 to 100) or a histogram
 * (of rounded columns of few values, of which there are ten rows each) is chosen if it gains 0.1
 * nats a row and 5 nats in all over leaving x as it is; the greatest gain wins. That is the choice
 * of {@link Margins#PLAIN}; else {@link HeldOutChoice} compares these, a {@link NormalTransform}
 * and, where values of a rounded column repeat, one that counts them.
 *
 * <p>Reference: Box and Cox, "An analysis of transformations", J. R. Stat. Soc. B 26, 1964: this is
 * their profile likelihood at λ = 0 and 1.
 */
final class AutomaticTransform {
  /** Intervals that shares and percentages live in. */
  static final List<Interval> COMMON_BOUNDS = List.of(new Interval(0, 1), new Interval(0, 100));

  /** In nats, over leaving a column as it is. */
  private static final double GAIN_PER_ROW = 0.1;

  private static final int ROWS_PER_CELL = 10;

  /** Knots that a curve has only where fewer would miss something. */
  private static final int FINE = 32;

  /** Of fewer rows a single one decides what is likeliest. */
  private static final int ROWS_PER_CURVE = 50;

  /** How near to an end the values must come, as a part of the interval. */
  private static final double NEAR = 0.01;

  private final Cells cells;
  private final double[] points;
  private final double least;
  private final double greatest;

  /**
   * For one column.
   *
   * @param values as recorded, read only
   * @param points each in the cell of its value, read only
   */
  AutomaticTransform(Cells cells, double[] values, double[] points) {
    this.cells = cells;
    this.points = points;
    this.least = StatUtils.min(values);
    this.greatest = StatUtils.max(values);
  }

  /**
   * The transform that these margins ask for.
   *
   * @param smooth whether points have a density, so that none repeats
   */
  ColumnTransform choose(Margins margins, boolean smooth) {
    if (margins == Margins.PLAIN) return best();
    boolean curve = smooth && points.length >= ROWS_PER_CURVE;
    if (margins == Margins.NORMAL && curve && !countable()) return normal(cells, points);
    return new HeldOutChoice(points).best(unfitted(curve)).fit().apply(points);
  }

  /** All candidates as they are fitted to some of the points. */
  private List<HeldOutChoice.Candidate> unfitted(boolean curve) {
    List<HeldOutChoice.Candidate> unfitted = new ArrayList<>();
    for (ColumnTransform candidate : candidates()) {
      if (candidate instanceof HistogramTransform) {
        unfitted.add(new HeldOutChoice.Candidate(some -> histogram(cells, some), Detail.SHAPE));
      } else {
        unfitted.add(HeldOutChoice.Candidate.fixed(candidate));
      }
    }
    if (!curve) return unfitted;
    int knots = knots(cells, points);
    Function<double[], ColumnTransform> normal =
        some -> NormalTransform.of(some, cells.width(), knots);
    unfitted.add(new HeldOutChoice.Candidate(normal, knots < FINE ? Detail.SHAPE : Detail.PEAKS));
    if (repeats()) {
      Function<double[], ColumnTransform> counted = some -> counted(cells, some, knots);
      unfitted.add(new HeldOutChoice.Candidate(counted, Detail.VALUES));
    }
    return unfitted;
  }

  /** Whether values are rounded and so few that most come more than once. */
  private boolean repeats() {
    return cells.width() > 0
        && ValueCounts.repeat(points, cells.width(), cells.edgeBelow(StatUtils.min(points)));
  }

  /** The normal quantile of the rank, values of a rounded column counted. */
  static NormalTransform counted(Cells cells, double[] points) {
    return counted(cells, points, knots(cells, points));
  }

  static NormalTransform counted(Cells cells, double[] points, int knots) {
    double edge = cells.edgeBelow(StatUtils.min(points));
    return NormalTransform.counted(points, cells.width(), edge, knots);
  }

  /** The normal quantile of the rank in points of a column. */
  static NormalTransform normal(Cells cells, double[] points) {
    return NormalTransform.of(points, cells.width(), knots(cells, points));
  }

  /** Of a curve through points of a column. */
  static int knots(Cells cells, double[] points) {
    return MarginFit.knots(HeldOutChoice.thinned(points), cells.width());
  }

  private ColumnTransform best() {
    ColumnTransform best = new IdentityTransform();
    double bestGain = Math.max(GAIN_PER_ROW, HeldOutChoice.GAIN_IN_ALL / points.length);
    for (ColumnTransform candidate : candidates()) {
      double gain = gain(candidate, points);
      if (gain >= bestGain) {
        best = candidate;
        bestGain = gain;
      }
    }
    return best;
  }

  private List<ColumnTransform> candidates() {
    List<ColumnTransform> all = new ArrayList<>();
    all.add(new LogTransform(cells.edgeBelow(0)));
    if (countable()) all.add(histogram(cells, points));
    for (Interval bounds : COMMON_BOUNDS) if (reaches(bounds)) all.add(logit(cells, bounds));
    all.removeIf(transform -> !Arrays.stream(points).allMatch(transform::contains));
    return all;
  }

  /** Whether there are few values, and enough rows to count each of them. */
  private boolean countable() {
    double count = HistogramTransform.cells(least, greatest, cells.width());
    return count <= HistogramTransform.MOST_CELLS && count * ROWS_PER_CELL <= points.length;
  }

  /** The histogram of a rounded column. */
  static HistogramTransform histogram(Cells cells, double[] points) {
    return HistogramTransform.of(points, cells.width(), cells.edgeBelow(StatUtils.min(points)));
  }

  private boolean reaches(Interval bounds) {
    double near = NEAR * bounds.length();
    return bounds.low() <= least
        && least <= bounds.low() + near
        && bounds.high() - near <= greatest
        && greatest <= bounds.high();
  }

  /** The logit of a column whose values lie between bounds. */
  static LogitTransform logit(Cells cells, Interval bounds) {
    return new LogitTransform(cells.edgeBelow(bounds.low()), cells.edgeAbove(bounds.high()));
  }

  /** The gain over the identity, in nats a row. */
  static double gain(ColumnTransform transform, double[] points) {
    double[] treated = DoubleStream.of(points).map(transform::forward).toArray();
    double stretch = DoubleStream.of(points).map(transform::logDerivative).sum() / points.length;
    return Math.log(deviation(points)) - Math.log(deviation(treated)) + stretch;
  }

  private static double deviation(double[] values) {
    return Math.sqrt(StatUtils.populationVariance(values));
  }
}
