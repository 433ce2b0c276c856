package advect.data;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Refuses what was read unless there are rows and every cell is a finite number. */
final class CellCheck {
  private final Relation relation;
  private final DMatrixRMaj values;
  private final DuckDb database;

  private CellCheck(Relation relation, DMatrixRMaj values, DuckDb database) {
    this.relation = relation;
    this.values = values;
    this.database = database;
  }

  /**
   * Looks at every value; asks the database again only for the text of the first bad cell.
   *
   * @param values {@code [row][column]}, read only
   * @throws InputException that names the cell, or the column if none of its cells is a number
   */
  static void requireNumbers(Relation relation, DMatrixRMaj values, DuckDb database)
      throws SQLException {
    if (values.numRows == 0) {
      throw new InputException(
          "%s: found columns %s but no data rows, expected rows of numbers; check how it was made."
              .formatted(relation.source(), relation.names()));
    }
    CellCheck check = new CellCheck(relation, values, database);
    for (int i = 0; i < values.getNumElements(); i++) {
      if (!Double.isFinite(values.data[i])) {
        throw check.bad(i / values.numCols, i % values.numCols);
      }
    }
  }

  private InputException bad(int row, int column) throws SQLException {
    String name = relation.names().get(column);
    String text = relation.cell(database, row, column);
    if (finiteCells(column) == 0) {
      return new InputException(
          "%s: column '%s' holds no numbers (data row %d is %s), expected numbers; %s."
              .formatted(
                  relation.source(), name, row + 1, quoted(text), ColumnChoice.of(numeric())));
    }
    return notANumber(relation.source(), row, name, quoted(text));
  }

  /**
   * The complaint about one cell.
   *
   * @param row counted from 0
   * @param found what the cell holds instead
   */
  static InputException notANumber(String source, int row, String column, String found) {
    return new InputException(
        ("%s, data row %d, column '%s': found %s, expected a finite number; correct it or remove"
                + " the row.")
            .formatted(source, row + 1, column, found));
  }

  private static String quoted(@Nullable String text) {
    return text == null || text.isBlank() ? "an empty cell" : "'" + text + "'";
  }

  private List<String> numeric() {
    return IntStream.range(0, values.numCols)
        .filter(j -> finiteCells(j) == values.numRows)
        .mapToObj(relation.names()::get)
        .toList();
  }

  private long finiteCells(int column) {
    return IntStream.range(0, values.numRows)
        .filter(i -> Double.isFinite(values.get(i, column)))
        .count();
  }
}
