package advect.supervised;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.ParametricMap;
import java.util.Arrays;

/**
 * A map on a shard, from and to panels that may have more rows: further rows going in are not
 * looked at, further rows coming out are zero. The reverse of each is the other.
 */
final class MapPass {
  private static final double[] NONE = {};

  private final FieldPass pass;
  private final double[] times;
  private final double[] in;
  private final double[] out;

  MapPass(BoundField map, ParametricMap shape, int samples) {
    pass = map.pass(samples, 0);
    times = new double[samples];
    in = new double[shape.in() * samples];
    out = new double[shape.out() * samples];
  }

  /** y = M(x). */
  void forward(double[] x, double[] y) {
    resize(x, in);
    pass.forward(times, in, out, NONE);
    resize(out, y);
  }

  /** x̄ = [∂M/∂x]ᵀ ȳ, and adds to the parameters' gradient. */
  void backward(double[] ybar, double[] xbar) {
    resize(ybar, out);
    pass.backward(out, NONE, in);
    pass.accumulate(1);
    resize(in, xbar);
  }

  private static void resize(double[] from, double[] to) {
    int common = Math.min(from.length, to.length);
    System.arraycopy(from, 0, to, 0, common);
    Arrays.fill(to, common, to.length, 0);
  }
}
