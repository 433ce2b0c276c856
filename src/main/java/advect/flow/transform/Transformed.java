package advect.flow.transform;

import advect.numeric.NumericalException;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.Parallelism;
import advect.parallel.RowPanels;
import advect.parallel.ShardPool;
import org.ejml.data.DMatrixRMaj;

/** Points that a {@link Transform} without a context has moved. */
public final class Transformed {
  private final Transform transform;
  private final DMatrixRMaj points;
  private final double[] logDeterminant;

  private Transformed(Transform transform, DMatrixRMaj points, double[] logDeterminant) {
    this.transform = transform;
    this.points = points;
    this.logDeterminant = logDeterminant;
  }

  /**
   * Moves points.
   *
   * @param theta parameters, read only
   * @param from finite, {@code [rows][dim]}, read only
   * @throws IllegalArgumentException if the points or the parameters are not what the transform
   *     takes
   * @throws advect.ode.SolveException if a solve did not reach its end
   * @throws NumericalException if the map has no value at a point, or for such parameters
   */
  public static Transformed by(
      Transform transform, double[] theta, DMatrixRMaj from, Parallelism parallelism) {
    if (transform.contextDim() > 0 || from.numCols != transform.dim()) {
      throw new IllegalArgumentException(
          "expected points [rows][%d] and no context, got [%d][%d] and %d numbers of it"
              .formatted(transform.dim(), from.numRows, from.numCols, transform.contextDim()));
    }
    transform.requireParameters(theta);
    requireFinite(from);
    Transformed moved = new Transformed(transform, from.createLike(), new double[from.numRows]);
    try (ShardPool<RowMove> pool =
        new ShardPool<>(parallelism.threads(), () -> move(transform, theta, parallelism))) {
      pool.run(
          from.numRows,
          parallelism.shardSize(),
          (move, block) -> {
            Samples samples = new Samples(transform.dim(), block.count());
            RowPanels.gather(from, block, samples.z());
            for (SolveReport report : move.forward(samples, block.first(), pool::isStopping)) {
              if (report.status() != SolveStatus.STOPPED) report.orThrow();
            }
            RowPanels.scatter(samples.z(), block, moved.points);
            System.arraycopy(
                samples.logDet(), 0, moved.logDeterminant, block.first(), block.count());
          });
    }
    requireMoved("point", moved.logDeterminant, 1);
    requireMoved("point", moved.points.data, transform.dim());
    return moved;
  }

  private static RowMove move(Transform transform, double[] theta, Parallelism parallelism) {
    BoundTransform bound = transform.solved(OdeSettings::resolved).bind();
    bound.parameters(theta);
    return bound.rowMove(parallelism.shardSize());
  }

  /** Requires finite numbers. */
  public static void requireFinite(DMatrixRMaj points) {
    for (int i = 0; i < points.getNumElements(); i++) {
      if (!Double.isFinite(points.data[i])) {
        throw new IllegalArgumentException(
            "coordinate %d of point %d is %s: expected finite points"
                .formatted(i % points.numCols + 1, i / points.numCols + 1, points.data[i]));
      }
    }
  }

  /**
   * Requires numbers that came of a move.
   *
   * @param what they belong to
   * @param count how many belong to one
   * @throws NumericalException if one is NaN
   */
  public static void requireMoved(String what, double[] values, int count) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new NumericalException(
            "%s %d could not be moved: the map has no value there for such parameters; take others"
                .formatted(what, i / count + 1));
      }
    }
  }

  /** Where the points are now, {@code [rows][dim]}; read only. */
  public DMatrixRMaj points() {
    return points;
  }

  /**
   * log |det ∂ moved / ∂ point| of every row, in nats.
   *
   * @throws IllegalArgumentException if the transform leaves it out
   */
  public double[] logDeterminant() {
    transform.requireLogDeterminant();
    return logDeterminant.clone();
  }
}
