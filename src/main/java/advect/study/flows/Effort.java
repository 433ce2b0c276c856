package advect.study.flows;

import advect.experiment.spec.Check;
import advect.experiment.spec.Section;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.objective.Objective;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How hard a model is trained: {@code {iterations: 2000, rate: 5e-3, restarts: 2}}.
 *
 * @param iterations of Adam, whose rate warms up and then falls as a cosine
 * @param rate of Adam at its highest
 * @param restarts trainings from different starting points, of which the best counts
 */
public record Effort(int iterations, double rate, int restarts) {
  private static final int MOST_ITERATIONS = 100_000_000;
  private static final int WARM_UP = 100;

  /** Requires positive numbers. */
  public Effort {
    Check.between("iterations", iterations, 1, MOST_ITERATIONS);
    Check.positive("rate", rate);
    Check.between("restarts", restarts, 1, 1000);
  }

  /** Reads the group {@code key}, with these for what it does not say. */
  static Effort read(Section parent, String key, Effort fallback) {
    Section s = parent.section(key, "iterations", "rate", "restarts");
    return s.make(
        () ->
            new Effort(
                s.whole("iterations", fallback.iterations),
                s.number("rate", fallback.rate),
                s.whole("restarts", fallback.restarts)));
  }

  /** All iterations, validated so often. */
  TrainingOptions options(int validateEvery) {
    return new TrainingOptions(
        iterations,
        Adam.DEFAULT.withRate(rate),
        new Schedule.Cosine(Math.min(WARM_UP, iterations / 10)),
        validateEvery);
  }

  /** Trains once, without validation. */
  public TrainingResult minimize(
      Objective loss, double[] start, TrainingListener listener, TrainingControl control) {
    return Trainer.fit(List.of(new Phase(loss, options(iterations))), start, listener, control);
  }

  /**
   * The mean loss over the last tenth of a training's iterations, of those that had one; infinite
   * if none had.
   */
  public static double lastLoss(TrainingResult result) {
    List<TrainingStep> steps = result.steps();
    int last = Math.max(1, steps.size() / 10);
    return steps.stream()
        .skip(steps.size() - last)
        .mapToDouble(step -> step.loss().value())
        .filter(Double::isFinite)
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("iterations", iterations);
    tree.put("rate", rate);
    tree.put("restarts", restarts);
    return tree;
  }
}
