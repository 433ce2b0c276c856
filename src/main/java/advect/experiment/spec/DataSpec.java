package advect.experiment.spec;

import advect.data.Split;
import java.util.List;

/** What is learned: {@code data: {toy: two-moons}} or {@code data: {table: path, ...}}. */
public sealed interface DataSpec {
  /**
   * A distribution with a known density; every batch is drawn afresh.
   *
   * @param name its name
   */
  record Toy(String name) implements DataSpec {
    /** Requires a name. */
    public Toy {
      Check.that(!name.isBlank(), "toy", "must not be empty");
    }
  }

  /**
   * Rows of a table.
   *
   * @param source a file or a query
   * @param columns the numeric columns to learn; empty for all of them
   * @param split how rows are divided
   */
  record Table(String source, List<String> columns, Split.Fractions split) implements DataSpec {
    /** Requires a source and distinct columns; copies the list. */
    public Table {
      columns = List.copyOf(columns);
      Check.that(!source.isBlank(), "table", "must not be empty");
      Check.that(
          columns.stream().distinct().count() == columns.size(),
          "columns",
          "must differ from one another, but are " + columns);
    }
  }
}
