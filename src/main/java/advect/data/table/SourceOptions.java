package advect.data.table;

import advect.input.InputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows and columns of a source are wanted.
 *
 * <p>In this order: {@code where} chooses rows, {@code missing} drops some of them, {@code sample}
 * chooses among those left. Rows stay in the source's order.
 *
 * @param columns names of the columns of numbers, in the order wanted; empty for all
 * @param where an SQL condition on any of the source's columns, such as {@code "hp" > 90}, to which
 *     NaN is NULL; empty for all rows. It is evaluated more than once, so it must not be random
 * @param sample how many rows to draw without replacement, each as likely as the others; 0, or more
 *     than there are, for all
 * @param seed of the draw: the same rows for the same seed, condition and source
 * @param missing what to do about rows in which a wanted cell is missing
 * @param categories the wanted columns that hold categories, of text or of numbers, with the names
 *     of their levels 0, 1, ...; no names for those that occur, sorted
 */
public record SourceOptions(
    List<String> columns,
    String where,
    long sample,
    long seed,
    Missing missing,
    Map<String, List<String>> categories) {
  /** All columns, all rows, none of them incomplete, all cells numbers. */
  public static final SourceOptions ALL =
      new SourceOptions(List.of(), "", 0, 0, Missing.REFUSE, Map.of());

  /**
   * What to do about missing cells: those without a value, blank, or holding NA, N/A, NaN or null
   * in any case. Any other cell that is not a finite number, or a level of its category, is refused
   * unless all rows are kept.
   */
  public enum Missing {
    /** An error that names the first such cell. */
    REFUSE,
    /** Leave the row out, and count it. */
    DROP,
    /** Keep every row, whatever its cells are: bad ones arrive as NaN or infinity. */
    KEEP
  }

  /** Requires {@code sample >= 0}. */
  public SourceOptions {
    columns = List.copyOf(columns);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    categories.forEach((name, levels) -> copy.put(name, List.copyOf(levels)));
    categories = Collections.unmodifiableMap(copy);
    if (sample < 0) {
      throw new InputException(
          "sample is %d, expected a number of rows, or 0 for all; change it.".formatted(sample));
    }
  }

  /** These columns in this order; all for an empty list. */
  public SourceOptions withColumns(List<String> names) {
    return new SourceOptions(names, where, sample, seed, missing, categories);
  }

  /** The rows that satisfy an SQL condition. */
  public SourceOptions withWhere(String condition) {
    return new SourceOptions(columns, condition, sample, seed, missing, categories);
  }

  /** So many rows at random. */
  public SourceOptions withSample(long rows, long sampleSeed) {
    return new SourceOptions(columns, where, rows, sampleSeed, missing, categories);
  }

  /** Another way with missing cells. */
  public SourceOptions withMissing(Missing way) {
    return new SourceOptions(columns, where, sample, seed, way, categories);
  }

  /** These columns as categories, with the names of their levels; see {@link #categories}. */
  public SourceOptions withCategories(Map<String, List<String>> levels) {
    return new SourceOptions(columns, where, sample, seed, missing, levels);
  }
}
