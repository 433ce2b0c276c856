package advect.variational;

import advect.flow.StandardNormal;
import advect.flow.Standardization;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.ShardPool;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Points that a {@link Transport} without a condition has moved. */
public final class Moved {
  private final DMatrixRMaj points;
  private final double[] logDeterminant;

  private Moved(DMatrixRMaj points, double[] logDeterminant) {
    this.points = points;
    this.logDeterminant = logDeterminant;
  }

  /**
   * Moves points.
   *
   * @param theta parameters, read only
   * @param from finite, {@code [rows][dim]}, read only
   * @throws IllegalArgumentException if the points or the parameters are not what the transport
   *     takes
   * @throws advect.ode.SolveException if a solve did not reach its end
   * @throws ArithmeticException if layers are not defined for such parameters
   */
  public static Moved by(
      Transport transport, double[] theta, DMatrixRMaj from, Parallelism parallelism) {
    if (transport.conditionCount() > 0 || from.numCols != transport.dim()) {
      throw new IllegalArgumentException(
          "expected points [rows][%d] and no condition, got [%d][%d] and %d numbers of it"
              .formatted(transport.dim(), from.numRows, from.numCols, transport.conditionCount()));
    }
    requireFinite(from);
    Moved moved = new Moved(from.createLike(), new double[from.numRows]);
    try (ShardPool<Map<Integer, Transport.Pass>> pool =
        new ShardPool<>(parallelism.threads(), HashMap::new)) {
      pool.run(
          from.numRows,
          parallelism.shardSize(),
          (passes, shard) -> {
            Transport.Pass pass = passes.computeIfAbsent(shard.count(), transport::pass);
            pass.parameters(theta);
            double[] z = new double[shard.count() * transport.dim()];
            double[] logDet = new double[shard.count()];
            Standardization units = Standardization.identity(transport.dim());
            units.gather(from, shard, z);
            pass.forward(new double[0], z, logDet).orThrow();
            units.scatter(z, shard, moved.points);
            System.arraycopy(logDet, 0, moved.logDeterminant, shard.first(), logDet.length);
          });
    }
    requireMoved("point", moved.logDeterminant, 1);
    requireMoved("point", moved.points.data, transport.dim());
    return moved;
  }

  /** Requires finite numbers. */
  static void requireFinite(DMatrixRMaj points) {
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
   */
  static void requireMoved(String what, double[] values, int count) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new ArithmeticException(
            "%s %d could not be moved: layers are not defined for such parameters"
                .formatted(what, i / count + 1));
      }
    }
  }

  /**
   * Draws of the standard normal, a function of the seed.
   *
   * @return {@code [n][dim]}
   */
  public static DMatrixRMaj normalDraws(int n, int dim, long seed) {
    if (n < 0 || dim < 1) {
      throw new IllegalArgumentException("expected draws [n][dim], got [%d][%d]".formatted(n, dim));
    }
    RandomGenerator rng = new RandomStreams(seed).stream(Purpose.SAMPLES);
    DMatrixRMaj z = new DMatrixRMaj(n, dim);
    new StandardNormal().sample(rng, z.data);
    return z;
  }

  /** log N(z; 0, I) of every row, in nats. */
  public static double[] normalLogDensity(DMatrixRMaj z) {
    double[] logp = new double[z.numRows];
    double[] row = new double[z.numCols];
    double[] one = new double[1];
    StandardNormal normal = new StandardNormal();
    for (int i = 0; i < logp.length; i++) {
      System.arraycopy(z.data, i * row.length, row, 0, row.length);
      one[0] = 0;
      normal.addLogDensity(row, one);
      logp[i] = one[0];
    }
    return logp;
  }

  /** Where the points are now, {@code [rows][dim]}; read only. */
  public DMatrixRMaj points() {
    return points;
  }

  /** log |det ∂ moved / ∂ point| of every row, in nats. */
  public double[] logDeterminant() {
    return logDeterminant.clone();
  }

  /**
   * log q(z₁) = log N(z₀) - log |det| of every row, in nats.
   *
   * @param from the points that were moved, z₀
   */
  public double[] logDensityAfter(DMatrixRMaj from) {
    if (from.numRows != points.numRows || from.numCols != points.numCols) {
      throw new IllegalArgumentException(
          "expected the points that were moved, [%d][%d], got [%d][%d]"
              .formatted(points.numRows, points.numCols, from.numRows, from.numCols));
    }
    double[] logq = normalLogDensity(from);
    for (int i = 0; i < logq.length; i++) logq[i] -= logDeterminant[i];
    return logq;
  }

  /** log p(x) = log N(T(x)) + log |det| of every row that was moved, in nats. */
  public double[] logDensityBefore() {
    double[] logp = normalLogDensity(points);
    for (int i = 0; i < logp.length; i++) logp[i] += logDeterminant[i];
    return logp;
  }
}
