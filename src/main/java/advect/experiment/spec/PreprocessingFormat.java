package advect.experiment.spec;

import advect.data.prepare.ColumnOptions;
import advect.data.prepare.PreprocessingOptions;
import advect.data.prepare.TransformChoice;
import advect.input.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How {@link PreprocessingOptions} are written in an experiment file: {@code preprocessing:
 * {dequantize: true, linear: whiten, log: [income], categories: [city]}}. Categories are a matter
 * of reading, too, and so live in {@link advect.data.table.SourceOptions}.
 */
final class PreprocessingFormat {
  private static final List<TransformChoice> CHOICES =
      List.of(
          TransformChoice.IDENTITY,
          TransformChoice.LOG,
          TransformChoice.LOGIT,
          TransformChoice.HISTOGRAM,
          TransformChoice.NORMAL,
          TransformChoice.COUNTED);

  private static final String CATEGORIES = "categories";

  private PreprocessingFormat() {}

  static PreprocessingOptions read(Section parent) {
    Section s = section(parent);
    PreprocessingOptions d = DataSpec.TableSpec.PREPROCESSING;
    PreprocessingOptions options =
        new PreprocessingOptions(
            s.truth("automatic", d.automatic()),
            s.truth("dequantize", d.dequantize()),
            Map.of(),
            s.choice("linear", d.linear()),
            s.choice("margins", d.margins()),
            s.truth("atoms", d.atoms()));
    for (TransformChoice choice : CHOICES) {
      for (String column : s.texts(Spelling.of(choice), List.of())) {
        options = options.with(column, choice);
      }
    }
    return options;
  }

  /** Columns that are categories, whose levels are found in the table. */
  static Map<String, List<String>> categories(Section parent) {
    Map<String, List<String>> categories = new LinkedHashMap<>();
    for (String column : section(parent).texts(CATEGORIES, List.of())) {
      categories.put(column, List.of());
    }
    return categories;
  }

  private static Section section(Section parent) {
    return parent.section(
        "preprocessing",
        "automatic",
        "dequantize",
        "linear",
        "margins",
        "atoms",
        "identity",
        "log",
        "logit",
        "histogram",
        "normal",
        "counted",
        CATEGORIES);
  }

  static Map<String, Object> tree(PreprocessingOptions options, List<String> categories) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("automatic", options.automatic());
    tree.put("dequantize", options.dequantize());
    tree.put("linear", Spelling.of(options.linear()));
    tree.put("atoms", options.atoms());
    tree.put("margins", Spelling.of(options.margins()));
    for (TransformChoice choice : CHOICES) {
      List<String> columns = new ArrayList<>();
      for (Map.Entry<String, ColumnOptions> column : options.columns().entrySet()) {
        if (column.getValue().transform() == choice) columns.add(column.getKey());
      }
      if (!columns.isEmpty()) tree.put(Spelling.of(choice), columns.stream().sorted().toList());
    }
    if (!categories.isEmpty()) tree.put(CATEGORIES, categories);
    return tree;
  }
}
