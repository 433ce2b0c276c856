package advect.data.prepare.transform;

import advect.input.PlainMap;
import advect.numeric.NormalTail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * y = Φ⁻¹(F(x)), so dy/dx = F'(x) / φ(y): a column of distribution function F becomes standard
 * normal, and a flow need not learn its margin.
 *
 * <p>F = (1 - ε) H + ε G. H is a {@link RationalSpline} through quantiles of the training rows that
 * ends in a {@link ParetoTail} on either side: bounded (a hard edge), exponential or a power law,
 * as the outer rows say. G is logistic and wide with a weight ε of half a row, so that every number
 * has an image.
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
    return margin.body().knots().size();
  }

  @Override
  public String formula() {
    return "the normal quantile of its rank, by a smooth curve through " + knots() + " points";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "normal");
    tree.put("knots", margin.body().knots());
    tree.put("shares", margin.body().shares());
    tree.put("slopes", margin.body().slopes());
    tree.put("lower", margin.below().shape());
    tree.put("upper", margin.above().shape());
    tree.put("weight", margin.wide().weight());
    tree.put("centre", margin.wide().centre());
    tree.put("scale", margin.wide().scale());
    return tree;
  }

  /** Reads what {@link #tree} wrote. */
  static NormalTransform of(PlainMap node) {
    node.requireOnly(
        "kind", "knots", "shares", "slopes", "lower", "upper", "weight", "centre", "scale");
    List<Double> knots = node.numbers("knots");
    List<Double> shares = node.numbers("shares");
    List<Double> slopes = node.numbers("slopes");
    double lower = node.number("lower");
    double upper = node.number("upper");
    double weight = node.number("weight");
    double centre = node.number("centre");
    double scale = node.number("scale");
    return node.make(
        () ->
            new NormalTransform(
                MarginDistribution.of(
                    new RationalSpline(knots, shares, slopes),
                    lower,
                    upper,
                    new WideLogistic(weight, centre, scale))));
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
