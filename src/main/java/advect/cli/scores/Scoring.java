package advect.cli.scores;

import advect.cli.terminal.ProgressDisplay;
import advect.data.table.RowBlock;
import advect.data.table.ScoredWriter;
import advect.data.table.TableSource;
import advect.model.Percentiles;
import advect.model.RowScores;
import advect.model.RowStatus;
import advect.model.TableModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.ejml.data.DMatrixRMaj;

/** Scores the rows of a source in order, block by block: memory does not grow with their number. */
public final class Scoring {
  static final String LOGP = "logp";
  static final String ERROR = "logp_error";
  static final String SPREAD = "logp_spread";
  static final String PERCENTILE = "percentile";
  static final String STATUS = "status";
  static final String REASON = "reason";

  private static final int LOWEST = 10;

  private final TableModel model;
  private final TableSource source;
  private final Choices choices;
  private final Optional<Percentiles> percentiles;
  private final ProgressDisplay progress;
  private final SummaryStatistics statistics = new SummaryStatistics();
  private final LowestRows lowest = new LowestRows(LOWEST);
  private RowFailures failures = RowFailures.NONE;

  /**
   * Scores the rows of {@code source}; progress hears how many are done.
   *
   * @throws advect.input.InputException if the model's density is conditional
   */
  public Scoring(TableModel model, TableSource source, Choices choices, ProgressDisplay progress) {
    this.model = model;
    this.source = source;
    this.choices = choices;
    this.progress = progress;
    percentiles = Percentiles.on(model.card());
  }

  /**
   * How rows are scored.
   *
   * @param errorBars whether each log p gets an error bar
   * @param strict whether a row without a log density ends the work
   */
  public record Choices(boolean errorBars, boolean strict) {
    /** A number a row, where there is one. */
    public static final Choices DEFAULT = new Choices(false, false);
  }

  /**
   * A summary of the log densities.
   *
   * @param failures how many rows there are, and have no log density
   * @param dropped rows that were left out because of missing cells
   * @param mean of the log densities, in nats; NaN if no row has one
   * @param standardError of the mean; NaN for one row, or if the mean is -∞
   * @param lowest the lowest first
   */
  public record Result(
      RowFailures failures,
      long dropped,
      double mean,
      double standardError,
      List<ScoredRow> lowest) {
    /** Takes a copy. */
    public Result {
      lowest = List.copyOf(lowest);
    }

    /** How many rows there are. */
    public long rows() {
      return failures.rows();
    }
  }

  /** The new columns whose names no column of a table may have, by a model of so many flows. */
  public static List<String> fixedColumns(int members) {
    return members > 1 ? List.of(LOGP, SPREAD, PERCENTILE) : List.of(LOGP, PERCENTILE);
  }

  /** Scores and keeps only the summary. */
  public Result run() {
    return run(scores -> {});
  }

  /** Scores and writes all rows with their scores to a file. */
  public Result writeTo(Path file) {
    try (ScoredWriter writer =
        new ScoredWriter(source, numberColumns(), List.of(free(STATUS), free(REASON)), file)) {
      Result result = run(scores -> writer.write(numbers(scores), words(scores)));
      progress.phase("writing " + file);
      writer.finish();
      return result;
    }
  }

  /** The name of a new column, which a table may have for something of its own. */
  private String free(String name) {
    boolean taken = source.allColumns().stream().anyMatch(name::equalsIgnoreCase);
    return taken ? "score_" + name : name;
  }

  private List<String> numberColumns() {
    List<String> names = new ArrayList<>(List.of(LOGP));
    if (choices.errorBars) names.add(ERROR);
    if (hasSpread()) names.add(SPREAD);
    if (percentiles.isPresent()) names.add(PERCENTILE);
    return names;
  }

  private List<double[]> numbers(RowScores scores) {
    List<double[]> columns = new ArrayList<>(List.of(scores.logDensity()));
    if (choices.errorBars) columns.add(scores.error());
    if (hasSpread()) columns.add(scores.spread());
    percentiles.ifPresent(
        known -> columns.add(Arrays.stream(scores.logDensity()).map(known::of).toArray()));
    return columns;
  }

  private boolean hasSpread() {
    return model.density().hasSpread();
  }

  private static List<String[]> words(RowScores scores) {
    String[] statuses = new String[scores.count()];
    String[] reasons = new String[scores.count()];
    for (int i = 0; i < scores.count(); i++) {
      statuses[i] = scores.status(i).word();
      reasons[i] = scores.reason(i);
    }
    return List.of(statuses, reasons);
  }

  /** Takes the scores of a block. */
  @FunctionalInterface
  private interface Sink {
    void write(RowScores scores);
  }

  private Result run(Sink sink) {
    progress.phase("scoring %d rows".formatted(source.rows()));
    progress.step(0, source.rows(), List.of());
    BlockScores.of(
        model,
        source,
        choices.errorBars,
        (block, scores) -> {
          if (choices.strict) requireAll(block.firstRow(), scores);
          sink.write(scores);
          failures = failures.plus(scores);
          for (int i = 0; i < scores.count(); i++) note(block, i, scores);
          progress.step(failures.rows(), source.rows(), List.of());
        });
    return result();
  }

  private void requireAll(long firstRow, RowScores scores) {
    int[] failed = scores.failed();
    if (failed.length > 0) {
      throw new RowsException(source.source(), firstRow, failed, scores.reason(failed[0]));
    }
  }

  private Result result() {
    long scored = statistics.getN();
    double error =
        scored < 2 || Double.isInfinite(mean())
            ? Double.NaN
            : statistics.getStandardDeviation() / Math.sqrt((double) scored);
    return new Result(failures, source.dropped(), mean(), error, lowest.list());
  }

  /** Also of rows so far out that the log density of one is -∞ in float64. */
  private double mean() {
    return statistics.getMin() == Double.NEGATIVE_INFINITY
        ? Double.NEGATIVE_INFINITY
        : statistics.getMean();
  }

  private void note(RowBlock block, int row, RowScores scores) {
    if (scores.status(row) != RowStatus.ARRIVED) return;
    double logp = scores.logDensity()[row];
    statistics.addValue(logp);
    if (!lowest.wants(logp)) return;
    DMatrixRMaj values = block.values();
    List<Double> cells =
        IntStream.range(0, values.numCols).mapToObj(j -> values.get(row, j)).toList();
    OptionalDouble percentile = percentiles.stream().mapToDouble(p -> p.of(logp)).findFirst();
    lowest.add(new ScoredRow(block.firstRow() + row + 1, cells, logp, percentile));
  }
}
