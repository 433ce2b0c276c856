package advect.flow.transform;

import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.PerSize;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Moves rows in shards that are cut by position, each of which has one report. A row that is not
 * finite would fail its whole shard: a neighbour takes its place, and it has a report of its own.
 */
final class ShardedRows implements RowMove {
  private static final SolveReport STOPPED = new SolveReport(SolveStatus.STOPPED, 0, 0, 0, 0, 0);

  private static final SolveReport NOT_FINITE =
      new SolveReport(SolveStatus.NOT_FINITE, 0, 0, 0, 0, 0);

  /** A move of a shard. */
  @FunctionalInterface
  interface ShardMove {
    /** Moves the samples of a shard, whose first row has this number, until told to stop. */
    SolveReport forward(Samples samples, int firstRow, BooleanSupplier stop);
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
      move(samples, Shard.of(i, rows, shardSize), firstRow, stop, reports);
    }
    return reports;
  }

  private void move(
      Samples samples, Shard shard, int firstRow, BooleanSupplier stop, SolveReport[] reports) {
    Samples part = samples.part(shard.first(), shard.count());
    boolean[] finite = new boolean[shard.count()];
    for (int s = 0; s < finite.length; s++) finite[s] = part.isFinite(s);
    int stand = 0;
    while (stand < finite.length && !finite[stand]) stand++;
    SolveReport report = NOT_FINITE;
    if (stand < finite.length) {
      for (int s = 0; s < finite.length; s++) if (!finite[s]) part.copyPoint(stand, s);
      report =
          stop.getAsBoolean()
              ? STOPPED
              : moves.of(shard.count()).forward(part, firstRow + shard.first(), stop);
      samples.replace(part, shard.first());
    }
    Arrays.fill(reports, shard.first(), shard.first() + shard.count(), report);
    for (int s = 0; s < finite.length; s++) {
      if (finite[s]) continue;
      samples.lose(shard.first() + s);
      reports[shard.first() + s] = NOT_FINITE;
    }
  }

  /** How a solve ended that was told to stop by an evaluation that is not finite. */
  static SolveReport ended(SolveReport report, BooleanSupplier stop) {
    if (report.reachedEnd() || !stop.getAsBoolean()) return report;
    return new SolveReport(
        SolveStatus.STOPPED,
        report.t(),
        report.h(),
        report.accepted(),
        report.rejected(),
        report.evaluations());
  }
}
