package advect.experiment;

import advect.data.Minibatches;
import advect.data.RowBatches;
import advect.data.Split;
import advect.data.prepare.Dequantization;
import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.data.prepare.SampledFit;
import advect.data.stream.StreamOptions;
import advect.data.stream.StreamedTable;
import advect.data.stream.StripedRows;
import advect.data.table.SourceOptions;
import advect.data.table.Table;
import advect.data.table.TableSource;
import advect.experiment.spec.DataSpec;
import advect.flow.Density;
import advect.input.InputException;
import advect.numeric.RandomKey;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of a table in the user's units, cut into parts, and what makes points of them.
 *
 * <p>Rounded values get uniform noise in their cells: other noise every time a row is trained on,
 * the same always for the rows that validate and test, so that their mean log density is a bound on
 * that of the rounded rows.
 *
 * <p>Rows of a table that is too long for memory are learned from disk. What needs rows in memory
 * (the fit of the preprocessing and of baselines, pictures, percentiles) then has a random sample
 * of them.
 *
 * @param name where the rows came from
 * @param preprocessing fitted to {@code train}, and wide enough for all rows of the table
 * @param train rows to learn from, {@code [rows][columns]}, or a sample of those on disk
 * @param disk all rows to learn from, if they are not in memory
 * @param validation rows to choose by
 * @param test rows to judge by
 * @param seed of all noise
 */
