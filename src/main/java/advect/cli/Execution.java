package advect.cli;

import advect.cli.options.SettingsOption;
import advect.cli.options.Threads;
import advect.cli.terminal.ProgressDisplay;
import advect.cli.terminal.StopOnSignal;
import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.result.Json;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.Plan;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.StudyMetrics;
import advect.experiment.result.StudySummary;
import advect.experiment.result.Summary;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.study.Study;
import advect.study.StudyRun;
import advect.train.StopRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that carry out an experiment have in common. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Execution {
  /** What shells expect of a program that was ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private static final Path RESULTS = Path.of("results");

  @Mixin private SettingsOption settings;

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
      description = "Go on with a run that was stopped, from what it saved beside the results.")
  private boolean resume;

  @Option(names = "--json", description = "Print metrics.json instead of a summary.")
  private boolean json;

  /** Values that replace those of the experiment. */
  List<String> settings() {
    return settings.values();
  }

  /** The keys of these values. */
  List<String> keys() {
    return settings.values().stream()
        .map(setting -> setting.replaceAll("(?s)=.*", "").strip())
        .toList();
  }

  /** How many threads may work. */
  int threads() {
    return threads;
  }

  /** Refuses options that make no sense, before any work. */
  void check() {
    Threads.checked(threads);
    if (out != null && out.toString().isEmpty()) {
      throw new SpecException("--out is empty; give a directory");
    }
  }

  /** Where results go. */
  Path place(ExperimentSpec spec) {
    return place(spec.name());
  }

  private Path place(String name) {
    return out == null ? RESULTS.resolve(name) : out;
  }

  /** Does a study, and tells of it as of an experiment. */
  int run(Study study, CommandLine line) {
    ResultsDirectory results = ResultsDirectory.at(place(study.name()));
    return run(
        study.name(),
        line,
        (options, progress) -> {
          StudyMetrics metrics = StudyRun.run(study, results, options, progress);
          return json ? Json.file(metrics) : StudySummary.of(metrics, results.path());
        });
  }

  /** Runs, tells on standard error how far it is and on standard output what came of it. */
  int run(Plan plan, Runner runner, CommandLine line) {
    ResultsDirectory results = ResultsDirectory.at(place(plan.spec()));
    return run(
        plan.spec().name(),
        line,
        (options, progress) -> {
          Metrics metrics = runner.run(plan, results, options, progress);
          return json ? MetricsFormat.write(metrics) : Summary.of(metrics, results.path());
        });
  }

  /**
   * Does work that an end from outside stops in good order.
   *
   * @param work ends with what goes to standard output
   */
  private int run(String name, CommandLine line, BiFunction<RunOptions, Progress, String> work) {
    StopRequest stop = new StopRequest();
    PrintWriter err = line.getErr();
    String result;
    StopOnSignal onSignal = new StopOnSignal(stop);
    try (onSignal) {
      try (ProgressDisplay progress = ProgressDisplay.on(err, name)) {
        result = work.apply(new RunOptions(threads, resume, stop), progress);
      } catch (RunInterrupted e) {
        err.println("advect: " + e.getMessage());
        return INTERRUPTED;
      }
    }
    PrintWriter stdout = line.getOut();
    stdout.print(result);
    stdout.flush();
    return 0;
  }
}
