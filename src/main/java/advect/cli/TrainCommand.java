package advect.cli;

import advect.data.SourceOptions;
import advect.data.Split;
import advect.data.TableSource;
import advect.data.prepare.LinearMode;
import advect.data.prepare.PreprocessingOptions;
import advect.experiment.result.Json;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.TableDefaults;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect train}: a table to a model, with settings chosen from its size. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Learns the density of a table. Settings are chosen from its size; --set changes them as in",
      "an experiment file, and metrics.json of the results has all of them."
    },
    footer = {
      "",
      "Examples:",
      "  advect train --data measurements.csv",
      "  advect train --data 'SELECT a, b FROM ''sales-*.parquet'' WHERE a > 0' --name sales",
      "  advect train --data wine.csv --columns acidity,sugar,alcohol --quick",
      "  advect train --data big.parquet --sample 100000 --time-limit 5m --seed 2"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainCommand implements Callable<Integer> {
  private static final Pattern QUERY =
      Pattern.compile("\\s*(SELECT|FROM|WITH)\\s", Pattern.CASE_INSENSITIVE);

  private final Runner runner;

  @Spec private CommandSpec command;

  @Mixin private RowOptions rows;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Columns to learn; otherwise all, which must then be numbers.")
  private List<String> columns = List.of();

  @Option(
      names = "--whiten",
      description = "Rotate columns to principal components: for strong correlations.")
  private boolean whiten;

  @Option(
      names = "--no-dequantize",
      description = "Take rounded columns for exact numbers. Their density may then have no bound.")
  private boolean exact;

  @Option(names = "--quick", description = "A first impression, in an eighth of the iterations.")
  private boolean quick;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "End training after this time, such as 90s, 5m or 1h.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the results; otherwise that of the file.")
  private @Nullable String name;

  @Mixin private Execution execution;

  TrainCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    execution.check();
    DataSpec.Table table = table(rows.data().equals("-") ? StandardInput.spooled() : rows.data());
    TableDefaults defaults;
    try (TableSource opened = TableSource.open(table.source(), table.options())) {
      defaults = new TableDefaults(opened.rows(), opened.columns().size(), quick, seconds);
    }
    ExperimentSpec chosen = defaults.spec(name(), table, rows.seed());
    ExperimentSpec spec =
        ExperimentSpec.parse(Json.line(chosen.tree()), "settings", execution.settings());
    command.commandLine().getErr().println(defaults.sentence(spec));
    int code = execution.run(spec, runner, command.commandLine());
    if (code == 0) score(execution.place(spec), (DataSpec.Table) spec.data());
    return code;
  }

  /** Writes the rows with their log densities beside the model. */
  private void score(Path results, DataSpec.Table table) {
    TableModel model = TableModel.read(results.resolve("model.safetensors"));
    SourceOptions options = table.options().withColumns(model.columns());
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "scores");
        TableSource source = TableSource.open(table.source(), options)) {
      new Scoring(model, source, progress).writeTo(results.resolve(ResultsDirectory.SCORES));
    }
  }

  private DataSpec.Table table(String source) {
    PreprocessingOptions d = PreprocessingOptions.DEFAULT;
    return new DataSpec.Table(
        source,
        rows.options(columns),
        "",
        Split.Fractions.DEFAULT,
        new PreprocessingOptions(
            d.automatic(), !exact, d.columns(), whiten ? LinearMode.WHITEN : LinearMode.NONE));
  }

  /** The file's name without its endings, in letters that may name a directory. */
  private String name() {
    if (name != null) return name;
    String data = rows.data();
    if (data.equals("-")) return "stdin";
    boolean query = QUERY.matcher(data).lookingAt();
    Path file = query ? null : Path.of(data.replaceAll("#.*", "")).getFileName();
    String bare = file == null ? "query" : file.toString().replaceAll("(?<=.)\\..*", "");
    String plain = bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "table" : plain;
  }
}
