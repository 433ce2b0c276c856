package advect.supervised;

import advect.field.BoundField;
import advect.field.MapPass;
import advect.field.ParametricMap;
import java.util.Arrays;

/**
 * A map on a shard, from and to panels that may have more rows: further rows going in are not
 * looked at, further rows coming out are zero. The reverse of each is the other.
 */
final class PaddedPass {
  private final MapPass pass;
  private final double[] out;

  PaddedPass(BoundField map, ParametricMap shape, int samples) {
    pass = new MapPass(map, samples, shape.in());
    out = new double[shape.out() * samples];
  }

  /** y = M(x). */
  void forward(double[] x, double[] y) {
    resize(x, pass.input());
    pass.forward(out);
    resize(out, y);
  }

  /** x̄ = [∂M/∂x]ᵀ ȳ, and adds to the parameters' gradient. */
  void backward(double[] ybar, double[] xbar) {
    resize(ybar, out);
    pass.backward(out);
    resize(pass.input(), xbar);
  }

  private static void resize(double[] from, double[] to) {
    int common = Math.min(from.length, to.length);
    System.arraycopy(from, 0, to, 0, common);
    Arrays.fill(to, common, to.length, 0);
  }
}
