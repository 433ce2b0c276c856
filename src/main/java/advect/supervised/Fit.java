package advect.supervised;

import advect.data.Minibatches;
import advect.input.InputException;
import advect.ode.Solver;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingException;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.objective.LossReport;
import advect.train.objective.SolveOptions;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A net that was trained.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Fit {
  private final NeuralOde net;
  private final double[] theta;
  private final List<LossReport> history;

  private Fit(NeuralOde net, double[] theta, List<LossReport> history) {
    this.net = net;
    this.theta = theta;
    this.history = List.copyOf(history);
  }

  /**
   * Trains by Adam on minibatches, every example once an epoch.
   *
   * @throws InputException if the examples have other columns than the net, or all are of one class
   * @throws TrainingException if gradients stay non-finite
   */
  public static Fit of(
      NeuralOde net, Examples examples, Loss loss, SolveOptions engine, FitOptions options) {
    return of(net, examples, loss, engine, options, TrainingListener.NONE, TrainingControl.none());
  }

  /**
   * The same, saved, stopped and resumed as {@code control} says.
   *
   * @throws InputException as above
   * @throws TrainingException if gradients stay non-finite
   * @throws advect.file.FileException if the checkpoint is of another training or cannot be written
   */
  public static Fit of(
      NeuralOde net,
      Examples examples,
      Loss loss,
      SolveOptions engine,
      FitOptions options,
      TrainingListener listener,
      TrainingControl control) {
    if (loss == Loss.CROSS_ENTROPY) examples.requireSeveralClasses();
    EmpiricalRisk.requireColumns(net, examples);
    Minibatches batches = new Minibatches(examples.unsafeValues(), options.batch(), options.seed());
    try (EmpiricalRisk risk =
        new EmpiricalRisk(
            net,
            loss,
            engine,
            iteration -> {
              DMatrixRMaj batch = batches.batch(iteration);
              addNoise(batch, examples.in(), options, iteration);
              return examples.split(batch);
            },
            Optional.empty())) {
      TrainingResult result =
          Trainer.fit(
              List.of(new Phase(risk, options.training(examples.rows()))),
              net.initialParameters(options.seed()),
              listener,
              control);
      List<LossReport> history = result.steps().stream().map(TrainingStep::loss).toList();
      return new Fit(net, result.parameters(), history);
    }
  }

  /** A function of seed and iteration alone. */
  private static void addNoise(DMatrixRMaj batch, int in, FitOptions options, int iteration) {
    if (options.noise() == 0) return;
    RandomGenerator rng =
        new RandomStreams(options.seed()).stream(Purpose.TRAINING_NOISE, iteration, 0);
    for (int row = 0; row < batch.numRows; row++) {
      for (int k = 0; k < in; k++) {
        batch.add(row, k, options.noise() * rng.nextGaussian());
      }
    }
  }

  /** The architecture. */
  public NeuralOde net() {
    return net;
  }

  /** θ, a new copy. */
  public double[] parameters() {
    return theta.clone();
  }

  /** Loss and evaluations of each iteration, before its step. */
  public List<LossReport> history() {
    return history;
  }

  /** What was learned, with a solver that need not be that of training. */
  public Predictor predictor(Solver solver, SolveOptions engine) {
    return new Predictor(net, theta, solver, engine.precision(), engine.parallelism());
  }
}
