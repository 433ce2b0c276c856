package advect.data;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Lines that end with one empty cell too many. The database takes that for no cell, which is right
 * if all lines end so. If only some do, a delimiter may stand anywhere in them that does not belong
 * there, and numbers in the wrong column.
 */
final class TrailingDelimiter {
  private TrailingDelimiter() {}

  /**
   * Refuses such lines among others. One pass over the lines; says nothing of files in which a line
   * has an open quote, whose cells may hold line breaks.
   *
   * @param text an expression that answers with one column, {@code line}
   * @param width cells of the first line
   * @param header whether the first line is one
   * @throws InputException with the first such line
   */
  static void requireEven(
      String source, String text, String delimiter, int width, boolean header, DuckDb database)
      throws SQLException {
    String d = DuckDb.literal(delimiter);
    String bare = "regexp_replace(line, '\"[^\"]*\"', '', 'g')";
    String tooLong =
        "ends_with(line, %2$s) AND len(%1$s) - len(replace(%1$s, %2$s, '')) >= %3$d"
            .formatted(bare, d, width);
    String openQuote = "(len(line) - len(replace(line, '\"', ''))) % 2 = 1";
    @Nullable String[] found =
        database
            .texts(
                ("SELECT count(*) FILTER (WHERE %s), count(*) FILTER (WHERE trim(line) <> ''),"
                        + " count(*) FILTER (WHERE %s), min(place) FILTER (WHERE %2$s)"
                        + " FROM (SELECT line, row_number() OVER () AS place FROM %s)")
                    .formatted(openQuote, tooLong, text))
            .get(0);
    long data = number(found[1]) - (header ? 1 : 0);
    long longer = number(found[2]);
    if (number(found[0]) > 0 || longer == 0 || longer == data) return;
    throw new InputException(
        ("%s, line %s: found an empty cell at the end, one more than the %d of the first line,"
                + " expected it in all lines or none; remove the delimiter that is too many.")
            .formatted(source, found[3], width));
  }

  private static long number(@Nullable String text) {
    return Long.parseLong(String.valueOf(text));
  }
}
