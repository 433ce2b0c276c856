package advect.cli.scores;

import advect.cli.terminal.ProgressDisplay;
import advect.data.table.RowBlock;
import advect.data.table.RowBlocks;
import advect.data.table.ScoredWriter;
import advect.data.table.TableSource;
import advect.model.Percentiles;
import advect.model.TableModel;
import advect.numeric.NumericalException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Scores the rows of a source in order, block by block: memory does not grow with their number. */
public final class Scoring {
  static final String LOGP = "logp";
  static final String PERCENTILE = "percentile";

  /** The new columns of a table that was scored by a model which knows percentiles. */
  public static final List<String> COLUMNS = List.of(LOGP, PERCENTILE);

  /** A multiple of the shards, so that blocks do not change a bit. */
  private static final int BLOCK = 8192;

  private static final int LOWEST = 10;

  private final TableModel model;
  private final TableSource source;
  private final Optional<Percentiles> percentiles;
  private final ProgressDisplay progress;
  private final SummaryStatistics statistics = new SummaryStatistics();
  private final LowestRows lowest = new LowestRows(LOWEST);

  /** Scores the rows of {@code source}; progress hears how many are done. */
  public Scoring(TableModel model, TableSource source, ProgressDisplay progress) {
    this.model = model;
    this.source = source;
    this.progress = progress;
    percentiles = Percentiles.on(model.card());
  }

  /**
   * A summary of the log densities.
   *
   * @param rows how many there are
   * @param dropped rows that were left out because of missing cells
   * @param mean of the log densities, in nats
   * @param standardError of the mean; NaN for one row, or if the mean is -∞
   * @param lowest the lowest first
   */
  public record Result(
      long rows, long dropped, double mean, double standardError, List<ScoredRow> lowest) {
    /** Takes a copy. */
    public Result {
      lowest = List.copyOf(lowest);
    }
  }

  /** Scores and keeps only the summary. */
  public Result run() {
    return run(scores -> {});
  }

  /** Scores and writes all rows with their scores to a file. */
  public Result writeTo(Path file) {
    List<String> names = percentiles.isPresent() ? COLUMNS : List.of(LOGP);
    try (ScoredWriter writer = new ScoredWriter(source, names, file)) {
      Result result = run(writer::write);
      progress.phase("writing " + file);
      writer.finish();
      return result;
    }
  }

  /** Takes the new columns of a block, {@code [column][row]}. */
  @FunctionalInterface
  private interface Sink {
    void write(double[]... columns);
  }

  private Result run(Sink sink) {
    progress.phase("scoring %d rows".formatted(source.rows()));
    progress.step(0, source.rows(), List.of());
    try (RowBlocks blocks = source.blocks(BLOCK)) {
      while (blocks.hasNext()) {
        RowBlock block = blocks.next();
        double[] logp = logDensity(block);
        sink.write(
            percentiles
                .map(p -> new double[][] {logp, Arrays.stream(logp).map(p::of).toArray()})
                .orElse(new double[][] {logp}));
        for (int i = 0; i < logp.length; i++) note(block, i, logp[i]);
        progress.step(block.firstRow() + logp.length, source.rows(), List.of());
      }
    }
    long rows = statistics.getN();
    double error =
        rows < 2 || Double.isInfinite(mean())
            ? Double.NaN
            : statistics.getStandardDeviation() / Math.sqrt((double) rows);
    return new Result(rows, source.dropped(), mean(), error, lowest.list());
  }

  /** Also of rows so far out that the log density of one is -∞ in float64. */
  private double mean() {
    return statistics.getMin() == Double.NEGATIVE_INFINITY
        ? Double.NEGATIVE_INFINITY
        : statistics.getMean();
  }

  private void note(RowBlock block, int row, double logp) {
    statistics.addValue(logp);
    if (!lowest.wants(logp)) return;
    DMatrixRMaj values = block.values();
    List<Double> cells =
        IntStream.range(0, values.numCols).mapToObj(j -> values.get(row, j)).toList();
    OptionalDouble percentile = percentiles.stream().mapToDouble(p -> p.of(logp)).findFirst();
    lowest.add(new ScoredRow(block.firstRow() + row + 1, cells, logp, percentile));
  }

  private double[] logDensity(RowBlock block) {
    try {
      return model.logDensity(block.values(), block.firstRow());
    } catch (NumericalException e) {
      throw located(block, e);
    }
  }

  /** Finds the shard that failed: shards of a block do not depend on one another. */
  private RowsException located(RowBlock block, NumericalException whole) {
    int size = model.density().parallelism().shardSize();
    DMatrixRMaj values = block.values();
    for (int first = 0; first < values.numRows; first += size) {
      int end = Math.min(first + size, values.numRows);
      DMatrixRMaj shard = CommonOps_DDRM.extract(values, first, end, 0, values.numCols);
      try {
        model.logDensity(shard, block.firstRow() + first);
      } catch (NumericalException e) {
        return rows(block.firstRow() + first, block.firstRow() + end, e);
      }
    }
    return rows(block.firstRow(), block.firstRow() + values.numRows, whole);
  }

  private RowsException rows(long first, long end, NumericalException e) {
    return new RowsException(first + 1, end, source.source(), e);
  }
}
