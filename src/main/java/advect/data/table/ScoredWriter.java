package advect.data.table;

import advect.data.table.database.DuckDb;
import advect.data.table.database.Relation;
import advect.data.table.database.TableAppender;
import advect.data.table.database.WrittenTypes;
import advect.input.InputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the rows of a source with all their columns, as they were, and new columns of numbers
 * behind them; block by block and in constant memory.
 *
 * <p>By the ending: {@code .csv}, {@code .tsv}, either with {@code .gz}, or {@code .parquet}.
 * Columns keep names, order and types. Cells of a text file are written to text as they were, to
 * the letter; in Parquet they get the type that all of a column's cells have (integer, number,
 * date, time, else text), null where they are missing. Rows that conditions and samples left out
 * stay out. The file appears when {@link #finish()} succeeds, whole; until then, and if it fails,
 * what was there before stays. The source itself may be the file.
 */
public final class ScoredWriter implements AutoCloseable {
  private static final String TABLE = "scores";

  private final TableSource source;
  private final TableFile file;
  private final List<Relation.Column> added;
  private final TableAppender appender;
  private final int numbers;
  private long rows;

  /**
   * Prepares a file.
   *
   * @param source outlives this; of its writers one may exist
   * @param added names of the new columns of numbers
   * @param words names of the new columns of text, behind them
   * @throws InputException if no file can have that name, or a name is taken by a column of the
   *     source
   * @throws advect.file.FileException if it cannot be written
   */
  public ScoredWriter(TableSource source, List<String> added, List<String> words, Path file) {
    List<String> names = Stream.concat(added.stream(), words.stream()).toList();
    numbers = added.size();
    this.source = source;
    requireFree(source.source(), source.allColumns(), names);
    this.file =
        new TableFile(file, Stream.concat(source.allColumns().stream(), names.stream()).toList());
    List<Relation.Column> numbered =
        Relation.numbered(
            names,
            Stream.concat(
                    added.stream().map(name -> "DOUBLE"), words.stream().map(name -> "VARCHAR"))
                .toList());
    this.added = numbered;
    try {
      source.database().execute("DROP TABLE IF EXISTS " + DuckDb.SPOOL + TABLE);
      this.appender = TableAppender.create(source.database(), TABLE, numbered);
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  /**
   * Requires that new columns are new, in any case of their letters: what a writer refuses, for
   * those who work long before they write.
   *
   * @param source for messages
   * @param columns of the source, all of them
   * @throws InputException if a name is taken
   */
  public static void requireFree(String source, List<String> columns, List<String> added) {
    for (String name : added) {
      for (String column : columns) {
        if (!column.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) continue;
        throw new InputException(
            "%s has a column '%s' already, expected '%s' to be a new name; rename either of them."
                .formatted(source, column, name));
      }
    }
  }

  /**
   * Appends the new cells of the next rows of the source.
   *
   * @param columns an array for each new column of numbers, all of one length; NaN is an empty cell
   * @param words an array for each new column of text, of that length; an empty text is an empty
   *     cell
   */
  public void write(List<double[]> columns, List<String[]> words) {
    int length = requireShape(columns, words);
    try {
      for (int i = 0; i < length; i++) {
        appender.beginRow();
        for (double[] column : columns) append(column[i]);
        for (String[] column : words) append(column[i]);
        appender.endRow();
      }
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
    rows += length;
  }

  private void append(double number) throws SQLException {
    if (Double.isNaN(number)) appender.appendNull();
    else appender.append(number);
  }

  private void append(String text) throws SQLException {
    if (text.isEmpty()) appender.appendNull();
    else appender.append(text);
  }

  private int requireShape(List<double[]> columns, List<String[]> words) {
    int[] lengths =
        IntStream.concat(
                columns.stream().mapToInt(column -> column.length),
                words.stream().mapToInt(column -> column.length))
            .toArray();
    int length = lengths.length == 0 ? 0 : lengths[0];
    boolean even = IntStream.of(lengths).allMatch(n -> n == length);
    boolean complete = columns.size() == numbers && lengths.length == added.size();
    if (!complete || !even || rows + length > source.rows()) {
      throw new IllegalArgumentException(
          "expected %d columns of one length, at most %d, got lengths %s"
              .formatted(added.size(), source.rows() - rows, Arrays.toString(lengths)));
    }
    return length;
  }

  /**
   * Puts the file in its place; nothing can be written after.
   *
   * @return number of rows
   * @throws IllegalStateException if rows of the source are still to come
   * @throws advect.file.FileException if the disk is full, or the place became unusable
   */
  public long finish() {
    if (rows != source.rows()) {
      throw new IllegalStateException(
          "%d rows were written, expected all %d of %s"
              .formatted(rows, source.rows(), source.source()));
    }
    try {
      appender.finish();
      file.write(sql(), source.database());
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
    return rows;
  }

  /** Both tables, a row beside the row of the same number. */
  private String sql() throws SQLException {
    Relation old = source.rowsWithAllColumns();
    List<String> cells =
        file.text()
            ? old.columns().stream().map(Relation.Column::identifier).toList()
            : WrittenTypes.expressions(old, source.database());
    Relation scores = new Relation(TABLE, DuckDb.SPOOL + TABLE, added);
    String first =
        IntStream.range(0, cells.size())
            .mapToObj(j -> "%s AS %s".formatted(cells.get(j), name(old.columns().get(j))))
            .collect(Collectors.joining(", "));
    String second = scores.listed(c -> c.identifier() + " AS " + name(c));
    return "SELECT * FROM (SELECT %s FROM %s) POSITIONAL JOIN (SELECT %s FROM %s)"
        .formatted(first, old.from(), second.substring(2), scores.from());
  }

  private static String name(Relation.Column column) {
    return DuckDb.identifier(column.name());
  }

  /** Deletes the new cells; those that were not finished are lost. */
  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }
}
