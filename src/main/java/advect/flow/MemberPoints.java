package advect.flow;

import advect.numeric.LogSumExp;
import advect.ode.SolveReport;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;

/** What members of an ensemble make of rows, put together. */
final class MemberPoints {
  private final DMatrixRMaj points;
  private final SolveReport[] reports;

  /** Room for so many points, to be {@link #put} member by member. */
  MemberPoints(int rows, int dim) {
    points = new DMatrixRMaj(rows, dim);
    reports = new SolveReport[rows];
  }

  /** Puts a member's points into their rows. */
  void put(int[] rows, FlowPoints moved) {
    int dim = points.numCols;
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(moved.points().data, i * dim, points.data, rows[i] * dim, dim);
      reports[rows[i]] = moved.report(i);
    }
  }

  /** All that was put. */
  FlowPoints points() {
    return new FlowPoints(points, new double[0], reports);
  }

  /**
   * The mean density of the same rows, log (Σₖ pₖ / K), and how far the members are apart. An error
   * of it is at most the mean of theirs, weighted by their densities. A row that one member could
   * not move has no numbers.
   */
  static FlowPoints mean(List<FlowPoints> members) {
    FlowPoints first = members.get(0);
    if (members.size() == 1) return first;
    int rows = first.count();
    double[] logp = new double[rows];
    double[] error = new double[first.logDensityError().length];
    double[] spread = new double[rows];
    SolveReport[] reports = new SolveReport[rows];
    for (int i = 0; i < rows; i++) {
      int row = i;
      double[] each = members.stream().mapToDouble(m -> m.logDensity()[row]).toArray();
      double sum = LogSumExp.of(each);
      logp[i] = sum - Math.log(each.length);
      spread[i] = Math.sqrt(StatUtils.variance(each));
      if (error.length > 0) error[i] = error(members, row, sum);
      reports[i] = report(members, row);
    }
    return new FlowPoints(new DMatrixRMaj(rows, 0), logp, error, spread, reports);
  }

  /** Where no member has density, each counts alike. */
  private static double error(List<FlowPoints> members, int row, double logSum) {
    double error = 0;
    for (FlowPoints member : members) {
      double weight =
          logSum == Double.NEGATIVE_INFINITY
              ? 1.0 / members.size()
              : Math.exp(member.logDensity()[row] - logSum);
      error += weight * member.logDensityError()[row];
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
