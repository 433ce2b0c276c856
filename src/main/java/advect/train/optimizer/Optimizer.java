package advect.train.optimizer;

import advect.field.Parameter;
import advect.safetensors.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A rule that turns gradients into steps: its settings, without its memory.
 *
 * <p>Threads: immutable; safe to share. Its {@code toString} tells all settings, since a checkpoint
 * knows the training by it.
 */
public interface Optimizer {
  /**
   * Memory for the parameters of one training.
   *
   * @param parameters the named parts of θ, in its order
   * @param threads that may work at once; never part of the result
   */
  Stepper on(List<Parameter> parameters, int threads);

  /** The length of a step where the schedule's factor is 1, in whatever units the rule has. */
  double rate();

  /**
   * What it will do with these parameters, in a sentence for people; empty if nothing needs saying.
   */
  default String plan(List<Parameter> parameters) {
    return "";
  }

  /**
   * The memory of a training.
   *
   * <p>Threads: belongs to one thread.
   */
  interface Stepper extends AutoCloseable {
    /**
     * One step.
     *
     * @param theta updated
     * @param gradient read only
     * @param factor of the schedule, times the rate
     */
    void step(double[] theta, double[] gradient, double factor);

    /** All that the next step depends on, a copy. */
    Map<String, Tensor> state();

    /**
     * Goes on from what another one of the same settings and parameters remembered.
     *
     * @throws IllegalArgumentException if that is not what such a memory can be
     */
    void restore(Map<String, Tensor> state);

    /** Ends its threads, if it has any. */
    @Override
    default void close() {}
  }
}
