package advect.latent;

import advect.field.BoundField;
import advect.field.FieldPass;

/** An evaluation of a map on panels, which needs no times and has no tangents. */
final class MapPass {
  private static final double[] NO_TANGENTS = {};

  private final FieldPass pass;
  private final double[] times;
  private final double[] input;

  MapPass(BoundField map, int samples, int in) {
    pass = map.pass(samples, 0);
    times = new double[samples];
    input = new double[in * samples];
  }

  /** The panel of inputs, to be filled; after {@link #backward} it holds their cotangents. */
  double[] input() {
    return input;
  }

  /** Evaluates the map at its input. */
  void forward(double[] out) {
    pass.forward(times, input, out, NO_TANGENTS);
  }

  /** The reverse of the last {@link #forward}; accumulates the map's gradient. */
  void backward(double[] outBar) {
    pass.backward(outBar, NO_TANGENTS, input);
    pass.accumulate(1);
  }
}
