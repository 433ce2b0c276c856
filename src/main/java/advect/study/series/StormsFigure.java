package advect.study.series;

import advect.latent.FittedLatentOde;
import advect.latent.Series;
import advect.plot.ChartFigure;
import advect.plot.ChartFigure.AxisQuantity;
import advect.plot.ChartFigure.Chart;
import advect.plot.ChartFigure.Line;
import advect.plot.ChartFigure.Style;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import advect.study.series.StormTracks.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A few tracks with their forecasts. */
final class StormsFigure {
  private static final int SHOWN = 8;
  private static final int COLUMNS = 4;
  private static final int DRAWS = 12;

  private static final int PAST = 0;
  private static final int MODEL = 1;
  private static final int VELOCITY = 2;
  private static final int TRUTH = 5;

  private StormsFigure() {}

  /** Forecasts as far apart in the list as they can be. */
  static Figure of(
      List<StormForecast> tests, FittedLatentOde ode, double[] times, double hours, long seed) {
    List<StormForecast> shown =
        IntStream.range(0, SHOWN)
            .mapToObj(k -> tests.get((int) ((k + 0.5) * tests.size() / SHOWN)))
            .toList();
    List<Series> observed = shown.stream().map(StormForecast::observed).toList();
    List<double[]> asked = shown.stream().map(forecast -> times).toList();
    List<double[][]> mean = ode.predict(observed, asked);
    List<List<double[][]>> draws = ode.sample(observed, asked, DRAWS, seed);
    List<Chart> charts = new ArrayList<>();
    for (int n = 0; n < shown.size(); n++) {
      boolean legend = n == 0;
      StormForecast storm = shown.get(n);
      List<Line> lines = new ArrayList<>();
      for (int k = 0; k < DRAWS; k++) {
        String name = legend && k == 0 ? "draws" : "";
        lines.add(new Line(path(name, storm, times, draws.get(k).get(n)), Style.FAINT, MODEL));
      }
      lines.add(new Line(fixes(legend ? "next day" : "", future(storm)), Style.MARKED, TRUTH));
      lines.add(new Line(velocity(legend, storm, hours), Style.DASHED, VELOCITY));
      lines.add(
          new Line(path(legend ? "latent ODE" : "", storm, times, mean.get(n)), Style.LINE, MODEL));
      lines.add(new Line(fixes(legend ? "observed" : "", storm.past()), Style.MARKED, PAST));
      charts.add(
          new Chart(
              String.valueOf(storm.now().year()),
              AxisQuantity.linear(n < shown.size() - COLUMNS ? "" : "longitude"),
              AxisQuantity.linear(n % COLUMNS == 0 ? "latitude" : ""),
              lines));
    }
    return ChartFigure.of(charts, COLUMNS);
  }

  private static List<Fix> future(StormForecast storm) {
    List<Fix> all = new ArrayList<>(List.of(storm.now()));
    all.addAll(storm.future());
    return all;
  }

  private static Curve velocity(boolean legend, StormForecast storm, double hours) {
    double[] end = storm.constantVelocity(hours);
    return Curve.of(
        legend ? "constant velocity" : "",
        new double[] {storm.now().longitude(), end[1]},
        new double[] {storm.now().latitude(), end[0]});
  }

  private static Curve fixes(String name, List<Fix> fixes) {
    return Curve.of(
        name,
        fixes.stream().mapToDouble(Fix::longitude).toArray(),
        fixes.stream().mapToDouble(Fix::latitude).toArray());
  }

  /** From where the storm is now on. */
  private static Curve path(String name, StormForecast storm, double[] times, double[][] values) {
    double[] x = new double[values.length + 1];
    double[] y = new double[values.length + 1];
    x[0] = storm.now().longitude();
    y[0] = storm.now().latitude();
    for (int i = 0; i < values.length; i++) {
      double[] position = storm.position(times[i], values[i]);
      x[i + 1] = position[1];
      y[i + 1] = position[0];
    }
    return Curve.of(name, x, y);
  }
}
