package advect.plot.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Data and samples of many columns, to be compared two columns at a time.
 *
 * @param names the columns' names
 * @param data {@code [n][dim]}, a row a point; read only; NaN and infinity are not shown
 * @param samples {@code [m][dim]}, the same of the model
 * @param levels names of the levels 0, 1, ... of the columns that are categories, by column
 */
public record Corner(
    List<String> names, DMatrixRMaj data, DMatrixRMaj samples, Map<String, List<String>> levels) {
  /** Requires a name for each column. */
  public Corner {
    names = List.copyOf(names);
    levels = Map.copyOf(levels);
    if (data.numCols != names.size() || samples.numCols != names.size()) {
      throw new IllegalArgumentException(
          "corner: %d names need data and samples of as many columns, got [%d][%d] and [%d][%d]"
              .formatted(
                  names.size(), data.numRows, data.numCols, samples.numRows, samples.numCols));
    }
  }

  /** Columns of numbers. */
  public Corner(List<String> names, DMatrixRMaj data, DMatrixRMaj samples) {
    this(names, data, samples, Map.of());
  }

  /** Names of the levels of a column, counted from 0; none for a column of numbers. */
  public List<String> levels(int column) {
    return levels.getOrDefault(names.get(column), List.of());
  }

  /** These columns only, in this order, counted from 0. */
  public Corner only(int... columns) {
    for (int c : columns) {
      if (c >= 0 && c < names.size()) continue;
      throw new IllegalArgumentException(
          "corner: there is no column %d, only 0 to %d".formatted(c, names.size() - 1));
    }
    return new Corner(
        Arrays.stream(columns).mapToObj(names::get).toList(),
        pick(data, columns),
        pick(samples, columns),
        levels);
  }

  /** A copy of these columns, counted from 0, in this order. */
  public static DMatrixRMaj pick(DMatrixRMaj rows, int... columns) {
    DMatrixRMaj picked = new DMatrixRMaj(rows.numRows, columns.length);
    for (int k = 0; k < columns.length; k++) {
      CommonOps_DDRM.extract(rows, 0, rows.numRows, columns[k], columns[k] + 1, picked, 0, k);
    }
    return picked;
  }
}
