package advect.plot;

import advect.plot.chart.ArrowDrawing;
import advect.plot.chart.ColorBar;
import advect.plot.chart.ColorScale;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.PathsDrawing;
import advect.plot.color.ColorMap;
import advect.plot.data.Arrows;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Paths;
import advect.plot.data.Range;
import java.util.List;

/** The vector field at one time over the density there, with trajectories from base to data. */
public final class FieldFigure {
  private static final double SIDE = 540;

  private FieldFigure() {}

  /**
   * One large panel: density faint, arrows slate, trajectories from violet (base) to orange (data)
   * with a colour bar of time; rings are where they start, discs where they end.
   *
   * <p>A flow of one variable is shown the same way over a box of (t, x), without arrows.
   *
   * @param density what lies under the arrows, such as the density at their time
   * @param arrows the field, or {@link Arrows#NONE}
   * @param paths some 30 to 100 trajectories, or {@link Paths#NONE}
   * @param style quantity and names; the colours are this figure's own
   */
  public static Figure of(DensityMap density, Arrows arrows, Paths paths, MapStyle style) {
    Box box = density.logp().box();
    FittedChart.Size size = MapPanel.size(box, SIDE);
    Drawing faint = FlowFigure.heat(density.logp(), style.withColors(ColorMap.MIST));
    ColorScale times = new ColorScale(new Range(0, 1), ColorMap.DUSK);
    Drawing[] drawings = {faint, new ArrowDrawing(arrows), new PathsDrawing(paths, times)};
    FittedChart panel =
        MapPanel.of(density.title(), box, size, style, MapPanel.Edge.BOTH, drawings);
    boolean timed = paths.count() > 0;
    return Layout.of(
        List.of(panel), 1, timed ? ColorBar.of(times, "time t of the paths", size.height()) : null);
  }
}
