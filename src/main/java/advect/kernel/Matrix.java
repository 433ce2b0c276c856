package advect.kernel;

/**
 * A weight matrix W {@code [out][in]} and its gradient W̄, laid out for the products of one set of
 * {@link Kernels}: W twice, as the right factor of W x and of Wᵀ ȳ.
 *
 * <p>A right factor {@code [depth][width]} is cut into tiles of {@link Panel#TILE} rows by {@code
 * lanes} columns, which lie in the order a product reads them: along the columns, then down; with
 * zeros beyond the last row and column. W̄, {@code [short side][long side]}, is cut into strips of
 * {@code lanes} columns, each with all rows, padded to a multiple of {@link Panel#ROWS}.
 *
 * <p>Threads: belongs to one thread.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Matrix<A> {
  final int out;
  final int in;
  final int lanes;

  /** Wᵀ, {@code [in][out]}: the right factor of W x. */
  final A forward;

  /** W, {@code [out][in]}: the right factor of Wᵀ ȳ. */
  final A reverse;

  /** W̄, or its transpose if there are more outputs than inputs. */
  final A gradient;

  Matrix(int out, int in, int lanes, A forward, A reverse, A gradient) {
    this.out = out;
    this.in = in;
    this.lanes = lanes;
    this.forward = forward;
    this.reverse = reverse;
    this.gradient = gradient;
  }

  /** Numbers in a right factor. */
  static int size(int depth, int width, int lanes) {
    return Panel.roundUp(depth, tileDepth(depth)) * Panel.roundUp(width, lanes);
  }

  /** Numbers in the gradient. */
  static int gradientSize(int out, int in, int lanes) {
    int depth = Panel.roundUp(Math.min(out, in), Panel.ROWS);
    return depth * Panel.roundUp(Math.max(out, in), lanes);
  }

  private static int tileDepth(int depth) {
    return Math.min(depth, Panel.TILE);
  }

  /** Where entry (k, j) of a right factor {@code [depth][width]} lies. */
  static int at(int depth, int width, int lanes, int k, int j) {
    int rows = tileDepth(depth);
    int strips = Panel.roundUp(width, lanes) / lanes;
    return ((k / rows * strips + j / lanes) * rows + k % rows) * lanes + j % lanes;
  }

  /** Whether the gradient lies transposed, so that its strips are full. */
  boolean gradientTransposed() {
    return in < out;
  }

  /** Rows of the gradient as it lies, with their padding. */
  int gradientDepth() {
    return Panel.roundUp(Math.min(out, in), Panel.ROWS);
  }

  /** Where an entry of the gradient as it lies is. */
  int gradientEntry(int row, int column) {
    return (column / lanes * gradientDepth() + row) * lanes + column % lanes;
  }

  /** Where W̄[o][i] lies. */
  int gradientAt(int o, int i) {
    return gradientTransposed() ? gradientEntry(i, o) : gradientEntry(o, i);
  }

  /** Rows of W: outputs of a layer. */
  public int out() {
    return out;
  }

  /** Columns of W: inputs of a layer. */
  public int in() {
    return in;
  }
}
