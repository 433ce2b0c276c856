package advect.data.prepare.transform;

import advect.input.PlainMap;
import advect.numeric.NormalTail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * y = Φ⁻¹(F(x)), so dy/dx = F'(x) / φ(y): a column of distribution function F becomes standard
 * normal, and a flow need not learn its margin.
 *
 * <p>F = (1 - ε) H + ε G. H is a {@link RationalSpline} through quantiles of the training rows that
 * ends in a {@link ParetoTail} on either side: bounded (a hard edge), exponential or a power law,
 * as the outer rows say. G is logistic and wide with a weight ε of half a row, so that every number
 * has an image.
 *
 * <p>A rounded column whose values are used unevenly can have its values counted as well ({@link
 * ValueCounts}): F then is a mixture of the counts and the curve. With y standard normal each value
 * has nearly the probability that it had in training, and a flow need not form a step at each cell.
 *
 * <p>y is found from log F or log(1 - F), whichever is less, so that it keeps its digits far out.
 * Where x is so far out, measured by the column's own spread, that this logarithm has no double, y
 * is infinite.
 *
 * <p>Cost: a microsecond a number; the inverse some ten times as much.
 */
public final class NormalTransform implements ColumnTransform {
  private final MarginDistribution margin;

  NormalTransform(MarginDistribution margin) {
    this.margin = margin;
  }

  /**
   * Learns a margin.
   *
   * @param points two of them apart; each in the cell of its value if they are rounded; read only
   * @param width of a cell, nearer than which no knots lie; 0 if values are not rounded
   * @param knots quantiles to pass through at most, as {@link MarginFit#knots} finds them
   * @throws IllegalArgumentException if points are too close together or too far apart for doubles
   */
  public static NormalTransform of(double[] points, double width, int knots) {
    return new NormalTransform(new MarginFit(points, width).margin(knots));
  }

  /**
   * Learns a margin of rounded values and counts them.
   *
   * @param points of two values or more, each in the cell of its value, read only
   * @param width of a cell
   * @param edge of any cell
   * @param knots as {@link #of(double[], double, int)} has them
   * @throws IllegalArgumentException if points are too close together or too far apart for doubles,
   *     or have {@linkplain ValueCounts#MOST_VALUES too many values}
   */
  public static NormalTransform counted(double[] points, double width, double edge, int knots) {
    SmoothMargin curve = new MarginFit(points, width).margin(knots);
    return new NormalTransform(new CountedMargin(curve, ValueCounts.of(points, width, edge)));
  }

  @Override
  public double forward(double x) {
    boolean upper = margin.isUpper(x);
    double t = NormalTail.inverse(margin.logTail(x, upper));
    return upper ? t : -t;
  }

  @Override
  public double inverse(double y) {
    double tail = Math.max(NormalTail.log(Math.abs(y)), -Double.MAX_VALUE);
    return margin.quantile(tail, y > 0);
  }

  /** log (F' / (1 - F)) + log ((1 - F) / φ(y)), and with F below the median: Mills' ratio. */
  @Override
  public double logDerivative(double x) {
    boolean upper = margin.isUpper(x);
    double t = NormalTail.inverse(margin.logTail(x, upper));
    return margin.logHazard(x, upper) + Math.log(NormalTail.millsRatio(t));
  }

  /** log F'(x), in nats: the density of a column whose y is standard normal. */
  public double logDensity(double x) {
    return margin.logDensity(x);
  }

  /** Quantiles that the curve passes through. */
  public int knots() {
    return curve().body().knots().size();
  }

  private SmoothMargin curve() {
    return margin instanceof CountedMargin counted ? counted.curve() : (SmoothMargin) margin;
  }

  @Override
  public Optional<ValueCounts> counts() {
    return margin instanceof CountedMargin counted
        ? Optional.of(counted.counts())
        : Optional.empty();
  }

  @Override
  public String formula() {
    return "the normal quantile of its rank, by a smooth curve through %d points%s"
        .formatted(
            knots(),
            counts().map(c -> " and the counts of %d values".formatted(c.values())).orElse(""));
  }

  @Override
  public Map<String, Object> tree() {
    SmoothMargin curve = curve();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "normal");
    tree.put("knots", curve.body().knots());
    tree.put("shares", curve.body().shares());
    tree.put("slopes", curve.body().slopes());
    tree.put("lower", curve.below().shape());
    tree.put("upper", curve.above().shape());
    tree.put("weight", curve.wide().weight());
    tree.put("centre", curve.wide().centre());
    tree.put("scale", curve.wide().scale());
    counts().ifPresent(counts -> tree.put("counts", counts.tree()));
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static NormalTransform of(PlainMap node) {
    node.requireOnly(
        "kind", "knots", "shares", "slopes", "lower", "upper", "weight", "centre", "scale",
        "counts");
    List<Double> knots = node.numbers("knots");
    List<Double> shares = node.numbers("shares");
    List<Double> slopes = node.numbers("slopes");
    double lower = node.number("lower");
    double upper = node.number("upper");
    double weight = node.number("weight");
    double centre = node.number("centre");
    double scale = node.number("scale");
    SmoothMargin curve =
        node.make(
            () ->
                SmoothMargin.of(
                    new RationalSpline(knots, shares, slopes),
                    lower,
                    upper,
                    new WideLogistic(weight, centre, scale)));
    if (!node.has("counts")) return new NormalTransform(curve);
    return new NormalTransform(new CountedMargin(curve, ValueCounts.of(node.child("counts"))));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalTransform that && margin.equals(that.margin);
  }

  @Override
  public int hashCode() {
    return margin.hashCode();
  }
}
