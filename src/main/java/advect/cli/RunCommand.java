package advect.cli;

import advect.experiment.result.Plan;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.ExperimentSpec;
import advect.study.catalogue.Studies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code advect run}: an experiment from its file to its results. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Trains as a file says, judges the result, and writes numbers and pictures.",
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
  private final Runner runner;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment.")
  private Path file;

  @Mixin private Execution execution;

  RunCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    execution.check();
    ExperimentFile experiment = ExperimentFile.read(file, execution.settings());
    return experiment.isStudy()
        ? execution.run(Studies.of(experiment), command.commandLine())
        : execution.run(Plan.of(ExperimentSpec.of(experiment)), runner, command.commandLine());
  }
}
