package advect.plot;

import advect.plot.chart.ColorBar;
import advect.plot.chart.ColorScale;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.HeatDrawing;
import advect.plot.chart.Layout;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import java.util.ArrayList;
import java.util.List;

/** Density maps side by side on one colour scale: true beside learned, say. */
public final class DensityFigure {
  private static final double SIDE = 380;

  private DensityFigure() {}

  /**
   * Maps in a row, with one colour bar.
   *
   * <p>The scale is shared: from 0 to the pooled peak (or, for log p, over the ten nats below it),
   * a needle holding less than 0.2 % of the mass being clipped.
   *
   * @param maps at least one; all over the same box
   */
  public static Figure of(List<DensityMap> maps, MapStyle style) {
    Box box = maps.get(0).logp().box();
    FittedChart.Size size = MapPanel.size(box, SIDE);
    ColorScale scale = scale(maps, style);
    List<FittedChart> panels = new ArrayList<>();
    for (DensityMap map : maps) {
      MapPanel.Edge edge = panels.isEmpty() ? MapPanel.Edge.BOTH : MapPanel.Edge.BELOW;
      Drawing heat = new HeatDrawing(map.logp().map(style.quantity()::shown), scale);
      panels.add(MapPanel.of(map.title(), box, size, style, edge, heat));
    }
    FittedChart bar = ColorBar.of(scale, style.quantity().title(), size.height());
    return Layout.of(panels, panels.size(), bar);
  }

  private static ColorScale scale(List<DensityMap> maps, MapStyle style) {
    List<Grid> grids = maps.stream().map(DensityMap::logp).toList();
    return new ColorScale(style.quantity().range(grids), style.colors());
  }
}
