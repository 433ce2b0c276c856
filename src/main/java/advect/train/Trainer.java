package advect.train;

import advect.flow.ContinuousFlow;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.Solver;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Maximum likelihood by Adam on minibatches, keeping the parameters that validate best.
 *
 * <p>An iteration whose loss or gradient is not finite changes nothing and is counted; too many in
 * a row end the training.
 */
public final class Trainer {
  /** Iterations in a row without a finite gradient after which nothing will mend it. */
  private static final int MAX_SKIPPED_IN_A_ROW = 20;

  private final ContinuousFlow flow;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Adam adam;
  private final double[] theta;
  private final double[] gradient;
  private final List<TrainingStep> steps = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();
  private final long start = System.nanoTime();
  private double[] bestTheta;
  private Validation best = new Validation(0, 0, Double.POSITIVE_INFINITY);
  private int skipped;
  private int skippedInARow;

  private Trainer(ContinuousFlow flow, TrainingOptions options, TrainingListener listener) {
    this.flow = flow;
    this.options = options;
    this.listener = listener;
    theta = flow.parameters();
    bestTheta = theta.clone();
    gradient = new double[theta.length];
    adam = new Adam(options.optimizer(), theta.length);
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
    return new Trainer(flow, options, listener).run(method, batches, validation);
  }

  private TrainingResult run(GradientMethod method, Batches batches, DMatrixRMaj validation) {
    try (MaximumLikelihood objective = new MaximumLikelihood(flow, method)) {
      for (int i = 0; i < options.iterations(); i++) {
        LossReport loss = objective.evaluate(theta, batches.batch(i), i, gradient);
        update(loss, i);
        TrainingStep step = new TrainingStep(i + 1, seconds(), loss);
        steps.add(step);
        listener.stepped(step);
        if ((i + 1) % options.validateEvery() == 0 || i + 1 == options.iterations()) {
          validate(i + 1, validation);
        }
      }
    }
    return new TrainingResult(flow.withParameters(bestTheta), best, steps, validations, skipped);
  }

  private void update(LossReport loss, int iteration) {
    if (loss.finite()) {
      adam.step(theta, gradient, options.schedule().factor(iteration, options.iterations()));
      skippedInARow = 0;
      return;
    }
    skipped++;
    skippedInARow++;
    if (skippedInARow > MAX_SKIPPED_IN_A_ROW) {
      throw new TrainingException(
          "iterations %d to %d had no finite gradient: lower the learning rate, loosen the"
                  .formatted(iteration + 2 - skippedInARow, iteration + 1)
              + " tolerance, or look for extreme values in the data");
    }
  }

  private void validate(int iteration, DMatrixRMaj points) {
    Validation validation = new Validation(iteration, seconds(), meanNll(points));
    validations.add(validation);
    if (validation.nll() < best.nll()) {
      best = validation;
      bestTheta = theta.clone();
    }
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

  private double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }
}
