package advect.cli.options;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.SpecException;
import advect.flow.FlowSettings;
import advect.input.Spelling;
import advect.kernel.Precision;
import advect.model.TableModel;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which trained model, and how it is evaluated. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelOptions {
  /** What float64 leaves room for. */
  private static final double FINEST_TOLERANCE = 1e-13;

  private static final double COARSEST_TOLERANCE = 0.1;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "MODEL",
      description = "A model file, or the directory of results that holds model.safetensors.")
  private Path path;

  @Option(
      names = "--precision",
      paramLabel = "WORD",
      description = "float32 or float64: the field's arithmetic; otherwise float32.")
  private String precision = Spelling.of(Precision.FLOAT32);

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Error a step of the solver may make; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "1e-5")
  private double tolerance;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; otherwise one a core. Results do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** The model, with the settings asked for: one that rows alone can be scored by. */
  public TableModel read() {
    TableModel model = TableModel.read(file(path)).with(settings());
    model.requireNoContext();
    return model;
  }

  /** A directory stands for the model in it. */
  public static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve(ResultsDirectory.MODEL) : path;
  }

  /** How it is evaluated. */
  public FlowSettings settings() {
    if (!(tolerance >= FINEST_TOLERANCE && tolerance <= COARSEST_TOLERANCE)) {
      throw new SpecException(
          "--tolerance must be between %s and %s, but is %s"
              .formatted(FINEST_TOLERANCE, COARSEST_TOLERANCE, tolerance));
    }
    return FlowSettings.DEFAULT
        .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance)))
        .withPrecision(Choice.parse(command, "--precision", precision, Precision.class))
        .withParallelism(Parallelism.DEFAULT.withThreads(Threads.checked(threads)));
  }
}
