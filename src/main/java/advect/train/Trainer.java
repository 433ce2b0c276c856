package advect.train;

import advect.file.FileException;
import advect.flow.ContinuousFlow;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.Solver;
import advect.safetensors.Tensor;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Maximum likelihood by Adam on minibatches, keeping the parameters that validate best.
 *
 * <p>An iteration whose loss or gradient is not finite changes nothing and is counted; too many in
 * a row end the training. State and what it depends on are those of a {@link Checkpoint}: a
 * training that was saved and goes on is the training that never stopped.
 */
public final class Trainer {
  private static final double NANOS = 1e9;

  private static final String ADVICE =
      "lower the learning rate, loosen the tolerance, or look for extreme values in the data";

  private final ContinuousFlow flow;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final TrainingControl control;
  private final MaximumLikelihood objective;
  private final Optimizer.Stepper adam;
  private final History history;
  private final double[] theta;
  private final double[] gradient;
  private final long start;
  private double[] bestTheta;

  private Trainer(
      ContinuousFlow flow,
      MaximumLikelihood objective,
      TrainingOptions options,
      TrainingListener listener,
      TrainingControl control,
      Snapshot from) {
    this.flow = flow;
    this.objective = objective;
    this.options = options;
    this.listener = listener;
    this.control = control;
    adam = options.optimizer().on(flow.field().parameters(), 1);
    if (!from.optimizer().isEmpty()) adam.restore(from.optimizer());
    history = new History(from.steps(), from.validations());
    theta = from.theta().doubles();
    bestTheta = from.bestTheta().doubles();
    gradient = new double[theta.length];
    start = System.nanoTime() - (long) (from.seconds() * NANOS);
    objective.remember(from.memory());
  }

  /**
   * Trains a flow through its own solver: {@link CheckpointedAdjoint} if its steps can be
   * differentiated, else {@link ContinuousAdjoint}.
   *
   * @param flow where to start
   * @param batches what each iteration trains on
   * @param validation {@code [rows][dim]}, not trained on
   * @throws TrainingException if gradients stay non-finite
   */
  public static TrainingResult fit(
      ContinuousFlow flow, Batches batches, DMatrixRMaj validation, TrainingOptions options) {
    Solver solver = flow.settings().solver();
    GradientMethod method =
        solver instanceof RungeKutta own
            ? new CheckpointedAdjoint(own)
            : new ContinuousAdjoint(solver);
    return fit(flow, method, batches, validation, options, TrainingListener.NONE);
  }

  /**
   * Trains a flow.
   *
   * @param flow where to start; its settings' trace, precision, parallelism and seed are used for
   *     training, its solver for validation
   * @param method solves and differentiates
   * @param batches what each iteration trains on
   * @param validation {@code [rows][dim]}, not trained on
   * @throws TrainingException if gradients stay non-finite
   */
  public static TrainingResult fit(
      ContinuousFlow flow,
      GradientMethod method,
      Batches batches,
      DMatrixRMaj validation,
      TrainingOptions options,
      TrainingListener listener) {
    return fit(flow, method, batches, validation, options, listener, TrainingControl.none());
  }

  /**
   * Trains a flow that may be saved, stopped, and resumed with the very same bits.
   *
   * @param flow where to start, also if it goes on from a checkpoint; settings as above
   * @param method solves and differentiates
   * @param batches what each iteration trains on
   * @param validation {@code [rows][dim]}, not trained on
   * @throws TrainingException if gradients stay non-finite
   * @throws FileException if the checkpoint is of another training or cannot be written
   */
  public static TrainingResult fit(
      ContinuousFlow flow,
      GradientMethod method,
      Batches batches,
      DMatrixRMaj validation,
      TrainingOptions options,
      TrainingListener listener,
      TrainingControl control) {
    boolean named = control.start().isPresent() || control.checkpoints().isPresent();
    Map<String, String> fingerprint =
        named ? Fingerprint.of(flow, method, batches, validation, options) : Map.of();
    Snapshot from =
        control.start().map(c -> c.of(fingerprint)).orElseGet(() -> Snapshot.atTheStart(flow));
    control.stop().training(true);
    try (MaximumLikelihood objective = new MaximumLikelihood(flow, method)) {
      return new Trainer(flow, objective, options, listener, control, from)
          .run(batches, validation, new Saver(control.checkpoints(), fingerprint));
    } finally {
      control.stop().training(false);
    }
  }

  private TrainingResult run(Batches batches, DMatrixRMaj validation, Saver saver) {
    Optional<Ending> ending = ending();
    while (ending.isEmpty()) {
      iterate(batches, validation);
      saver.saveIfDue(this::snapshot);
      ending = ending();
    }
    saver.save(this::snapshot);
    // Only now, so that a training that is given more time knows nothing of it.
    if (ending.get() == Ending.OUT_OF_TIME && !history.isValidated()) validate(validation);
    return new TrainingResult(
        flow.withParameters(bestTheta),
        history.best(),
        history.steps(),
        history.validations(),
        history.skipped(),
        ending.get());
  }

  private Optional<Ending> ending() {
    StoppingRule rule = options.stopping();
    if (history.iterations() >= options.iterations()) return Optional.of(Ending.FINISHED);
    if (history.withoutImprovement() >= rule.patience()) return Optional.of(Ending.NO_IMPROVEMENT);
    if (control.stop().requested()) return Optional.of(Ending.INTERRUPTED);
    boolean late = history.iterations() > 0 && seconds() >= rule.seconds();
    return late ? Optional.of(Ending.OUT_OF_TIME) : Optional.empty();
  }

  private void iterate(Batches batches, DMatrixRMaj validation) {
    int i = history.iterations();
    LossReport loss = objective.evaluate(theta, batches.batch(i), i, gradient);
    if (loss.finite()) {
      adam.step(theta, gradient, options.schedule().factor(i, options.iterations()));
    }
    TrainingStep step = new TrainingStep(i + 1, seconds(), loss);
    history.add(step);
    SkippedIterations.requireFew(history.skippedInARow(), history.iterations(), ADVICE);
    listener.stepped(step);
    if ((i + 1) % options.validateEvery() == 0 || i + 1 == options.iterations()) {
      validate(validation);
    }
  }

  private void validate(DMatrixRMaj points) {
    Validation validation = new Validation(history.iterations(), seconds(), meanNll(points));
    if (history.add(validation)) bestTheta = theta.clone();
    listener.validated(validation);
  }

  private double meanNll(DMatrixRMaj points) {
    try {
      double sum = 0;
      for (double logp : flow.withParameters(theta).logDensity(points)) sum -= logp;
      return sum / points.numRows;
    } catch (SolveException e) {
      return Double.POSITIVE_INFINITY; // as bad as can be, and not the end of training
    }
  }

  private Snapshot snapshot() {
    return new Snapshot(
        seconds(),
        Tensor.vector(theta),
        Tensor.vector(bestTheta),
        adam.state(),
        objective.memory(),
        history.steps(),
        history.validations());
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
