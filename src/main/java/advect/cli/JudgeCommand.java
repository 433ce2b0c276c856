package advect.cli;

import advect.cli.options.ColumnNames;
import advect.cli.options.ModelOptions;
import advect.cli.options.RowOptions;
import advect.cli.scores.GoodRows;
import advect.cli.terminal.ProgressDisplay;
import advect.data.prepare.Dequantization;
import advect.data.table.TableSource;
import advect.experiment.check.DensityJudge;
import advect.experiment.result.Certificate;
import advect.experiment.result.Json;
import advect.experiment.spec.SpecException;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect judge}: how far the numbers of a model can be trusted. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Tells how far the log densities of a trained model can be trusted at the settings given.",
      "",
      "On at most 1,000 rows, drawn at random, it compares log p with that of the same model in"
          + " float64 at tolerance 1e-10, and moves rows to the base and back. From draws of the"
          + " model it finds the mass, which is 1 for a density, with an interval of 95 %%.",
      "Rows that have no log density are counted by status; the others are judged."
    },
    footer = {
      "",
      "Examples:",
      "  advect judge results/geyser --data held-out.csv",
      "  advect judge results/geyser --data held-out.csv --tolerance 1e-3 --json",
      "  advect judge results/geyser --data held-out.csv --sample 20000 --draws 200000"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JudgeCommand implements Callable<Integer> {
  /** Rows unless more are asked for: a reference costs some ten times as much as a score. */
  private static final long ROWS = 1000;

  private static final int FEWEST_DRAWS = 1000;
  private static final int MOST_DRAWS = 10_000_000;

  @Spec private CommandSpec command;
  @Mixin private ModelOptions model;
  @Mixin private RowOptions rows;
  @Mixin private ColumnNames columns;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Draws for the mass, whose error falls with their root; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "32768")
  private int draws;

  @Option(names = "--json", description = "Print one object instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    if (draws < FEWEST_DRAWS || draws > MOST_DRAWS) {
      throw new SpecException(
          "--draws must be between %,d and %,d, but is %d"
              .formatted(FEWEST_DRAWS, MOST_DRAWS, draws));
    }
    TableModel judged = model.read();
    JudgeSummary summary = judge(judged, columns.of(judged));
    PrintWriter stdout = command.commandLine().getOut();
    stdout.print(json ? Json.file(summary.tree()) : summary.text());
    stdout.flush();
    summary
        .failures()
        .sentence()
        .map(said -> said + " (score --out writes a reason for each)")
        .ifPresent(command.commandLine().getErr()::println);
    return 0;
  }

  private JudgeSummary judge(TableModel judged, List<String> names) {
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "judge")) {
      progress.phase("reading " + rows.data());
      try (TableSource source = rows.openSomeForScoring(judged, names, ROWS)) {
        return judge(judged, source, progress);
      }
    }
  }

  private JudgeSummary judge(TableModel judged, TableSource source, ProgressDisplay progress) {
    GoodRows good = GoodRows.of(judged, source);
    DMatrixRMaj values = good.values();
    DMatrixRMaj points =
        judged
            .preprocessing()
            .map(p -> p.encode(values, Dequantization.centre()).points())
            .orElse(values);
    progress.phase("comparing %d rows".formatted(points.numRows));
    DensityJudge judge = new DensityJudge(judged.density(), model.settings(), points);
    progress.phase("finding the mass by %d draws".formatted(draws));
    Certificate certificate = judge.certificate(draws, rows.seed());
    return new JudgeSummary(source.source(), source.dropped(), good.failures(), draws, certificate);
  }
}
