package advect.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file a table goes to. */
final class TableOutput {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where rows go: .csv, .tsv, .csv.gz, .tsv.gz or .parquet.")
  private @Nullable Path out;

  /** Empty if none was named. */
  Optional<Path> file() {
    return Optional.ofNullable(out);
  }
}
