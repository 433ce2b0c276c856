package advect.plot.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines panels up: plot areas of a column share their left edge, those of a row their top, and a
 * colour bar, if any, stands to the right of all.
 */
public final class Layout {
  /** Neighbouring panels bring a margin each; one is enough between them. */
  private static final double SHARED_MARGIN = 0.6 * Look.MARGIN;

  private Layout() {}

  /** Places the panels row by row in a given number of columns; all plot areas are of one size. */
  public static Figure of(List<FittedChart> panels, int columns, @Nullable FittedChart colourBar) {
    return of(panels, columns, colourBar, SHARED_MARGIN);
  }

  /** The same with {@code shared} points fewer between neighbours than both ask for. */
  public static Figure of(
      List<FittedChart> panels, int columns, @Nullable FittedChart colourBar, double shared) {
    int rows = (panels.size() + columns - 1) / columns;
    double[] left = new double[columns];
    double[] right = new double[columns];
    double[] top = new double[rows];
    double[] bottom = new double[rows];
    for (int k = 0; k < panels.size(); k++) {
      FittedChart.Insets need = panels.get(k).insets();
      left[k % columns] = Math.max(left[k % columns], need.left());
      right[k % columns] = Math.max(right[k % columns], need.right());
      top[k / columns] = Math.max(top[k / columns], need.top());
      bottom[k / columns] = Math.max(bottom[k / columns], need.bottom());
    }
    double[] x = edges(left, panels.get(0).size().width(), right, shared);
    double[] y = edges(top, panels.get(0).size().height(), bottom, shared);
    List<Figure.PlacedChart> placed = new ArrayList<>();
    for (int k = 0; k < panels.size(); k++) {
      placed.add(new Figure.PlacedChart(panels.get(k), x[k % columns], y[k / columns]));
    }
    double width = x[columns];
    if (colourBar != null) {
      double at = width - right[columns - 1] + Look.MARGIN;
      placed.add(new Figure.PlacedChart(colourBar, at, y[0]));
      width = at + colourBar.size().width() + colourBar.insets().right();
    }
    return new Figure(placed, (int) Math.ceil(width), (int) Math.ceil(y[rows]));
  }

  /** Where each plot area begins, and at last where everything ends. */
  private static double[] edges(double[] before, double size, double[] after, double shared) {
    double[] at = new double[before.length + 1];
    double end = 0;
    for (int k = 0; k < before.length; k++) {
      double gap = k == 0 ? before[k] : before[k] - shared;
      at[k] = Math.ceil(end + gap);
      end = at[k] + size + after[k];
    }
    at[before.length] = end;
    return at;
  }
}
