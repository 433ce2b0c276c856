package advect.experiment;

import advect.data.prepare.Encoded;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.ContinuousFlow;
import advect.input.InputException;
import advect.model.ModelFile;
import advect.numeric.NumericalException;
import advect.train.TrainedFlow;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trainings of experiments on tables that are there to be compared and timed, and leave nothing
 * behind: the very training that a run would do of the same specification, judged by the first of
 * its validation rows. Each table is opened once for each preprocessing.
 *
 * <p>Threads: for one at a time.
 */
public final class ShortTrainings implements AutoCloseable {
  /** Validation rows that judge, at most; more would cost as much as the training. */
  public static final int MOST_ROWS = 2_000;

  private final int threads;
  private final Map<Opening, Opened> opened = new HashMap<>();

  /** By so many threads, on which no result depends. */
  public ShortTrainings(int threads) {
    this.threads = threads;
  }

  private record Opening(DataSpec data, int batch, long seed) {}

  private record Opened(Source source, Encoded judges, int validationRows) {}

  /**
   * What came of a training.
   *
   * @param logDensity of the validation rows that judge, in nats and in units of the table, by the
   *     flow with the solver of training and a trace that is exact wherever it is not too dear;
   *     empty if a row could not be solved
   * @param pace how long its parts took
   */
  public record Outcome(Optional<double[]> logDensity, TrainingPace pace) {}

  /**
   * How long a training takes, in wall-clock seconds.
   *
   * @param iteration the median of the later half of its iterations, when code is warm and solves
   *     are no longer those of an untrained flow
   * @param validation of all validation rows
   * @param whole with all preparation
   */
  public record TrainingPace(double iteration, double validation, double whole) {}

  /**
   * Trains and judges.
   *
   * @param spec of a table
   * @param progress hears of iterations
   * @throws InputException if the table cannot be learned from, or not in this way
   * @throws NumericalException if training could not go on
   */
  public Outcome train(ExperimentSpec spec, Progress progress) {
    long start = System.nanoTime();
    Opened on = open(spec);
    Blueprint blueprint = new Blueprint(spec, threads);
    TrainingListener listener = telling(progress, spec.training().iterations());
    ContinuousFlow untrained = blueprint.flow(on.source);
    ModelFile.requireStorable(untrained);
    TrainedFlow trained = blueprint.train(untrained, on.source, listener, TrainingControl.none());
    long trainedAt = System.nanoTime();
    Optional<double[]> logp = logDensity(blueprint, trained, on.judges);
    long end = System.nanoTime();
    double share = on.validationRows / (double) on.judges.points().numRows;
    return new Outcome(
        logp,
        new TrainingPace(
            laterHalf(trained.training().steps()),
            seconds(trainedAt, end) * share,
            seconds(start, end)));
  }

  private Opened open(ExperimentSpec spec) {
    return opened.computeIfAbsent(
        new Opening(spec.data(), spec.training().batch(), spec.seed()), key -> opened(spec));
  }

  private static Opened opened(ExperimentSpec spec) {
    Source source = Source.of(spec);
    TableData table =
        source
            .table()
            .orElseThrow(() -> new IllegalArgumentException("expected a table, got a toy"));
    Encoded judges = table.encodedValidation(MOST_ROWS);
    return new Opened(source.withValidation(judges), judges, table.validation().numRows);
  }

  private static TrainingListener telling(Progress progress, int total) {
    return new TrainingListener() {
      @Override
      public void stepped(TrainingStep step) {
        progress.iteration(step.iteration(), total, List.of());
      }
    };
  }

  private static Optional<double[]> logDensity(
      Blueprint blueprint, TrainedFlow trained, Encoded judges) {
    int rows = judges.points().numRows;
    ContinuousFlow flow = blueprint.judging(trained.flow(), rows, Blueprint.ONCE);
    try {
      return Optional.of(judges.logDensity(flow.logDensity(judges.points())));
    } catch (NumericalException e) {
      return Optional.empty();
    }
  }

  /** The median, since other work on the machine makes some much longer. */
  private static double laterHalf(List<TrainingStep> steps) {
    double[] durations =
        IntStream.range(steps.size() / 2, steps.size())
            .mapToDouble(i -> steps.get(i).seconds() - (i == 0 ? 0 : steps.get(i - 1).seconds()))
            .sorted()
            .toArray();
    return durations[durations.length / 2];
  }

  private static double seconds(long from, long to) {
    return (to - from) * 1e-9;
  }

  /** Deletes what is on disk of the tables. */
  @Override
  public void close() {
    opened.values().forEach(on -> on.source.close());
  }
}
