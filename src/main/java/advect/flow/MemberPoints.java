package advect.flow;

import advect.ode.SolveReport;
import org.ejml.data.DMatrixRMaj;

/** Draws of the members of an ensemble, put together. */
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
}
