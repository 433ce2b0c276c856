package advect.cli;

import advect.cli.options.SettingsOption;
import advect.experiment.export.TableParts;
import advect.experiment.spec.ExperimentSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code advect split}: the rows of an experiment as files for other programs. */
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Writes the rows that an experiment on a table learns, validates and tests, for other"
          + " programs.",
      "",
      "train.npy, validation.npy and test.npy are in the table's units, rounded values at the places"
          + " in their cells that nll_dequantized of the results is about; train-rows.npy has the"
          + " training rows without noise, columns.json names and cell widths.",
    },
    footer = {
      "",
      "Examples:",
      "  advect split experiments/old-faithful.yaml --out geyser",
      "  advect split results/measurements/plan.yaml --out parts",
      "  advect split experiments/wine-red.yaml --set data.split.fold=3 --out parts"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SplitCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "EXPERIMENT.yaml",
      description = "The experiment, or plan.yaml of results.")
  private Path file;

  @Mixin private SettingsOption settings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the files go; those of the same names are replaced.")
  private Path out;

  @Override
  public Integer call() {
    TableParts parts = TableParts.write(ExperimentSpec.read(file, settings.values()), out);
    String told =
        "%s: %,d rows for training, %,d for validation, %,d for testing"
            .formatted(out, parts.train(), parts.validation(), parts.test());
    command.commandLine().getOut().println(told);
    return 0;
  }
}
