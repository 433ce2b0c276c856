package advect.data.table;

import advect.data.SequentialDraw;
import advect.data.table.database.DistinctNames;
import advect.data.table.database.DuckDb;
import advect.data.table.database.Relation;
import advect.data.table.database.TableAppender;
import advect.data.table.database.WrittenTypes;
import advect.input.InputException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a table that are wanted, in order.
 *
 * @param relation all of their columns
 * @param row an expression for a row's number in the source, from 0
 * @param count how many
 * @param dropped rows that were left out because a cell is missing
 */
record Selection(Relation relation, String row, long count, long dropped) {
  private static final String ROW = "\"advect row\"";

  /** Every row. */
  static Selection all(Spool spool) {
    return new Selection(spool.relation(), "rowid", spool.rows(), 0);
  }

  /**
   * The rows that satisfy the condition and lack no wanted cell.
   *
   * @param wanted the columns whose cells may not be missing
   * @throws InputException if the condition is not one, or could mean either of two columns
   */
  Selection filtered(SourceOptions options, Relation wanted, DuckDb database) throws SQLException {
    boolean complete = options.missing() != SourceOptions.Missing.DROP;
    if (options.where().isBlank() && (complete || !lacksOf(wanted, database))) return this;
    if (!options.where().isBlank()) requireClearNames(options.where());
    List<String> typed =
        options.where().isBlank() ? List.of() : WrittenTypes.comparable(relation, database);
    String named =
        IntStream.range(0, typed.size())
            .mapToObj(j -> ", " + typed.get(j) + " AS " + identifier(j))
            .collect(Collectors.joining());
    String cells = relation.listed(Relation.Column::identifier);
    String rows = "(SELECT rowid AS %s%s%s FROM %s)".formatted(ROW, cells, named, relation.from());
    String condition = options.where().isBlank() ? "true" : "(" + options.where() + "\n)";
    String missing = complete ? "false" : incomplete(wanted);
    long matched;
    try {
      matched = database.counts("SELECT count(*) FROM %s WHERE %s".formatted(rows, condition))[0];
    } catch (SQLException e) {
      throw new InputException(
          "The condition '%s' on %s cannot be used: %s. Its columns are: %s."
              .formatted(options.where(), relation.source(), DuckDb.reason(e), relation.names()),
          e);
    }
    Selection kept =
        stored(
            "kept",
            "SELECT %s%s FROM %s WHERE %s AND NOT %s"
                .formatted(ROW, cells, rows, condition, missing),
            database);
    return kept.droppedOf(matched);
  }

  /** A condition on "X" would be one on "x" without a word. */
  private void requireClearNames(String where) {
    String trouble = "The condition '%s' on %s cannot be used: it has";
    DistinctNames.requireBeyondCase(trouble.formatted(where, relation.source()), relation.names());
  }

  /** Whether a row lacks one of the wanted cells. */
  private static String incomplete(Relation wanted) {
    return wanted.columns().stream()
        .map(Relation.Column::missing)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private boolean lacksOf(Relation wanted, DuckDb database) throws SQLException {
    String sql = "SELECT count(*) FROM %s WHERE %s".formatted(relation.from(), incomplete(wanted));
    return database.counts(sql)[0] > 0;
  }

  private String identifier(int column) {
    return DuckDb.identifier(relation.columns().get(column).name());
  }

  private Selection droppedOf(long matched) {
    return new Selection(relation, row, count, matched - count);
  }

  /** The rows of an answer whose first column is their number in the source. */
  private Selection stored(String table, String sql, DuckDb database) throws SQLException {
    String name = DuckDb.SPOOL + database.unused(table);
    database.execute("CREATE TABLE %s AS %s".formatted(name, sql));
    Relation rows = new Relation(relation.source(), name, relation.columns());
    long rowCount = database.counts("SELECT count(*) FROM " + name)[0];
    return new Selection(rows, ROW, rowCount, dropped);
  }

  /** So many of the rows, drawn by a generator of this seed; all if there are not more. */
  Selection sampled(long size, long seed, DuckDb database) throws SQLException {
    if (size == 0 || size >= count) return this;
    String drawn = draw(size, seed, database);
    String sql =
        "SELECT %s AS %s%s FROM %s WHERE rowid IN (SELECT %s FROM %s) ORDER BY 1"
            .formatted(
                row,
                ROW,
                relation.listed(Relation.Column::identifier),
                relation.from(),
                ROW,
                DuckDb.SPOOL + drawn);
    Selection sample = stored("sampled", sql, database);
    database.execute("DROP TABLE " + DuckDb.SPOOL + drawn);
    discard(database);
    return sample;
  }

  /** Frees the disk that rows of their own take; they are not to be used again. */
  void discard(DuckDb database) throws SQLException {
    if (row.equals(ROW)) database.execute("DROP TABLE " + relation.from());
  }

  /** Puts the numbers of the drawn rows into a table, whose name is returned. */
  private String draw(long size, long seed, DuckDb database) throws SQLException {
    SequentialDraw draw = new SequentialDraw(count, new long[] {size}, seed);
    List<Relation.Column> columns = List.of(new Relation.Column("row", ROW, "BIGINT"));
    String table = database.unused("drawn");
    try (TableAppender drawn = TableAppender.create(database, table, columns)) {
      for (long i = 0; i < count; i++) {
        if (draw.next() > 0) continue;
        drawn.beginRow();
        drawn.append(i);
        drawn.endRow();
      }
      drawn.finish();
    }
    return table;
  }
}
