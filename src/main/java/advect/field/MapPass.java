package advect.field;

/** An evaluation of a map on panels, which needs no times and has no tangents. */
public final class MapPass {
  private static final double[] NO_TANGENTS = {};

  private final FieldPass pass;
  private final double[] times;
  private final double[] input;

  /**
   * Memory for an evaluation on so many samples.
   *
   * @param in inputs of the map
   */
  public MapPass(BoundField map, int samples, int in) {
    pass = map.pass(samples, 0);
    times = new double[samples];
    input = new double[in * samples];
  }

  /**
   * The panel of inputs {@code [in][samples]}, to be filled; after {@link #backward} it holds their
   * cotangents.
   */
  public double[] input() {
    return input;
  }

  /** Evaluates the map at its input. */
  public void forward(double[] out) {
    pass.forward(times, input, out, NO_TANGENTS);
  }

  /** The reverse of the last {@link #forward}; accumulates the map's gradient. */
  public void backward(double[] outBar) {
    pass.backward(outBar, NO_TANGENTS, input);
    pass.accumulate(1);
  }
}
