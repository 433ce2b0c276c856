package advect.train.objective;

import advect.field.Parameter;
import advect.gradient.FirstSteps;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a trainer minimises: a loss of parameters θ with its gradient.
 *
 * <p>A loss is a function of θ, the iteration and {@link #memory}, never of threads. What else was
 * asked before leaves no trace: only so can a training be resumed with the same bits, from a memory
 * that {@link #remember} was given.
 *
 * <p>Threads: one caller at a time.
 */
public interface Objective extends AutoCloseable {
  /** The named parts of θ, in its order. */
  List<Parameter> parameters();

  /**
   * The loss of an iteration.
   *
   * @param theta read only
   * @param iteration chooses batch and noise; counted from 0
   * @param thetaBar overwritten with the gradient
   */
  LossReport evaluate(double[] theta, int iteration, double[] thetaBar);

  /**
   * The loss of rows that are not trained on, by which the best parameters are chosen; infinite if
   * it cannot be computed, empty if there are no such rows. All phases of a training must mean the
   * same by it.
   *
   * @param theta read only
   */
  default OptionalDouble validate(double[] theta) {
    return OptionalDouble.empty();
  }

  /**
   * All that the loss depends on besides θ and the iteration, in words and digests: a checkpoint is
   * refused where they differ.
   */
  Map<String, String> fingerprint();

  /** Threads that an optimiser may use as well. */
  default int threads() {
    return 1;
  }

  /** All that is remembered from one iteration to the next, by shard. */
  default List<FirstSteps> memory() {
    return List.of();
  }

  /** Goes on with what an objective like this remembered. */
  default void remember(List<FirstSteps> memory) {}

  /** Ends its threads. */
  @Override
  default void close() {}
}
