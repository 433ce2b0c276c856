package advect.study.augmented;

import advect.plot.ChartFigure.AxisQuantity;
import advect.plot.ChartFigure.Chart;
import advect.plot.ChartFigure.Line;
import advect.plot.ChartFigure.Style;
import advect.plot.data.Curve;
import advect.study.augmented.AugmentationTrials.Trials;
import advect.train.objective.LossReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Charts of neural ODEs without and with further coordinates. */
final class AnodePictures {
  static final int PLAIN = 0;
  static final int AUGMENTED = 1;

  private static final int POINTS = 41;

  private AnodePictures() {}

  /** The loss over training. */
  static Chart loss(String title, Trials plain, Trials augmented, int epochs) {
    AxisQuantity y = AxisQuantity.logarithmic("training loss");
    return overTraining(title, y, plain, augmented, epochs, LossReport::value);
  }

  /** Evaluations of a forward solve over training. */
  static Chart evaluations(String title, Trials plain, Trials augmented, int epochs) {
    AxisQuantity y = AxisQuantity.linear("evaluations a solve");
    return overTraining(title, y, plain, augmented, epochs, LossReport::forwardEvaluations);
  }

  private static Chart overTraining(
      String title,
      AxisQuantity y,
      Trials plain,
      Trials augmented,
      int epochs,
      ToDoubleFunction<LossReport> figure) {
    double[] x = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
    List<Line> lines =
        List.of(
            new Line(Curve.of("neural ODE", x, plain.byEpoch(epochs, figure)), Style.LINE, PLAIN),
            new Line(
                Curve.of("augmented", x, augmented.byEpoch(epochs, figure)),
                Style.LINE,
                AUGMENTED));
    return new Chart(title, AxisQuantity.linear("epoch"), y, lines);
  }

  /** Equally spaced times from 0 to 1. */
  static double[] times() {
    return IntStream.range(0, POINTS).mapToDouble(k -> k / (POINTS - 1.0)).toArray();
  }

  /**
   * Paths in the plane of two coordinates, with their ends, in a colour a class.
   *
   * @param path states {@code [rows][dim]} at {@link #times}
   * @param inner how many rows from the first on are of the inner class
   */
  static Chart plane(String title, List<DMatrixRMaj> path, int inner, int i, int j) {
    List<Line> lines = new ArrayList<>();
    int rows = path.get(0).numRows;
    for (int row = 0; row < rows; row++) {
      Curve curve = Curve.of("", along(path, row, i), along(path, row, j));
      lines.add(new Line(curve, Style.FAINT, row < inner ? 0 : 1));
    }
    DMatrixRMaj end = path.get(path.size() - 1);
    lines.add(ends("ball", end, 0, inner, i, j, 0));
    lines.add(ends("shell", end, inner, rows, i, j, 1));
    return new Chart(
        title, AxisQuantity.linear("h" + (i + 1)), AxisQuantity.linear("h" + (j + 1)), lines);
  }

  private static Line ends(
      String name, DMatrixRMaj end, int from, int to, int i, int j, int color) {
    double[] x = IntStream.range(from, to).mapToDouble(row -> end.get(row, i)).toArray();
    double[] y = IntStream.range(from, to).mapToDouble(row -> end.get(row, j)).toArray();
    return new Line(Curve.of(name, x, y), Style.POINTS, color);
  }

  private static double[] along(List<DMatrixRMaj> path, int row, int coordinate) {
    return path.stream().mapToDouble(h -> h.get(row, coordinate)).toArray();
  }

  /** The first coordinate of every row over time. */
  static Chart overTime(String title, List<DMatrixRMaj> path, List<String> names) {
    List<Line> lines = new ArrayList<>();
    double[] times = times();
    for (int row = 0; row < names.size(); row++) {
      Curve curve = Curve.of(names.get(row), times, along(path, row, 0));
      lines.add(new Line(curve, Style.LINE, row));
    }
    for (double target : new double[] {-1, 1}) {
      double[] level = new double[times.length];
      Arrays.fill(level, target);
      lines.add(new Line(Curve.of("", times, level), Style.DASHED, 5));
    }
    return new Chart(title, AxisQuantity.linear("t"), AxisQuantity.linear("h1(t)"), lines);
  }
}
