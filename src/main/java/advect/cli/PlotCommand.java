package advect.cli;

import advect.cli.options.ModelOptions;
import advect.cli.options.RowOptions;
import advect.cli.terminal.ProgressDisplay;
import advect.data.table.Table;
import advect.data.table.TableSource;
import advect.experiment.spec.SpecException;
import advect.file.AtomicFile;
import advect.file.FileException;
import advect.input.InputException;
import advect.input.NearestName;
import advect.model.TableModel;
import advect.plot.CornerFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code advect plot}: pictures of a model beside rows of a table. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Draws a trained model beside rows of a table: every pair of columns (corner.png), whether"
          + " regions of highest density hold as many rows as they should (calibration.png), log"
          + " densities of rows and samples (log-density.png), and for two columns the density"
          + " (density.png).",
      "",
      "At most 5,000 rows are drawn at random. Calibration means most for rows that took no part in"
          + " training."
    },
    footer = {
      "",
      "Examples:",
      "  advect plot results/geyser --data held-out.csv",
      "  advect plot results/wine --data wine.csv --columns alcohol,density --out pictures"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlotCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 5000;
  private static final Path PLOTS = Path.of("plots");

  @Spec private CommandSpec command;
  @Mixin private ModelOptions model;
  @Mixin private RowOptions rows;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Columns of the model that corner.png shows, 2 to 10; otherwise the first ten.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where pictures go; otherwise plots/ and the model's name.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    TableModel drawn = model.read();
    List<String> shown = shown(drawn);
    Path directory = made(out == null ? PLOTS.resolve(name(drawn)) : out);
    List<Path> files = draw(drawn, shown, directory);
    PrintWriter stdout = command.commandLine().getOut();
    files.forEach(stdout::println);
    stdout.flush();
    return 0;
  }

  private List<Path> draw(TableModel drawn, List<String> shown, Path directory) {
    PrintWriter err = command.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.on(err, "plot")) {
      progress.phase("reading " + rows.data());
      Table table = read(drawn);
      progress.phase("scoring and sampling");
      ModelPictures pictures = ModelPictures.of(drawn, table, MOST_ROWS, rows.seed());
      progress.phase("drawing");
      return pictures.writeTo(directory, shown);
    } catch (IOException e) {
      throw FileException.unwritable(directory, e);
    }
  }

  private Table read(TableModel drawn) {
    try (TableSource source = rows.openAtMost(drawn, MOST_ROWS)) {
      if (source.rows() < 2) {
        throw new InputException(
            "%s: found 1 row, expected at least 2 to draw; add rows.".formatted(source.source()));
      }
      return source.read();
    }
  }

  private List<String> shown(TableModel drawn) {
    int most = CornerFigure.MOST_COLUMNS;
    if (columns.isEmpty()) {
      return drawn.columns().subList(0, Math.min(most, drawn.columns().size()));
    }
    for (String name : columns) {
      if (drawn.columns().contains(name)) continue;
      String guess =
          NearestName.of(name, drawn.columns()).map("; did you mean %s?"::formatted).orElse("");
      throw new SpecException(
          "--columns: the model has no column %s%s (it has: %s)"
              .formatted(name, guess, String.join(", ", drawn.columns())));
    }
    if (columns.size() < 2
        || columns.size() > most
        || columns.stream().distinct().count() < columns.size()) {
      throw new SpecException(
          "--columns must be 2 to %d different columns, but is %s"
              .formatted(most, String.join(",", columns)));
    }
    return columns;
  }

  private String name(TableModel drawn) {
    return drawn.card().get("name") instanceof String name && name.matches("[\\w.-]*\\w")
        ? name
        : "model";
  }

  private static Path made(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new SpecException(directory + ": is a file; --out takes a directory");
    }
    try {
      Files.createDirectories(directory);
      AtomicFile.probe(directory.resolve("corner.png"));
    } catch (IOException e) {
      throw FileException.unwritable(directory, e);
    }
    return directory;
  }
}
