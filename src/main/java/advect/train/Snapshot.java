package advect.train;

import advect.flow.ContinuousFlow;
import advect.gradient.FirstSteps;
import advect.safetensors.Tensor;
import java.util.List;

/**
 * All that the next iteration depends on, and what was seen on the way.
 *
 * @param seconds of training so far
 * @param theta parameters
 * @param bestTheta parameters that validated best
 * @param adam the optimiser
 * @param memory of the objective, by shard
 * @param steps every iteration
 * @param validations every validation
 */
record Snapshot(
    double seconds,
    Tensor theta,
    Tensor bestTheta,
    Adam.State adam,
    List<FirstSteps> memory,
    List<TrainingStep> steps,
    List<Validation> validations) {
  /** Before the first iteration of a flow. */
  static Snapshot atTheStart(ContinuousFlow flow) {
    Tensor theta = Tensor.vector(flow.parameters());
    Tensor zeros = Tensor.vector(new double[theta.count()]);
    Adam.State adam = new Adam.State(zeros, zeros, 0);
    return new Snapshot(0, theta, theta, adam, List.of(), List.of(), List.of());
  }
}
