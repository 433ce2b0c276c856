package advect.cli;

import advect.data.SourceOptions;
import advect.data.SourceOptions.Missing;
import advect.data.TableSource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rows of which table. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RowOptions {
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
      description = "refuse or drop rows with missing cells; otherwise refuse.")
  private String missing = Words.of(Missing.REFUSE);

  /** As it was given. */
  String data() {
    return data;
  }

  long seed() {
    return seed;
  }

  /** The rows asked for, with these columns of numbers. */
  TableSource open(List<String> columns) {
    return open(columns, sample);
  }

  /** At most so many of them. */
  TableSource openAtMost(List<String> columns, long most) {
    return open(columns, sample == 0 ? most : Math.min(sample, most));
  }

  private TableSource open(List<String> columns, long rows) {
    return TableSource.open(data, options(columns).withSample(rows, seed));
  }

  /** Which rows were asked for, with these columns of numbers. */
  SourceOptions options(List<String> columns) {
    return SourceOptions.ALL
        .withColumns(columns)
        .withWhere(where)
        .withSample(sample, seed)
        .withMissing(Words.parse(command, "--missing", missing, Missing.class));
  }
}
