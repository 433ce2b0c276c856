package advect.flow;

import advect.flow.transform.BoundTransform;
import advect.flow.transform.Move;
import advect.flow.transform.Samples;
import advect.flow.transform.Transform;
import advect.flow.transform.Transformed;
import advect.flow.transform.Turn;
import advect.ode.SolveReport;
import advect.parallel.Parallelism;
import advect.parallel.PerSize;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** One pass of a flow over many rows, shard by shard. */
final class FlowRun {
  private final Flow flow;
  private final double[] theta;
  private final Standardization contextUnits;
  private final Parallelism parallelism;
  private final boolean withLogDensity;
  private final LogDensity density;

  FlowRun(
      Flow flow,
      double[] theta,
      Standardization contextUnits,
      Parallelism parallelism,
      boolean withLogDensity) {
    if (withLogDensity) flow.transform().requireLogDeterminant();
    this.flow = flow;
    this.theta = theta;
    this.contextUnits = contextUnits;
    this.parallelism = parallelism;
    this.withLogDensity = withLogDensity;
    density = flow.logDensity(theta);
  }

  /** From data units to the base. */
  FlowPoints encode(DMatrixRMaj x, DMatrixRMaj context) {
    Standardization base = Standardization.identity(flow.dim());
    return run(
        x,
        context,
        flow.transform().inverse(),
        (move, samples, shard, out) -> {
          flow.units().gather(x, shard, samples.z());
          SolveReport report = move.forward(samples, Turn.of(shard));
          double[] logp = new double[shard.count()];
          if (withLogDensity) density.ofPoints(samples, logp);
          out.write(shard, base, samples, logp, report);
        });
  }

  /** From the base to data units. */
  FlowPoints decode(DMatrixRMaj z, DMatrixRMaj context) {
    Standardization base = Standardization.identity(flow.dim());
    return run(
        z,
        context,
        flow.transform(),
        (move, samples, shard, out) -> {
          base.gather(z, shard, samples.z());
          double[] logp = new double[shard.count()];
          if (withLogDensity) density.ofDraws(samples.z(), logp);
          SolveReport report = move.forward(samples, Turn.of(shard));
          if (withLogDensity) density.afterMove(samples, logp);
          out.write(shard, flow.units(), samples, logp, report);
        });
  }

  private FlowPoints run(
      DMatrixRMaj input, DMatrixRMaj context, Transform transform, ShardTask task) {
    requireRows(input, flow.dim());
    requireContext(context, input.numRows, contextUnits.dim());
    int size = parallelism.shardSize();
    Output out = new Output(input.numRows, size);
    int threads = Math.max(1, Math.min(parallelism.threads(), out.evaluations.length));
    try (ShardPool<PerSize<Move>> pool = new ShardPool<>(threads, () -> moves(transform))) {
      pool.run(
          input.numRows,
          size,
          (moves, shard) -> {
            Samples samples = new Samples(flow.dim(), context.numCols, shard.count());
            contextUnits.gather(context, shard, samples.context());
            task.run(moves.of(shard.count()), samples, shard, out);
          });
    }
    FlowPoints points = out.points();
    Transformed.requireMoved("row", points.points().data, flow.dim());
    Transformed.requireMoved("row", points.logDensity(), 1);
    return points;
  }

  private PerSize<Move> moves(Transform transform) {
    BoundTransform bound = transform.bind();
    bound.parameters(flow.ofTransform(theta));
    return new PerSize<>(bound::move);
  }

  /** Requires {@code dim} columns of finite numbers. */
  static void requireRows(DMatrixRMaj x, int dim) {
    if (x.numCols != dim) {
      throw new IllegalArgumentException(
          "expected [rows][%d], got [%d][%d]".formatted(dim, x.numRows, x.numCols));
    }
    requireFinite("row %d, column %d", x);
  }

  /** Requires {@code dim} finite numbers for each of the rows. */
  static void requireContext(DMatrixRMaj context, int rows, int dim) {
    if (context.numCols != dim || (dim > 0 && context.numRows != rows)) {
      throw new IllegalArgumentException(
          "expected a context [%d][%d], one row for each row of the points, got [%d][%d]"
              .formatted(rows, dim, context.numRows, context.numCols));
    }
    requireFinite("row %d, column %d of the context", context);
  }

  private static void requireFinite(String place, DMatrixRMaj x) {
    for (int i = 0; i < x.getNumElements(); i++) {
      if (!Double.isFinite(x.data[i])) {
        throw new IllegalArgumentException(
            (place + " is %s; every number must be finite")
                .formatted(i / x.numCols + 1, i % x.numCols + 1, x.data[i]));
      }
    }
  }

  @FunctionalInterface
  private interface ShardTask {
    void run(Move move, Samples samples, Shard shard, Output out);
  }

  /** Where shards leave their rows. */
  private final class Output {
    final DMatrixRMaj points;
    final double[] logDensity;
    final int[] evaluations;

    Output(int rows, int shardSize) {
      points = new DMatrixRMaj(rows, flow.dim());
      logDensity = new double[withLogDensity ? rows : 0];
      evaluations = new int[Shard.count(rows, shardSize)];
    }

    void write(Shard shard, Standardization units, Samples at, double[] logp, SolveReport report) {
      report.orThrow();
      units.scatter(at.z(), shard, points);
      if (withLogDensity) System.arraycopy(logp, 0, logDensity, shard.first(), logp.length);
      evaluations[shard.index()] = report.evaluations();
    }

    FlowPoints points() {
      double mean = IntStream.of(evaluations).average().orElse(0);
      return new FlowPoints(points, logDensity, mean);
    }
  }
}
