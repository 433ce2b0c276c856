package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels} with the Vector API, for JVMs that were started with its module.
 *
 * <p>In the loops a + (b - h) h is φ' of the activations with {@link Activation#riccati()}; it is
 * written out each time for the reason that {@link VectorRational} gives.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoubleVectorKernels implements DoubleKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public long multiplyAdds(int rounds) {
    return DoubleVectorPeak.run(rounds);
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int strip() {
    return DoubleVectorProduct.STRIP;
  }

  @Override
  public void product(Matrix<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    multiply(x, w.forward, w.reverse, y, false);
  }

  @Override
  public void addProduct(Matrix<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    multiply(x, w.forward, w.reverse, y, true);
  }

  @Override
  public void transposedProduct(Matrix<double[]> w, Panel<double[]> ybar, Panel<double[]> xbar) {
    multiply(ybar, w.reverse, w.forward, xbar, false);
  }

  /** Y = X B or Y += X B, with B as a right factor and its transpose as another. */
  private static void multiply(
      Panel<double[]> x, double[] right, double[] transpose, Panel<double[]> y, boolean add) {
    if (DoubleVectorDots.suit(y.features, x.features)) {
      DoubleVectorDots.ofThread().run(x, transpose, y, add);
    } else {
      DoubleVectorProduct.ofThread().run(x, right, y, add);
    }
  }

  @Override
  public void accumulate(
      double weight64, Panel<double[]> ybar, Panel<double[]> x, Matrix<double[]> w) {
    DoubleVectorOuter.ofThread().add((double) weight64, ybar, x, w);
  }

  @Override
  public void value(Activated<double[]> s, int tile, int row, int length) {
    int at = s.post().values().at(tile, 0, row);
    DoubleVectorActivations activations = DoubleVectorActivations.ofThread();
    switch (s.activation) {
      case TANH -> VectorRational.tanh(s.post().values().data, at, length);
      case SIGMOID -> activations.sigmoid(s.post().values().data, at, length);
      case SOFTPLUS -> activations.softplus(s, at, keptAt(s, tile, row), length);
      case SILU -> activations.silu(s, at, keptAt(s, tile, row), length);
      case ELU -> activations.elu(s, at, keptAt(s, tile, row), length);
    }
  }

  private static int keptAt(Activated<double[]> s, int tile, int row) {
    return s.slope().at(tile, 0, row);
  }

  @Override
  public void tangent(
      Activated<double[]> s, Panel<double[]> vdot, int tile, int row, int block, int length) {
    int from = vdot.at(tile, block, row);
    int to = s.post().tangents().at(tile, block, row);
    double[] x = vdot.data;
    double[] y = s.post().tangents().data;
    if (!s.activation.riccati()) {
      multiply(s.slope().data, keptAt(s, tile, row), x, from, y, to, length);
      return;
    }
    DoubleVector a = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiConstant());
    DoubleVector b = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiLinear());
    double[] values = s.post().values().data;
    int h = s.post().values().at(tile, 0, row);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector value = vector(values, h + i);
      b.sub(value).fma(value, a).mul(vector(x, from + i)).intoArray(y, to + i);
    }
  }

  @Override
  public void valueBackward(
      Activated<double[]> s, Panel<double[]> vbar, int tile, int row, int length) {
    int to = vbar.at(tile, 0, row);
    double[] bar = vbar.data;
    if (!s.activation.riccati()) {
      multiply(s.slope().data, keptAt(s, tile, row), bar, to, bar, to, length);
      return;
    }
    DoubleVector a = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiConstant());
    DoubleVector b = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiLinear());
    double[] values = s.post().values().data;
    int h = s.post().values().at(tile, 0, row);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector value = vector(values, h + i);
      b.sub(value).fma(value, a).mul(vector(bar, to + i)).intoArray(bar, to + i);
    }
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
    if (!s.activation.riccati()) {
      int kept = keptAt(s, tile, row);
      double[] slopes = s.slope().data;
      double[] curves = s.curvature().data;
      int from = vdot.at(tile, block, row);
      for (int i = 0; i < length; i += LANES) {
        DoubleVector tbar = vector(tbars, t + i);
        DoubleVector bend = vector(curves, kept + i).mul(vector(vdot.data, from + i));
        bend.fma(tbar, vector(vbars, v + i)).intoArray(vbars, v + i);
        vector(slopes, kept + i).mul(tbar).intoArray(tbars, t + i);
      }
      return;
    }
    DoubleVector a = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiConstant());
    DoubleVector b = DoubleVector.broadcast(SPECIES, (double) s.activation.riccatiLinear());
    double[] values = s.post().values().data;
    int h = s.post().values().at(tile, 0, row);
    double[] hdots = s.post().tangents().data;
    int hdot = s.post().tangents().at(tile, block, row);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector value = vector(values, h + i);
      DoubleVector tbar = vector(tbars, t + i);
      DoubleVector bend = b.sub(value.add(value)).mul(vector(hdots, hdot + i));
      bend.fma(tbar, vector(vbars, v + i)).intoArray(vbars, v + i);
      b.sub(value).fma(value, a).mul(tbar).intoArray(tbars, t + i);
    }
  }

  @Override
  public void multiply(double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length) {
    for (int i = 0; i < length; i += LANES) {
      vector(x, xAt + i).mul(vector(y, yAt + i)).intoArray(z, zAt + i);
    }
  }

  @Override
  public void addProduct(
      double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length) {
    for (int i = 0; i < length; i += LANES) {
      vector(x, xAt + i).fma(vector(y, yAt + i), vector(z, zAt + i)).intoArray(z, zAt + i);
    }
  }

  @Override
  public void addScaled(double a, double[] x, int xAt, double[] y, int yAt, int length) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, a);
    for (int i = 0; i < length; i += LANES) {
      vector(x, xAt + i).fma(factor, vector(y, yAt + i)).intoArray(y, yAt + i);
    }
  }

  private static DoubleVector vector(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  @Override
  public String toString() {
    return "Vector API, float64, " + LANES + " numbers at a time";
  }
}
