package advect.supervised;

import advect.data.Minibatches;
import advect.flow.Standardization;
import advect.input.InputException;
import advect.ode.Solver;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingException;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.objective.Batches;
import advect.train.objective.LossReport;
import advect.train.objective.NoisyBatches;
import advect.train.objective.SolveOptions;
import java.util.List;
import java.util.Optional;

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
   * @throws InputException if the examples have other columns than the net, or, for {@link
   *     Loss#CROSS_ENTROPY}, all are of one class
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
    Minibatches rows = new Minibatches(examples.unsafeValues(), options.batch(), options.seed());
    Batches batches =
        new NoisyBatches(
            iteration -> examples.split(rows.batch(iteration)),
            Standardization.identity(examples.in()),
            options.noise(),
            options.seed());
    try (EmpiricalRisk risk = new EmpiricalRisk(net, loss, engine, batches, Optional.empty())) {
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
