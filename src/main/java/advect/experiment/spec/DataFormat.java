package advect.experiment.spec;

import advect.data.Split;
import advect.data.ToyDistribution;
import advect.experiment.spec.DataSpec.Table;
import advect.experiment.spec.DataSpec.Toy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a {@link DataSpec} is written in an experiment file. */
final class DataFormat {
  private DataFormat() {}

  static DataSpec read(Section parent) {
    Section s = parent.section("data", "toy", "table", "columns", "split");
    if (s.has("toy") && s.has("table")) {
      throw s.error("table", "cannot stand beside data.toy; keep the one you mean");
    }
    if (s.has("table")) return table(s);
    for (String key : List.of("columns", "split")) {
      if (s.has(key)) throw s.error(key, "belongs to a table; add data.table or remove it");
    }
    if (s.has("toy")) return new Toy(s.choice("toy", ToyDistribution.names(), ""));
    throw parent.error(
        "data",
        "must name what to learn; add data: {toy: NAME} or data: {table: FILE.csv} (toys: %s)"
            .formatted(String.join(", ", ToyDistribution.names())));
  }

  private static Table table(Section s) {
    Section shares = s.section("split", "validation", "test");
    Split.Fractions d = Split.Fractions.DEFAULT;
    Split.Fractions split =
        shares.make(
            () ->
                new Split.Fractions(
                    shares.number("validation", d.validation()), shares.number("test", d.test())));
    List<String> columns = s.texts("columns", List.of());
    String source = s.text("table", "experiments/data/old-faithful.csv");
    return s.make(() -> new Table(source, columns, split));
  }

  static Map<String, Object> tree(DataSpec data) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (data instanceof Toy toy) {
      tree.put("toy", toy.name());
    } else if (data instanceof Table table) {
      tree.put("table", table.source());
      tree.put("columns", table.columns());
      tree.put("split", tree(table.split()));
    }
    return tree;
  }

  private static Map<String, Object> tree(Split.Fractions split) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("validation", split.validation());
    tree.put("test", split.test());
    return tree;
  }
}
