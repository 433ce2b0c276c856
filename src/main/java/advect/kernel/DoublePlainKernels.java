package advect.kernel;

/**
 * {@link Kernels} in plain Java, for every machine and JVM.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoublePlainKernels implements DoubleKernels {
  @Override
  public void product(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    fill(y, 0);
    addProduct(w, x, y);
  }

  @Override
  public void addProduct(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    DoubleTile tile = DoubleTile.ofThread();
    for (int column = 0; column < y.columns; column += DoubleTile.WIDTH) {
      for (int i = 0; i < w.columns; i += DoubleTile.DEPTH) {
        tile.load(x, i, column);
        for (int o = 0; o < w.rows; o++) {
          tile.weigh(1, w.data, w.at(o, i), 1);
          tile.addTo(y.data, y.at(o, column), 1);
        }
      }
    }
  }

  @Override
  public void transposedProduct(Panel<double[]> w, Panel<double[]> ybar, Panel<double[]> xbar) {
    fill(xbar, 0);
    DoubleTile tile = DoubleTile.ofThread();
    for (int column = 0; column < xbar.columns; column += DoubleTile.WIDTH) {
      for (int o = 0; o < w.rows; o += DoubleTile.DEPTH) {
        tile.load(ybar, o, column);
        for (int i = 0; i < w.columns; i++) {
          tile.weigh(1, w.data, w.at(o, i), w.stride);
          tile.addTo(xbar.data, xbar.at(i, column), 1);
        }
      }
    }
  }

  @Override
  public void addOuterProduct(
      double weight64, Panel<double[]> ybar, Panel<double[]> x, Panel<double[]> wbar) {
    // The longer side of W̄ runs along the tile, because short loops are slow.
    boolean wide = x.rows >= ybar.rows;
    Panel<double[]> along = wide ? x : ybar;
    Panel<double[]> across = wide ? ybar : x;
    DoubleTile tile = DoubleTile.ofThread();
    for (int a = 0; a < along.rows; a += DoubleTile.WIDTH) {
      for (int c = 0; c < x.columns; c += DoubleTile.DEPTH) {
        tile.loadTransposed(along, c, a);
        for (int r = 0; r < across.rows; r++) {
          tile.weigh((double) weight64, across.data, across.at(r, c), 1);
          tile.addTo(wbar.data, wide ? wbar.at(r, a) : wbar.at(a, r), wide ? 1 : wbar.stride);
        }
      }
    }
  }

  @Override
  public void gateBlock(
      Panel<double[]> gate, Panel<double[]> x, Panel<double[]> y, int row, int column) {
    int g = gate.at(row, 0);
    int from = x.at(row, column);
    int to = y.at(row, column);
    for (int c = 0; c < gate.columns; c++) {
      y.data[to + c] = gate.data[g + c] * x.data[from + c];
    }
  }

  @Override
  public void addGateBarBlock(
      Panel<double[]> x, Panel<double[]> ybar, Panel<double[]> gateBar, int row, int column) {
    int from = x.at(row, column);
    int bar = ybar.at(row, column);
    int to = gateBar.at(row, 0);
    for (int c = 0; c < gateBar.columns; c++) {
      gateBar.data[to + c] += x.data[from + c] * ybar.data[bar + c];
    }
  }

  @Override
  public void addCurvedBlock(
      Panel<double[]> pre,
      Panel<double[]> curvature,
      Panel<double[]> cotangent,
      int row,
      int column) {
    int k = curvature.at(row, 0);
    int tangent = pre.at(row, column);
    int bar = cotangent.at(row, column);
    int to = cotangent.at(row, 0);
    for (int c = 0; c < curvature.columns; c++) {
      cotangent.data[to + c] +=
          curvature.data[k + c] * pre.data[tangent + c] * cotangent.data[bar + c];
    }
  }

  @Override
  public String toString() {
    return "plain Java, float64";
  }
}
