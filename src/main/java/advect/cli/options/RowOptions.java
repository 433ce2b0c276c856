package advect.cli.options;

import advect.data.table.SourceOptions;
import advect.data.table.SourceOptions.Missing;
import advect.data.table.TableSource;
import advect.experiment.spec.SpecException;
import advect.model.TableModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rows of which table. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RowOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "SOURCE",
      description =
          "Rows: a CSV, TSV, JSON, Parquet, NumPy or DuckDB file, a pattern of files, a query that"
              + " begins with SELECT, or - for standard input.")
  private String data;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "Only rows for which this holds, as in 'age > 30'.")
  private String where = "";

  @Option(names = "--sample", paramLabel = "N", description = "Only so many rows, at random.")
  private long sample;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of everything at random; otherwise ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--missing",
      paramLabel = "WORD",
      description =
          "refuse or drop rows with missing cells; otherwise refuse, but score and judge count them"
              + " by status.")
  private @Nullable String missing;

  /** As it was given. */
  public String data() {
    return data;
  }

  /** Of the rows that are drawn. */
  public long seed() {
    return seed;
  }

  /**
   * The rows asked for, as a model is to see them.
   *
   * @param columns what the table calls the model's columns
   */
  public TableSource open(TableModel model, List<String> columns) {
    return open(model, columns, sample, Missing.REFUSE);
  }

  /** The same, with rows that cannot be scored kept among them unless told otherwise. */
  public TableSource openForScoring(TableModel model, List<String> columns) {
    return open(model, columns, sample, Missing.KEEP);
  }

  /** As many of those as were asked for, or so many if nothing was. */
  public TableSource openSomeForScoring(TableModel model, List<String> columns, long silence) {
    return open(model, columns, sample == 0 ? silence : sample, Missing.KEEP);
  }

  /** At most so many rows, none of which lacks a cell. */
  public TableSource openAtMost(TableModel model, long most) {
    return open(
        model, model.columns(), sample == 0 ? most : Math.min(sample, most), Missing.REFUSE);
  }

  private TableSource open(TableModel model, List<String> columns, long rows, Missing silence) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (int j = 0; j < columns.size(); j++) {
      List<String> known = model.levels().get(model.columns().get(j));
      if (known != null) levels.put(columns.get(j), known);
    }
    SourceOptions options = options(silence).withColumns(columns).withCategories(levels);
    return TableSource.open(data, options.withSample(rows, seed));
  }

  /**
   * Which rows were asked for.
   *
   * @param silence what to do about missing cells if nothing was said
   */
  public SourceOptions options(Missing silence) {
    return SourceOptions.ALL
        .withWhere(where)
        .withSample(sample, seed)
        .withMissing(missing(silence));
  }

  private Missing missing(Missing silence) {
    if (missing == null) return silence;
    Missing asked = Choice.parse(command, "--missing", missing, Missing.class);
    if (asked == Missing.KEEP && silence != Missing.KEEP) {
      throw new SpecException("--missing keep is for score and judge alone: choose refuse or drop");
    }
    return asked;
  }
}
