package advect.data.table;

import advect.data.table.ColumnProfile.Kind;
import advect.data.table.ColumnProfile.Values;
import advect.data.table.database.DuckDb;
import advect.data.table.database.Levels;
import advect.data.table.database.Relation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at columns one by one, inside the database: it keeps columns apart on disk, so that each
 * look reads its own column only.
 */
final class ColumnProfiler {
  /** Numbers of about more different values than this are not counted one by one. */
  private static final int FEW = 100;

  private final Spool spool;
  private final Selection selection;
  private final DuckDb database;

  /** Of the rows of a selection; at least one. */
  ColumnProfiler(Spool spool, Selection selection, DuckDb database) {
    this.spool = spool;
    this.selection = selection;
    this.database = database;
  }

  /** Looks at all columns of a relation over the selection. */
  List<ColumnProfile> of(Relation columns) throws SQLException {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (Relation.Column column : columns.columns()) {
      profiles.add(of(column.with(Levels.NONE), columns.from()));
    }
    return profiles;
  }

  private ColumnProfile of(Relation.Column column, String from) throws SQLException {
    String fromStart = "%s - %s".formatted(column.number(), selection.row());
    String sql =
        """
        SELECT count(*) FILTER (WHERE %2$s), count(*) FILTER (WHERE %3$s),
          count(*) FILTER (WHERE NOT %2$s AND coalesce(
            TRY_CAST(%4$s AS TIMESTAMP) IS NOT NULL OR TRY_CAST(%4$s AS TIME) IS NOT NULL, false)),
          coalesce(CAST(max(%5$s) = min(%5$s) AS INT), 0), approx_count_distinct(%6$s)
        FROM %1$s"""
            .formatted(
                from, column.missing(), column.finite(), column.text(), fromStart, column.number());
    long[] found = database.counts(sql);
    long rows = selection.count();
    long present = rows - found[0];
    Kind kind =
        present == 0
            ? Kind.NOTHING
            : found[1] == present ? Kind.NUMBER : found[2] == present ? Kind.TIME : Kind.TEXT;
    boolean many = kind == Kind.NOTHING || (kind == Kind.NUMBER && found[4] > FEW);
    boolean mostlyNumbers = kind == Kind.TEXT && 2 * found[1] > present;
    return new ColumnProfile(
        column.name(),
        kind,
        rows,
        found[0],
        kind == Kind.NUMBER && found[0] == 0 && rows > 1 && found[3] == 1,
        mostlyNumbers ? Optional.of(stray(column, from)) : Optional.empty(),
        many ? Optional.empty() : Optional.of(values(column, from)));
  }

  private Values values(Relation.Column column, String from) throws SQLException {
    String sql =
        """
        WITH counts AS (SELECT %s AS level, count(*) AS n FROM %s WHERE NOT %s GROUP BY 1)
        SELECT count(*), min(n), max(n), (SELECT level FROM counts ORDER BY n, level LIMIT 1),
          (SELECT level FROM counts ORDER BY n DESC, level LIMIT 1) FROM counts"""
            .formatted(column.level(), from, column.missing());
    @Nullable String[] found = database.texts(sql).get(0);
    return new Values(
        number(found[0]),
        String.valueOf(found[3]),
        number(found[1]),
        String.valueOf(found[4]),
        number(found[2]));
  }

  private static long number(@Nullable String text) {
    return Long.parseLong(String.valueOf(text));
  }

  private String stray(Relation.Column column, String from) throws SQLException {
    String sql =
        "SELECT %s, %s FROM %s WHERE NOT (%s OR %s) ORDER BY 1 LIMIT 1"
            .formatted(selection.row(), column.text(), from, column.missing(), column.finite());
    @Nullable String[] cell = database.texts(sql).get(0);
    long row = number(cell[0]);
    return "'%s' in data row %d of %s"
        .formatted(cell[1], spool.placeOf(row) + 1, spool.sourceOf(row));
  }
}
