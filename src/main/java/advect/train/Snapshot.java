package advect.train;

import advect.gradient.FirstSteps;
import advect.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All that the next iteration depends on, and what was seen on the way.
 *
 * @param seconds of training so far
 * @param place in the phases
 * @param parameters now, on average, and at their best
 * @param optimizer what it remembers; empty at the start of a phase
 * @param memory of the objective, by shard
 * @param steps every iteration
 * @param validations every validation
 */
record Snapshot(
    double seconds,
    Place place,
    Parameters parameters,
    Map<String, Tensor> optimizer,
    List<FirstSteps> memory,
    List<TrainingStep> steps,
    List<Validation> validations) {
  /**
   * Which phase a training is in: the last one that has begun.
   *
   * @param starts iterations made before each phase that has begun, at least the first
   */
  record Place(List<Integer> starts) {
    /** Copies the list. */
    Place {
      starts = List.copyOf(starts);
      require(!starts.isEmpty() && starts.get(0) == 0, "a first phase");
      for (int i = 1; i < starts.size(); i++) {
        require(starts.get(i) >= starts.get(i - 1), "phases one after another");
      }
    }

    /** Its number, from 0. */
    int phase() {
      return starts.size() - 1;
    }

    /** Iterations made before it. */
    int start() {
      return starts.get(phase());
    }

    /** The next phase, which begins after so many iterations. */
    Place next(int iterations) {
      List<Integer> more = new ArrayList<>(starts);
      more.add(iterations);
      return new Place(more);
    }
  }

  /**
   * Parameters of a training.
   *
   * @param theta now
   * @param average over the phase's steps
   * @param best those that validated best
   */
  record Parameters(Tensor theta, Tensor average, Tensor best) {}

  /** Requires what every training keeps, lest one goes on from nonsense. */
  Snapshot {
    require(seconds >= 0, "seconds of 0 or more");
    require(
        finite(parameters.theta) && finite(parameters.average) && finite(parameters.best),
        "finite numbers in theta, average and best_theta");
    require(place.start() <= steps.size(), "a phase that begins after iterations that were made");
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

  /** Before the first iteration. */
  static Snapshot atTheStart(double[] start) {
    Tensor theta = Tensor.vector(start);
    return new Snapshot(
        0,
        new Place(List.of(0)),
        new Parameters(theta, theta, theta),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
