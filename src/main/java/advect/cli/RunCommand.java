package advect.cli;

import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.Summary;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.train.StopRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code advect run}: an experiment from its file to its results. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Trains a flow as a file says, judges it, and writes numbers and pictures.",
    footer = {
      "",
      "Examples:",
      "  advect run experiments/two-moons.yaml",
      "  advect run experiments/two-moons.yaml --set training.batch=64 --out quick",
      "  advect run experiments/two-moons.yaml --resume",
      "  advect run mine.yaml --set 'solver={method: rk4, steps: 20}' --set seed=2"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
  /** What shells expect of a program that was ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private static final Path RESULTS = Path.of("results");

  private final Runner runner;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a value of the file; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; otherwise results/ and the experiment's name.")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; otherwise one a core. Results do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--resume",
      description = "Go on with a run that was stopped, from its checkpoint beside the results.")
  private boolean resume;

  @Option(names = "--json", description = "Print metrics.json instead of a summary.")
  private boolean json;

  RunCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Threads.checked(threads);
    if (out != null && out.toString().isEmpty()) {
      throw new SpecException("--out is empty; give a directory");
    }
    ExperimentSpec spec = ExperimentSpec.read(file, settings);
    ResultsDirectory results =
        ResultsDirectory.at(out == null ? RESULTS.resolve(spec.name()) : out);
    StopRequest stop = new StopRequest();
    PrintWriter err = command.commandLine().getErr();
    Metrics metrics;
    StopOnSignal onSignal = new StopOnSignal(stop);
    try (onSignal) {
      try (ProgressDisplay progress = ProgressDisplay.on(err, spec.name())) {
        metrics = runner.run(spec, results, new RunOptions(threads, resume, stop), progress);
      } catch (RunInterrupted e) {
        err.println("advect: " + e.getMessage());
        return INTERRUPTED;
      }
    }
    PrintWriter stdout = command.commandLine().getOut();
    stdout.print(json ? MetricsFormat.write(metrics) : Summary.of(metrics, results.path()));
    stdout.flush();
    return 0;
  }
}
