package advect.kernel;

/**
 * A dense block of numbers in field arithmetic, {@code [row][column]}: entry (r, c) lies at {@code
 * data[offset + r * stride + c]}.
 *
 * <p>A panel of activations is {@code [feature][sample]}; with K tangents its columns are the
 * blocks {@code [value | tangent 1 | ... | tangent K]}, each as wide as the shard. A weight matrix
 * {@code [out][in]} is a panel too. Panels are views: {@link #columns(int, int)} shares the
 * numbers.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Panel<A> {
  final A data;
  final int offset;
  final int rows;
  final int columns;
  final int stride;

  Panel(A data, int offset, int rows, int columns, int stride) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * A spacing of rows for which they do not push each other out of the cache: a multiple of 64
   * numbers, which would map all rows to a few cache sets, is avoided.
   */
  static int stride(int columns) {
    return columns % 64 == 0 ? columns + 16 : columns;
  }

  /** Where entry (row, column) lies in the data. */
  int at(int row, int column) {
    return offset + row * stride + column;
  }

  /** Number of rows: features, or outputs of a layer. */
  public int rows() {
    return rows;
  }

  /** Number of columns: samples times one plus the tangents, or inputs of a layer. */
  public int columns() {
    return columns;
  }

  /** The {@code count} columns from {@code first} on, as a view of the same numbers. */
  public Panel<A> columns(int first, int count) {
    return new Panel<>(data, offset + first, rows, count, stride);
  }

  /** The {@code count} rows from {@code first} on, as a view of the same numbers. */
  public Panel<A> rows(int first, int count) {
    return new Panel<>(data, offset + first * stride, count, columns, stride);
  }

  /**
   * Reads {@code rows * columns} consecutive numbers from {@code start} on as a matrix, a view of
   * the same numbers. Only for a panel of one row, such as a parameter vector.
   */
  public Panel<A> matrix(int start, int rows, int columns) {
    return new Panel<>(data, offset + start, rows, columns, columns);
  }
}
