package advect.data.prepare.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns the distribution function of a column: quantiles at equal shares of the rows, a tail of as
 * many rows on either side, and how many quantiles there should be.
 */
public final class MarginFit {
  /** Numbers of quantiles to choose from. */
  private static final List<Integer> SIZES = List.of(4, 8, 16, 32, RationalSpline.MOST_KNOTS);

  /** A size needs so many rows between neighbours. */
  private static final int ROWS_PER_KNOT = 8;

  /** Knots are at least this part of the way between the outer ones apart. */
  private static final double FINEST = 1e-6;

  /** Knots are at least so many doubles apart. */
  private static final double FEWEST_DOUBLES = 64;

  /** Slopes, reciprocals of what may be a millionth of the range, have doubles then. */
  private static final double LEAST_RANGE = 1e-301;

  private static final double GREATEST_RANGE = 1e307;

  /** G weighs as much as half a row, and this at most. */
  private static final double MOST_WEIGHT = 1e-3;

  private final double[] sorted;
  private final double width;

  /**
   * Of points of a column.
   *
   * @param points each in the cell of its value, read only
   * @param width of a cell; 0 if values are not rounded
   */
  MarginFit(double[] points, double width) {
    this.sorted = points.clone();
    Arrays.sort(sorted);
    this.width = width;
  }

  /**
   * The number of quantiles under which rows that were not looked at are likeliest: the least whose
   * mean log likelihood is within a standard error of the difference from the best.
   *
   * @param points each in the cell of its value, read only
   * @param width of a cell; 0 if values are not rounded
   */
  public static int knots(double[] points, double width) {
    List<double[]> scores;
    try {
      scores =
          SIZES.stream()
              .filter(size -> hasRows(size, points))
              .map(size -> heldOut(points, width, size))
              .toList();
    } catch (IllegalArgumentException e) {
      return SIZES.get(0); // nearly constant: the rows of some folds do not vary
    }
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      if (mean(scores.get(i)) > mean(scores.get(best))) best = i;
    }
    int least = 0;
    while (least < best && worse(scores.get(least), scores.get(best))) least++;
    return SIZES.get(least);
  }

  private static boolean hasRows(int size, double[] points) {
    return size == SIZES.get(0) || size * ROWS_PER_KNOT <= points.length;
  }

  private static double[] heldOut(double[] points, double width, int size) {
    return Folds.heldOut(points, rest -> new MarginFit(rest, width).margin(size)::logDensity);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Whether the mean is less by more than a standard error. */
  private static boolean worse(double[] scores, double[] best) {
    int n = scores.length;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double loss = best[i] - scores[i];
      sum += loss;
      squares += loss * loss;
    }
    return sum * sum > squares - sum * sum / n;
  }

  /**
   * Through this many quantiles, or fewer where rows are too close together.
   *
   * @throws IllegalArgumentException if rows are too close together or too far apart for doubles
   */
  SmoothMargin margin(int size) {
    requireSpread();
    double first = quantile(1.0 / (size + 1));
    double last = quantile(size / (size + 1.0));
    double apart = Math.max(width, finest(first, last));
    List<Double> knots = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int k = 1; k <= size; k++) {
      double share = k / (size + 1.0);
      double x = quantile(share);
      if (!knots.isEmpty() && x - knots.get(knots.size() - 1) < apart) continue;
      knots.add(x);
      shares.add(share);
    }
    return knots.size() > 1 ? joined(knots, shares) : ofEnds();
  }

  private void requireSpread() {
    double range = greatest() - sorted[0];
    if (range >= LEAST_RANGE && range <= GREATEST_RANGE) return;
    throw new IllegalArgumentException(
        "a margin needs values between %s and %s apart, found %s to %s"
            .formatted(LEAST_RANGE, GREATEST_RANGE, sorted[0], greatest()));
  }

  private double greatest() {
    return sorted[sorted.length - 1];
  }

  /** How near to one another knots may lie, whatever the rows. */
  private static double finest(double first, double last) {
    double doubles = FEWEST_DOUBLES * Math.ulp(Math.max(Math.abs(first), Math.abs(last)));
    return Math.max(doubles, FINEST * (last - first));
  }

  /** Where F is this share: between rows, the i-th of which has (i - ½)/n. */
  private double quantile(double share) {
    double place = Math.min(Math.max(share * sorted.length - 0.5, 0), sorted.length - 1);
    int row = (int) place;
    int next = Math.min(row + 1, sorted.length - 1);
    return sorted[row] + (place - row) * (sorted[next] - sorted[row]);
  }

  /** Between the least and the greatest value, where nearly all rows are one of them. */
  private SmoothMargin ofEnds() {
    double n = sorted.length;
    double least = Arrays.stream(sorted).filter(x -> x == sorted[0]).count();
    double most = Arrays.stream(sorted).filter(x -> x == greatest()).count();
    return joined(List.of(sorted[0], greatest()), List.of(least / n / 2, 1 - most / n / 2));
  }

  private SmoothMargin joined(List<Double> knots, List<Double> shares) {
    int last = knots.size() - 1;
    double first = knots.get(0);
    double end = knots.get(last);
    double finest = finest(first, end);
    double below = shares.get(0);
    double above = 1 - shares.get(last);
    double chord = (shares.get(1) - below) / (knots.get(1) - first);
    double endChord = (shares.get(last) - shares.get(last - 1)) / (end - knots.get(last - 1));
    double[] lower = Arrays.stream(sorted).filter(x -> x < first).map(x -> first - x).toArray();
    double[] upper = Arrays.stream(sorted).filter(x -> x > end).map(x -> x - end).toArray();
    ParetoFit lowerTail = ParetoFit.of(lower, below / chord);
    ParetoFit upperTail = ParetoFit.of(upper, above / endChord);
    RationalSpline body =
        RationalSpline.through(
            knots,
            shares,
            below / Math.max(lowerTail.scale(), finest),
            above / Math.max(upperTail.scale(), finest));
    double weight = Math.min(MOST_WEIGHT, 0.5 / sorted.length);
    WideLogistic wide = new WideLogistic(weight, first / 2 + end / 2, end - first);
    return SmoothMargin.of(body, lowerTail.shape(), upperTail.shape(), wide);
  }
}
