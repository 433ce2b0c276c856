package advect.flow.transform;

import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.PerSize;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Moves rows in shards that are cut by position, each of which has one report. */
final class ShardedRows implements RowMove {
  /** A move of a shard. */
  @FunctionalInterface
  interface ShardMove {
    /** Moves the samples of a shard, whose first row has this number. */
    SolveReport forward(Samples samples, int firstRow);
  }

  private final int shardSize;
  private final PerSize<ShardMove> moves;

  ShardedRows(int shardSize, IntFunction<ShardMove> move) {
    this.shardSize = shardSize;
    moves = new PerSize<>(move);
  }

  @Override
  public SolveReport[] forward(Samples samples, int firstRow, BooleanSupplier stop) {
    int rows = samples.count();
    SolveReport[] reports = new SolveReport[rows];
    for (int i = 0; i < Shard.count(rows, shardSize); i++) {
      Shard shard = Shard.of(i, rows, shardSize);
      Arrays.fill(
          reports,
          shard.first(),
          shard.first() + shard.count(),
          stop.getAsBoolean()
              ? new SolveReport(SolveStatus.STOPPED, 0, 0, 0, 0, 0)
              : move(samples, shard, firstRow));
    }
    return reports;
  }

  private SolveReport move(Samples samples, Shard shard, int firstRow) {
    Samples part = samples.part(shard.first(), shard.count());
    SolveReport report = moves.of(shard.count()).forward(part, firstRow + shard.first());
    samples.replace(part, shard.first());
    return report;
  }
}
