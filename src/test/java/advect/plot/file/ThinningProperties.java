package advect.plot.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ThinningProperties {
  private static List<Point2D> points(Path2D path) {
    List<Point2D> points = new ArrayList<>();
    double[] at = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      i.currentSegment(at);
      points.add(new Point2D.Double(at[0], at[1]));
    }
    return points;
  }

  private static double distance(Point2D point, List<Point2D> line) {
    double least = point.distance(line.get(0));
    for (int k = 1; k < line.size(); k++) {
      least = Math.min(least, new Line2D.Double(line.get(k - 1), line.get(k)).ptSegDist(point));
    }
    return least;
  }

  @Property
  void noPointThatIsLeftOutIsFarFromTheLine(
      @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
    Random random = new Random(seed);
    double noise = 0.2 * random.nextDouble();
    Path2D line = new Path2D.Double();
    line.moveTo(0, 0);
    for (int k = 1; k < count; k++) {
      line.lineTo(0.3 * k, Math.sin(k / 9.0) + noise * random.nextGaussian());
    }
    List<Point2D> before = points(line);
    List<Point2D> after = points(Thinning.of(line));
    assertThat(before).containsSubsequence(after);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(after.size() - 1)).isEqualTo(before.get(before.size() - 1));
    for (Point2D point : before) {
      // a distance over 60 points is rounded at some 1e-16 of them
      assertThat(distance(point, after)).isLessThanOrEqualTo(Thinning.UNSEEN + 1e-12);
    }
  }

  @Example
  void aStraightLineKeepsItsEndsAndASpikeStays() {
    Path2D line = new Path2D.Double();
    line.moveTo(0, 0);
    for (int k = 1; k <= 1000; k++) line.lineTo(k, k == 500 ? 9 : 0);
    assertThat(points(Thinning.of(line))).hasSize(5).contains(new Point2D.Double(500, 9));
  }

  @Example
  void piecesStayApart() {
    Path2D line = new Path2D.Double();
    for (int k = 0; k < 3; k++) {
      line.moveTo(10 * k, 0);
      line.lineTo(10 * k + 5, 0);
    }
    assertThat(SvgPath.text(Thinning.of(line))).isEqualTo("m0 0 5 0m5 0 5 0m5 0 5 0");
  }
}
