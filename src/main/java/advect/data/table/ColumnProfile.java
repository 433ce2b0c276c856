package advect.data.table;

import java.util.Optional;

/**
 * What the cells of a column are.
 *
 * @param name of the column
 * @param kind what all cells are that are not missing
 * @param rows looked at
 * @param missing how many of their cells have no value, as {@link SourceOptions.Missing} tells
 * @param running whether every cell is its row's number in the source and one constant
 * @param stray the first cell that is no number, if most are; see {@link Kind#TEXT}
 * @param values how often values occur; empty for numbers of many values
 */
public record ColumnProfile(
    String name,
    Kind kind,
    long rows,
    long missing,
    boolean running,
    Optional<String> stray,
    Optional<Values> values) {
  /** What cells are. */
  public enum Kind {
    /** Finite numbers. */
    NUMBER,
    /** Dates, times, or both. */
    TIME,
    /** Anything else: at least one cell is neither. */
    TEXT,
    /** Nothing: all are missing. */
    NOTHING
  }

  /**
   * How often the different values of a column occur.
   *
   * @param distinct how many there are, at least 1
   * @param rarest one of those in fewest rows
   * @param fewest rows that it is in
   * @param commonest one of those in most rows
   * @param most rows that it is in
   */
  public record Values(long distinct, String rarest, long fewest, String commonest, long most) {}

  /** Cells that are not missing. */
  public long present() {
    return rows - missing;
  }
}
