package advect.data.table;

import advect.data.table.database.DistinctNames;
import advect.input.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Finite numbers in named columns, with where they came from.
 *
 * <p>What holds for every table is proven when it is made: names are distinct and every value is
 * finite. What only learning asks for (two rows, varying columns, more rows than columns) is {@link
 * #requireLearnable()}, so that a table of one row can still be scored.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Table {
  private final String source;
  private final List<String> columns;
  private final DMatrixRMaj values;

  /**
   * A table of one's own numbers.
   *
   * @param source where they came from, for messages and provenance
   * @param columns distinct names
   * @param values {@code [row][column]}, finite, copied
   * @throws InputException if two columns share a name or a value is NaN or infinite
   */
  public Table(String source, List<String> columns, DMatrixRMaj values) {
    if (columns.size() != values.numCols) {
      throw new IllegalArgumentException(
          "%s: %d names for %d columns".formatted(source, columns.size(), values.numCols));
    }
    this.source = source;
    this.columns = List.copyOf(columns);
    this.values = values.copy();
    DistinctNames.require(source, columns);
    requireFinite();
  }

  private void requireFinite() {
    for (int i = 0; i < values.getNumElements(); i++) {
      if (!Double.isFinite(values.data[i])) {
        throw CellCheck.notANumber(
            source, i / dim(), columns.get(i % dim()), Double.toString(values.data[i]));
      }
    }
  }

  /** Where the numbers came from: a path as it was given, or a query. */
  public String source() {
    return source;
  }

  /** Names, in order. */
  public List<String> columns() {
    return columns;
  }

  /** Number of rows. */
  public int rows() {
    return values.numRows;
  }

  /** Number of columns. */
  public int dim() {
    return columns.size();
  }

  /** The numbers, {@code [row][column]}; a new copy. */
  public DMatrixRMaj values() {
    return values.copy();
  }

  /**
   * Some of the rows, in the order asked for.
   *
   * @param which row numbers from 0 on, read only; a row may be named more than once
   */
  public Table select(int[] which) {
    DMatrixRMaj some = new DMatrixRMaj(which.length, dim());
    for (int row = 0; row < which.length; row++) {
      System.arraycopy(values.data, which[row] * dim(), some.data, row * dim(), dim());
    }
    return new Table(source, columns, some);
  }

  /** SHA-256 of names and numbers in order, in hexadecimal: equal tables have equal hashes. */
  public String contentHash() {
    MessageDigest digest = sha256();
    digest.update(String.join("\n", columns).getBytes(StandardCharsets.UTF_8));
    ByteBuffer row = ByteBuffer.allocate(dim() * Double.BYTES);
    for (int i = 0; i < values.getNumElements(); i++) {
      row.putDouble(values.data[i] + 0.0); // 0.0 and -0.0 are equal numbers
      if (!row.hasRemaining()) {
        digest.update(row.array());
        row.clear();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * This table, if a density can be learned from it.
   *
   * @throws InputException if it has fewer than two rows, a column that never changes, or not more
   *     rows than columns
   */
  public Table requireLearnable() {
    if (rows() < 2) {
      throw new InputException(
          "%s: found %d data row%s, expected at least 2 to learn a density; add rows."
              .formatted(source, rows(), rows() == 1 ? "" : "s"));
    }
    requireVaryingColumns();
    if (rows() <= dim()) {
      throw new InputException(
          ("%s: found %d data rows and %d columns, expected more rows than columns, because fewer"
                  + " lie on a plane without density; add rows, or choose fewer columns with"
                  + " columns: [...].")
              .formatted(source, rows(), dim()));
    }
    return this;
  }

  private void requireVaryingColumns() {
    Set<String> varying = new LinkedHashSet<>(columns);
    IntStream.range(0, dim()).filter(this::constant).forEach(j -> varying.remove(columns.get(j)));
    for (int j = 0; j < dim(); j++) {
      if (varying.contains(columns.get(j))) continue;
      throw new InputException(
          ("%s: column '%s' is %s in all %d data rows, expected it to vary, because a constant has"
                  + " no density; %s.")
              .formatted(
                  source, columns.get(j), values.get(0, j), rows(), ColumnChoice.of(varying)));
    }
  }

  private boolean constant(int column) {
    return IntStream.range(1, rows()).allMatch(i -> values.get(i, column) == values.get(0, column));
  }

  @Override
  public String toString() {
    return "%s: %d rows of %s".formatted(source, rows(), columns);
  }
}
