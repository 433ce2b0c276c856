package advect.plot;

import advect.plot.chart.Axis;
import advect.plot.chart.ColorBar;
import advect.plot.chart.ColorScale;
import advect.plot.chart.Drawing;
import advect.plot.chart.Figure;
import advect.plot.chart.FittedChart;
import advect.plot.chart.HeatDrawing;
import advect.plot.chart.Layout;
import advect.plot.chart.Lines;
import advect.plot.chart.Look;
import advect.plot.color.ColorMap;
import advect.plot.data.BarHeights;
import advect.plot.data.Box;
import advect.plot.data.Cloud;
import advect.plot.data.ColumnBins;
import advect.plot.data.Corner;
import advect.plot.data.Grid;
import advect.plot.data.Peak;
import advect.plot.data.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.knowm.xchart.XYChart;

/**
 * Every pair of columns at once: data below the diagonal, samples of the model mirrored above it,
 * histograms of both on it.
 *
 * <p>A pair and its mirror image share one colour scale, from 0 to their pooled peak, so a right
 * model makes a symmetric picture. Axes leave out the outermost 0.5 % of values at each end.
 */
public final class CornerFigure {
  /** More columns would be too small to read. */
  public static final int MOST_COLUMNS = 10;

  /** Mass above the top of a colour scale, as elsewhere. */
  private static final double CLIPPED_MASS = 0.002;

  private static final double GAP = 14;

  /** Room for the name of a level across its axis. */
  private static final double LABEL = 9;

  private final Corner corner;
  private final ColorMap colors;
  private final double side;
  private final List<ColumnBins> bins;
  private final List<Axis> axes;

  private CornerFigure(Corner corner, ColorMap colors) {
    this.corner = corner;
    this.colors = colors;
    this.side = Math.min(220, Math.max(84, 600.0 / corner.names().size()));
    this.bins = IntStream.range(0, corner.names().size()).mapToObj(this::bins).toList();
    this.axes = IntStream.range(0, corner.names().size()).mapToObj(this::axis).toList();
  }

  /** A category has a bin a level, and three in a pair: between levels there is nothing. */
  private ColumnBins bins(int column) {
    int levels = corner.levels(column).size();
    if (levels > 0) return new ColumnBins(new Range(-0.5, levels - 0.5), levels, 3 * levels);
    int fewest = Math.min(corner.data().numRows, corner.samples().numRows);
    return ColumnBins.about(
        Range.most(column(corner.data(), column)),
        Range.most(column(corner.samples(), column)),
        (int) Math.min(side / 2, BarHeights.bins(fewest)),
        (int) Math.min(side / 2, Math.max(12, Math.sqrt(fewest) / 3.5)));
  }

  private Axis axis(int column) {
    List<String> levels = corner.levels(column);
    return levels.isEmpty()
        ? CornerPanel.axis(bins.get(column).range())
        : Axis.of(levels, side / LABEL);
  }

