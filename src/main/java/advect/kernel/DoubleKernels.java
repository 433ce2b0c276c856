package advect.kernel;

import java.util.Arrays;

/**
 * What all {@link Kernels} of a precision share: making, filling and reading panels, and the walk
 * over rows and blocks. Products and the work on one row of a block are left to the providers.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
interface DoubleKernels extends Kernels<double[]> {
  @Override
  default Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  default Panel<double[]> panel(int rows, int columns) {
    int stride = rows == 1 ? columns : Panel.stride(columns);
    return new Panel<>(new double[rows * stride], 0, rows, columns, stride);
  }

  @Override
  default void load(double[] values64, Panel<double[]> to) {
    for (int r = 0; r < to.rows; r++) {
      int at = to.offset + r * to.stride;
      for (int c = 0; c < to.columns; c++) {
        to.data[at + c] = (double) values64[r * to.columns + c];
      }
    }
  }

  @Override
  default void store(Panel<double[]> from, double[] values64) {
    for (int r = 0; r < from.rows; r++) {
      int at = from.offset + r * from.stride;
      for (int c = 0; c < from.columns; c++) {
        values64[r * from.columns + c] = from.data[at + c];
      }
    }
  }

  @Override
  default void addTo(Panel<double[]> from, double[] values64) {
    for (int r = 0; r < from.rows; r++) {
      int at = from.offset + r * from.stride;
      for (int c = 0; c < from.columns; c++) {
        values64[r * from.columns + c] += from.data[at + c];
      }
    }
  }

  @Override
  default void fill(Panel<double[]> panel, double value64) {
    for (int r = 0; r < panel.rows; r++) {
      int at = panel.offset + r * panel.stride;
      Arrays.fill(panel.data, at, at + panel.columns, (double) value64);
    }
  }

  @Override
  default void activate(
      Activation activation,
      Panel<double[]> pre,
      Panel<double[]> post,
      Panel<double[]> slope,
      Panel<double[]> curvature) {
    DoubleActivations.ofThread().apply(activation, pre, post, slope, curvature);
    for (int row = 0; row < slope.rows; row++) {
      for (int column = slope.columns; column < pre.columns; column += slope.columns) {
        gateBlock(slope, pre, post, row, column);
      }
    }
  }

  @Override
  default void activateBackward(
      Panel<double[]> pre,
      Panel<double[]> slope,
      Panel<double[]> curvature,
      Panel<double[]> cotangent) {
    for (int row = 0; row < slope.rows; row++) {
      gateBlock(slope, cotangent, cotangent, row, 0);
      for (int column = slope.columns; column < pre.columns; column += slope.columns) {
        addCurvedBlock(pre, curvature, cotangent, row, column);
        gateBlock(slope, cotangent, cotangent, row, column);
      }
    }
  }

  @Override
  default void gate(Panel<double[]> gate, Panel<double[]> x, Panel<double[]> y) {
    for (int row = 0; row < gate.rows; row++) {
      for (int column = 0; column < x.columns; column += gate.columns) {
        gateBlock(gate, x, y, row, column);
      }
    }
  }

  @Override
  default void gateBackward(
      Panel<double[]> gate,
      Panel<double[]> x,
      Panel<double[]> ybar,
      Panel<double[]> xbar,
      Panel<double[]> gateBar) {
    fill(gateBar, 0);
    for (int row = 0; row < gate.rows; row++) {
      for (int column = 0; column < x.columns; column += gate.columns) {
        addGateBarBlock(x, ybar, gateBar, row, column);
        gateBlock(gate, ybar, xbar, row, column);
      }
    }
  }

  /** One row of one block of {@link #gate}, the block that starts at {@code column}. */
  void gateBlock(Panel<double[]> gate, Panel<double[]> x, Panel<double[]> y, int row, int column);

  /** Adds one row of one block's x ∘ ȳ to s̄. */
  void addGateBarBlock(
      Panel<double[]> x, Panel<double[]> ybar, Panel<double[]> gateBar, int row, int column);

  /** Adds one row of one tangent block's φ'' ∘ v̇ ∘ ḣ̄ to the value block's v̄. */
  void addCurvedBlock(
      Panel<double[]> pre,
      Panel<double[]> curvature,
      Panel<double[]> cotangent,
      int row,
      int column);
}
