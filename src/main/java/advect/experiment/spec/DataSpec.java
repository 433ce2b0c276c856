package advect.experiment.spec;

import advect.data.Split;
import advect.data.prepare.LinearMode;
import advect.data.prepare.PreprocessingOptions;
import advect.data.table.SourceOptions;
import java.util.List;

/** What is learned: {@code data: {toy: two-moons}} or {@code data: {table: path, ...}}. */
public sealed interface DataSpec {
  /**
   * A distribution with a known density; every batch is drawn afresh.
   *
   * @param name its name
   */
  record ToySpec(String name) implements DataSpec {
    /** Requires a name. */
    public ToySpec {
      Check.that(!name.isBlank(), "toy", "must not be empty");
    }
  }

  /**
   * Rows of a table.
   *
   * @param source a file or a query
   * @param options which of its rows and columns
   * @param test another source, whose rows are the test rows; empty to split them off
   * @param split how rows are divided
   * @param preprocessing what makes points of rows; the flow standardises them by itself
   * @param memoryCells rows times columns up to which a table is read into memory; longer ones are
   *     trained on from disk
   */
  record TableSpec(
      String source,
      SourceOptions options,
      String test,
      Split.Fractions split,
      PreprocessingOptions preprocessing,
      long memoryCells)
      implements DataSpec {
    /**
     * Six copies of so many cells, as preparation makes at its peak, take a gigabyte: the heap that
     * Java takes by itself on a machine of 4 GB.
     */
    static final long MEMORY_CELLS = 20_000_000;

    /** All found out from the training rows. */
    static final PreprocessingOptions PREPROCESSING =
        PreprocessingOptions.DEFAULT.with(LinearMode.NONE);

    /** Requires a source and distinct columns. */
    public TableSpec {
      Check.that(!source.isBlank(), "table", "must not be empty");
      List<String> columns = options.columns();
      Check.that(
          columns.stream().distinct().count() == columns.size(),
          "columns",
          "must differ from one another, but are " + columns);
    }

    /** In memory if it is not too long for that. */
    public TableSpec(
        String source,
        SourceOptions options,
        String test,
        Split.Fractions split,
        PreprocessingOptions preprocessing) {
      this(source, options, test, split, preprocessing, MEMORY_CELLS);
    }

    /** All rows of these columns; all columns for an empty list. */
    public TableSpec(String source, List<String> columns, Split.Fractions split) {
      this(source, SourceOptions.ALL.withColumns(columns), "", split, PREPROCESSING);
    }
  }
}
