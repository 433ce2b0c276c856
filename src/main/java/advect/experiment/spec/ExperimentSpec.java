package advect.experiment.spec;

import advect.ode.RungeKutta;
import advect.ode.SolverChoice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that determines an experiment's result, apart from the program and the data.
 *
 * <p>Written as YAML; only {@code name} and {@code data} are required, every other key has a
 * default in the record it belongs to. {@link #tree()} is the whole of it, and reading that back
 * gives an equal value.
 *
 * @param name names the results directory: letters, digits, dots, dashes and underscores
 * @param seed of every random number
 * @param data what is learned
 * @param model what is learned, and by which method
 * @param training how parameters are found
 * @param evaluate how the result is judged
 */
public record ExperimentSpec(
    String name,
    long seed,
    DataSpec data,
    ModelSpec model,
    TrainingSpec training,
    EvaluateSpec evaluate) {
  /**
   * Requires a name that can name a directory anywhere, and a solver that the gradient and running
   * costs can go through.
   */
  public ExperimentSpec {
    ExperimentFile.requireName(name);
    requireGradient(training.gradient(), "solver", model.solver());
    for (int i = 0; i < training.phases().size(); i++) {
      String key = training.isListOfPhases() ? "training.phases[%d]".formatted(i + 1) : "training";
      requireSolver(training, key, training.phases().get(i), model.solver());
    }
  }

  private static void requireSolver(
      TrainingSpec training, String key, PhaseSpec phase, SolverChoice common) {
    SolverChoice solver = phase.effort().solver().orElse(common);
    requireGradient(training.gradient(), key + ".solver", solver);
    Check.that(
        solver.solver() instanceof RungeKutta || !phase.hasRunningCosts(),
        key + ".costs",
        "need a method of the library's own, such as dopri5, but solver.method is "
            + solver.method());
  }

  private static void requireGradient(
      TrainingSpec.Gradient gradient, String key, SolverChoice solver) {
    Check.that(
        gradient == TrainingSpec.Gradient.CONTINUOUS || solver.solver() instanceof RungeKutta,
        key,
        ("has method %s, a black box whose steps cannot be differentiated; add training.gradient:"
                + " continuous, or choose a method such as dopri5")
            .formatted(solver.method()));
  }

  /** The same from another seed. */
  public ExperimentSpec withSeed(long value) {
    return new ExperimentSpec(name, value, data, model, training, evaluate);
  }

  /** An experiment on {@code data} with defaults for everything else. */
  public static ExperimentSpec of(String name, DataSpec data) {
    return new ExperimentSpec(
        name,
        ExperimentFile.DEFAULT_SEED,
        data,
        ModelSpec.DEFAULT,
        TrainingSpec.DEFAULT,
        EvaluateSpec.DEFAULT);
  }

  /**
   * Reads an experiment file.
   *
   * @param settings overrides {@code key.path=value}, the last of equal paths wins
   * @throws SpecException naming file, line and key of the first mistake
   */
  public static ExperimentSpec read(Path file, List<String> settings) {
    return of(ExperimentFile.read(file, settings));
  }

  /**
   * Reads an experiment from YAML text.
   *
   * @param source what errors call the text
   * @param settings as in {@link #read}
   * @throws SpecException naming source, line and key of the first mistake
   */
  public static ExperimentSpec parse(String yaml, String source, List<String> settings) {
    return of(ExperimentFile.parse(yaml, source, settings));
  }

  /**
   * The experiment on a density that a file describes.
   *
   * @throws SpecException naming source, line and key of the first mistake
   */
  public static ExperimentSpec of(ExperimentFile file) {
    Section s = file.section("data", "method", "field", "flow", "solver", "training", "evaluate");
    ExperimentSpec read =
        s.make(
            () ->
                new ExperimentSpec(
                    file.name(s),
                    file.seed(s),
                    DataFormat.read(s, file.seed(s)),
                    ModelSpec.read(s),
                    TrainingSpec.read(s),
                    EvaluateSpec.read(s)));
    read.model.flow().checkWritten(s, read.evaluate.solver().solver());
    return read.with(read.model.method());
  }

  /**
   * {@link #tree} for {@link #parse} to put settings over: if there are phases among them, without
   * the iterations that these replace, and if the evaluation is, without a default precision, which
   * a finer tolerance may go beyond.
   *
   * @throws SpecException if a setting cannot be read
   */
  public Map<String, Object> treeUnder(List<String> settings) {
    Map<String, Object> tree = tree();
    if (model.method().isFitted()) return tree;
    Map<String, Object> phases = training.tree();
    List<List<String>> paths = settings.stream().map(s -> Setting.parse(s).path()).toList();
    if (paths.contains(List.of("training", "phases"))) phases.remove("iterations");
    tree.put("training", phases);
    if (paths.stream().anyMatch(path -> path.get(0).equals("evaluate"))) {
      tree.put("flow", model.flow().treeWithoutDefault());
    }
    return tree;
  }

  /**
   * Every key with its value, defaults included, in the order of the records; but no float32 where
   * the evaluation's tolerance makes float64 take over from it, and nothing of training and solvers
   * where a density is fitted without.
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("seed", seed);
    tree.put("data", DataFormat.tree(data));
    tree.putAll(model.tree());
    if (model.method().isFitted()) {
      tree.put("evaluate", evaluate.treeWithoutSolver());
      return tree;
    }
    if (new FineTolerance(evaluate.solver().solver()).needsFloat64()) {
      tree.put("flow", model.flow().treeWithoutDefault());
    }
    tree.put("training", training.tree());
    tree.put("evaluate", evaluate.tree());
    return tree;
  }

  /** {@link #tree} as the text of an experiment file. */
  public String yaml() {
    return YamlTree.write(tree());
  }

  /**
   * The same with some values replaced.
   *
   * @param settings as in {@link #parse}
   * @throws SpecException if a setting cannot be read
   */
  public ExperimentSpec with(List<String> settings) {
    return parse(YamlTree.write(treeUnder(settings)), "settings", settings);
  }

  /** The same data by another method; one that is fitted has no say in training and solvers. */
  public ExperimentSpec with(Method method) {
    return method.isFitted()
        ? new ExperimentSpec(
            name,
            seed,
            data,
            model.with(method),
            TrainingSpec.DEFAULT,
            evaluate.withDefaultSolver())
        : new ExperimentSpec(name, seed, data, model.with(method), training, evaluate);
  }

  /** The same with another training. */
  public ExperimentSpec with(TrainingSpec value) {
    return new ExperimentSpec(name, seed, data, model, value, evaluate);
  }
}
