package advect.data.prepare;

import advect.input.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How columns are prepared.
 *
 * @param automatic whether columns that ask for nothing get the transform that suits them; else
 *     they are left as they are
 * @param dequantize whether rounded columns are recognised and dequantised
 * @param columns what is asked for single columns, by name
 * @param linear the map after the transforms
 * @param margins which transforms are considered for columns that ask for nothing
 * @param atoms whether values that far more rows have than a density explains get probabilities of
 *     their own, in columns of free or normal transform
 */
public record PreprocessingOptions(
    boolean automatic,
    boolean dequantize,
    Map<String, ColumnOptions> columns,
    LinearMode linear,
    Margins margins,
    boolean atoms) {
  /** All found out from the training rows; standardised. */
  public static final PreprocessingOptions DEFAULT =
      new PreprocessingOptions(true, true, Map.of(), LinearMode.STANDARDIZE, Margins.PLAIN, false);

  /** Columns as they are; standardised. */
  public static final PreprocessingOptions PLAIN =
      new PreprocessingOptions(
          false, false, Map.of(), LinearMode.STANDARDIZE, Margins.PLAIN, false);

  /** Copies the map. */
  public PreprocessingOptions {
    columns = Map.copyOf(columns);
  }

  /** The same with another linear map. */
  public PreprocessingOptions with(LinearMode mode) {
    return new PreprocessingOptions(automatic, dequantize, columns, mode, margins, atoms);
  }

  /** The same with other transforms to choose from. */
  public PreprocessingOptions with(Margins others) {
    return new PreprocessingOptions(automatic, dequantize, columns, linear, others, atoms);
  }

  /** The same with or without atoms. */
  public PreprocessingOptions withAtoms(boolean wanted) {
    return new PreprocessingOptions(automatic, dequantize, columns, linear, margins, wanted);
  }

  /** The same with other wishes for one column. */
  public PreprocessingOptions with(String column, ColumnOptions options) {
    Map<String, ColumnOptions> more = new HashMap<>(columns);
    more.put(column, options);
    return new PreprocessingOptions(automatic, dequantize, more, linear, margins, atoms);
  }

  /** The same with another transform of one column. */
  public PreprocessingOptions with(String column, TransformChoice transform) {
    return with(column, ColumnOptions.of(transform));
  }

  /**
   * The same with these columns as categories.
   *
   * @param levels names of levels by column, as {@link advect.data.table.TableSource#levels} tells
   *     them
   * @throws InputException if another transform is asked for one of them
   */
  public PreprocessingOptions withLevels(Map<String, List<String>> levels) {
    Map<String, ColumnOptions> more = new HashMap<>(columns);
    levels.forEach(
        (column, names) -> {
          ColumnOptions other = more.put(column, ColumnOptions.categories(names));
          if (other == null || other.transform() == TransformChoice.CATEGORIES) return;
          throw new InputException(
              "Column '%s' is to be a category and to have transform %s, expected one of them; choose."
                  .formatted(column, other.transform()));
        });
    return new PreprocessingOptions(automatic, dequantize, more, linear, margins, atoms);
  }

  /** What is asked for a column. */
  ColumnOptions column(String name) {
    return columns.getOrDefault(name, ColumnOptions.DEFAULT);
  }
}
