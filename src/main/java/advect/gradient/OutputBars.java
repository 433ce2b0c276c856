package advect.gradient;

import advect.ode.Outputs;

/** The shape of what a gradient is told of its outputs. */
final class OutputBars {
  private OutputBars() {}

  /** Requires a cotangent for each output. */
  static void check(Outputs outputs, double[][] bars) {
    if (bars.length != outputs.count()) {
      throw new IllegalArgumentException(
          "%d cotangents of outputs: expected %d, one for each output of the solve"
              .formatted(bars.length, outputs.count()));
    }
  }
}
