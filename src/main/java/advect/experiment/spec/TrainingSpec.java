package advect.experiment.spec;

import advect.flow.transform.Regularization;
import advect.input.Spelling;
import advect.kernel.Precision;
import advect.train.TrainingOptions;
import advect.train.objective.Noise;
import advect.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How parameters are found: {@code training: {iterations: 3000, batch: 512, optimizer: {adam:
 * {rate: 1e-3}}}}, or in phases that inherit what they do not say: {@code training: {phases:
 * [{objective: flow-matching, iterations: 2000}, {iterations: 500}]}}.
 *
 * @param phases one after another, at least one
 * @param batch points in a step, of phases that do not say
 * @param noise that moves training points
 * @param validation when and on how much the best parameters are chosen
 * @param gradient how that of the likelihood goes through the solver
 * @param precision the field's arithmetic in training
 * @param ensemble of what the model is the mean
 */
public record TrainingSpec(
    List<PhaseSpec> phases,
    int batch,
    Noise noise,
    ValidationSpec validation,
    Gradient gradient,
    Precision precision,
    EnsembleSpec ensemble) {
  private static final int ITERATIONS = 2000;

  /**
   * A minute or two of maximum likelihood; why these is told in docs/decisions/defaults.md and
   * optimizers.md.
   */
  public static final TrainingSpec DEFAULT =
      new TrainingSpec(
          List.of(
              new PhaseSpec(
                  PhaseSpec.ObjectiveChoice.MLE,
                  Regularization.NONE,
                  new TrainingOptions(
                      ITERATIONS,
                      OptimizerFormat.DEFAULT,
                      ScheduleFormat.DEFAULT,
                      ValidationSpec.DEFAULT.every))),
          256,
          Noise.NONE,
          ValidationSpec.DEFAULT,
          Gradient.CHECKPOINTED,
          Precision.FLOAT32,
          EnsembleSpec.DEFAULT);

  /** Of noise that falls, where a file leaves out an end of it. */
  private static final Noise FALL = new Noise(0.6, 0.03);

  /** More would not fit in arrays at the usual dimensions. */
  private static final int MOST_POINTS = 10_000_000;

  private static final String[] OWN_KEYS = {
    "phases", "gradient", "batch", "noise", "validation", "precision"
  };

  /** How a gradient goes through a solve. */
  public enum Gradient {
    /** Exact for the steps that were made, which are recomputed one by one. */
    CHECKPOINTED,
    /** The adjoint equation solved back in time, in constant memory. */
    CONTINUOUS
  }

  /** Requires a phase and a point at least. */
  public TrainingSpec {
    phases = List.copyOf(phases);
    Check.that(
        !phases.isEmpty(), "phases", "must have at least one phase, such as {iterations: 2000}");
    long iterations = phases.stream().mapToLong(phase -> phase.options().iterations()).sum();
    Check.that(
        iterations <= Integer.MAX_VALUE,
        "phases",
        "must have at most %d iterations together, but have %d"
            .formatted(Integer.MAX_VALUE, iterations));
    checkBatch(batch);
  }

  static void checkBatch(int batch) {
    Check.between("batch", batch, 1, MOST_POINTS);
  }

  /** A training of one phase. */
  public TrainingSpec(
      PhaseSpec phase,
      int batch,
      Noise noise,
      ValidationSpec validation,
      Gradient gradient,
      Precision precision) {
    this(List.of(phase), batch, noise, validation, gradient, precision, DEFAULT.ensemble);
  }

  /** Flows that are trained. */
  public int members() {
    return ensemble.members();
  }

  /** The same for a mean of something else. */
  public TrainingSpec with(EnsembleSpec value) {
    return new TrainingSpec(phases, batch, noise, validation, gradient, precision, value);
  }

  /** The same in one phase, which validates as often as {@code options} says. */
  public TrainingSpec with(TrainingOptions options) {
    return new TrainingSpec(
        List.of(last().with(options)),
        batch,
        noise,
        new ValidationSpec(options.validateEvery(), validation.size),
        gradient,
        precision,
        ensemble);
  }

  /** Optimiser steps of all phases. */
  public int iterations() {
    return phases.stream().mapToInt(phase -> phase.options().iterations()).sum();
  }

  /** The step rule of the last phase. */
  public Optimizer optimizer() {
    return last().options().optimizer();
  }

  /** Whether phases say more than one could. */
  boolean isListOfPhases() {
    return phases.size() > 1 || !last().effort().equals(PhaseSpec.PhaseEffort.INHERITED);
  }

  /** The last phase. */
  public PhaseSpec last() {
    return phases.get(phases.size() - 1);
  }

  /**
   * Choice of the best parameters.
   *
   * @param every iterations from one validation to the next
   * @param size points drawn once from a toy; a table has its validation rows
   */
  public record ValidationSpec(int every, int size) {
    /** Often enough for a curve, cheap beside the training in between. */
    public static final ValidationSpec DEFAULT = new ValidationSpec(100, 4096);

    /** Requires positive numbers. */
    public ValidationSpec {
      Check.atLeast("every", every, 1);
      Check.between("size", size, 1, MOST_POINTS);
    }

    private static ValidationSpec read(Section s) {
      return s.make(
          () -> new ValidationSpec(s.whole("every", DEFAULT.every), s.whole("size", DEFAULT.size)));
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
            Stream.of(PhaseSpec.KEYS, OWN_KEYS, EnsembleSpec.KEYS)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    ValidationSpec validation = ValidationSpec.read(s.section("validation", "every", "size"));
    return s.make(
        () ->
            new TrainingSpec(
                phases(s, validation),
                s.whole("batch", DEFAULT.batch),
                noise(s),
                validation,
                s.choice("gradient", DEFAULT.gradient),
                s.choice("precision", DEFAULT.precision),
                EnsembleSpec.read(s)));
  }

  /** A number, or {@code {from: 0.6, to: 0.03}}. */
  private static Noise noise(Section s) {
    if (!s.isGroup("noise")) {
      double all = s.number("noise", DEFAULT.noise.from());
      Check.that(all >= 0 && all <= 1, "noise", "must be from 0 to 1, but is " + all);
      return Noise.constant(all);
    }
    Section fall = s.section("noise", "from", "to");
    return fall.make(() -> fall(fall.number("from", FALL.from()), fall.number("to", FALL.to())));
  }

  private static Noise fall(double from, double to) {
    Check.that(from > 0 && from <= 1, "from", "must be above 0 and at most 1, but is " + from);
    Check.that(to > 0 && to <= from, "to", "must be above 0 and at most from, but is " + to);
    return new Noise(from, to);
  }

  private static Object tree(Noise noise) {
    if (noise.isConstant()) return noise.from();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", noise.from());
    tree.put("to", noise.to());
    return tree;
  }

  private static List<PhaseSpec> phases(Section s, ValidationSpec validation) {
    PhaseSpec d = DEFAULT.last();
    TrainingOptions every = d.options().withValidateEvery(validation.every);
    PhaseSpec common = PhaseSpec.read(s, new PhaseSpec(d.objective(), d.costs(), every));
    if (!s.has("phases")) return List.of(common);
    Check.that(
        !s.has("iterations"),
        "iterations",
        "cannot stand beside training.phases, which have iterations of their own; remove one");
    List<PhaseSpec> phases = new ArrayList<>();
    for (Section phase : s.groups("phases", keysOfPhases())) {
      if (!phase.has("iterations")) {
        throw phase.error("iterations", "is missing; add iterations: 2000");
      }
      phases.add(PhaseSpec.readPhase(phase, common, DEFAULT.batch));
    }
    return phases;
  }

  private static String[] keysOfPhases() {
    return Stream.of(PhaseSpec.KEYS, PhaseSpec.PhaseEffort.KEYS)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (isListOfPhases()) {
      tree.put("phases", phases.stream().map(PhaseSpec::tree).toList());
    } else {
      tree.putAll(last().tree());
    }
    tree.put("gradient", Spelling.of(gradient));
    tree.put("batch", batch);
    if (!noise.equals(Noise.NONE)) tree.put("noise", tree(noise));
    tree.put("validation", validation.tree());
    tree.put("precision", Spelling.of(precision));
    tree.putAll(ensemble.tree());
    return tree;
  }
}
