package advect.plot;

import advect.plot.chart.ColorScale;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.HeatDrawing;
import advect.plot.chart.Layout;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Still;
import java.util.ArrayList;
import java.util.List;

/** A flow's density at several times, from base to data, as small panels. */
public final class FlowFigure {
  private static final double SIDE = 250;

  private FlowFigure() {}

  /**
   * Panels in order, up to four in one row, else in two.
   *
   * <p>Each panel has its own colour scale, from zero to its own peak. On a shared one the wide
   * base would be all but black, as its peak is often a tenth of the data's; what the picture tells
   * is the shape of the mass on its way. So there is no colour bar.
   *
   * @param stills at least one; all over the same box
   */
  public static Figure of(List<Still> stills, MapStyle style) {
    int n = stills.size();
    return of(
        stills.stream().map(now -> new DensityMap(now.title(), now.logp())).toList(),
        n <= 4 ? n : (n + 1) / 2,
        style);
  }

  /**
   * Densities row by row in so many columns, each on a colour scale of its own.
   *
   * @param maps at least one; all over the same box
   */
  public static Figure of(List<DensityMap> maps, int columns, MapStyle style) {
    Box box = maps.get(0).logp().box();
    FittedChart.Size size = MapPanel.size(box, SIDE);
    List<FittedChart> panels = new ArrayList<>();
    for (int k = 0; k < maps.size(); k++) {
      MapPanel.Edge edge = edge(k % columns == 0, k + columns >= maps.size());
      DensityMap map = maps.get(k);
      panels.add(MapPanel.of(map.title(), box, size, style, edge, heat(map.logp(), style)));
    }
    return Layout.of(panels, columns, null);
  }

  /** A map on a scale of its own. */
  static Drawing heat(Grid logp, MapStyle style) {
    ColorScale scale = new ColorScale(style.quantity().range(List.of(logp)), style.colors());
    return new HeatDrawing(logp.map(style.quantity()::shown), scale);
  }

  private static MapPanel.Edge edge(boolean left, boolean below) {
    if (left) return below ? MapPanel.Edge.BOTH : MapPanel.Edge.LEFT;
    return below ? MapPanel.Edge.BELOW : MapPanel.Edge.NONE;
  }
}
