package advect.experiment;

import advect.data.InputException;
import advect.data.Interval;
import advect.data.Minibatches;
import advect.data.Split;
import advect.data.Table;
import advect.data.TableReader;
import advect.data.ToyDistribution;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.file.Sha256;
import advect.flow.RandomStreams;
import advect.flow.RandomStreams.Purpose;
import advect.flow.Standardization;
import advect.plot.Range;
import advect.train.Batches;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What an experiment learns: where batches come from, what is held out, what is known of the truth.
 *
 * @param columns their names
 * @param standardization shift and scale of the training data
 * @param batches of the size that was asked for
 * @param validation points that choose the best parameters
 * @param test points that took no part in training
 * @param shown points that pictures show as the data
 * @param ranges what pictures show of each column
 * @param trainingRows how many there are, unless they are drawn afresh
 * @param truth what is known of the distribution they come from
 */
record Source(
    List<String> columns,
    Standardization standardization,
    Batches batches,
    DMatrixRMaj validation,
    DMatrixRMaj test,
    DMatrixRMaj shown,
    List<Range> ranges,
    OptionalInt trainingRows,
    Optional<Truth> truth) {
  /**
   * What is known of a distribution.
   *
   * @param entropy the lowest NLL there is, in nats
   * @param logDensity of points {@code [rows][dim]}, in nats
   */
  record Truth(double entropy, Function<DMatrixRMaj, double[]> logDensity) {}

  /** Draws whose mean and spread standardise a toy: both are right to 1 %. */
  private static final int STANDARDIZATION_DRAWS = 10_000;

  /** Room around a table's rows in pictures, as a share of their extent. */
  private static final double MARGIN = 0.15;

  /**
   * Opens the data of an experiment.
   *
   * @throws InputException if nothing can be learned from it
   */
  static Source of(ExperimentSpec spec) {
    if (spec.data() instanceof DataSpec.Toy toy) {
      return toy(ToyDistribution.named(toy.name()), spec);
    }
    DataSpec.Table table = (DataSpec.Table) spec.data();
    return table(TableReader.read(table.source(), table.columns()), table.split(), spec);
  }

  /** A distribution with a known density; every batch is drawn afresh. */
  static Source toy(ToyDistribution toy, ExperimentSpec spec) {
    RandomStreams streams = new RandomStreams(spec.seed());
    int batch = spec.training().batch();
    DMatrixRMaj validation =
        toy.sample(spec.training().validation().size(), streams.stream(Purpose.VALIDATION_DATA));
    return new Source(
        toy.dim() == 1 ? List.of("x") : List.of("x", "y"),
        Standardization.of(toy.sample(STANDARDIZATION_DRAWS, streams.stream(Purpose.SPLIT))),
        i -> toy.sample(batch, streams.stream(Purpose.TRAINING_DATA, i, 0)),
        validation,
        toy.sample(spec.evaluate().samples(), streams.stream(Purpose.TEST_DATA)),
        validation,
        toy.box().stream().map(Source::range).toList(),
        OptionalInt.empty(),
        Optional.of(new Truth(toy.entropy(), toy::logDensity)));
  }

  /** Rows of a table, split by the seed; batches walk through shuffled epochs. */
  static Source table(Table table, Split.Fractions fractions, ExperimentSpec spec) {
    table.requireLearnable();
    Split split = split(table, fractions, spec.seed());
    DMatrixRMaj train = training(table, split).values();
    DMatrixRMaj all = table.values();
    return new Source(
        table.columns(),
        Standardization.of(train),
        new Minibatches(train, spec.training().batch(), spec.seed())::batch,
        table.select(split.validation()).values(),
        table.select(split.test()).values(),
        all,
        IntStream.range(0, table.dim()).mapToObj(j -> range(all, j)).toList(),
        OptionalInt.of(train.numRows),
        Optional.empty());
  }

  private static Split split(Table table, Split.Fractions fractions, long seed) {
    try {
      return new Split(table.rows(), fractions, seed);
    } catch (InputException e) {
      throw new InputException(table.source() + ": " + e.getMessage(), e);
    }
  }

  /** The rows to learn from, called so in what is said about them. */
  private static Table training(Table table, Split split) {
    Table rows = table.select(split.train());
    return new Table(table.source() + ", rows for training", rows.columns(), rows.values())
        .requireLearnable();
  }

  private static Range range(Interval side) {
    return new Range(side.low(), side.high());
  }

  private static Range range(DMatrixRMaj points, int column) {
    double[] values = new double[points.numRows];
    for (int i = 0; i < values.length; i++) values[i] = points.get(i, column);
    return Range.covering(values).padded(MARGIN);
  }

  /** SHA-256 of column names, a table's rows, and the points that validate and test. */
  String digest() {
    Sha256 sha = new Sha256();
    columns.forEach(sha::add);
    for (DMatrixRMaj points : List.of(shown, validation, test)) sha.add(points.data);
    return sha.hex();
  }

  /** Number of columns. */
  int dim() {
    return columns.size();
  }
}
