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
  public long multiplyAdds(int rounds) {
    return 0;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int strip() {
    return DoubleStrip.WIDTH;
  }

  @Override
  public void product(Matrix<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    DoubleStrip.ofThread().multiply(x, w.forward, y, false);
  }

  @Override
  public void addProduct(Matrix<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    DoubleStrip.ofThread().multiply(x, w.forward, y, true);
  }

  @Override
  public void transposedProduct(Matrix<double[]> w, Panel<double[]> ybar, Panel<double[]> xbar) {
    DoubleStrip.ofThread().multiply(ybar, w.reverse, xbar, false);
  }

  @Override
  public void accumulate(
      double weight64, Panel<double[]> ybar, Panel<double[]> x, Matrix<double[]> w) {
    DoubleStrip.ofThread().accumulate((double) weight64, ybar, x, w);
  }

  @Override
  public void value(Activated<double[]> s, int tile, int row, int length) {
    DoubleActivations.ofThread().apply(s, tile, row, length);
  }

  @Override
  public void tangent(
      Activated<double[]> s, Panel<double[]> vdot, int tile, int row, int block, int length) {
    int from = vdot.at(tile, block, row);
    int to = s.post().tangents().at(tile, block, row);
    double[] y = s.post().tangents().data;
    for (int i = 0; i < length; i++) y[to + i] = slope(s, tile, row, i) * vdot.data[from + i];
  }

  @Override
  public void valueBackward(
      Activated<double[]> s, Panel<double[]> vbar, int tile, int row, int length) {
    int at = vbar.at(tile, 0, row);
    for (int i = 0; i < length; i++) vbar.data[at + i] *= slope(s, tile, row, i);
  }

  @Override
  public void tangentBackward(
      Activated<double[]> s,
      Panel<double[]> vdot,
      Dual<double[]> bar,
      int tile,
      int row,
      int block,
      int length) {
    double[] vbars = bar.values().data;
    double[] tbars = bar.tangents().data;
    int v = bar.values().at(tile, 0, row);
    int t = bar.tangents().at(tile, block, row);
    for (int i = 0; i < length; i++) {
      vbars[v + i] += bend(s, vdot, tile, row, block, i) * tbars[t + i];
      tbars[t + i] *= slope(s, tile, row, i);
    }
  }

  /** φ'' v̇. */
  private static double bend(
      Activated<double[]> s, Panel<double[]> vdot, int tile, int row, int block, int i) {
    if (!s.activation.riccati()) {
      return s.curvature().data[s.curvature().at(tile, 0, row) + i]
          * vdot.data[vdot.at(tile, block, row) + i];
    }
    Panel<double[]> h = s.post().values();
    Panel<double[]> hdot = s.post().tangents();
    double linear = (double) s.activation.riccatiLinear();
    return (linear - 2 * h.data[h.at(tile, 0, row) + i]) * hdot.data[hdot.at(tile, block, row) + i];
  }

  /** φ'. */
  private static double slope(Activated<double[]> s, int tile, int row, int i) {
    if (!s.activation.riccati()) return s.slope().data[s.slope().at(tile, 0, row) + i];
    Panel<double[]> values = s.post().values();
    double h = values.data[values.at(tile, 0, row) + i];
    double a = (double) s.activation.riccatiConstant();
    double b = (double) s.activation.riccatiLinear();
    return a + (b - h) * h;
  }

  @Override
  public void multiply(double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length) {
    for (int i = 0; i < length; i++) z[zAt + i] = x[xAt + i] * y[yAt + i];
  }

  @Override
  public void addProduct(
      double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length) {
    for (int i = 0; i < length; i++) z[zAt + i] += x[xAt + i] * y[yAt + i];
  }

  @Override
  public void addScaled(double a, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) y[yAt + i] += a * x[xAt + i];
  }

  @Override
  public String toString() {
    return "plain Java, float64";
  }
}
