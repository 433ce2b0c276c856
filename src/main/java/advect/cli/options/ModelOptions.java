package advect.cli.options;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.FineTolerance;
import advect.experiment.spec.SpecException;
import advect.flow.FlowSettings;
import advect.kernel.Precision;
import advect.model.TableModel;
import advect.ode.RungeKutta;
import advect.ode.Solver;
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
          "float32 or float64: the field's arithmetic; otherwise that of the model's results, and"
              + " float64 for tolerances below 5e-7, which float32 cannot tell.")
  private @Nullable String precision;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description =
          "Error a step of dopri5 may make; otherwise the solver of the model's results, so that"
              + " scores are those of its summary, or 1e-5 if it does not know.")
  private @Nullable Double tolerance;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; otherwise one a core. Results do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private FlowSettings settings = FlowSettings.DEFAULT;

  /** The model, with the settings asked for: one that rows alone can be scored by. */
  public TableModel read() {
    TableModel stored = TableModel.read(file(path));
    requireSolves(stored);
    settings = settings(stored);
    TableModel model = stored.with(settings);
    model.requireNoContext();
    return model;
  }

  /** Refuses what is about solves of a model that has none. */
  private void requireSolves(TableModel stored) {
    if (stored.density().solves()) return;
    String option = tolerance != null ? "--tolerance" : precision != null ? "--precision" : "";
    if (option.isEmpty()) return;
    throw new SpecException(
        "%s is about how ODEs are solved, and this model has none; leave it out".formatted(option));
  }

  /** A directory stands for the model in it. */
  public static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve(ResultsDirectory.MODEL) : path;
  }

  /** How the model that was {@link #read} is evaluated. */
  public FlowSettings settings() {
    return settings;
  }

  private FlowSettings settings(TableModel model) {
    OwnEvaluation own = OwnEvaluation.on(model.card());
    Solver solver = tolerance == null ? own.solver() : dopri5(tolerance);
    return FlowSettings.DEFAULT
        .withSolver(solver)
        .withPrecision(precision(solver, own))
        .withParallelism(Parallelism.DEFAULT.withThreads(Threads.checked(threads)));
  }

  private static Solver dopri5(double tolerance) {
    if (!(tolerance >= FINEST_TOLERANCE && tolerance <= COARSEST_TOLERANCE)) {
      throw new SpecException(
          "--tolerance must be between %s and %s, but is %s"
              .formatted(FINEST_TOLERANCE, COARSEST_TOLERANCE, tolerance));
    }
    return new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance));
  }

  /** What was asked for, if it tells the tolerance; else what does, with a word about it. */
  private Precision precision(Solver solver, OwnEvaluation own) {
    FineTolerance fine = new FineTolerance(solver);
    boolean tooFine = fine.needsFloat64();
    if (precision == null) {
      if (tooFine && !own.isFloat64()) {
        command.commandLine().getErr().println("advect: " + fine.takeover());
      }
      return tooFine || own.isFloat64() ? Precision.FLOAT64 : Precision.FLOAT32;
    }
    Precision asked = Choice.parse(command, "--precision", precision, Precision.class);
    if (asked == Precision.FLOAT32 && tooFine) {
      throw new SpecException(fine.refusal("--tolerance", "--precision"));
    }
    return asked;
  }
}
