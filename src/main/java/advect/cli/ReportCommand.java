package advect.cli;

import advect.experiment.result.Report;
import advect.experiment.spec.SpecException;
import advect.plot.file.HeavyPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
      "Pictures of earlier versions were ten times as large; --light brings them into the form of"
          + " today without a new run.",
      "",
      "Examples:",
      "  advect report",
      "  advect report --light",
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

  @Option(names = "--light", description = "Make pictures in DIR light that are not.")
  private boolean light;

  @Override
  public Integer call() {
    Report report = Report.of(directory);
    PrintWriter out = command.commandLine().getOut();
    Optional<Path> marked = marked();
    marked.ifPresent(report::update); // first, since it refuses a page without a place
    report.writePage();
    out.println("%s: %d experiments".formatted(directory.resolve("README.md"), report.size()));
    marked.ifPresent(file -> out.println(file.getFileName() + ": table updated"));
    if (light) lighten(out);
    return 0;
  }

  private void lighten(PrintWriter out) {
    List<HeavyPictures.Lightened> pictures;
    try {
      pictures = HeavyPictures.lighten(directory);
    } catch (IOException e) {
      throw new SpecException(Objects.requireNonNull(e.getMessage()), e);
    }
    pictures.forEach(p -> out.println(sizes(p.file().toString(), p.before(), p.after())));
    long before = pictures.stream().mapToLong(HeavyPictures.Lightened::before).sum();
    long after = pictures.stream().mapToLong(HeavyPictures.Lightened::after).sum();
    out.println(sizes(pictures.size() + " pictures made light", before, after));
  }

  private static String sizes(String what, long before, long after) {
    return String.format(Locale.ROOT, "%s: %,d to %,d bytes", what, before, after);
  }

  /** The page asked for, or the one beside the results if it is meant to have their table. */
  private Optional<Path> marked() {
    if (page != null) return Optional.of(page);
    Path beside = directory.toAbsolutePath().normalize().resolveSibling("README.md");
    return Optional.of(beside).filter(Report::isMarked);
  }
}
