package advect.data.table.database;

import advect.input.InputException;
import java.sql.SQLException;
import java.util.List;

/** A file or query whose rows go into the database's table of rows, behind those of other parts. */
public interface Part {
  /** How a person calls it. */
  String source();

  /** Its columns, in order. */
  List<Relation.Column> columns();

  /**
   * Appends all rows, in order.
   *
   * @param table with a column for each of this part's, of its type or a wider one
   * @param columns those of the table
   * @throws InputException if not all of the part can be read
   */
  void appendTo(String table, List<Relation.Column> columns, DuckDb database) throws SQLException;
}
