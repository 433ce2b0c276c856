package advect.plot.file;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Leaves out points of a line that it passes so closely anyway that nobody can tell.
 *
 * <p>Reference: D. H. Douglas, T. K. Peucker, "Algorithms for the reduction of the number of points
 * required to represent a digitized line or its caricature", Cartographica 10, 1973.
 */
final class Thinning {
  /** What a line may be off, in points: a sixteenth of a hairline. */
  static final double UNSEEN = 0.05;

  private Thinning() {}

  /** The same line, as straight pieces, within twice {@link #UNSEEN} where it was curved. */
  static Path2D of(Path2D line) {
    Path2D thin = new Path2D.Double();
    List<Point2D> points = new ArrayList<>();
    double[] at = new double[6];
    for (PathIterator i = line.getPathIterator(null, UNSEEN); !i.isDone(); i.next()) {
      int kind = i.currentSegment(at);
      if (kind != PathIterator.SEG_LINETO) {
        add(points, thin);
        points.clear();
      }
      if (kind == PathIterator.SEG_CLOSE) thin.closePath();
      else points.add(new Point2D.Double(at[0], at[1]));
    }
    add(points, thin);
    return thin;
  }

  private static void add(List<Point2D> points, Path2D thin) {
    if (points.isEmpty()) return;
    BitSet kept = kept(points);
    thin.moveTo(points.get(0).getX(), points.get(0).getY());
    for (int k = kept.nextSetBit(1); k >= 0; k = kept.nextSetBit(k + 1)) {
      thin.lineTo(points.get(k).getX(), points.get(k).getY());
    }
  }

  private static BitSet kept(List<Point2D> points) {
    int last = points.size() - 1;
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(last);
    Deque<int[]> open = new ArrayDeque<>();
    open.push(new int[] {0, last});
    while (!open.isEmpty()) {
      int[] ends = open.pop();
      int worst = farthest(points, ends[0], ends[1]);
      if (worst < 0) continue;
      kept.set(worst);
      open.push(new int[] {ends[0], worst});
      open.push(new int[] {worst, ends[1]});
    }
    return kept;
  }

  /** The point between two that is farthest from their chord; negative if none is far. */
  private static int farthest(List<Point2D> points, int from, int to) {
    Line2D chord = new Line2D.Double(points.get(from), points.get(to));
    int farthest = -1;
    double most = UNSEEN;
    for (int k = from + 1; k < to; k++) {
      double distance = chord.ptSegDist(points.get(k));
      if (distance <= most) continue;
      most = distance;
      farthest = k;
    }
    return farthest;
  }
}
