package advect.experiment;

import advect.baseline.MixtureOfGaussians;
import advect.data.prepare.Encoded;
import advect.data.prepare.Preprocessing;
import advect.data.toy.Interval;
import advect.data.toy.ToyDistribution;
import advect.experiment.learned.Blend;
import advect.experiment.learned.Fits;
import advect.experiment.learned.Repetitions;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.file.Sha256;
import advect.flow.Standardization;
import advect.input.InputException;
import advect.numeric.Estimate;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.plot.data.Range;
import advect.train.objective.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What an experiment learns: where batches come from, what is held out, what is known of the truth.
 *
 * <p>Points are what a flow learns: the rows of a toy, and what {@link TableData} makes of the rows
 * of a table.
 *
 * @param columns names of a row's columns
 * @param training what is learned from
 * @param held what is held out
 * @param view what pictures show
 * @param table the rows, unless they are drawn afresh
 * @param truth what is known of the distribution they come from
 */
record Source(
    List<String> columns,
    TrainingPoints training,
    HeldPoints held,
    View view,
    Optional<TableData> table,
    Optional<Truth> truth)
    implements AutoCloseable {
  /**
   * What is learned from.
   *
   * @param standardization shift and scale of the training points
   * @param jacobian mean log|d point / d row| of them, nats: what turns the mean log density of
   *     points, over an epoch, into that of dequantized rows
   * @param batches of any size
   */
  record TrainingPoints(Standardization standardization, double jacobian, SizedBatches batches) {}

  /**
   * What is held out.
   *
   * @param validation points that choose the best parameters
   * @param validationJacobian mean log|d point / d row| of them, nats
   * @param test points that took no part in training
   */
  record HeldPoints(DMatrixRMaj validation, double validationJacobian, DMatrixRMaj test) {}

  /**
   * What pictures show.
   *
   * @param rows as the data
   * @param ranges of each column
   */
  record View(DMatrixRMaj rows, List<Range> ranges) {}

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
    if (spec.data() instanceof DataSpec.ToySpec toy) {
      return toy(ToyDistribution.named(toy.name()), spec);
    }
    DataSpec.TableSpec table = (DataSpec.TableSpec) spec.data();
    return table(TableData.open(table, spec.seed()), spec.training().batch());
  }

  /** A distribution with a known density; every batch is drawn afresh. */
  static Source toy(ToyDistribution toy, ExperimentSpec spec) {
    RandomStreams streams = new RandomStreams(spec.seed());
    DMatrixRMaj validation =
        toy.sample(spec.training().validation().size(), streams.stream(Purpose.VALIDATION_DATA));
    return new Source(
        toy.dim() == 1 ? List.of("x") : List.of("x", "y"),
        new TrainingPoints(
            Standardization.of(toy.sample(STANDARDIZATION_DRAWS, streams.stream(Purpose.SPLIT))),
            0,
            new SizedBatches(
                spec.training().batch(),
                size ->
                    Batches.of(
                        i -> toy.sample(size, streams.stream(Purpose.TRAINING_DATA, i, 0))))),
        new HeldPoints(
            validation,
            0,
            toy.sample(spec.evaluate().samples(), streams.stream(Purpose.TEST_DATA))),
        new View(validation, toy.box().stream().map(Source::range).toList()),
        Optional.empty(),
        Optional.of(new Truth(toy.entropy(), toy::logDensity)));
  }

  /** Rows of a table; batches walk through shuffled epochs. */
  static Source table(TableData table, int batch) {
    Encoded train = table.encodedTraining();
    Encoded validation = table.encodedValidation();
    Preprocessing preprocessing = table.preprocessing();
    DMatrixRMaj all = table.all();
    return new Source(
        preprocessing.columns(),
        new TrainingPoints(
            Standardization.of(train.points()),
            Estimate.of(train.logJacobian()).mean(),
            new SizedBatches(batch, table::batches)),
        new HeldPoints(
            validation.points(),
            Estimate.of(validation.logJacobian()).mean(),
            table.encodedTest().points()),
        new View(
            all, IntStream.range(0, preprocessing.inputs()).mapToObj(j -> range(all, j)).toList()),
        Optional.of(table),
        Optional.empty());
  }

  /** The same with other points to validate by. */
  Source withValidation(Encoded points) {
    double jacobian = Estimate.of(points.logJacobian()).mean();
    return new Source(
        columns,
        training,
        new HeldPoints(points.points(), jacobian, held.test),
        view,
        table,
        truth);
  }

  private static Range range(Interval side) {
    return new Range(side.low(), side.high());
  }

  private static Range range(DMatrixRMaj points, int column) {
    double[] values = new double[points.numRows];
    for (int i = 0; i < values.length; i++) values[i] = points.get(i, column);
    return Range.withoutLongTails(values).padded(MARGIN);
  }

  /** SHA-256 of column names, a table's rows, and the points that validate and test. */
  String digest() {
    Sha256 sha = new Sha256();
    columns.forEach(sha::add);
    for (DMatrixRMaj points : List.of(view.rows, held.validation, held.test)) sha.add(points.data);
    table.map(TableData::digest).filter(digest -> !digest.isEmpty()).ifPresent(sha::add);
    return sha.hex();
  }

  /** Training points, those of the first batches: at least so many, unless there are fewer. */
  DMatrixRMaj trainingPoints(int rows) {
    Batches batches = training.batches.usual();
    List<DMatrixRMaj> parts = new ArrayList<>();
    int some = 0;
    while (some < rows) {
      DMatrixRMaj batch = batches.batch(parts.size()).x();
      parts.add(batch);
      some += batch.numRows;
      if (table.isPresent() && some >= table.get().trainRows()) break;
    }
    return Rows.stacked(parts.toArray(new DMatrixRMaj[0]));
  }

  /**
   * Validation points that judge fitted densities: those of rows that {@linkplain Repetitions
   * repeat} no training row, unless these are too few. A kernel about a row knows its repetitions,
   * which so would choose the width of kernels for all other rows.
   */
  DMatrixRMaj judges() {
    if (table.isEmpty()) return held.validation();
    int[] fresh = new Repetitions(table.get().train()).fresh(table.get().validation());
    return fresh.length < Blend.LEAST_ROWS
        ? held.validation()
        : Rows.some(held.validation(), fresh);
  }

  /** Fits to the encoded rows of a table, or to as many points of a toy as a mixture takes. */
  Fits fits(long seed) {
    return new Fits(
        () ->
            table
                .map(rows -> rows.encodedTraining().points())
                .orElseGet(() -> trainingPoints(MixtureOfGaussians.MOST_ROWS)),
        judges(),
        seed);
  }

  /** What training minimises where it is a likelihood, in nats and in the units of the data. */
  String nllName() {
    return table.isPresent() ? "NLL of dequantized rows" : "NLL";
  }

  /** Dimension of the points. */
  int dim() {
    return training.standardization.dim();
  }

  /** Whether the points are rows, so that a picture of points is one of rows. */
  boolean plain() {
    return table.map(t -> t.preprocessing().plain()).orElse(true);
  }

  /** Deletes what is on disk of the table. */
  @Override
  public void close() {
    table.ifPresent(TableData::close);
  }
}
