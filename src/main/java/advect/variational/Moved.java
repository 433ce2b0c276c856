package advect.variational;

import advect.flow.Parallelism;
import advect.flow.RandomStreams;
import advect.flow.RandomStreams.Purpose;
import advect.flow.ShardPool;
import advect.flow.StandardNormal;
import advect.flow.Standardization;
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
   * @param from {@code [rows][dim]}, read only
   * @throws ArithmeticException if a point could not be moved
   */
  public static Moved by(
      Transport transport, double[] theta, DMatrixRMaj from, Parallelism parallelism) {
    if (transport.conditionCount() > 0 || from.numCols != transport.dim()) {
      throw new IllegalArgumentException(
          "expected points [rows][%d] and no condition, got [%d][%d] and %d numbers of it"
              .formatted(transport.dim(), from.numRows, from.numCols, transport.conditionCount()));
    }
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
            pass.forward(new double[0], z, logDet);
            units.scatter(z, shard, moved.points);
            System.arraycopy(logDet, 0, moved.logDeterminant, shard.first(), logDet.length);
          });
    }
    for (double value : moved.logDeterminant) {
      if (Double.isNaN(value)) {
        throw new ArithmeticException("a point could not be moved: loosen the tolerance");
      }
    }
    return moved;
  }

  /** {@code n} draws of the standard normal in {@code dim} dimensions, a function of the seed. */
  public static DMatrixRMaj normalDraws(int n, int dim, long seed) {
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

  /** Where the points are now, {@code [rows][dim]}. */
  public DMatrixRMaj points() {
    return points;
  }

  /** log |det ∂ moved / ∂ point| of every row, in nats. */
  public double[] logDeterminant() {
    return logDeterminant.clone();
  }

  /** log q(z₁) = log N(z₀) - log |det| of every row that came from {@code from}. */
  public double[] logDensityAfter(DMatrixRMaj from) {
    double[] logq = normalLogDensity(from);
    for (int i = 0; i < logq.length; i++) logq[i] -= logDeterminant[i];
    return logq;
  }

  /** log p(x) = log N(T(x)) + log |det| of every row that was moved. */
  public double[] logDensityBefore() {
    double[] logp = normalLogDensity(points);
    for (int i = 0; i < logp.length; i++) logp[i] += logDeterminant[i];
    return logp;
  }
}
