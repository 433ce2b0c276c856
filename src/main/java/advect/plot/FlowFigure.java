package advect.plot;

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
   * @param snapshots at least one; all over the same box
   */
  public static Figure of(List<Snapshot> snapshots, MapStyle style) {
    int n = snapshots.size();
    int columns = n <= 4 ? n : (n + 1) / 2;
    Box box = snapshots.get(0).logp().box();
    Panel.Size size = MapPanel.size(box, SIDE);
    List<Panel> panels = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      boolean left = k % columns == 0;
      boolean below = k + columns >= n;
      Snapshot now = snapshots.get(k);
      panels.add(
          MapPanel.of(now.title(), box, size, style, edge(left, below), heat(now.logp(), style)));
    }
    return Layout.of(panels, columns, null);
  }

  /** A map on a scale of its own. */
  static Layer heat(Grid logp, MapStyle style) {
    ColorScale scale = new ColorScale(style.quantity().range(List.of(logp)), style.colors());
    return new HeatLayer(logp.map(style.quantity()::shown), scale);
  }

  private static MapPanel.Edge edge(boolean left, boolean below) {
    if (left) return below ? MapPanel.Edge.BOTH : MapPanel.Edge.LEFT;
    return below ? MapPanel.Edge.BELOW : MapPanel.Edge.NONE;
  }
}
