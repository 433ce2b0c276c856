package advect;

import advect.data.table.TableReader;
import advect.experiment.spec.ExperimentFile;
import advect.plot.CornerFigure;
import advect.plot.CurveFigure;
import advect.plot.DensityFigure;
import advect.plot.MapStyle;
import advect.plot.data.Box;
import advect.plot.data.Corner;
import advect.plot.data.Curve;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Calls that need a library which does not come along; {@link LibraryTest} makes them without. */
public final class Extras {
  private static final double[] LINE = {0, 1, 2};

  private Extras() {}

  /** Reads a table. */
  public static void table() {
    TableReader.read("points.csv");
  }

  /** Reads an experiment. */
  public static void experiment() {
    ExperimentFile.parse("seed: 1", "experiment.yaml", List.of());
  }

  /** Draws a curve. */
  public static void curve() {
    CurveFigure.of(List.of(Curve.of("p", LINE, LINE)), "x");
  }

  /** Draws a density. */
  public static void density() {
    Grid grid = Grid.of(Box.of(0, 1, 0, 1), 4, 4, (x, y) -> x - y);
    DensityFigure.of(List.of(new DensityMap("p", grid)), MapStyle.DEFAULT);
  }

  /** Draws a corner plot. */
  public static void corner() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}, {2, 2}});
    CornerFigure.of(new Corner(List.of("x", "y"), rows, rows));
  }
}
