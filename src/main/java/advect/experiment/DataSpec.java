package advect.experiment;

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
  record Table(String source, List<String> columns, Split split) implements DataSpec {
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

  /**
   * Shares of a table's rows.
   *
   * @param train share to learn from, above 0
   * @param validation share that chooses the best parameters
   * @param test share that is only scored
   */
  record Split(double train, double validation, double test) {
    /** Eight rows in ten to learn from, one to choose, one to score. */
    public static final Split DEFAULT = new Split(0.8, 0.1, 0.1);

    /** Three shares of this sum may differ from 1 by rounding. */
    private static final double ROUNDING = 1e-9;

    /** Requires shares that add up to 1. */
    public Split {
      Check.positive("train", train);
      Check.notNegative("validation", validation);
      Check.notNegative("test", test);
      double sum = train + validation + test;
      Check.that(
          Math.abs(sum - 1) <= ROUNDING,
          "train",
          "plus validation plus test must add up to 1, but add up to " + Spelling.of(sum));
    }
  }
}
