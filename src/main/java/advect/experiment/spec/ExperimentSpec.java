package advect.experiment.spec;

import advect.data.NearestName;
import advect.ode.RungeKutta;
import advect.ode.SolverChoice;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * @param field the vector field
 * @param flow what surrounds it
 * @param solver the solver of training
 * @param training how parameters are found
 * @param evaluate how the result is judged
 */
public record ExperimentSpec(
    String name,
    long seed,
    DataSpec data,
    FieldSpec field,
    FlowSpec flow,
    SolverChoice solver,
    TrainingSpec training,
    EvaluateSpec evaluate) {
  private static final long DEFAULT_SEED = 1;

  /** Of training, where speed counts and the error of a step is far below the noise of a batch. */
  private static final double TOLERANCE = 1e-4;

  private static final String ENDING = ".yaml";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Requires a name that can name a directory anywhere, and a solver that the gradient can go
   * through.
   */
  public ExperimentSpec {
    Check.that(
        NAME.matcher(name).matches(),
        "name",
        "names the results directory, so it may have letters, digits, dots, dashes and"
            + " underscores only, but is \"%s\"".formatted(name));
    Check.that(
        training.gradient() == TrainingSpec.Gradient.CONTINUOUS
            || solver.solver() instanceof RungeKutta,
        "solver",
        ("has method %s, a black box whose steps cannot be differentiated; add training.gradient:"
                + " continuous, or choose a method such as dopri5")
            .formatted(solver.method()));
  }

  /** An experiment on {@code data} with defaults for everything else. */
  public static ExperimentSpec of(String name, DataSpec data) {
    return new ExperimentSpec(
        name,
        DEFAULT_SEED,
        data,
        FieldSpec.DEFAULT,
        FlowSpec.DEFAULT,
        SolverFormat.adaptive(TOLERANCE),
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
    try {
      return parse(Files.readString(file), file.toString(), settings);
    } catch (CharacterCodingException e) {
      throw new SpecException(file + ": not a text file in UTF-8; expected YAML", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads an experiment from YAML text.
   *
   * @param source what errors call the text
   * @param settings as in {@link #read}
   * @throws SpecException naming source, line and key of the first mistake
   */
  public static ExperimentSpec parse(String yaml, String source, List<String> settings) {
    Node node = YamlTree.parse(yaml, source);
    if (node instanceof Node.Empty) {
      throw new SpecException(source + ": is empty; expected at least name: and data:");
    }
    if (!(node instanceof Node.Mapping root)) {
      throw new SpecException(
          source
              + ": must be keys and values such as name: two-moons, but is "
              + node.description());
    }
    for (String setting : settings) root = Setting.parse(setting).applyTo(root);
    return read(root);
  }

  private static ExperimentSpec read(Node.Mapping root) {
    Section s =
        Section.root(
            root, "name", "seed", "data", "field", "flow", "solver", "training", "evaluate");
    return s.make(
        () ->
            new ExperimentSpec(
                s.text("name", "two-moons"),
                s.wholeLong("seed", DEFAULT_SEED),
                DataFormat.read(s),
                FieldSpec.read(s),
                FlowSpec.read(s),
                SolverFormat.read(s, TOLERANCE),
                TrainingSpec.read(s),
                EvaluateSpec.read(s)));
  }

  private static SpecException unreadable(Path file, IOException cause) {
    if (Files.isDirectory(file)) {
      return new SpecException(file + ": is a directory; expected an experiment file", cause);
    }
    if (Files.exists(file)) {
      return new SpecException(file + ": cannot be read; check its permissions", cause);
    }
    return new SpecException(file + ": no such file" + suggestion(file), cause);
  }

  private static String suggestion(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return "";
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names =
          siblings
              .map(p -> p.getFileName().toString())
              .filter(name -> name.endsWith(ENDING))
              .map(ExperimentSpec::withoutEnding)
              .toList();
      return NearestName.of(withoutEnding(file.getFileName().toString()), names)
          .map(near -> "; did you mean %s?".formatted(file.resolveSibling(near + ENDING)))
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String withoutEnding(String name) {
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /** Every key with its value, defaults included, in the order of the records. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("seed", seed);
    tree.put("data", DataFormat.tree(data));
    tree.put("field", field.tree());
    tree.put("flow", flow.tree());
    tree.put("solver", SolverFormat.tree(solver));
    tree.put("training", training.tree());
    tree.put("evaluate", evaluate.tree());
    return tree;
  }
}
