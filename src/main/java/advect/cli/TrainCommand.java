package advect.cli;

import advect.cli.options.Choice;
import advect.cli.options.EnsembleOptions;
import advect.cli.options.MethodOption;
import advect.cli.options.OwnEvaluation;
import advect.cli.options.RowOptions;
import advect.cli.options.Seconds;
import advect.cli.scores.ScoreSummary;
import advect.cli.scores.Scoring;
import advect.cli.terminal.ProgressDisplay;
import advect.data.Split;
import advect.data.prepare.AutomaticColumns;
import advect.data.prepare.LinearMode;
import advect.data.prepare.Margins;
import advect.data.prepare.PreprocessingOptions;
import advect.data.table.ScoredWriter;
import advect.data.table.SourceOptions;
import advect.data.table.SourceOptions.Missing;
import advect.data.table.SpooledTable;
import advect.data.table.TableSource;
import advect.experiment.pilot.PilotRequest;
import advect.experiment.pilot.Planner;
import advect.experiment.pilot.TableDefaults;
import advect.experiment.result.Json;
import advect.experiment.result.Plan;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.Check;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.EnsembleSpec;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.Method;
import advect.experiment.spec.SpecException;
import advect.model.TableModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect train}: a table to a model, with settings chosen from its size and by a pilot. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Learns the density of a table, with settings chosen from its size.",
      "A pilot tries some others in short trainings, 15 %% of the iterations, and keeps those that"
          + " are better on validation rows; plan.yaml of the results has all settings, and why."
          + " --set fixes settings as in an experiment file. --method takes another density than a"
          + " flow.",
      "",
      "Without --columns, learns the columns that can be learned, text of few values as categories,"
          + " tells which it leaves out and why, and drops rows that lack a cell of the others."
    },
    footer = {
      "",
      "Examples:",
      "  advect train --data measurements.csv",
      "  advect train --data 'SELECT a, b FROM ''sales-*.parquet'' WHERE a > 0' --name sales",
      "  advect train --data measurements.csv --model measurements.safetensors",
      "  advect train --data newer.csv --plan results/measurements/plan.yaml --name newer",
      "  advect train --data measurements.csv --method kernel --name measurements-kernel",
      "  advect train --data wine.csv --columns acidity,sugar,alcohol --quick",
      "  advect train --data patients.csv --columns age,weight,smokes --categories smokes",
      "  advect train --data big.parquet --sample 100000 --time-limit 5m --seed 2"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainCommand implements Callable<Integer> {
  /** Options that a plan has an answer for. */
  private static final List<String> SETTINGS =
      List.of(
          "--columns",
          "--categories",
          "--where",
          "--sample",
          "--missing",
          "--seed",
          "--whiten",
          "--margins",
          "--atoms",
          "--no-pilot",
          "--no-dequantize",
          "--quick",
          "--time-limit",
          "--members",
          "--blend");

  private final Runner runner;

  @Spec private CommandSpec command;

  @Mixin private RowOptions rows;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description =
          "Columns to learn, all of numbers or --categories; otherwise those that can be.")
  private List<String> columns = List.of();

  @Option(
      names = "--categories",
      split = ",",
      paramLabel = "NAME",
      description = "Columns of text or numbers to learn as categories, besides those found.")
  private List<String> categories = List.of();

  @Option(
      names = "--whiten",
      description = "Rotate up to 500 columns to principal components: for strong correlations.")
  private boolean whiten;

  @Option(
      names = "--no-dequantize",
      description = "Take rounded columns for exact numbers. Their density may then have no bound.")
  private boolean exact;

  @Option(
      names = "--margins",
      paramLabel = "WORD",
      description = {
        "Transforms to choose from, column by column: plain (identity, log, logit, counts), auto"
            + " (those and the normal quantile of the rank) or normal (that one wherever it can be).",
        "Otherwise auto, or plain where a pilot finds it better."
      })
  private @Nullable String margins;

  @Option(
      names = "--atoms",
      description =
          "Give values that far more rows have than a density explains, such as 0 of a column of"
              + " amounts, probabilities of their own.")
  private boolean atoms = PreprocessingOptions.DEFAULT.atoms();

  @Mixin private MethodOption method;

  @Option(
      names = "--no-pilot",
      description = "Take the settings that the table's size suggests, without trials.")
  private boolean noPilot;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "Take all settings from this plan.yaml of earlier results or other experiment file, and"
              + " only the table from --data.")
  private @Nullable Path plan;

  @Option(
      names = "--quick",
      description = "A first impression: an eighth of the iterations, no pilot.")
  private boolean quick;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = Seconds.class,
      description =
          "Time for pilot and training, such as 90s, 5m or 1h: plans as many iterations as end in"
              + " it.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Mixin private EnsembleOptions ensemble;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the results; otherwise that of the file.")
  private @Nullable String name;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Write the model here, too; the results have it as model.safetensors.")
  private @Nullable Path model;

  @Mixin private Execution execution;

  TrainCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    execution.check();
    checkName();
    chosenMargins();
    Method asFound = method.chosen(execution.settings());
    EnsembleSpec mean = ensemble.chosen();
    ModelCopy copy = model == null ? ModelCopy.NONE : ModelCopy.to(model);
    try (SpooledTable table = SpooledTable.open(rows.data())) {
      ScoredWriter.requireFree(
          table.source(), table.columns(), Scoring.fixedColumns(mean.members()));
      Asked asked = plan == null ? asked(table, options(table), asFound) : asked(table, plan);
      ExperimentSpec spec = asked.plan.spec();
      List<String> scores = Scoring.fixedColumns(spec.training().members());
      ScoredWriter.requireFree(table.source(), table.columns(), scores);
      int code = execution.run(asked.plan, asked.runner, command.commandLine());
      if (code == 0) {
        score(table, tableOf(spec).options(), execution.place(spec));
        copy.write(execution.place(spec));
      }
      return code;
    }
  }

  /** What to carry out, and who does. */
  private record Asked(Plan plan, Runner runner) {}

  /** By a plan that has all settings. */
  private Asked asked(SpooledTable table, Path file) {
    for (String option : SETTINGS) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new SpecException(
            "%s cannot stand beside --plan, which has all settings; leave it out, or replace a value of the plan with --set"
                .formatted(option));
      }
    }
    List<String> settings = new ArrayList<>();
    settings.add("data.table=" + Json.line(rows.data()));
    if (name != null) settings.add("name=" + Json.line(name));
    settings.addAll(execution.settings());
    method.setting().ifPresent(settings::add);
    Plan read = Planner.read(file, settings);
    requireOwnTable(read.spec());
    try (TableSource source = table.select(tableOf(read.spec()).options())) {
      tell(learned(source));
    }
    return new Asked(read, runner);
  }

  /** Before a table is read, which may take long. */
  private void checkName() {
    String given = name;
    if (given != null) Check.options(() -> ExperimentFile.requireName(given));
  }

  /** Which rows and columns are learned. */
  private SourceOptions options(SpooledTable table) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    categories.forEach(name -> levels.put(name, List.of()));
    boolean automatic = columns.isEmpty();
    SourceOptions asked =
        rows.options(automatic ? Missing.DROP : Missing.REFUSE)
            .withColumns(columns)
            .withCategories(levels);
    if (!automatic) return asked;
    AutomaticColumns found = AutomaticColumns.of(table, asked, !exact);
    found.report().forEach(this::tell);
    if (!found.report().isEmpty()) tell("--columns learns chosen columns");
    return found.options();
  }

  /** By a plan that is to be made. */
  private Asked asked(SpooledTable table, SourceOptions options, Method asFound) {
    DataSpec.TableSpec data = Check.options(() -> data(rows.data(), options));
    TableDefaults defaults;
    try (TableSource source = table.select(options)) {
      int inLevels = source.levels().values().stream().mapToInt(List::size).sum();
      int dim = source.columns().size() - source.levels().size() + inLevels;
      defaults = new TableDefaults(source.rows(), dim, quick, seconds, ensemble(data));
      tell(learned(source));
    }
    ExperimentSpec spec =
        defaults.spec(name(), data, rows.seed()).with(asFound).with(execution.settings());
    requireOwnTable(spec);
    if (asFound.isFitted()) return new Asked(Planner.withoutTrials(spec), runner);
    tell(defaults.sentence(spec));
    List<String> fixed = new ArrayList<>(execution.keys());
    if (whiten) fixed.add("data.preprocessing.linear");
    if (margins != null) fixed.add("data.preprocessing.margins");
    PilotRequest request = new PilotRequest(spec, fixed, defaults.columns(), !quick && !noPilot);
    return new Asked(Plan.of(spec), new TrainingPlan(request, runner)::run);
  }

  /** Of the options, unless settings have something else. */
  private EnsembleSpec ensemble(DataSpec.TableSpec data) {
    ExperimentSpec usual = ExperimentSpec.of(name(), data);
    return usual
        .with(usual.training().with(ensemble.chosen()))
        .with(execution.settings())
        .training()
        .ensemble();
  }

  private void requireOwnTable(ExperimentSpec spec) {
    if (spec.data() instanceof DataSpec.TableSpec t && t.source().equals(rows.data())) return;
    throw new SpecException("--set data.table: the table to learn is named by --data; use that");
  }

  private static DataSpec.TableSpec tableOf(ExperimentSpec spec) {
    return (DataSpec.TableSpec) spec.data();
  }

  private String learned(TableSource source) {
    String names = String.join(", ", source.columns());
    String levels =
        source.levels().entrySet().stream()
            .map(e -> "; '%s' has the levels %s".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining());
    String dropped =
        source.dropped() == 0
            ? ""
            : "; dropped %,d row%s a cell of them"
                .formatted(source.dropped(), source.dropped() == 1 ? " that lacks" : "s that lack");
    return "learning %d columns: %s%s%s".formatted(source.columns().size(), names, levels, dropped);
  }

  private void tell(String sentence) {
    command.commandLine().getErr().println(sentence);
  }

  /** Writes the rows with their log densities beside the model. */
  private void score(SpooledTable table, SourceOptions options, Path results) {
    TableModel stored = TableModel.read(results.resolve(ResultsDirectory.MODEL));
    TableModel trained =
        stored.with(OwnEvaluation.on(stored.card()).settings()).withThreads(execution.threads());
    SourceOptions known = options.withColumns(trained.columns()).withCategories(trained.levels());
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "scores");
        TableSource source = table.select(known)) {
      Scoring scoring = new Scoring(trained, source, Scoring.Choices.DEFAULT, progress);
      Scoring.Result result = scoring.writeTo(results.resolve(ResultsDirectory.SCORES));
      new ScoreSummary(trained, result).failures().ifPresent(this::tell);
    }
  }

  private DataSpec.TableSpec data(String source, SourceOptions options) {
    PreprocessingOptions d = PreprocessingOptions.DEFAULT;
    LinearMode linear = whiten ? LinearMode.WHITEN : LinearMode.NONE;
    return new DataSpec.TableSpec(
        source,
        options,
        "",
        Split.Fractions.DEFAULT,
        new PreprocessingOptions(
            d.automatic(), !exact, d.columns(), linear, chosenMargins(), atoms));
  }

  private Margins chosenMargins() {
    return margins == null
        ? TableDefaults.MARGINS
        : Choice.parse(command, "--margins", margins, Margins.class);
  }

  /** The file's name without its endings, in letters that may name a directory. */
  private String name() {
    if (name != null) return name;
    String data = rows.data();
    if (data.equals("-")) return "stdin";
    Path file =
        TableSource.isQuery(data) ? null : Path.of(data.replaceAll("#.*", "")).getFileName();
    String bare = file == null ? "query" : file.toString().replaceAll("(?<=.)\\..*", "");
    String plain = bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "table" : plain;
  }
}
