package advect.train;

import advect.file.FileException;
import advect.flow.ContinuousFlow;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import advect.train.objective.Objective;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Trains by gradient steps, phase after phase: the loop for every {@link Objective}.
 *
 * <p>An iteration whose loss or gradient is not finite changes nothing and is counted; too many in
 * a row end the training. A phase begins with the (averaged) parameters at which the one before it
 * ended, and with an optimiser of its own. A {@link Checkpoint} holds all that the next iteration
 * depends on, so a training that was saved and resumed ends with the same bits as one that never
 * stopped.
 */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains a flow by maximum likelihood through its own solver; see {@link GradientMethod#of}.
   *
   * @param flow where to start
   * @param batches what each iteration trains on
   * @param validation {@code [rows][dim]}, not trained on
   * @throws TrainingException if gradients stay non-finite
   */
  public static TrainedFlow fit(
      ContinuousFlow flow, Batches batches, DMatrixRMaj validation, TrainingOptions options) {
    GradientMethod method = GradientMethod.of(flow.settings().solver());
    return fit(
        flow,
        method,
        batches,
        Batch.of(validation),
        options,
        TrainingListener.NONE,
        TrainingControl.none());
  }

  /**
   * Trains a flow by maximum likelihood; it may be saved, stopped, and resumed with the very same
   * bits.
   *
   * @param flow where to start, also if it goes on from a checkpoint; its settings' trace,
   *     precision, parallelism and seed are used for training, its solver for validation
   * @param method solves and differentiates
   * @param batches what each iteration trains on
   * @param validation rows that are not trained on
   * @throws TrainingException if gradients stay non-finite
   * @throws FileException if the checkpoint is of another training or cannot be written
   */
  public static TrainedFlow fit(
      ContinuousFlow flow,
      GradientMethod method,
      Batches batches,
      Batch validation,
      TrainingOptions options,
      TrainingListener listener,
      TrainingControl control) {
    try (MaximumLikelihood objective =
        new MaximumLikelihood(
            flow, method, Regularization.NONE, batches, HeldOut.of(flow, validation))) {
      Phase phase = new Phase(objective, options);
      TrainingResult result = fit(List.of(phase), flow.parameters(), listener, control);
      return new TrainedFlow(flow.withParameters(result.parameters()), result);
    }
  }

  /**
   * Minimises one objective after another.
   *
   * @param phases at least one, all of the same θ
   * @param start θ at the beginning, also if training goes on from a checkpoint; read only
   * @throws IllegalArgumentException if there is no phase, or {@code start} is not as long as the
   *     parameters of every phase; before the first iteration
   * @throws TrainingException if gradients stay non-finite
   * @throws FileException if the checkpoint is of another training or cannot be written
   */
  public static TrainingResult fit(
      List<Phase> phases, double[] start, TrainingListener listener, TrainingControl control) {
    if (phases.isEmpty())
      throw new IllegalArgumentException("expected at least one phase, got none");
    boolean named = control.start().isPresent() || control.checkpoints().isPresent();
    Map<String, String> fingerprint = named ? TrainingFingerprint.of(phases, start) : Map.of();
    Snapshot from =
        control.start().map(c -> c.of(fingerprint)).orElseGet(() -> Snapshot.atTheStart(start));
    control.stop().trainingBegins();
    try (TrainingRun run = begin(phases, from, listener, control)) {
      return run.run(new Saver(control.checkpoints(), fingerprint));
    } finally {
      control.stop().trainingEnds();
    }
  }

  private static TrainingRun begin(
      List<Phase> phases, Snapshot from, TrainingListener listener, TrainingControl control) {
    try {
      return new TrainingRun(phases, from, listener, control.stop());
    } catch (IllegalArgumentException e) {
      throw control.start().<RuntimeException>map(c -> c.unusable(e)).orElse(e);
    }
  }
}
