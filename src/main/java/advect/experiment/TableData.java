package advect.experiment;

import advect.data.InputException;
import advect.data.Minibatches;
import advect.data.RandomKey;
import advect.data.SourceOptions;
import advect.data.Split;
import advect.data.Table;
import advect.data.TableSource;
import advect.data.prepare.Dequantization;
import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.experiment.spec.DataSpec;
import advect.train.Batches;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of a table in the user's units, cut into parts, and what makes points of them.
 *
 * <p>Rounded values get uniform noise in their cells: other noise every time a row is trained on,
 * the same always for the rows that validate and test, so that their mean log density is a bound on
 * that of the rounded rows.
 *
 * @param name where the rows came from
 * @param preprocessing fitted to the training rows
 * @param train rows to learn from, {@code [rows][columns]}
 * @param validation rows to choose by
 * @param test rows to judge by
 * @param seed of all noise
 */
record TableData(
    String name,
    Preprocessing preprocessing,
    DMatrixRMaj train,
    DMatrixRMaj validation,
    DMatrixRMaj test,
    long seed) {
  /** Set the noise of validation and test apart from that of training. */
  private static final long VALIDATION = 1;

  private static final long TEST = 2;

  /**
   * Opens the tables of an experiment.
   *
   * @throws InputException if nothing can be learned from them
   */
  static TableData open(DataSpec.Table spec, long seed) {
    Table rows;
    Map<String, List<String>> levels;
    try (TableSource table = TableSource.open(spec.source(), spec.options())) {
      rows = table.read();
      levels = table.levels();
    }
    PreprocessingOptions preprocessing = spec.preprocessing().withLevels(levels);
    if (spec.test().isEmpty()) return of(rows, spec.split(), preprocessing, seed);
    SourceOptions same = spec.options().withColumns(rows.columns()).withCategories(levels);
    Split split = split(rows, spec.split(), seed);
    int[] train = join(split.train(), split.test());
    try (TableSource test = TableSource.open(spec.test(), same)) {
      return fit(rows, train, split.validation(), test.read().values(), preprocessing, seed);
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
        Preprocessing.fit(table.columns(), rows, options),
        rows,
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

  /** Training points, each row with the noise that its number gives. */
  Encoded encodedTraining() {
    return preprocessing.encode(train, Dequantization.uniform(seed, 0));
  }

  Encoded encodedValidation() {
    return preprocessing.encode(validation, noise(VALIDATION));
  }

  Encoded encodedTest() {
    return preprocessing.encode(test, noise(TEST));
  }

  private Dequantization noise(long purpose) {
    return Dequantization.uniform(RandomKey.mix(seed, purpose), 0);
  }

  /** Batches that walk through shuffled epochs, with fresh noise for every row of every batch. */
  Batches batches(int size) {
    Minibatches rows = new Minibatches(train, size, seed);
    return i -> {
      long first = train.numRows + (long) i * rows.size();
      return preprocessing.encode(rows.batch(i), Dequantization.uniform(seed, first)).points();
    };
  }

  /** Training, validation and test rows one after the other. */
  DMatrixRMaj all() {
    return Rows.stacked(train, validation, test);
  }
}
