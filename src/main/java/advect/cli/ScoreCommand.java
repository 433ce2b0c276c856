package advect.cli;

import advect.cli.options.ColumnNames;
import advect.cli.options.ModelOptions;
import advect.cli.options.RowOptions;
import advect.cli.scores.ScoreSummary;
import advect.cli.scores.Scoring;
import advect.cli.terminal.ProgressDisplay;
import advect.data.table.TableSource;
import advect.experiment.result.Json;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect score}: log densities of the rows of a table. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Finds the log density of every row of a table under a trained model, in nats and in the"
          + " units of the table. Low ones are rows that the model did not expect.",
      "",
      "The file gets all rows in order, with all their columns, and behind them logp, percentile (how"
          + " many of a hundred training rows have a lower log density, if the model knows), status"
          + " and reason: a row that has no log density says why, and stops no other. Without a file,"
          + " prints the mean and the lowest rows; row 1 is the first that was scored."
    },
    footer = {
      "",
      "Examples:",
      "  advect score results/geyser --data new.csv",
      "  advect score results/geyser --data new.csv --out scores.parquet",
      "  advect score results/geyser --data 'days/*.csv' --where 'hour < 6'",
      "  zcat big.csv.gz | advect score results/geyser --data - --sample 100000 --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private ModelOptions model;
  @Mixin private RowOptions rows;

  @Mixin private ColumnNames columns;

  @Option(
      names = "--error-bars",
      description =
          "Also how far each log density may be from the exact one, at four times the cost.")
  private boolean errorBars;

  @Option(
      names = "--strict",
      description = "Fail at the first row without a log density, and write nothing.")
  private boolean strict;

  @Mixin private TableOutput output;

  @Option(names = "--json", description = "Print one object instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    TableModel scorer = model.read();
    ScoreSummary summary = score(scorer, columns.of(scorer));
    PrintWriter stdout = command.commandLine().getOut();
    Optional<Path> out = output.file();
    if (json) stdout.print(Json.file(summary.tree(out.map(Path::toString).orElse(""))));
    else stdout.print(out.map(f -> f + ": " + summary.line() + "\n").orElseGet(summary::text));
    stdout.flush();
    summary.failures().ifPresent(command.commandLine().getErr()::println);
    return 0;
  }

  private ScoreSummary score(TableModel scorer, List<String> names) {
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "score")) {
      progress.phase("reading " + rows.data());
      try (TableSource source = rows.openForScoring(scorer, names)) {
        Scoring.Choices choices = new Scoring.Choices(errorBars, strict);
        Scoring scoring = new Scoring(scorer, source, choices, progress);
        return new ScoreSummary(
            scorer, output.file().map(scoring::writeTo).orElseGet(scoring::run));
      }
    }
  }
}
