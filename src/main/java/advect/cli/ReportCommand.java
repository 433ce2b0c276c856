package advect.cli;

import advect.experiment.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code advect report}: the table of all results. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Writes the table of all results in DIR to DIR/README.md and into a page.",
    footer = {
      "",
      "The table replaces what stands between two lines of the page:",
      "  " + Report.BEGIN,
      "  " + Report.END,
      "",
      "Examples:",
      "  advect report",
      "  advect report other-results --page notes.md"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where results are; otherwise results.")
  private Path directory = Path.of("results");

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "The page, which marks the place; otherwise README.md beside DIR, if it does.")
  private @Nullable Path page;

  @Override
  public Integer call() {
    Report report = Report.of(directory);
    PrintWriter out = command.commandLine().getOut();
    Optional<Path> marked = marked();
    marked.ifPresent(report::update); // first, since it refuses a page without a place
    report.writePage();
    out.println("%s: %d experiments".formatted(directory.resolve("README.md"), report.size()));
    marked.ifPresent(file -> out.println(file.getFileName() + ": table updated"));
    return 0;
  }

  /** The page asked for, or the one beside the results if it is meant to have their table. */
  private Optional<Path> marked() {
    if (page != null) return Optional.of(page);
    Path beside = directory.toAbsolutePath().normalize().resolveSibling("README.md");
    return Optional.of(beside).filter(Report::isMarked);
  }
}
