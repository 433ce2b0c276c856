package advect.flow.dynamics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** The rows of {@link RunningCost}s in a state, each a sum of squares: of f, or of J e. */
final class CostRows {
  private final List<RunningCost> costs;
  private final int start;
  private final int samples;

  /**
   * @param start where the first row begins in a state
   */
  CostRows(List<RunningCost> costs, int start, int samples) {
    this.costs = List.copyOf(costs);
    this.start = start;
    this.samples = samples;
    if (!costs.isEmpty() && EnumSet.copyOf(costs).size() < costs.size()) {
      throw new IllegalArgumentException("costs %s: give each once".formatted(costs));
    }
  }

  /** Numbers of all rows. */
  int size() {
    return costs.size() * samples;
  }

  /** Writes r. */
  void write(double[] f, double[] je, double weight, double[] dydt) {
    Arrays.fill(dydt, start, start + size(), 0);
    for (int i = 0; i < costs.size(); i++) {
      int row = start + i * samples;
      switch (costs.get(i)) {
        case KINETIC -> addSquares(1, f, dydt, row);
        case JACOBIAN -> addSquares(weight, je, dydt, row);
      }
    }
  }

  /** f̄ += 2 r̄ f and J̄e += 2 r̄ · weight · J e. */
  void addCotangents(
      double[] cotangent, double weight, double[] f, double[] je, double[] fbar, double[] jebar) {
    for (int i = 0; i < costs.size(); i++) {
      int row = start + i * samples;
      switch (costs.get(i)) {
        case KINETIC -> addScaled(2, cotangent, row, f, fbar);
        case JACOBIAN -> addScaled(2 * weight, cotangent, row, je, jebar);
      }
    }
  }

  /** r += factor Σ x². */
  private void addSquares(double factor, double[] x, double[] rates, int row) {
    for (int block = 0; block < x.length; block += samples) {
      for (int s = 0; s < samples; s++) rates[row + s] += factor * x[block + s] * x[block + s];
    }
  }

  /** x̄ += factor r̄ x. */
  private void addScaled(double factor, double[] rbar, int row, double[] x, double[] xbar) {
    for (int block = 0; block < x.length; block += samples) {
      for (int s = 0; s < samples; s++) xbar[block + s] += factor * rbar[row + s] * x[block + s];
    }
  }
}
