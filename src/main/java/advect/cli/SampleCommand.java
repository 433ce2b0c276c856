package advect.cli;

import advect.cli.options.ModelOptions;
import advect.cli.scores.RowsException;
import advect.cli.terminal.ProgressDisplay;
import advect.data.table.RowWriter;
import advect.experiment.result.Rival;
import advect.experiment.spec.SpecException;
import advect.file.FileException;
import advect.flow.FlowDensity;
import advect.model.StoredRows;
import advect.model.TableModel;
import advect.numeric.NumericalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect sample}: synthetic rows. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Draws synthetic rows from a trained model, rounded and bounded as the originals are.",
      "",
      "A row is a function of the seed, its number and --precision and --tolerance: the first rows"
          + " of more are the rows of fewer. Without a file, prints CSV."
    },
    footer = {
      "",
      "Examples:",
      "  advect sample results/geyser -n 10",
      "  advect sample results/geyser -n 1000000 --seed 7 --out synthetic.parquet"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private ModelOptions model;

  @Option(
      names = {"-n", "--rows"},
      required = true,
      paramLabel = "N",
      description = "How many rows.")
  private long rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the draws; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--quiet",
      description =
          "Do not warn where a simpler density is known to be better than the model, or where draws"
              + " are close to rows of its training.")
  private boolean quiet;

  @Mixin private TableOutput output;

  @Override
  public Integer call() {
    if (rows < 1) throw new SpecException("-n must be at least 1, but is " + rows);
    TableModel sampler = model.read();
    if (!quiet) {
      Rival.on(sampler.card()).ifPresent(rival -> warn(sampler, rival));
      warn(StoredRows.of(sampler.density()));
    }
    PrintWriter stdout = command.commandLine().getOut();
    Optional<Path> out = output.file();
    if (out.isEmpty()) {
      print(sampler, stdout);
    } else {
      write(sampler, out.get());
      stdout.println("%s: %d row%s".formatted(out.get(), rows, rows == 1 ? "" : "s"));
    }
    stdout.flush();
    return 0;
  }

  private void warn(StoredRows rows) {
    if (!rows.exist()) return;
    command
        .commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "advect: of 100 draws some %.0f are training rows with a little noise, by the"
                    + " model's kernel density; where that matters, train with --blend mixture",
                100 * rows.share()));
  }

  private void warn(TableModel sampler, Rival rival) {
    String what = sampler.card().get("fitted") instanceof String fitted ? fitted : "flow";
    command
        .commandLine()
        .getErr()
        .println(
            "advect: %s; advect train --method %s makes a model of it"
                .formatted(rival.sentence(what), rival.method()));
  }

  private void write(TableModel sampler, Path file) {
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "sample");
        RowWriter writer =
            new RowWriter(file, sampler.columns(), sampler.integralColumns(), sampler.levels())) {
      progress.step(0, rows, List.of());
      for (long first = 0; first < rows; first += FlowDensity.SAMPLE_BLOCK) {
        int count = (int) Math.min(FlowDensity.SAMPLE_BLOCK, rows - first);
        try {
          writer.write(sampler.sampleBlock(first / FlowDensity.SAMPLE_BLOCK, count, seed));
        } catch (NumericalException e) {
          throw new RowsException(first + 1, first + count, "the sample", e);
        }
        progress.step(first + count, rows, List.of());
      }
      writer.finish();
    }
  }

  /** By way of a file, so that what is printed is what a file would hold. */
  private void print(TableModel sampler, PrintWriter stdout) {
    Path file = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      file = Files.createTempFile("advect-sample", ".csv");
      try {
        write(sampler, file);
        try (BufferedReader text = Files.newBufferedReader(file)) {
          text.transferTo(stdout);
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw FileException.unwritable(file, e);
    }
  }
}