  /**
   * The picture in the colours of density maps.
   *
   * @param corner 2 to {@value #MOST_COLUMNS} columns, at least one row of each
   * @throws IllegalArgumentException if there are more; choose with {@link Corner#only}
   */
  public static Figure of(Corner corner) {
    int d = corner.names().size();
    if (d < 2 || d > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "a corner figure shows 2 to %d columns, got %d; choose some with Corner.only"
              .formatted(MOST_COLUMNS, d));
    }
    return new CornerFigure(corner, ColorMap.EMBER).figure(d);
  }

  private Figure figure(int d) {
    FittedChart[] panels = new FittedChart[d * d];
    for (int i = 0; i < d; i++) {
      panels[i * d + i] = marginal(place(i, i));
      for (int j = 0; j < i; j++) {
        Grid data = logp(corner.data(), j, i);
        Grid samples = logp(corner.samples(), i, j);
        double peak = Peak.of(List.of(data, samples), CLIPPED_MASS);
        panels[i * d + j] = pair(place(i, j), data, peak);
        panels[j * d + i] = pair(place(j, i), samples, peak);
      }
    }
    List<FittedChart> left = IntStream.range(0, d).mapToObj(i -> panels[i * d]).toList();
    List<FittedChart> bottom = List.of(panels).subList((d - 1) * d, d * d);
    alignTitles(bottom.get(0), left, bottom);
    FittedChart bar = ColorBar.of(scale(), "density / peak of the pair", Math.max(side, 150));
    return Layout.of(Arrays.asList(panels), d, bar, 2 * Look.MARGIN - GAP)
        .withNote(
            String.format(
                Locale.ROOT,
                "below, and filled: %,d rows of data; above, and lines: %,d samples",
                corner.data().numRows,
                corner.samples().numRows));
  }

  /**
   * Names keep the distance that the longest numbers need. The panel at the corner has both names,
   * at one distance, so it goes first.
   */
  private static void alignTitles(
      FittedChart corner, List<FittedChart> left, List<FittedChart> bottom) {
    double across = widest(left, FittedChart.Insets::left) - corner.insets().left();
    double down = widest(bottom, FittedChart.Insets::bottom) - corner.insets().bottom();
    corner.moveTitles(Math.max(across, down));
    for (FittedChart panel : left) panel.moveTitles(corner.insets().left() - panel.insets().left());
    for (FittedChart panel : bottom)
      panel.moveTitles(corner.insets().bottom() - panel.insets().bottom());
  }

  private static double widest(
      List<FittedChart> panels, ToDoubleFunction<FittedChart.Insets> side) {
    return panels.stream().map(FittedChart::insets).mapToDouble(side).max().orElseThrow();
  }

  private ColorScale scale() {
    return new ColorScale(new Range(0, 1), colors);
  }

  private CornerPanel place(int row, int column) {
    return new CornerPanel(side, row, column, axes.size() - 1);
  }

  private FittedChart pair(CornerPanel place, Grid logp, double peak) {
    Axis x = axes.get(place.column());
    Axis y = axes.get(place.row());
    Drawing heat = new HeatDrawing(logp.map(v -> Math.exp(v - peak)), scale());
    return FittedChart.of(chart(place, x, y), x, y, new FittedChart.Size(side, side), heat);
  }

  private FittedChart marginal(CornerPanel place) {
    Axis x = axes.get(place.column());
    double[] data = column(corner.data(), place.column());
    double[] samples = column(corner.samples(), place.column());
    int fine = bins.get(place.column()).fine();
    double[] filled = BarHeights.density(data, x.range(), fine);
    double[] line = BarHeights.density(samples, x.range(), fine);
    double top = Range.covering(DoubleStream.concat(stream(filled), stream(line)).toArray()).hi();
    Axis y = CornerPanel.axis(new Range(0, top > 0 ? 1.08 * top : 1));
    XYChart chart = chart(place, x, y);
    chart.getStyler().setPlotGridLinesVisible(false);
    Lines lines = new Lines(chart, x, y);
    lines.bars("data", x.range(), filled);
    lines.outline("samples", x.range(), line, Look.ORANGE);
    return FittedChart.of(chart, x, y, new FittedChart.Size(side, side));
  }

  private XYChart chart(CornerPanel place, Axis x, Axis y) {
    return place.chart(x, y, corner.names().get(place.column()), corner.names().get(place.row()));
  }

  /** log of the two-dimensional histogram of columns x and y. */
  private Grid logp(DMatrixRMaj rows, int x, int y) {
    ColumnBins across = bins.get(x);
    ColumnBins up = bins.get(y);
    return new Cloud("", Corner.pick(rows, x, y))
        .logHistogram(new Box(across.range(), up.range()), across.coarse(), up.coarse());
  }

  private static double[] column(DMatrixRMaj rows, int c) {
    return Corner.pick(rows, c).data;
  }

  private static DoubleStream stream(double[] values) {
    return Arrays.stream(values);
  }
}
