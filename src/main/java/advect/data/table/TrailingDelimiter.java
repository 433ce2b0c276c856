package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.input.InputException;
import java.sql.SQLException;

/**
 * Lines that end with one empty cell too many. The database takes that for no cell, which is right
 * if all lines end so. If only some do, a delimiter may stand anywhere in them that does not belong
 * there, and numbers in the wrong column.
 */
final class TrailingDelimiter {
  private TrailingDelimiter() {}

  /**
   * Refuses such lines among others. One or two passes over the lines; says nothing of files in
   * which a line has an open quote, whose cells may hold line breaks.
   *
   * @param text an expression that answers with one column, {@code line}
   * @param width cells of the first line
   * @param header whether the first line is one
   * @throws InputException with the first such line
   */
  static void requireEven(
      String source, String text, String delimiter, int width, boolean header, DuckDb database)
      throws SQLException {
    String ends = "ends_with(line, %s)".formatted(DuckDb.literal(delimiter));
    String any = "SELECT 1 FROM %s WHERE %s LIMIT 1".formatted(text, ends);
    if (database.texts(any).isEmpty()) return; // as in most files, and found at little cost
    long[] found = database.counts(survey(text, ends, delimiter, width));
    long data = found[1] - (header ? 1 : 0);
    long longer = found[2];
    if (found[0] > 0 || longer == 0 || longer == data) return;
    throw new InputException(
        ("%s, line %d: found an empty cell at the end, one more than the %d of the first line,"
                + " expected it in all lines or none; remove the delimiter that is too many.")
            .formatted(source, found[3], width));
  }

  /** Lines with an open quote, lines with cells, lines that are too long and the first of these. */
  private static String survey(String text, String ends, String delimiter, int width) {
    String bare = "regexp_replace(line, '\"[^\"]*\"', '', 'g')";
    String delimiters =
        "len(%1$s) - len(replace(%1$s, %2$s, ''))".formatted(bare, DuckDb.literal(delimiter));
    String tooLong = "CASE WHEN %s THEN %s >= %s END".formatted(ends, delimiters, width);
    String openQuote = "(len(line) - len(replace(line, '\"', ''))) % 2 = 1";
    return """
        SELECT count(*) FILTER (%s), count(*) FILTER (trim(line) <> ''), count(*) FILTER (%s),
          coalesce(min(place) FILTER (%2$s), 0)
        FROM (SELECT line, row_number() OVER () AS place FROM %s)"""
        .formatted(openQuote, tooLong, text);
  }
}
