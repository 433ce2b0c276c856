package advect.experiment.spec;

import advect.input.Spelling;
import advect.kernel.Precision;
import advect.train.Optimizer;
import advect.train.Schedule;
import advect.train.StoppingRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How parameters are found: {@code training: {iterations: 3000, batch: 512, optimizer: {adam:
 * {rate: 1e-3}}}}.
 *
 * @param objective what is minimised
 * @param gradient how its gradient goes through the solver
 * @param iterations optimiser steps
 * @param batch points in a step
 * @param noise deviation of the Gaussian noise that moves training points, in units of each
 *     coordinate's; 0 for none
 * @param validation when and on how much the best parameters are chosen
 * @param optimizer the step rule
 * @param schedule the learning rate over time
 * @param stopping when it ends before its last iteration
 * @param precision the field's arithmetic in training
 */
public record TrainingSpec(
    Objective objective,
    Gradient gradient,
    int iterations,
    int batch,
    double noise,
    Validation validation,
    Optimizer optimizer,
    Schedule schedule,
    StoppingRule stopping,
    Precision precision) {
  /** Half a minute of maximum likelihood; why these is told in docs/decisions/defaults.md. */
  public static final TrainingSpec DEFAULT =
      new TrainingSpec(
          Objective.MLE,
          Gradient.CHECKPOINTED,
          2500,
          256,
          0,
          Validation.DEFAULT,
          OptimizerFormat.ADAM,
          ScheduleFormat.DEFAULT,
          StoppingRule.NONE,
          Precision.FLOAT32);

  /** More would not fit in arrays at the usual dimensions. */
  private static final int MOST_POINTS = 10_000_000;

  /** What is minimised. */
  public enum Objective {
    /** The mean negative log density of the data: maximum likelihood. */
    MLE
  }

  /** How a gradient goes through a solve. */
  public enum Gradient {
    /** Exact for the steps that were made, which are recomputed one by one. */
    CHECKPOINTED,
    /** The adjoint equation solved back in time, in constant memory. */
    CONTINUOUS
  }

  /** Requires at least one iteration and one point, and no negative noise. */
  public TrainingSpec {
    Check.atLeast("iterations", iterations, 1);
    Check.between("batch", batch, 1, MOST_POINTS);
    Check.that(noise >= 0 && noise <= 1, "noise", "must be from 0 to 1, but is " + noise);
  }

  /**
   * Choice of the best parameters.
   *
   * @param every iterations from one validation to the next
   * @param size points drawn once from a toy; a table has its validation rows
   */
  public record Validation(int every, int size) {
    /** Often enough for a curve, cheap beside the training in between. */
    public static final Validation DEFAULT = new Validation(100, 4096);

    /** Requires positive numbers. */
    public Validation {
      Check.atLeast("every", every, 1);
      Check.between("size", size, 1, MOST_POINTS);
    }

    private static Validation read(Section s) {
      return s.make(
          () -> new Validation(s.whole("every", DEFAULT.every), s.whole("size", DEFAULT.size)));
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("every", every);
      tree.put("size", size);
      return tree;
    }
  }

  static TrainingSpec read(Section parent) {
    Section s =
        parent.section(
            "training",
            "objective",
            "gradient",
            "iterations",
            "batch",
            "noise",
            "validation",
            "optimizer",
            "schedule",
            "stopping",
            "precision");
    return s.make(
        () ->
            new TrainingSpec(
                s.choice("objective", DEFAULT.objective),
                s.choice("gradient", DEFAULT.gradient),
                s.whole("iterations", DEFAULT.iterations),
                s.whole("batch", DEFAULT.batch),
                s.number("noise", DEFAULT.noise),
                Validation.read(s.section("validation", "every", "size")),
                OptimizerFormat.read(s),
                ScheduleFormat.read(s),
                readStopping(s.section("stopping", "patience", "seconds")),
                s.choice("precision", DEFAULT.precision)));
  }

  private static StoppingRule readStopping(Section s) {
    StoppingRule d = DEFAULT.stopping;
    return s.make(
        () ->
            new StoppingRule(s.whole("patience", d.patience()), s.number("seconds", d.seconds())));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("objective", Spelling.of(objective));
    tree.put("gradient", Spelling.of(gradient));
    tree.put("iterations", iterations);
    tree.put("batch", batch);
    if (noise > 0) tree.put("noise", noise);
    tree.put("validation", validation.tree());
    tree.put("optimizer", OptimizerFormat.tree(optimizer));
    tree.put("schedule", ScheduleFormat.tree(schedule));
    Map<String, Object> stopping = treeOf(stopping());
    if (!stopping.isEmpty()) tree.put("stopping", stopping);
    tree.put("precision", Spelling.of(precision));
    return tree;
  }

  /** Only what is limited. */
  private static Map<String, Object> treeOf(StoppingRule rule) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (rule.patience() != DEFAULT.stopping.patience()) tree.put("patience", rule.patience());
    if (rule.seconds() != DEFAULT.stopping.seconds()) tree.put("seconds", rule.seconds());
    return tree;
  }
}
