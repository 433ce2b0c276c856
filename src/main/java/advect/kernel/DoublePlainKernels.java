package advect.kernel;

import java.util.Arrays;

/**
 * {@link Kernels} in plain Java, for every machine.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64. Literals are therefore
 * integers, and results of float64 work are cast back.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoublePlainKernels implements Kernels<double[]> {
  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public Panel<double[]> panel(int rows, int columns) {
    return new Panel<>(new double[rows * columns], 0, rows, columns, columns);
  }

  @Override
  public void load(double[] values64, Panel<double[]> to) {
    for (int r = 0; r < to.rows; r++) {
      int at = to.offset + r * to.stride;
      for (int c = 0; c < to.columns; c++) {
        to.data[at + c] = (double) values64[r * to.columns + c];
      }
    }
  }

  @Override
  public void store(Panel<double[]> from, double[] values64) {
    for (int r = 0; r < from.rows; r++) {
      int at = from.offset + r * from.stride;
      for (int c = 0; c < from.columns; c++) {
        values64[r * from.columns + c] = from.data[at + c];
      }
    }
  }

  @Override
  public void addTo(Panel<double[]> from, double[] values64) {
    for (int r = 0; r < from.rows; r++) {
      int at = from.offset + r * from.stride;
      for (int c = 0; c < from.columns; c++) {
        values64[r * from.columns + c] += from.data[at + c];
      }
    }
  }

  @Override
  public void fill(Panel<double[]> panel, double value64) {
    for (int r = 0; r < panel.rows; r++) {
      int at = panel.offset + r * panel.stride;
      Arrays.fill(panel.data, at, at + panel.columns, (double) value64);
    }
  }

  @Override
  public void product(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    fill(y, 0);
    addProduct(w, x, y);
  }

  @Override
  public void addProduct(Panel<double[]> w, Panel<double[]> x, Panel<double[]> y) {
    for (int o = 0; o < w.rows; o++) {
      for (int i = 0; i < w.columns; i++) {
        addRow(w.data[w.offset + o * w.stride + i], x, i, y, o);
      }
    }
  }

  @Override
  public void transposedProduct(Panel<double[]> w, Panel<double[]> ybar, Panel<double[]> xbar) {
    fill(xbar, 0);
    for (int i = 0; i < w.columns; i++) {
      for (int o = 0; o < w.rows; o++) {
        addRow(w.data[w.offset + o * w.stride + i], ybar, o, xbar, i);
      }
    }
  }

  /** Row {@code toRow} of {@code to} += a times row {@code fromRow} of {@code from}. */
  private static void addRow(
      double a, Panel<double[]> from, int fromRow, Panel<double[]> to, int toRow) {
    double[] source = from.data;
    double[] target = to.data;
    int s = from.offset + fromRow * from.stride;
    int t = to.offset + toRow * to.stride;
    for (int c = 0; c < to.columns; c++) {
      target[t + c] += a * source[s + c];
    }
  }

  @Override
  public void addOuterProduct(
      double weight64, Panel<double[]> ybar, Panel<double[]> x, Panel<double[]> wbar) {
    double weight = (double) weight64;
    for (int o = 0; o < wbar.rows; o++) {
      for (int i = 0; i < wbar.columns; i++) {
        wbar.data[wbar.offset + o * wbar.stride + i] += weight * dot(ybar, o, x, i);
      }
    }
  }

  private static double dot(Panel<double[]> a, int aRow, Panel<double[]> b, int bRow) {
    int p = a.offset + aRow * a.stride;
    int q = b.offset + bRow * b.stride;
    double sum = 0;
    for (int c = 0; c < a.columns; c++) {
      sum += a.data[p + c] * b.data[q + c];
    }
    return sum;
  }

  @Override
  public void activate(
      Activation activation,
      Panel<double[]> pre,
      Panel<double[]> post,
      Panel<double[]> slope,
      Panel<double[]> curvature) {
    int samples = slope.columns;
    for (int r = 0; r < slope.rows; r++) {
      int v = pre.offset + r * pre.stride;
      int h = post.offset + r * post.stride;
      int s = slope.offset + r * slope.stride;
      int k = curvature.offset + r * curvature.stride;
      for (int c = 0; c < samples; c++) {
        post.data[h + c] = (double) activation.value(pre.data[v + c]);
        slope.data[s + c] = (double) activation.slope(pre.data[v + c]);
        curvature.data[k + c] = (double) activation.curvature(pre.data[v + c]);
      }
      for (int c = samples; c < pre.columns; c++) {
        post.data[h + c] = slope.data[s + c % samples] * pre.data[v + c];
      }
    }
  }

  @Override
  public void activateBackward(
      Panel<double[]> pre,
      Panel<double[]> slope,
      Panel<double[]> curvature,
      Panel<double[]> cotangent) {
    int samples = slope.columns;
    for (int r = 0; r < slope.rows; r++) {
      int v = pre.offset + r * pre.stride;
      int b = cotangent.offset + r * cotangent.stride;
      int s = slope.offset + r * slope.stride;
      int k = curvature.offset + r * curvature.stride;
      for (int c = 0; c < samples; c++) {
        cotangent.data[b + c] *= slope.data[s + c];
      }
      for (int block = samples; block < pre.columns; block += samples) {
        for (int c = 0; c < samples; c++) {
          double tangentBar = cotangent.data[b + block + c];
          cotangent.data[b + c] += curvature.data[k + c] * pre.data[v + block + c] * tangentBar;
          cotangent.data[b + block + c] = slope.data[s + c] * tangentBar;
        }
      }
    }
  }

  @Override
  public void gate(Panel<double[]> gate, Panel<double[]> x, Panel<double[]> y) {
    for (int r = 0; r < gate.rows; r++) {
      int s = gate.offset + r * gate.stride;
      int p = x.offset + r * x.stride;
      int q = y.offset + r * y.stride;
      for (int block = 0; block < x.columns; block += gate.columns) {
        for (int c = 0; c < gate.columns; c++) {
          y.data[q + block + c] = gate.data[s + c] * x.data[p + block + c];
        }
      }
    }
  }

  @Override
  public void gateBackward(
      Panel<double[]> gate,
      Panel<double[]> x,
      Panel<double[]> ybar,
      Panel<double[]> xbar,
      Panel<double[]> gateBar) {
    gate(gate, ybar, xbar);
    fill(gateBar, 0);
    for (int r = 0; r < gate.rows; r++) {
      int p = x.offset + r * x.stride;
      int q = ybar.offset + r * ybar.stride;
      int g = gateBar.offset + r * gateBar.stride;
      for (int block = 0; block < x.columns; block += gate.columns) {
        for (int c = 0; c < gate.columns; c++) {
          gateBar.data[g + c] += x.data[p + block + c] * ybar.data[q + block + c];
        }
      }
    }
  }
}
