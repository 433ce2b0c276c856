package advect.plot;

import advect.plot.chart.CloudDrawing;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.Layout;
import advect.plot.chart.Look;
import advect.plot.data.Box;
import advect.plot.data.Cloud;
import advect.plot.data.DensityMap;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Clouds of points side by side in one box: data beside samples, say. */
public final class SamplesFigure {
  /** From here on points would hide one another, and a two-dimensional histogram tells more. */
  public static final int MOST_POINTS = 20_000;

  private static final double SIDE = 380;
  private static final List<Color> COLORS = List.of(Look.BLUE, Look.ORANGE, Look.GREEN);

  private SamplesFigure() {}

  /**
   * Clouds in a row: points if none has more than {@link #MOST_POINTS}, else histograms on one
   * colour scale with a colour bar.
   *
   * @param clouds at least one
   * @param box what to show; points outside are left out
   */
  public static Figure of(List<Cloud> clouds, Box box, MapStyle style) {
    boolean crowded = clouds.stream().anyMatch(cloud -> cloud.size() > MOST_POINTS);
    return crowded ? histograms(clouds, box, style) : points(clouds, box, style);
  }

  private static Figure points(List<Cloud> clouds, Box box, MapStyle style) {
    FittedChart.Size size = MapPanel.size(box, SIDE);
    List<FittedChart> panels = new ArrayList<>();
    for (Cloud cloud : clouds) {
      MapPanel.Edge edge = panels.isEmpty() ? MapPanel.Edge.BOTH : MapPanel.Edge.BELOW;
      Drawing discs = new CloudDrawing(cloud.points(), COLORS.get(panels.size() % COLORS.size()));
      panels.add(MapPanel.of(cloud.title(), box, size, style, edge, discs));
    }
    return Layout.of(panels, panels.size(), null);
  }

  /** Bins are cut so that the fullest holds enough points for a smooth peak. */
  private static Figure histograms(List<Cloud> clouds, Box box, MapStyle style) {
    int fewest = clouds.stream().mapToInt(Cloud::size).min().orElseThrow();
    int bins = (int) Math.min(160, Math.max(24, Math.sqrt(fewest) / 3.5));
    FittedChart.Size size = MapPanel.size(box, bins);
    int nx = (int) Math.max(1, Math.round(size.width()));
    int ny = (int) Math.max(1, Math.round(size.height()));
    return DensityFigure.of(
        clouds.stream().map(c -> new DensityMap(c.title(), c.logHistogram(box, nx, ny))).toList(),
        style);
  }
}
