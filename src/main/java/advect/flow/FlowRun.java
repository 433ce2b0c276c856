package advect.flow;

import advect.flow.dynamics.Directions;
import advect.ode.SolveReport;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** One pass of a flow over many rows, shard by shard. */
final class FlowRun {
  private final ContinuousFlow flow;
  private final FlowSettings settings;
  private final int tangents;

  FlowRun(ContinuousFlow flow, boolean withLogDensity) {
    this.flow = flow;
    settings = flow.settings();
    tangents = withLogDensity ? settings.trace().tangents(flow.dim()) : 0;
  }

  FlowPoints encode(DMatrixRMaj x) {
    return run(
        x,
        (solve, shard, directions, out) -> {
          flow.standardization().gather(x, shard, solve.z());
          SolveReport report = solve.run(flow.end(), 0, directions);
          double[] logp = solve.cost().clone();
          if (tangents > 0) flow.base().addLogDensity(solve.z(), logp);
          return out.write(shard, Standardization.identity(flow.dim()), solve.z(), logp, report);
        });
  }

  FlowPoints decode(DMatrixRMaj z) {
    return run(
        z,
        (solve, shard, directions, out) -> {
          RowPanels.gather(z, shard, solve.z());
          double[] logp = new double[solve.cost().length];
          if (tangents > 0) flow.base().addLogDensity(solve.z(), logp);
          SolveReport report = solve.run(0, flow.end(), directions);
          for (int s = 0; s < logp.length; s++) logp[s] -= solve.cost()[s];
          return out.write(shard, flow.standardization(), solve.z(), logp, report);
        });
  }

  private FlowPoints run(DMatrixRMaj input, ShardTask task) {
    requireRows(input, flow.dim());
    int size = settings.parallelism().shardSize();
    Output out = new Output(input.numRows, size);
    int threads = Math.min(settings.parallelism().threads(), out.evaluations.length);
    try (ShardPool<FlowWorker> pool =
        new ShardPool<>(Math.max(1, threads), () -> new FlowWorker(flow, settings, tangents))) {
      pool.run(
          input.numRows,
          size,
          (worker, shard) ->
              task.run(worker.solve(shard.count()), shard, worker.directions(shard), out));
    }
    return out.points();
  }

  /** Requires {@code dim} columns of finite numbers. */
  static void requireRows(DMatrixRMaj x, int dim) {
    if (x.numCols != dim) {
      throw new IllegalArgumentException(
          "expected [rows][%d], got [%d][%d]".formatted(dim, x.numRows, x.numCols));
    }
    for (int i = 0; i < x.getNumElements(); i++) {
      if (!Double.isFinite(x.data[i])) {
        throw new IllegalArgumentException(
            "row %d, column %d is %s; every number must be finite"
                .formatted(i / x.numCols + 1, i % x.numCols + 1, x.data[i]));
      }
    }
  }

  @FunctionalInterface
  private interface ShardTask {
    SolveReport run(ShardSolve solve, Shard shard, Directions directions, Output out);
  }

  /** Where shards leave their rows. */
  private final class Output {
    final DMatrixRMaj points;
    final double[] logDensity;
    final int[] evaluations;

    Output(int rows, int shardSize) {
      points = new DMatrixRMaj(rows, flow.dim());
      logDensity = new double[tangents == 0 ? 0 : rows];
      evaluations = new int[Shard.count(rows, shardSize)];
    }

    SolveReport write(
        Shard shard, Standardization units, double[] z, double[] logp, SolveReport report) {
      units.scatter(z, shard, points);
      for (int s = 0; s < logp.length; s++) {
        logDensity[shard.first() + s] = logp[s] + flow.standardization().logDeterminant();
      }
      evaluations[shard.index()] = report.evaluations();
      return report.orThrow();
    }

    FlowPoints points() {
      double mean = IntStream.of(evaluations).average().orElse(0);
      return new FlowPoints(points, logDensity, mean);
    }
  }
}