public record TableData(
    String name,
    Preprocessing preprocessing,
    DMatrixRMaj train,
    Optional<StripedRows> disk,
    DMatrixRMaj validation,
    DMatrixRMaj test,
    long seed)
    implements AutoCloseable {
  /** Set the noise of validation and test apart from that of training. */
  private static final long VALIDATION = 1;

  private static final long TEST = 2;

  /**
   * Opens the tables of an experiment.
   *
   * @throws InputException if nothing can be learned from them
   */
  public static TableData open(DataSpec.TableSpec spec, long seed) {
    return open(spec, seed, StreamOptions.DEFAULT);
  }

  /** The same, with other bounds on what is in memory of a table that as a whole is not. */
  static TableData open(DataSpec.TableSpec spec, long seed, StreamOptions bounds) {
    Table rows;
    Map<String, List<String>> levels;
    try (TableSource source = TableSource.open(spec.source(), spec.options())) {
      if (tooLong(source, spec)) return streamed(source, spec, seed, bounds);
      rows = source.read();
      levels = source.levels();
    }
    PreprocessingOptions preprocessing = spec.preprocessing().withLevels(levels);
    if (spec.test().isEmpty()) return of(rows, spec.split(), preprocessing, seed);
    DMatrixRMaj test = ownTest(spec, rows.columns(), levels, seed, bounds);
    Split split = split(rows, spec.split(), seed);
    int[] train = join(split.train(), split.test());
    return fit(rows, train, split.validation(), test, preprocessing, seed);
  }

  private static boolean tooLong(TableSource source, DataSpec.TableSpec spec) {
    return source.rows() * source.columns().size() > spec.memoryCells();
  }

  /** The rows of a table for testing; a sample of them if they are too many. */
  private static DMatrixRMaj ownTest(
      DataSpec.TableSpec spec,
      List<String> columns,
      Map<String, List<String>> levels,
      long seed,
      StreamOptions bounds) {
    SourceOptions options = spec.options().withColumns(columns).withCategories(levels);
    try (TableSource source = TableSource.open(spec.test(), options)) {
      if (!tooLong(source, spec)) return source.read().values();
    }
    try (TableSource some =
        TableSource.open(spec.test(), options.withSample(bounds.test(), seed))) {
      return some.read().values();
    }
  }

  private static TableData streamed(
      TableSource source, DataSpec.TableSpec spec, long seed, StreamOptions bounds) {
    boolean ownTest = !spec.test().isEmpty();
    StreamedTable parts =
        StreamedTable.of(source, spec.split(), seed, ownTest ? bounds.withoutTest() : bounds);
    TableData opened = null;
    try {
      String name = source.source() + ", a random sample of its rows for training";
      new Table(name, source.columns(), parts.sample()).requireLearnable();
      PreprocessingOptions preprocessing = spec.preprocessing().withLevels(source.levels());
      opened =
          new TableData(
              source.source(),
              SampledFit.of(source, parts.sample(), preprocessing),
              parts.sample(),
              Optional.of(parts.train()),
              parts.validation(),
              ownTest
                  ? ownTest(spec, source.columns(), source.levels(), seed, bounds)
                  : parts.test(),
              seed);
      return opened;
    } finally {
      if (opened == null) parts.close();
    }
  }

  /** Rows cut by the seed. */
  static TableData of(
      Table table, Split.Fractions fractions, PreprocessingOptions options, long seed) {
    table.requireLearnable();
    Split split = split(table, fractions, seed);
    DMatrixRMaj test = table.select(split.test()).values();
    return fit(table, split.train(), split.validation(), test, options, seed);
  }

  private static TableData fit(
      Table table,
      int[] train,
      int[] validation,
      DMatrixRMaj test,
      PreprocessingOptions options,
      long seed) {
    Table some = table.select(train);
    DMatrixRMaj rows =
        new Table(table.source() + ", rows for training", some.columns(), some.values())
            .requireLearnable()
            .values();
    return new TableData(
        table.source(),
        SampledFit.of(table, rows, options),
        rows,
        Optional.empty(),
        table.select(validation).values(),
        test,
        seed);
  }

  private static Split split(Table table, Split.Fractions fractions, long seed) {
    try {
      return new Split(table.rows(), fractions, seed);
    } catch (InputException e) {
      throw new InputException(table.source() + ": " + e.getMessage(), e);
    }
  }

  private static int[] join(int[] a, int[] b) {
    int[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    Arrays.sort(joined);
    return joined;
  }

  /** How many rows there are to learn from, in memory or not. */
  long trainRows() {
    return disk.map(StripedRows::count).orElse((long) train.numRows);
  }

  /** Points of {@code train}, each row with the noise that its number gives. */
  Encoded encodedTraining() {
    return preprocessing.encode(train, Dequantization.uniform(seed, 0));
  }

  Encoded encodedValidation() {
    return preprocessing.encode(validation, noise(VALIDATION));
  }

  /** The first of {@link #encodedValidation}, with the same noise; at most so many. */
  Encoded encodedValidation(int most) {
    return preprocessing.encode(Rows.head(validation, most), noise(VALIDATION));
  }

  Encoded encodedTest() {
    return preprocessing.encode(test, noise(TEST));
  }

  /** The training rows, each with the noise that its number gives, in the units of the table. */
  public DMatrixRMaj dequantizedTraining() {
    return preprocessing.dequantize(train, Dequantization.uniform(seed, 0));
  }

  /** The validation rows with their noise, in the units of the table. */
  public DMatrixRMaj dequantizedValidation() {
    return preprocessing.dequantize(validation, noise(VALIDATION));
  }

  /** The test rows with the noise of the NLL of dequantized rows, in the units of the table. */
  public DMatrixRMaj dequantizedTest() {
    return preprocessing.dequantize(test, noise(TEST));
  }

  /**
   * log p of rows, in nats and in the units of the table, by a flow of their points: what {@code
   * advect score} gives, a function of the row alone.
   *
   * @param rows {@code [rows][columns]}, read only
   */
  double[] logDensity(Density density, DMatrixRMaj rows) {
    Encoded points = preprocessing.encodeToScore(rows, 0);
    return points.logDensity(density.logDensity(points.points()));
  }

  private Dequantization noise(long purpose) {
    return Dequantization.uniform(RandomKey.mix(seed, purpose), 0);
  }

  /** Batches that walk through shuffled epochs, with fresh noise for every row of every batch. */
  Batches batches(int size) {
    RowBatches rows =
        disk.<RowBatches>map(all -> all.batches(size, seed))
            .orElseGet(() -> new Minibatches(train, size, seed));
    return new Points(rows, preprocessing, trainRows(), seed, digest());
  }

  /** Of the training rows on disk; empty if there are none. */
  String digest() {
    return disk.map(StripedRows::digest).orElse("");
  }

  /** Batches of points; the noise of a row is that of its number after the {@code first} one. */
  private record Points(
      RowBatches rows, Preprocessing preprocessing, long first, long seed, String identity)
      implements Batches {
    @Override
    public Batch batch(int iteration) {
      long row = first + (long) iteration * rows.size();
      Encoded encoded =
          preprocessing.encode(rows.batch(iteration), Dequantization.uniform(seed, row));
      return Batch.of(encoded.points());
    }
  }

  /** Rows for training, validation and testing that are in memory, one after the other. */
  DMatrixRMaj all() {
    return Rows.stacked(train, validation, test);
  }

  /** Deletes the rows on disk. */
  @Override
  public void close() {
    disk.ifPresent(StripedRows::close);
  }
}
