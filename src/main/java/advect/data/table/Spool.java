package advect.data.table;

import advect.data.table.database.DistinctNames;
import advect.data.table.database.DuckDb;
import advect.data.table.database.Part;
import advect.data.table.database.Relation;
import advect.data.table.database.TableAppender;
import advect.input.InputException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a source, with all their columns, in a table on disk.
 *
 * <p>So a source is read once: what follows (conditions, samples, several passes, the output beside
 * new columns) sees the same rows in the same order, even if the source is a stream, or a query
 * that would answer otherwise the next time.
 */
final class Spool {
  private static final String TABLE = DuckDb.SPOOL + "source";

  private final Relation relation;
  private final List<Part> parts;

  /** Rows before each part, and after the last. */
  private final List<Long> bounds = new ArrayList<>(List.of(0L));

  /**
   * Copies the rows of all parts.
   *
   * @throws InputException if the parts' columns differ, or one of them cannot be read
   */
  Spool(String source, List<Part> parts, DuckDb database) {
    this.parts = parts;
    List<String> names = parts.get(0).columns().stream().map(Relation.Column::name).toList();
    DistinctNames.require(source, names);
    parts.forEach(part -> requireSameNames(part, names));
    List<String> types = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) types.add(type(j));
    List<Relation.Column> columns = Relation.numbered(names, types);
    this.relation = new Relation(source, TABLE, columns);
    try {
      database.execute("CREATE TABLE " + TABLE + TableAppender.definitions(columns));
      for (Part part : parts) append(part, database);
    } catch (SQLException e) {
      throw DuckDb.noRoom(DuckDb.reason(e), e);
    }
  }

  private void requireSameNames(Part part, List<String> names) {
    List<String> found = part.columns().stream().map(Relation.Column::name).toList();
    if (!found.equals(names)) {
      throw new InputException(
          ("%s has columns %s, expected those of %s, %s; leave it out, or combine the files by a"
                  + " query.")
              .formatted(part.source(), found, parts.get(0).source(), names));
    }
  }

  /** The type in all parts; numbers of several types become DOUBLE. */
  private String type(int column) {
    Relation.Column first = parts.get(0).columns().get(column);
    String type = first.type();
    for (Part part : parts) {
      Relation.Column other = part.columns().get(column);
      if (other.type().equals(first.type())) continue;
      if (!other.numeric() || !first.numeric()) {
        throw new InputException(
            "%s: column '%s' is of type %s, expected %s as in %s; combine the files by a query."
                .formatted(
                    part.source(),
                    first.name(),
                    other.type(),
                    first.type(),
                    parts.get(0).source()));
      }
      type = "DOUBLE";
    }
    return type;
  }

  private void append(Part part, DuckDb database) throws SQLException {
    try {
      part.appendTo(TABLE, relation.columns(), database);
    } catch (SQLException e) {
      throw database.isAbout(e)
          ? DuckDb.noRoom(DuckDb.reason(e), e)
          : SourceParts.unusable(part.source(), e);
    }
    bounds.add(database.counts("SELECT count(*) FROM " + TABLE)[0]);
  }

  /** All columns of all rows. */
  Relation relation() {
    return relation;
  }

  /** Number of rows. */
  long rows() {
    return bounds.get(bounds.size() - 1);
  }

  /** The part that holds a row. */
  String sourceOf(long row) {
    return parts.get(part(row)).source();
  }

  /** The place of a row in the part that holds it, from 0. */
  long placeOf(long row) {
    return row - bounds.get(part(row));
  }

  private int part(long row) {
    int part = 0;
    while (row >= bounds.get(part + 1)) part++;
    return part;
  }
}
