package advect.experiment.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Boxes as fine as draws are dense and p uneven: a quadrature of p over the extent of the draws,
 * and a density q ≈ p, in each box linear along every axis.
 *
 * <p>The box around all draws is cut at the median along one axis after another until few draws are
 * left in each, so that a needle of any width that caught draws is resolved. Then p is found at two
 * points of each axis, and boxes are halved where it changes most, weighed by their mass.
 *
 * <p>Cost: about 2 n log densities for n draws, O(n log² n) besides; O(log n) a point of q.
 */
final class DrawTree implements Proposal {
  /** Draws in a box at first, at most. */
  private static final int CROWD = 8;

  /** Log densities a draw. */
  private static final int BUDGET = 2;

  /** Times that the roughest boxes are cut. */
  private static final int ROUNDS = 8;

  private final int dim;
  private final DMatrixRMaj draws;
  private final Function<DMatrixRMaj, double[]> logDensity;
  private final DrawBox root;
  private final List<DrawBox> boxes = new ArrayList<>();
  private int spent;

  /** Σ of the masses up to each box; the last one is the quadrature's integral. */
  private final double[] cumulative;

  /**
   * Fits q.
   *
   * @param draws {@code [n][dim]}, read only
   * @param logDensity log p, in nats
   */
  DrawTree(DMatrixRMaj draws, Function<DMatrixRMaj, double[]> logDensity) {
    this.draws = draws;
    this.logDensity = logDensity;
    dim = draws.numCols;
    root = DrawBox.around(draws);
    List<DrawBox> crowds = new ArrayList<>();
    cutCrowds(root, 0, crowds);
    measure(crowds);
    boxes.addAll(crowds);
    for (int round = 0; round < ROUNDS; round++) refine(ROUNDS - round);
    cumulative = boxes.stream().mapToDouble(DrawBox::mass).toArray();
    Arrays.parallelPrefix(cumulative, Double::sum);
  }

  private void cutCrowds(DrawBox box, int level, List<DrawBox> crowds) {
    if (box.count() <= CROWD) {
      crowds.add(box);
      return;
    }
    box.cutAtMedian(level % dim, draws);
    cutCrowds(box.below(), level + 1, crowds);
    cutCrowds(box.above(), level + 1, crowds);
  }

  private void measure(List<DrawBox> some) {
    int each = 2 * dim;
    DMatrixRMaj points = new DMatrixRMaj(each * some.size(), dim);
    for (int b = 0; b < some.size(); b++) some.get(b).putPoints(points, each * b);
    double[] logp = logDensity.apply(points);
    for (int b = 0; b < some.size(); b++) some.get(b).measure(logp, each * b, draws.numRows);
    spent += points.numRows;
  }

  /** Cuts as many of the roughest boxes as one of so many rounds may. */
  private void refine(int rounds) {
    int left = BUDGET * draws.numRows - spent;
    int cuts = Math.min(boxes.size(), left / rounds / (4 * dim));
    if (cuts <= 0) return;
    boxes.sort(Comparator.comparingDouble(DrawBox::roughness));
    List<DrawBox> rough = boxes.subList(boxes.size() - cuts, boxes.size());
    List<DrawBox> halves = new ArrayList<>();
    for (DrawBox box : rough) {
      box.cutWherePChanges(draws);
      halves.add(box.below());
      halves.add(box.above());
    }
    rough.clear();
    measure(halves);
    boxes.addAll(halves);
  }

  @Override
  public double[] logDensity(DMatrixRMaj x) {
    double logTotal = Math.log(total());
    double[] logq = new double[x.numRows];
    for (int i = 0; i < logq.length; i++) {
      DrawBox box = root.find(x, i);
      logq[i] =
          box == null || box.mass() == 0
              ? Double.NEGATIVE_INFINITY
              : box.logDensity(x, i) - logTotal;
    }
    return logq;
  }

  private double total() {
    return cumulative[cumulative.length - 1];
  }

  @Override
  public DMatrixRMaj sample(int n, RandomGenerator rng) {
    DMatrixRMaj x = new DMatrixRMaj(n, dim);
    for (int i = 0; i < n; i++) {
      int found = Arrays.binarySearch(cumulative, rng.nextDouble() * total());
      DrawBox box = boxes.get(Math.min(found < 0 ? -found - 1 : found + 1, boxes.size() - 1));
      box.sample(rng, x, i);
    }
    return x;
  }
}
