package advect.cli.options;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.SpecException;
import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.model.TableModel;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which trained model, and how it is evaluated. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelOptions {
  private static final double FINEST_TOLERANCE = Precision.FLOAT64.finestTolerance();

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
      description =
          "float32 or float64: the field's arithmetic; otherwise float32 for tolerances that it"
              + " resolves, 5e-7 or more, and float64 for finer ones.")
  private @Nullable String precision;

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
        .withPrecision(precision())
        .withParallelism(Parallelism.DEFAULT.withThreads(Threads.checked(threads)));
  }

  /** What was asked for, if it resolves the tolerance; else what does, with a word about it. */
  private Precision precision() {
    boolean tooFine = tolerance < Precision.FLOAT32.finestTolerance();
    if (precision == null) {
      if (tooFine) {
        command
            .commandLine()
            .getErr()
            .println(
                "advect: tolerance %s is finer than float32 can tell: evaluating in float64"
                    .formatted(tolerance));
      }
      return tooFine ? Precision.FLOAT64 : Precision.FLOAT32;
    }
    Precision asked = Choice.parse(command, "--precision", precision, Precision.class);
    if (asked == Precision.FLOAT32 && tooFine) {
      throw new SpecException(
          "--tolerance %s is finer than float32 can tell: ask for %s or more, or leave out --precision"
              .formatted(tolerance, Precision.FLOAT32.finestTolerance()));
    }
    return asked;
  }
}
