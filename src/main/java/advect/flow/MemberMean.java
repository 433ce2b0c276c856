package advect.flow;

import advect.numeric.LogSumExp;
import advect.ode.SolveReport;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;

/** The density of an ensemble at rows that all its members have scored. */
final class MemberMean {
  private final double[] weights;
  private final double[] logWeights;
  private final double logTotal;

  /** Those of whose log densities the spread is taken: flows with a map. */
  private final int[] apart;

  MemberMean(Density density) {
    List<FlowDensity> members = density.members();
    weights = density.weights().stream().mapToDouble(w -> w).toArray();
    logWeights =
        IntStream.range(0, weights.length).mapToDouble(k -> Math.log(weights[k])).toArray();
    logTotal = Math.log(StatUtils.sum(weights));
    apart =
        density.hasSpread()
            ? IntStream.range(0, weights.length)
                .filter(k -> !members.get(k).flow().isBase())
                .toArray()
            : new int[0];
  }

  /**
   * log (Σₖ wₖ pₖ / Σₖ wₖ), and how far the flows among the members are apart. An error of it is at
   * most the mean of theirs, weighted by their densities. A row that one member could not move has
   * no numbers.
   */
  FlowPoints of(List<FlowPoints> members) {
    FlowPoints first = members.get(0);
    if (members.size() == 1) return first;
    int rows = first.count();
    double[] logp = new double[rows];
    double[] error = new double[first.logDensityError().length];
    double[] spread = new double[apart.length > 0 ? rows : 0];
    SolveReport[] reports = new SolveReport[rows];
    for (int i = 0; i < rows; i++) {
      double[] weighted = weighted(members, i);
      double sum = LogSumExp.of(weighted);
      logp[i] = sum - logTotal;
      if (spread.length > 0) spread[i] = spread(members, i);
      if (error.length > 0) error[i] = error(members, weighted, i, sum);
      reports[i] = report(members, i);
    }
    return new FlowPoints(new DMatrixRMaj(rows, 0), logp, error, spread, reports);
  }

  /** log wₖ pₖ. */
  private double[] weighted(List<FlowPoints> members, int row) {
    double[] each = new double[weights.length];
    for (int k = 0; k < each.length; k++) {
      each[k] = logWeights[k] + members.get(k).logDensity()[row];
    }
    return each;
  }

  /** √(Σ w (ℓ - ℓ̄)² / (1 - Σ w²)) for weights that add up to 1: of equal ones, the usual s. */
  private double spread(List<FlowPoints> members, int row) {
    double total = 0;
    double squares = 0;
    double mean = 0;
    for (int k : apart) {
      total += weights[k];
      squares += weights[k] * weights[k];
      mean += weights[k] * members.get(k).logDensity()[row];
    }
    mean /= total;
    double variance = 0;
    for (int k : apart) {
      double gap = members.get(k).logDensity()[row] - mean;
      variance += weights[k] * gap * gap;
    }
    return Math.sqrt(variance / total / (1 - squares / (total * total)));
  }

  /** Where no member has density, each counts by its weight. */
  private double error(List<FlowPoints> members, double[] weighted, int row, double logSum) {
    double error = 0;
    for (int k = 0; k < weighted.length; k++) {
      double share =
          logSum == Double.NEGATIVE_INFINITY
              ? Math.exp(logWeights[k] - logTotal)
              : Math.exp(weighted[k] - logSum);
      error += share * members.get(k).logDensityError()[row];
    }
    return error;
  }

  /** The work of all, as far as the first that failed. */
  private static SolveReport report(List<FlowPoints> members, int row) {
    SolveReport report = members.get(0).report(row);
    for (FlowPoints next : members.subList(1, members.size())) {
      if (report.reachedEnd()) report = report.then(next.report(row));
    }
    return report;
  }
}
