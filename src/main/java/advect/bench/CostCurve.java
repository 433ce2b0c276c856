package advect.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time and memory of a loss with its gradient against one quantity.
 *
 * @param name of the quantity in one word
 * @param axis what is counted
 * @param fixed all else, in words
 * @param series kinds of work that are compared
 */
public record CostCurve(String name, String axis, String fixed, List<KindCosts> series) {
  /** Takes a copy. */
  public CostCurve {
    series = List.copyOf(series);
  }

  /**
   * One kind of work.
   *
   * @param name for the legend
   * @param points smallest value first
   */
  public record KindCosts(String name, List<Point> points) {
    /** Takes a copy. */
    public KindCosts {
      points = List.copyOf(points);
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", name);
      tree.put("points", points.stream().map(Point::tree).toList());
      return tree;
    }
  }

  /**
   * A measurement.
   *
   * @param value of the quantity
   * @param forwardGradientMs median milliseconds
   * @param heldMebibytes memory of the heap that the solves hold on to
   * @param gflops 10⁹ operations of the cost model a second
   */
  public record Point(int value, double forwardGradientMs, double heldMebibytes, double gflops) {
    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("value", value);
      tree.put("forward_gradient_ms", forwardGradientMs);
      tree.put("held_mebibytes", heldMebibytes);
      tree.put("gflops", gflops);
      return tree;
    }
  }

  /** The same under the names that programs read, in this order. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("axis", axis);
    tree.put("fixed", fixed);
    tree.put("series", series.stream().map(KindCosts::tree).toList());
    return tree;
  }
}
