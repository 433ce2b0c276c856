package advect.experiment;

import advect.data.prepare.Preprocessing;
import advect.flow.Density;
import advect.plot.CalibrationFigure;
import advect.plot.CornerFigure;
import advect.plot.LogDensityFigure;
import advect.plot.data.Corner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** How a flow on a table compares with its test rows: columns, log densities, calibration. */
final class TablePictures {
  /** Rows shown of data and of samples, at most. */
  private static final int SHOWN = 20_000;

  private final TableData table;
  private final Density density;
  private final HeldOutEvaluation evaluation;

  TablePictures(TableData table, Density density, HeldOutEvaluation evaluation) {
    this.table = table;
    this.density = density;
    this.evaluation = evaluation;
  }

  void writeTo(Path directory) throws IOException {
    if (table.train().numCols > 1) corner(directory.resolve("corner.png"));
    CalibrationFigure.of(new TableJudge(table, density, evaluation).coverage())
        .writePng(directory.resolve("calibration.png"));
    LogDensityFigure.of(evaluation.rows().test(), evaluation.rows().drawn(), List.of())
        .writePng(directory.resolve("log-density.png"));
  }

  /** The first columns, in the units of the table. */
  private void corner(Path file) throws IOException {
    DMatrixRMaj data = Rows.spread(table.all(), SHOWN);
    Preprocessing preprocessing = table.preprocessing();
    DMatrixRMaj samples = preprocessing.decode(Rows.head(evaluation.samples(), data.numRows));
    Corner all = new Corner(preprocessing.columns(), data, samples, preprocessing.levels());
    int columns = Math.min(CornerFigure.MOST_COLUMNS, data.numCols);
    CornerFigure.of(all.only(IntStream.range(0, columns).toArray())).writePng(file);
  }
}
