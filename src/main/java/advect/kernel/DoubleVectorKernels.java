package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels} with the Vector API, for JVMs that were started with its module.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoubleVectorKernels implements DoubleKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void product(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    DoubleVectorProduct.ofThread()
        .left(w.data, w.offset, w.stride, 1)
        .right(x.data, x.offset, x.stride, x.rows)
        .overwrite(y);
  }

  @Override
  public void addProduct(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    DoubleVectorProduct.ofThread()
        .left(w.data, w.offset, w.stride, 1)
        .right(x.data, x.offset, x.stride, x.rows)
        .addTo(y);
  }

  @Override
  public void transposedProduct(Panel<double[]> w, Panel<double[]> ybar, Panel<double[]> xbar) {
    DoubleVectorProduct.ofThread()
        .left(w.data, w.offset, 1, w.stride)
        .right(ybar.data, ybar.offset, ybar.stride, ybar.rows)
        .overwrite(xbar);
  }

  @Override
  public void addOuterProduct(
      double weight64, Panel<double[]> ybar, Panel<double[]> x, Panel<double[]> wbar) {
    DoubleVectorOuter.ofThread().add((double) weight64, ybar, x, wbar);
  }

  @Override
  public void gateBlock(
      Panel<double[]> gate, Panel<double[]> x, Panel<double[]> y, int row, int column) {
    double[] gates = gate.data;
    double[] from = x.data;
    double[] to = y.data;
    int g = gate.at(row, 0);
    int f = x.at(row, column);
    int t = y.at(row, column);
    int c = 0;
    for (; c < SPECIES.loopBound(gate.columns); c += LANES) {
      vector(gates, g + c).mul(vector(from, f + c)).intoArray(to, t + c);
    }
    for (; c < gate.columns; c++) {
      to[t + c] = gates[g + c] * from[f + c];
    }
  }

  @Override
  public void addGateBarBlock(
      Panel<double[]> x, Panel<double[]> ybar, Panel<double[]> gateBar, int row, int column) {
    double[] from = x.data;
    double[] bars = ybar.data;
    double[] to = gateBar.data;
    int f = x.at(row, column);
    int b = ybar.at(row, column);
    int t = gateBar.at(row, 0);
    int c = 0;
    for (; c < SPECIES.loopBound(gateBar.columns); c += LANES) {
      vector(from, f + c).fma(vector(bars, b + c), vector(to, t + c)).intoArray(to, t + c);
    }
    for (; c < gateBar.columns; c++) {
      to[t + c] += from[f + c] * bars[b + c];
    }
  }

  @Override
  public void addCurvedBlock(
      Panel<double[]> pre,
      Panel<double[]> curvature,
      Panel<double[]> cotangent,
      int row,
      int column) {
    double[] tangents = pre.data;
    double[] curves = curvature.data;
    double[] bars = cotangent.data;
    int v = pre.at(row, column);
    int k = curvature.at(row, 0);
    int b = cotangent.at(row, column);
    int t = cotangent.at(row, 0);
    int c = 0;
    for (; c < SPECIES.loopBound(curvature.columns); c += LANES) {
      vector(curves, k + c)
          .mul(vector(tangents, v + c))
          .fma(vector(bars, b + c), vector(bars, t + c))
          .intoArray(bars, t + c);
    }
    for (; c < curvature.columns; c++) {
      bars[t + c] += curves[k + c] * tangents[v + c] * bars[b + c];
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
