package advect.experiment;

import advect.kernel.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How parameters are found: {@code training: {iterations: 3000, batch: 512, optimizer: {adam:
 * {rate: 1e-3}}}}.
 *
 * @param objective what is minimised
 * @param gradient how its gradient goes through the solver
 * @param iterations optimiser steps
 * @param batch points in a step
 * @param validation when and on how much the best parameters are chosen
 * @param optimizer the step rule
 * @param schedule the learning rate over time
 * @param precision the field's arithmetic in training
 */
public record TrainingSpec(
    Objective objective,
    Gradient gradient,
    int iterations,
    int batch,
    Validation validation,
    Adam optimizer,
    Schedule schedule,
    Precision precision) {
  /** A few minutes of maximum likelihood. */
  public static final TrainingSpec DEFAULT =
      new TrainingSpec(
          Objective.MLE,
          Gradient.CHECKPOINTED,
          3000,
          512,
          Validation.DEFAULT,
          Adam.DEFAULT,
          new Schedule.Constant(),
          Precision.FLOAT32);

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

  /** Requires at least one iteration and one point. */
  public TrainingSpec {
    Check.atLeast("iterations", iterations, 1);
    Check.atLeast("batch", batch, 1);
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
      Check.atLeast("size", size, 1);
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

  /**
   * Adam.
   *
   * @param rate learning rate
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay pull of the parameters towards 0
   */
  public record Adam(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    /** The values of the paper, without weight decay. */
    public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8, 0);

    /** Requires rate, epsilon above 0, decays in [0, 1). */
    public Adam {
      Check.positive("rate", rate);
      Check.fraction("beta1", beta1);
      Check.fraction("beta2", beta2);
      Check.positive("epsilon", epsilon);
      Check.notNegative("weight-decay", weightDecay);
    }

    private static Adam read(Section parent) {
      String name = parent.variant("optimizer", List.of("adam"), "adam");
      Section s =
          parent.options("optimizer", name, "rate", "beta1", "beta2", "epsilon", "weight-decay");
      return s.make(
          () ->
              new Adam(
                  s.number("rate", DEFAULT.rate),
                  s.number("beta1", DEFAULT.beta1),
                  s.number("beta2", DEFAULT.beta2),
                  s.number("epsilon", DEFAULT.epsilon),
                  s.number("weight-decay", DEFAULT.weightDecay)));
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("rate", rate);
      tree.put("beta1", beta1);
      tree.put("beta2", beta2);
      tree.put("epsilon", epsilon);
      tree.put("weight-decay", weightDecay);
      return Map.of("adam", tree);
    }
  }

  /** The learning rate over time, as a factor of the optimiser's rate. */
  public sealed interface Schedule {
    /** The rate as it is. */
    record Constant() implements Schedule {}

    /**
     * A linear rise, then half a cosine down to 0 at the last iteration.
     *
     * @param warmUp iterations of the rise
     */
    record Cosine(int warmUp) implements Schedule {
      /** A rise short enough for any training. */
      public static final Cosine DEFAULT = new Cosine(100);

      /** Requires {@code warmUp >= 0}. */
      public Cosine {
        Check.atLeast("warm-up", warmUp, 0);
      }
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
            "validation",
            "optimizer",
            "schedule",
            "precision");
    return s.make(
        () ->
            new TrainingSpec(
                s.choice("objective", DEFAULT.objective),
                s.choice("gradient", DEFAULT.gradient),
                s.whole("iterations", DEFAULT.iterations),
                s.whole("batch", DEFAULT.batch),
                Validation.read(s.section("validation", "every", "size")),
                Adam.read(s),
                readSchedule(s),
                s.choice("precision", DEFAULT.precision)));
  }

  private static Schedule readSchedule(Section s) {
    String name = s.variant("schedule", List.of("constant", "cosine"), "constant");
    if (name.equals("constant")) return s.options("schedule", name).make(Schedule.Constant::new);
    Section o = s.options("schedule", name, "warm-up");
    return o.make(() -> new Schedule.Cosine(o.whole("warm-up", Schedule.Cosine.DEFAULT.warmUp())));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("objective", Spelling.of(objective));
    tree.put("gradient", Spelling.of(gradient));
    tree.put("iterations", iterations);
    tree.put("batch", batch);
    tree.put("validation", validation.tree());
    tree.put("optimizer", optimizer.tree());
    tree.put("schedule", treeOf(schedule));
    tree.put("precision", Spelling.of(precision));
    return tree;
  }

  private static Object treeOf(Schedule schedule) {
    return schedule instanceof Schedule.Cosine c
        ? Map.of("cosine", Map.of("warm-up", c.warmUp()))
        : "constant";
  }
}
