package advect.data.prepare.transform;

import advect.input.PlainMap;
import advect.numeric.LogSumExp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * y = logit F(x), so dy/dx = F'(x) / (F(x) (1 - F(x))): for rounded columns of few values, however
 * unevenly they are used.
 *
 * <p>F = (1 - ε) H + ε G. H is the distribution that is uniform in each of the cells with the
 * masses that training rows gave them; G is logistic and wide, so that F increases everywhere. With
 * no further flow, y standard logistic, every value has the probability that it had in training.
 *
 * <p>Without it a flow has to learn a step at each edge of each cell, which takes far more rows
 * than counting does.
 *
 * @param edge the lower edge of the first cell
 * @param width of a cell
 * @param cumulative share of the rows below each edge: from 0, increasing, to 1
 * @param centre of G
 * @param scale of G
 */
public record HistogramTransform(
    double edge, double width, List<Double> cumulative, double centre, double scale)
    implements ColumnTransform {
  /** More values than this are rather a continuum. */
  public static final int MOST_CELLS = 64;

  /** ε: what is kept for values that training rows do not have. */
  private static final double TAIL = 1e-3;

  /** Rows that each cell is given beforehand, so that none is empty. */
  private static final double PRIOR = 0.5;

  private static final double ACCURACY = 1e-15;

  private static final int MAX_EVALUATIONS = 200;

  /** Requires increasing shares and positive scales. */
  public HistogramTransform {
    List<Double> shares = List.copyOf(cumulative);
    cumulative = shares;
    int last = shares.size() - 1;
    boolean whole = last >= 1 && shares.get(0) == 0 && shares.get(last) == 1;
    boolean increasing = IntStream.range(0, last).allMatch(i -> shares.get(i) < shares.get(i + 1));
    boolean finite = Double.isFinite(edge) && Double.isFinite(edge + last * width);
    if (!whole || !increasing || last > MOST_CELLS || !finite || !(width > 0) || !(scale > 0)) {
      throw new IllegalArgumentException(
          ("a histogram needs 1 to %d cells of positive width whose shares increase from 0 to 1, and"
                  + " a positive scale, found edge %s, width %s, shares %s, scale %s")
              .formatted(MOST_CELLS, edge, width, cumulative, scale));
    }
    if (!Double.isFinite(centre) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "the centre and scale of a histogram must be finite, found " + centre + ", " + scale);
    }
  }

  /**
   * Counts values.
   *
   * @param points each in the cell of its value, read only
   * @param width of a cell
   * @param edge of any cell
   */
  public static HistogramTransform of(double[] points, double width, double edge) {
    double least = Arrays.stream(points).min().orElseThrow();
    double greatest = Arrays.stream(points).max().orElseThrow();
    double first = edge + width * Math.floor((least - edge) / width);
    int cells = (int) Math.floor((greatest - first) / width) + 1;
    double[] counts = new double[cells];
    Arrays.fill(counts, PRIOR);
    for (double x : points) counts[(int) ((x - first) / width)]++;
    double all = points.length + PRIOR * cells;
    Double[] shares = new Double[cells + 1];
    double below = 0;
    for (int i = 0; i < cells; i++) {
      shares[i] = below / all;
      below += counts[i];
    }
    shares[cells] = 1.0;
    double middle = first + width * cells / 2;
    return new HistogramTransform(first, width, List.of(shares), middle, width * cells / 2);
  }

  /**
   * How many cells values from {@code least} to {@code greatest} need; infinitely many if the width
   * is 0.
   */
  public static double cells(double least, double greatest, double width) {
    return Math.rint((greatest - least) / width) + 1;
  }

  private double end() {
    return edge + width * (cumulative.size() - 1);
  }

  private int cell(double x) {
    return Math.min(Math.max((int) ((x - edge) / width), 0), cumulative.size() - 2);
  }

  /** H(x) from the lower end, or 1 - H(x) from the upper end, so that neither loses digits. */
  private double share(double x, boolean upper) {
    if (x <= edge) return upper ? 1 : 0;
    if (x >= end()) return upper ? 0 : 1;
    int i = cell(x);
    double in = Math.min((x - edge) / width - i, 1);
    double mass = cumulative.get(i + 1) - cumulative.get(i);
    return upper ? 1 - cumulative.get(i + 1) + (1 - in) * mass : cumulative.get(i) + in * mass;
  }

  private double logBelow(double x) {
    return logMass(share(x, false), (centre - x) / scale);
  }

  private double logAbove(double x) {
    return logMass(share(x, true), (x - centre) / scale);
  }

  /**
   * Of H and G = 1 / (1 + exp(z)) together; in logs where G is all, since it may have no double.
   */
  private static double logMass(double share, double z) {
    if (share == 0) return Math.log(TAIL) - LogSumExp.of(0, z);
    return Math.log((1 - TAIL) * share + TAIL / (1 + Math.exp(z)));
  }

  @Override
  public double forward(double x) {
    return logBelow(x) - logAbove(x);
  }

  /**
   * Outside the cells F' / F, or F' / (1 - F) above them, is that of G: the other side of G / s.
   */
  @Override
  public double logDerivative(double x) {
    double z = (x - centre) / scale;
    if (x <= edge) return -LogSumExp.of(0, z) - Math.log(scale) - logAbove(x);
    if (x >= end()) return -LogSumExp.of(0, -z) - Math.log(scale) - logBelow(x);
    int i = cell(x);
    double density = (cumulative.get(i + 1) - cumulative.get(i)) / width;
    double e = Math.exp(-Math.abs(z)); // the same on both sides
    double slope = (1 - TAIL) * density + TAIL * e / ((1 + e) * (1 + e) * scale);
    return Math.log(slope) - logBelow(x) - logAbove(x);
  }

  @Override
  public double inverse(double y) {
    if (y <= forward(edge)) return tail(y);
    if (y >= forward(end())) return 2 * centre - tail(-y); // G and ε are the same on both sides
    int low = 0;
    int high = cumulative.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (forward(edge + middle * width) <= y) low = middle;
      else high = middle;
    }
    double from = edge + low * width;
    double to = edge + high * width;
    BrentSolver brent = new BrentSolver(ACCURACY, ACCURACY * width);
    return brent.solve(MAX_EVALUATIONS, x -> forward(x) - y, from, to);
  }

  /** The x below the cells with ε G(x) = F, F = 1 / (1 + exp(-y)). */
  private double tail(double y) {
    double times = TAIL * (1 + Math.exp(-y)); // 1 / G
    double odds = Double.isFinite(times) ? Math.log(times - 1) : Math.log(TAIL) - y;
    return Math.max(centre - scale * odds, -Double.MAX_VALUE);
  }

  @Override
  public String formula() {
    return "the logit of its rank among the counts of " + (cumulative.size() - 1) + " values";
  }

  @Override
  public Map<String, Object> tree() {
    return Map.of(
        "kind",
        "histogram",
        "edge",
        edge,
        "width",
        width,
        "cumulative",
        cumulative,
        "centre",
        centre,
        "scale",
        scale);
  }

  /** Reads what {@link #tree} wrote. */
  static HistogramTransform of(PlainMap node) {
    node.requireOnly("kind", "edge", "width", "cumulative", "centre", "scale");
    double edge = node.number("edge");
    double width = node.number("width");
    double centre = node.number("centre");
    double scale = node.number("scale");
    List<Double> cumulative = node.numbers("cumulative");
    return node.make(() -> new HistogramTransform(edge, width, cumulative, centre, scale));
  }
}
