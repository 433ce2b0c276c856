package advect.data.table.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a relation that have a cell which is neither a finite number nor a level of its
 * category, in order, each with the first of those cells; one row is in memory at a time.
 *
 * <p>Threads: for one at a time.
 */
public final class BadCells implements AutoCloseable {
  /** What is wrong with a cell. */
  public enum Trouble {
    /** It has no value, or a word that says so. */
    MISSING,
    /** It names no level of its category. */
    UNKNOWN_LEVEL,
    /** It is a text where numbers are. */
    NOT_A_NUMBER,
    /** It is an infinite number. */
    NOT_FINITE
  }

  /**
   * A cell that cannot be used.
   *
   * @param row its row, from 0
   * @param reason in words, with column and cell
   */
  public record BadCell(long row, Trouble trouble, String reason) {}

  private final Relation wanted;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet result;
  private @Nullable BadCell next;

  /** Of a table on disk, whose rows are numbered by their place. */
  public BadCells(Relation wanted, DuckDb database) throws SQLException {
    this.wanted = wanted;
    String sql =
        "SELECT rowid%s FROM %s WHERE NOT (true%s)"
            .formatted(
                wanted.listed(BadCells::textIfBad),
                wanted.from(),
                wanted.joined(" AND ", Relation.Column::finite));
    connection = database.connect();
    boolean open = false;
    try {
      statement = connection.createStatement();
      result = statement.executeQuery(sql);
      advance();
      open = true;
    } finally {
      if (!open) connection.close();
    }
  }

  private static String textIfBad(Relation.Column column) {
    return "CASE WHEN %s THEN NULL ELSE coalesce(%s, '') END"
        .formatted(column.finite(), column.text());
  }

  /**
   * The first bad cell of a row, if it has one.
   *
   * @param row not before that of an earlier call
   */
  public Optional<BadCell> of(long row) {
    while (next != null && next.row() < row) advance();
    return next != null && next.row() == row ? Optional.of(next) : Optional.empty();
  }

  private void advance() {
    try {
      next = result.next() ? read() : null;
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  private BadCell read() throws SQLException {
    int column = 0;
    String text;
    while ((text = result.getString(2 + column)) == null) column++;
    return cell(result.getLong(1), wanted.columns().get(column), text);
  }

  private static BadCell cell(long row, Relation.Column column, String text) {
    Trouble trouble = trouble(column, text);
    String expected =
        column.levels().isEmpty() ? "a finite number" : column.levels().expected(text);
    String found = trouble == Trouble.MISSING ? "no value" : "'" + shortened(text) + "'";
    return new BadCell(
        row,
        trouble,
        "column '%s': found %s, expected %s".formatted(column.name(), found, expected));
  }

  private static Trouble trouble(Relation.Column column, String text) {
    if (Relation.Column.saysMissing(text)) return Trouble.MISSING;
    if (!column.levels().isEmpty()) return Trouble.UNKNOWN_LEVEL;
    return isInfinite(text) ? Trouble.NOT_FINITE : Trouble.NOT_A_NUMBER;
  }

  /** Also of a number too large for float64. */
  private static boolean isInfinite(String text) {
    if (text.matches("(?i)[+-]?inf(inity)?")) return true;
    try {
      return Double.isInfinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }

  @Override
  public void close() {
    DuckDb.close(connection);
  }
}
