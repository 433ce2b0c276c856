package advect.cli;

import advect.data.table.Table;
import advect.experiment.PlaneDensity;
import advect.model.TableModel;
import advect.plot.CalibrationFigure;
import advect.plot.CornerFigure;
import advect.plot.LogDensityFigure;
import advect.plot.MapStyle;
import advect.plot.chart.Figure;
import advect.plot.data.Box;
import advect.plot.data.Corner;
import advect.plot.data.Coverage;
import advect.plot.data.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** What a model looks like beside rows of a table. */
final class ModelPictures {
  /** Room around rows, as a share of their extent. */
  private static final double MARGIN = 0.15;

  /** Cells of the density along an axis. */
  private static final int CELLS = 200;

  private final TableModel model;
  private final DMatrixRMaj rows;
  private final DMatrixRMaj samples;
  private final double[] ofRows;
  private final double[] ofSamples;

  private ModelPictures(TableModel model, DMatrixRMaj rows, DMatrixRMaj samples) {
    this.model = model;
    this.rows = rows;
    this.samples = samples;
    ofRows = model.logDensity(rows, 0);
    ofSamples = model.logDensity(samples, 0);
  }

  /**
   * Scores the rows of a table and so many samples.
   *
   * @param table has the model's columns, and at least two rows
   */
  static ModelPictures of(TableModel model, Table table, int samples, long seed) {
    return new ModelPictures(model, table.values(), model.sample(samples, seed));
  }

  /**
   * Writes what can be drawn.
   *
   * @param shown columns of the corner
   * @return the files
   */
  List<Path> writeTo(Path directory, List<String> shown) throws IOException {
    List<Path> files = new ArrayList<>();
    if (shown.size() > 1) files.add(write(corner(shown), directory.resolve("corner.png")));
    Figure calibration = CalibrationFigure.of(Coverage.of(ofRows, ofSamples));
    files.add(write(calibration, directory.resolve("calibration.png")));
    Figure logDensity = LogDensityFigure.of(ofRows, ofSamples, List.of());
    files.add(write(logDensity, directory.resolve("log-density.png")));
    Optional<Figure> density = density();
    if (density.isPresent()) {
      files.add(write(density.get(), directory.resolve("density.png")));
    }
    return files;
  }

  private static Path write(Figure figure, Path file) throws IOException {
    figure.writePng(file);
    return file;
  }

  private Figure corner(List<String> shown) {
    int[] which = shown.stream().mapToInt(model.columns()::indexOf).toArray();
    return CornerFigure.of(new Corner(model.columns(), rows, samples, model.levels()).only(which));
  }

  /** The density of two columns, if there is one between the rows. */
  private Optional<Figure> density() {
    if (rows.numCols != 2) return Optional.empty();
    MapStyle style = MapStyle.DEFAULT.withNames(model.columns().get(0), model.columns().get(1));
    Box box = new Box(range(0), range(1));
    return model
        .withoutCells()
        .map(
            continuous ->
                PlaneDensity.of(
                    Map.of("learned density", points -> continuous.logDensity(points, 0)),
                    box,
                    CELLS,
                    style));
  }

  /** Around most rows, within the support. */
  private Range range(int column) {
    double[] values =
        IntStream.range(0, rows.numRows).mapToDouble(i -> rows.get(i, column)).toArray();
    Range around = Range.withoutLongTails(values).padded(MARGIN);
    return model
        .preprocessing()
        .map(
            p ->
                new Range(
                    Math.max(around.lo(), p.low(column)), Math.min(around.hi(), p.high(column))))
        .orElse(around);
  }
}
