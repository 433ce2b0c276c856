package advect.experiment.spec;

import advect.flow.transform.Regularization;
import advect.input.Spelling;
import advect.ode.SolverChoice;
import advect.train.StoppingRule;
import advect.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A phase of training: {@code {objective: flow-matching, iterations: 2000, average: 0.999}}.
 *
 * @param objective what is minimised
 * @param costs what is paid for besides the likelihood
 * @param effort how much work an iteration is
 * @param options iterations, optimiser, schedule, clipping, average, validation, stopping
 */
public record PhaseSpec(
    ObjectiveChoice objective, Regularization costs, PhaseEffort effort, TrainingOptions options) {
  static final String[] KEYS = {
    "objective", "iterations", "optimizer", "schedule", "clip", "average", "costs", "stopping"
  };

  /** What is minimised. */
  public enum ObjectiveChoice {
    /** The mean negative log density of the data: maximum likelihood. */
    MLE,
    /** The squared distance to the velocity of straight paths: flow matching. */
    FLOW_MATCHING
  }

  /**
   * How much work an iteration of a phase is, where that is not as everywhere in the training:
   * early iterations need neither many points nor exact solves.
   *
   * @param batch points in a step; empty for those of the training
   * @param solver of the likelihood and its gradient; empty for that of the experiment, which
   *     always judges the validation points
   */
  public record PhaseEffort(OptionalInt batch, Optional<SolverChoice> solver) {
    /** That of the training. */
    public static final PhaseEffort INHERITED =
        new PhaseEffort(OptionalInt.empty(), Optional.empty());

    static final String[] KEYS = {"batch", "solver"};

    /** Requires a point at least. */
    public PhaseEffort {
      batch.ifPresent(TrainingSpec::checkBatch);
    }

    private static PhaseEffort read(Section s, int fallback) {
      return new PhaseEffort(
          s.has("batch") ? OptionalInt.of(s.whole("batch", fallback)) : OptionalInt.empty(),
          s.has("solver")
              ? Optional.of(SolverFormat.read(s, ModelSpec.TOLERANCE))
              : Optional.empty());
    }

    /** As it is read; nothing of what is inherited. */
    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      batch.ifPresent(points -> tree.put("batch", points));
      solver.ifPresent(choice -> tree.put("solver", SolverFormat.tree(choice)));
      return tree;
    }
  }

  /** Refuses costs and a solver of an objective that has no solves. */
  public PhaseSpec {
    Check.that(
        objective == ObjectiveChoice.MLE || costs.equals(Regularization.NONE),
        "costs",
        "are of solves, and flow-matching has none; leave them out or choose objective: mle");
    Check.that(
        objective == ObjectiveChoice.MLE || effort.solver().isEmpty(),
        "solver",
        "is of no use to flow-matching, which has no solves; leave it out or choose objective: mle");
  }

  /** A phase whose iterations are as much work as all others. */
  public PhaseSpec(ObjectiveChoice objective, Regularization costs, TrainingOptions options) {
    this(objective, costs, PhaseEffort.INHERITED, options);
  }

  /** The same with other options. */
  PhaseSpec with(TrainingOptions value) {
    return new PhaseSpec(objective, costs, effort, value);
  }

  private PhaseSpec with(PhaseEffort value) {
    return new PhaseSpec(objective, costs, value, options);
  }

  /**
   * Whether the loss is the negative log density alone. A random end of the flow adds nothing to
   * it: it changes the flow for an iteration, as noise does the points.
   */
  public boolean isLikelihood() {
    return hasSolves() && !hasRunningCosts();
  }

  /** Whether a loss takes solves of the flow. */
  public boolean hasSolves() {
    return objective == ObjectiveChoice.MLE;
  }

  boolean hasRunningCosts() {
    return costs.kinetic() > 0 || costs.jacobian() > 0;
  }

  /** Reads one; what is not given is that of {@code d}, costs only where there are solves. */
  static PhaseSpec read(Section s, PhaseSpec d) {
    TrainingOptions o = d.options;
    ObjectiveChoice objective = s.choice("objective", d.objective);
    Regularization inherited = objective == ObjectiveChoice.MLE ? d.costs : Regularization.NONE;
    return s.make(
        () ->
            new PhaseSpec(
                objective,
                costs(s.section("costs", "kinetic", "jacobian", "steer"), inherited),
                new TrainingOptions(
                    iterations(s, o.iterations()),
                    s.has("optimizer") ? OptimizerFormat.read(s) : o.optimizer(),
                    s.has("schedule") ? ScheduleFormat.read(s) : o.schedule(),
                    clip(s, o.clip()),
                    average(s, o.average()),
                    o.validateEvery(),
                    stopping(s.section("stopping", "patience", "seconds"), o.stopping()))));
  }

  /** Reads one of several phases, which can have an effort of its own. */
  static PhaseSpec readPhase(Section s, PhaseSpec common, int batch) {
    return s.make(() -> read(s, common).with(PhaseEffort.read(s, batch)));
  }

  private static int iterations(Section s, int fallback) {
    int iterations = s.whole("iterations", fallback);
    Check.atLeast("iterations", iterations, 1);
    return iterations;
  }

  private static double clip(Section s, double fallback) {
    double clip = s.number("clip", fallback);
    Check.that(clip > 0, "clip", "must be greater than 0, but is " + Spelling.of(clip));
    return clip;
  }

  private static double average(Section s, double fallback) {
    double average = s.number("average", fallback);
    Check.that(
        average >= 0 && average < 1,
        "average",
        "must be from 0 to less than 1, but is " + Spelling.of(average));
    return average;
  }

  private static Regularization costs(Section s, Regularization d) {
    return s.make(
        () ->
            new Regularization(
                s.number("kinetic", d.kinetic()),
                s.number("jacobian", d.jacobian()),
                s.number("steer", d.steer())));
  }

  private static StoppingRule stopping(Section s, StoppingRule d) {
    return s.make(
        () -> {
          int patience = s.whole("patience", d.patience());
          double seconds = s.number("seconds", d.seconds());
          Check.atLeast("patience", patience, 1);
          Check.that(
              seconds > 0, "seconds", "must be greater than 0, but is " + Spelling.of(seconds));
          return new StoppingRule(patience, seconds);
        });
  }

  /** As it is read; only what differs from no clipping, averages, costs and limits. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("objective", Spelling.of(objective));
    tree.put("iterations", options.iterations());
    tree.putAll(effort.tree());
    tree.put("optimizer", OptimizerFormat.tree(options.optimizer()));
    tree.put("schedule", ScheduleFormat.tree(options.schedule()));
    if (options.clip() != Double.POSITIVE_INFINITY) tree.put("clip", options.clip());
    if (options.average() > 0) tree.put("average", options.average());
    if (!costs.equals(Regularization.NONE)) tree.put("costs", tree(costs));
    Map<String, Object> stopping = tree(options.stopping());
    if (!stopping.isEmpty()) tree.put("stopping", stopping);
    return tree;
  }

  private static Map<String, Object> tree(Regularization costs) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kinetic", costs.kinetic());
    tree.put("jacobian", costs.jacobian());
    tree.put("steer", costs.steer());
    return tree;
  }

  private static Map<String, Object> tree(StoppingRule rule) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (rule.patience() != StoppingRule.NONE.patience()) tree.put("patience", rule.patience());
    if (rule.seconds() != StoppingRule.NONE.seconds()) tree.put("seconds", rule.seconds());
    return tree;
  }
}
