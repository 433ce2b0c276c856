package advect.study.series;

import advect.latent.FittedLatentOde;
import advect.latent.FittedRecurrent;
import advect.latent.Series;
import advect.plot.ChartFigure;
import advect.plot.ChartFigure.AxisQuantity;
import advect.plot.ChartFigure.Chart;
import advect.plot.ChartFigure.Line;
import advect.plot.ChartFigure.Style;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import advect.study.series.Spirals.Stretch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A few test spirals with what a latent ODE, above, and a recurrent net, below, make of them. */
final class SpiralsFigure {
  private static final int SERIES = 4;
  private static final int DRAWS = 12;

  private static final int TRUTH = 5;
  private static final int POINTS = 0;
  private static final int MODEL = 1;

  private SpiralsFigure() {}

  static Figure of(List<Stretch> tests, FittedLatentOde ode, FittedRecurrent rnn, long seed) {
    List<Stretch> shown = tests.subList(0, Math.min(SERIES, tests.size()));
    List<Series> observed = shown.stream().map(Stretch::observed).toList();
    List<double[]> all = Collections.nCopies(shown.size(), times(0, 2 * Spirals.LENGTH));
    List<double[]> beyond =
        Collections.nCopies(shown.size(), times(Spirals.LENGTH, 2 * Spirals.LENGTH));
    List<double[][]> mean = ode.predict(observed, all);
    List<List<double[][]>> draws = ode.sample(observed, all, DRAWS, seed);
    List<double[][]> recurrent = rnn.predict(observed, beyond);
    List<Chart> charts = new ArrayList<>();
    for (int n = 0; n < shown.size(); n++) {
      int at = n;
      List<double[][]> own = draws.stream().map(draw -> draw.get(at)).toList();
      charts.add(chart("latent ODE", shown.get(n), own, mean.get(n), n == 0));
    }
    for (int n = 0; n < shown.size(); n++) {
      charts.add(chart("recurrent net", shown.get(n), List.of(), recurrent.get(n), n == 0));
    }
    return ChartFigure.of(charts, shown.size());
  }

  private static double[] times(int from, int to) {
    return IntStream.range(from, to).mapToDouble(Spirals::time).toArray();
  }

  private static Chart chart(
      String model, Stretch stretch, List<double[][]> draws, double[][] mean, boolean legend) {
    List<Line> lines = new ArrayList<>();
    for (int k = 0; k < draws.size(); k++) {
      String name = legend && k == 0 ? "draws" : "";
      lines.add(new Line(curve(name, draws.get(k)), Style.FAINT, MODEL));
    }
    double[][] truth = stretch.truth().toArray(double[][]::new);
    lines.add(new Line(curve(legend ? "truth" : "", truth), Style.DASHED, TRUTH));
    lines.add(new Line(curve(legend ? model : "", mean), Style.LINE, MODEL));
    Series series = stretch.observed();
    double[][] points =
        IntStream.range(0, series.size())
            .mapToObj(i -> new double[] {series.value(i, 0), series.value(i, 1)})
            .toArray(double[][]::new);
    lines.add(new Line(curve(legend ? "observed" : "", points), Style.POINTS, POINTS));
    return new Chart("", AxisQuantity.linear(""), AxisQuantity.linear(""), lines);
  }

  private static Curve curve(String name, double[][] points) {
    double[] x = new double[points.length];
    double[] y = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      x[i] = points[i][0];
      y[i] = points[i][1];
    }
    return Curve.of(name, x, y);
  }
}
