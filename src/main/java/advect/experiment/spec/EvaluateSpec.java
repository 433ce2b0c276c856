package advect.experiment.spec;

import advect.ode.SolverChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the trained flow is judged: {@code evaluate: {solver: {method: dopri5, tolerance: 1e-6},
 * samples: 100000}}.
 *
 * @param solver solver of every reported number
 * @param samples fresh points of a toy to score, and samples to draw; a table is scored on its test
 *     rows
 * @param grid cells on each axis of the pictures of densities
 * @param checkPoints points on which errors of log p and the round trip are measured
 */
public record EvaluateSpec(SolverChoice solver, int samples, int grid, int checkPoints) {
  /** Tight enough that the solver's error does not show in the numbers. */
  private static final double TOLERANCE = 1e-6;

  private static final int MOST_POINTS = 10_000_000;

  /** Finer than any screen; the cost grows with the square. */
  private static final int FINEST_GRID = 2000;

  /** Standard errors of a few thousandths of a nat. */
  public static final EvaluateSpec DEFAULT =
      new EvaluateSpec(SolverFormat.adaptive(TOLERANCE), 100_000, 200, 1000);

  /**
   * Two points are the fewest that have a standard error; two cells the fewest that have a shape.
   */
  public EvaluateSpec {
    Check.between("samples", samples, 2, MOST_POINTS);
    Check.between("grid", grid, 2, FINEST_GRID);
    Check.between("check-points", checkPoints, 1, MOST_POINTS);
  }

  static EvaluateSpec read(Section parent) {
    Section s = parent.section("evaluate", "solver", "samples", "grid", "check-points");
    return s.make(
        () ->
            new EvaluateSpec(
                SolverFormat.read(s, TOLERANCE),
                s.whole("samples", DEFAULT.samples),
                s.whole("grid", DEFAULT.grid),
                s.whole("check-points", DEFAULT.checkPoints)));
  }

  /** For a density that solves nothing. */
  EvaluateSpec withDefaultSolver() {
    return new EvaluateSpec(DEFAULT.solver, samples, grid, checkPoints);
  }

  Map<String, Object> treeWithoutSolver() {
    Map<String, Object> tree = tree();
    tree.remove("solver");
    return tree;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("solver", SolverFormat.tree(solver));
    tree.put("samples", samples);
    tree.put("grid", grid);
    tree.put("check-points", checkPoints);
    return tree;
  }
}
