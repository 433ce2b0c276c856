package advect.experiment.spec;

import advect.data.Split;
import advect.data.table.SourceOptions;
import advect.data.toy.ToyDistribution;
import advect.experiment.spec.DataSpec.TableSpec;
import advect.experiment.spec.DataSpec.ToySpec;
import advect.input.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a {@link DataSpec} is written in an experiment file. */
final class DataFormat {
  private static final List<String> OF_A_TABLE =
      List.of(
          "columns",
          "where",
          "missing",
          "sample",
          "test",
          "split",
          "preprocessing",
          "memory-cells");

  private DataFormat() {}

  /**
   * Reads the data of an experiment.
   *
   * @param seed of the experiment, which chooses the rows of a sample as well
   */
  static DataSpec read(Section parent, long seed) {
    Section s =
        parent.section(
            "data",
            Stream.concat(Stream.of("toy", "table"), OF_A_TABLE.stream()).toArray(String[]::new));
    if (s.has("toy") && s.has("table")) {
      throw s.error("table", "cannot stand beside data.toy; keep the one you mean");
    }
    if (s.has("table")) return table(s, seed);
    for (String key : OF_A_TABLE) {
      if (s.has(key)) throw s.error(key, "belongs to a table; add data.table or remove it");
    }
    if (s.has("toy")) return new ToySpec(s.choice("toy", ToyDistribution.names(), ""));
    throw parent.error(
        "data",
        "must name what to learn; add data: {toy: NAME} or data: {table: FILE.csv} (toys: %s)"
            .formatted(String.join(", ", ToyDistribution.names())));
  }

  private static TableSpec table(Section s, long seed) {
    String source = s.text("table", "experiments/data/old-faithful.csv");
    return s.make(
        () ->
            new TableSpec(
                source,
                options(s, seed),
                s.text("test", "", ""),
                split(s.section("split", "validation", "test", "fold")),
                PreprocessingFormat.read(s),
                s.wholeLong("memory-cells", TableSpec.MEMORY_CELLS)));
  }

  private static SourceOptions options(Section s, long seed) {
    SourceOptions d = SourceOptions.ALL;
    int sample = s.whole("sample", (int) d.sample());
    return s.make(
        () ->
            new SourceOptions(
                s.texts("columns", d.columns()),
                s.text("where", "", d.where()),
                sample,
                sample == 0 ? d.seed() : seed, // without a sample, equal settings are equal values
                s.choice("missing", d.missing()),
                PreprocessingFormat.categories(s)));
  }

  private static Split.Fractions split(Section s) {
    Split.Fractions d = Split.Fractions.DEFAULT;
    return s.make(
        () ->
            new Split.Fractions(
                s.number("validation", d.validation()),
                s.number("test", d.test()),
                s.whole("fold", d.fold())));
  }

  static Map<String, Object> tree(DataSpec data) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (data instanceof ToySpec toy) {
      tree.put("toy", toy.name());
    } else if (data instanceof TableSpec table) {
      tree.put("table", table.source());
      SourceOptions options = table.options();
      tree.put("columns", options.columns());
      if (!options.where().isEmpty()) tree.put("where", options.where());
      tree.put("missing", Spelling.of(options.missing()));
      if (options.sample() > 0) tree.put("sample", options.sample());
      if (!table.test().isEmpty()) tree.put("test", table.test());
      tree.put("split", tree(table.split()));
      List<String> categories = List.copyOf(options.categories().keySet());
      tree.put("preprocessing", PreprocessingFormat.tree(table.preprocessing(), categories));
      if (table.memoryCells() != TableSpec.MEMORY_CELLS) {
        tree.put("memory-cells", table.memoryCells());
      }
    }
    return tree;
  }

  private static Map<String, Object> tree(Split.Fractions split) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("validation", split.validation());
    tree.put("test", split.test());
    if (split.fold() > 0) tree.put("fold", split.fold());
    return tree;
  }
}
