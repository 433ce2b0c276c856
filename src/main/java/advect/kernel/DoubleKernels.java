package advect.kernel;

import java.util.Arrays;

/**
 * What all {@link Kernels} of a precision share: making, filling and reading panels and matrices,
 * and the walk over tiles and blocks. Products and the work on one run of numbers are left to the
 * providers.
 *
 * <p>A run is a piece of one block in one tile whose numbers are consecutive: all of it if the tile
 * is full, else one row, which may reach into the padding by less than {@link #lanes()}.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}, except where a variable's name ends in 64.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
interface DoubleKernels extends Kernels<double[]> {
  /** Numbers that are worked on at once, a divisor of {@link Panel#TILE}. */
  int lanes();

  /** Columns in a strip of a {@link Matrix}. */
  int strip();

  @Override
  default Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  default Panel<double[]> panel(int samples, int blocks, int features) {
    int step = Panel.tileStep(samples, blocks);
    double[] data = new double[Panel.tiles(features) * step];
    return new Panel<>(data, 0, step, samples, blocks, features);
  }

  @Override
  default long panelBytes(int samples, int blocks, int features) {
    return (long) Panel.tiles(features) * Panel.tileStep(samples, blocks) * Double.BYTES;
  }

  @Override
  default Matrix<double[]> matrix(int out, int in) {
    return new Matrix<>(
        out,
        in,
        strip(),
        new double[Matrix.size(in, out, strip())],
        new double[Matrix.size(out, in, strip())],
        new double[Matrix.gradientSize(out, in, strip())]);
  }

  @Override
  default Activated<double[]> activated(
      Activation activation, int samples, int tangents, int features) {
    Dual<double[]> post = dual(samples, tangents, features);
    if (activation.riccati()) return new Activated<>(activation, post, post, null, null);
    return new Activated<>(
        activation,
        dual(samples, tangents, features),
        post,
        panel(samples, 1, features),
        panel(samples, 1, features));
  }

  @Override
  default long activatedBytes(Activation activation, int samples, int tangents, int features) {
    return panelBytes(samples, activation.riccati() ? 1 + tangents : 4 + 2 * tangents, features);
  }

  @Override
  default void load(double[] values64, Panel<double[]> to) {
    int from = 0;
    for (int f = 0; f < to.features; f++) {
      for (int block = 0; block < to.blocks; block++) {
        int at = to.at(f / Panel.TILE, block, 0) + f % Panel.TILE;
        for (int s = 0; s < to.samples; s++) {
          to.data[at + s * Panel.TILE] = (double) values64[from++];
        }
      }
    }
  }

  @Override
  default void store(Panel<double[]> from, double[] values64) {
    int to = 0;
    for (int f = 0; f < from.features; f++) {
      for (int block = 0; block < from.blocks; block++) {
        int at = from.at(f / Panel.TILE, block, 0) + f % Panel.TILE;
        for (int s = 0; s < from.samples; s++) {
          values64[to++] = from.data[at + s * Panel.TILE];
        }
      }
    }
  }

  @Override
  default void fill(Panel<double[]> panel, double value64) {
    for (int tile = 0; tile < panel.tiles(); tile++) {
      int at = panel.at(tile, 0, 0);
      Arrays.fill(panel.data, at, at + panel.rows() * Panel.TILE, (double) value64);
    }
  }

  @Override
  default void load(double[] theta64, Slot slot, Matrix<double[]> to) {
    for (int o = 0; o < to.out; o++) {
      for (int i = 0; i < to.in; i++) {
        double w = (double) theta64[slot.at(o, i)];
        to.forward[Matrix.at(to.in, to.out, to.lanes, i, o)] = w;
        to.reverse[Matrix.at(to.out, to.in, to.lanes, o, i)] = w;
      }
    }
  }

  @Override
  default void drain(Matrix<double[]> from, double[] total64, Slot slot) {
    for (int o = 0; o < from.out; o++) {
      for (int i = 0; i < from.in; i++) {
        total64[slot.at(o, i)] += from.gradient[from.gradientAt(o, i)];
      }
    }
    discard(from);
  }

  @Override
  default void discard(Matrix<double[]> matrix) {
    Arrays.fill(matrix.gradient, 0);
  }

  @Override
  default void activate(Activated<double[]> s, Panel<double[]> vdot) {
    Panel<double[]> p = s.post().values();
    for (int tile = 0; tile < p.tiles(); tile++) {
      int rows = runRows(p, tile);
      int length = runLength(p, tile);
      for (int row = 0; row < p.height(); row += rows) {
        value(s, tile, row, length);
        for (int block = 0; block < vdot.blocks; block++) {
          tangent(s, vdot, tile, row, block, length);
        }
      }
    }
  }

  @Override
  default void activateBackward(Activated<double[]> s, Panel<double[]> vdot, Dual<double[]> bar) {
    Panel<double[]> p = s.post().values();
    for (int tile = 0; tile < p.tiles(); tile++) {
      int rows = runRows(p, tile);
      int length = runLength(p, tile);
      for (int row = 0; row < p.height(); row += rows) {
        valueBackward(s, bar.values(), tile, row, length);
        for (int block = 0; block < vdot.blocks; block++) {
          tangentBackward(s, vdot, bar, tile, row, block, length);
        }
      }
    }
  }

  @Override
  default void gate(Panel<double[]> s, Panel<double[]> x, Panel<double[]> y) {
    for (int tile = 0; tile < x.tiles(); tile++) {
      int rows = runRows(x, tile);
      int length = runLength(x, tile);
      for (int row = 0; row < x.height(); row += rows) {
        for (int block = 0; block < x.blocks; block++) {
          multiply(
              s.data,
              s.at(tile, 0, row),
              x.data,
              x.at(tile, block, row),
              y.data,
              y.at(tile, block, row),
              length);
        }
      }
    }
  }

  @Override
  default void addGateCotangent(Panel<double[]> x, Panel<double[]> ybar, Panel<double[]> sbar) {
    for (int tile = 0; tile < x.tiles(); tile++) {
      int rows = runRows(x, tile);
      int length = runLength(x, tile);
      for (int row = 0; row < x.height(); row += rows) {
        for (int block = 0; block < x.blocks; block++) {
          addProduct(
              x.data,
              x.at(tile, block, row),
              ybar.data,
              ybar.at(tile, block, row),
              sbar.data,
              sbar.at(tile, 0, row),
              length);
        }
      }
    }
  }

  @Override
  default void addScaled(double weight64, Panel<double[]> x, Panel<double[]> y) {
    for (int tile = 0; tile < x.tiles(); tile++) {
      int rows = runRows(x, tile);
      int length = runLength(x, tile);
      for (int row = 0; row < x.rows(); row += rows) {
        int from = x.at(tile, 0, row);
        addScaled((double) weight64, x.data, from, y.data, y.at(tile, 0, row), length);
      }
    }
  }

  /** Rows of a run. */
  private int runRows(Panel<?> p, int tile) {
    return runWidth(p, tile) == Panel.TILE ? p.height() : 1;
  }

  /** Numbers of a run. */
  private int runLength(Panel<?> p, int tile) {
    return runRows(p, tile) * runWidth(p, tile);
  }

  private int runWidth(Panel<?> p, int tile) {
    return Math.min(Panel.TILE, Panel.roundUp(p.features - tile * Panel.TILE, lanes()));
  }

  /** One run of {@link #activate}: h, and φ' and φ'' where they are kept. */
  void value(Activated<double[]> s, int tile, int row, int length);

  /** One run of {@link #activate}: ḣ = φ' v̇ of one tangent block. */
  void tangent(
      Activated<double[]> s, Panel<double[]> vdot, int tile, int row, int block, int length);

  /** One run of {@link #activateBackward}: v̄ = φ' h̄. */
  void valueBackward(Activated<double[]> s, Panel<double[]> vbar, int tile, int row, int length);

  /** One run of {@link #activateBackward}: v̄ += φ'' v̇ ḣ̄ and v̇̄ = φ' ḣ̄ of one tangent block. */
  void tangentBackward(
      Activated<double[]> s,
      Panel<double[]> vdot,
      Dual<double[]> bar,
      int tile,
      int row,
      int block,
      int length);

  /** z = x ∘ y; z may be y. */
  void multiply(double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length);

  /** z += x ∘ y. */
  void addProduct(double[] x, int xAt, double[] y, int yAt, double[] z, int zAt, int length);

  /** y += a x. */
  void addScaled(double a, double[] x, int xAt, double[] y, int yAt, int length);
}
