package advect.train;

import advect.flow.ContinuousFlow;
import advect.gradient.FirstSteps;
import advect.safetensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All that the next iteration depends on, and what was seen on the way.
 *
 * @param seconds of training so far
 * @param theta parameters
 * @param bestTheta parameters that validated best
 * @param optimizer what it remembers; empty at the start
 * @param memory of the objective, by shard
 * @param steps every iteration
 * @param validations every validation
 */
record Snapshot(
    double seconds,
    Tensor theta,
    Tensor bestTheta,
    Map<String, Tensor> optimizer,
    List<FirstSteps> memory,
    List<TrainingStep> steps,
    List<Validation> validations) {
  /** Requires what every training keeps, lest one goes on from nonsense. */
  Snapshot {
    require(seconds >= 0, "seconds of 0 or more");
    require(finite(theta) && finite(bestTheta), "finite numbers in theta and best_theta");
    for (int i = 0; i < steps.size(); i++) {
      require(steps.get(i).iteration() == i + 1, "iterations 1, 2, 3, ...");
    }
    int last = 0;
    for (Validation v : validations) {
      boolean later = v.iteration() > last && v.iteration() <= steps.size();
      require(later, "validations after one iteration or another");
      last = v.iteration();
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) throw new IllegalArgumentException("expected " + expected);
  }

  private static boolean finite(Tensor tensor) {
    return Arrays.stream(tensor.doubles()).allMatch(Double::isFinite);
  }

  /** Before the first iteration of a flow. */
  static Snapshot atTheStart(ContinuousFlow flow) {
    Tensor theta = Tensor.vector(flow.parameters());
    return new Snapshot(0, theta, theta, Map.of(), List.of(), List.of(), List.of());
  }
}
