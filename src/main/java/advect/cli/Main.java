package advect.cli;

import advect.experiment.ExperimentRun;
import advect.experiment.result.Versions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "advect",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Learns probability densities with continuous normalizing flows.",
    footer = {
      "",
      "Examples:",
      "  advect train --data measurements.csv",
      "  advect run experiments/two-moons.yaml",
      "  advect run experiments/two-moons.yaml --set training.iterations=500",
      "  advect score results/two-moons --data points.csv --out scores.parquet",
      "  advect judge results/two-moons --data points.csv",
      "  advect sample results/two-moons -n 1000 --out synthetic.csv",
      "  advect report",
      "  advect info"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Main implements Runnable {
  /** The environment variable that stands for {@code --verbose} everywhere. */
  static final String DEBUG = "ADVECT_DEBUG";

  @Spec private CommandSpec command;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error arose.")
  private boolean verbose;

  private Main() {}

  /** Runs the command; ends the virtual machine only to report a failure. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    CommandLine line = commandLine(ExperimentRun::run);
    line.setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err));
    int code = line.execute(args);
    if (code != 0) System.exit(code);
  }

  /** A file descriptor as text, whatever the platform's charset, for ± and the progress bar. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The command with its parts. */
  static CommandLine commandLine(Runner runner) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.addSubcommand(new RunCommand(runner));
    line.addSubcommand(new TrainCommand(runner));
    line.addSubcommand(new SplitCommand());
    line.addSubcommand(new ReportCommand());
    line.addSubcommand(new ScoreCommand());
    line.addSubcommand(new JudgeCommand());
    line.addSubcommand(new SampleCommand());
    line.addSubcommand(new PlotCommand());
    line.addSubcommand(new BenchCommand());
    line.addSubcommand(new CostsCommand());
    line.addSubcommand(new InfoCommand());
    line.addSubcommand(new CompletionCommand());
    line.setUsageHelpAutoWidth(true);
    Failures failures = new Failures(() -> main.verbose || System.getenv(DEBUG) != null);
    line.setParameterExceptionHandler(failures::wrongCall);
    line.setExecutionExceptionHandler(failures::failed);
    line.setExecutionStrategy(failures.guarding(new CommandLine.RunLast()));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command");
  }

  /** Answers {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Versions v = Versions.current();
      return new String[] {
        "advect %s (Java %s, EJML %s)".formatted(v.advect(), v.java(), v.ejml())
      };
    }
  }
}
