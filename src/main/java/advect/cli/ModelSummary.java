package advect.cli;

import advect.data.prepare.Preprocessing;
import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.flow.Density;
import advect.flow.Flow;
import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.transform.Chain;
import advect.flow.transform.ElementaryInverse;
import advect.flow.transform.Ode;
import advect.flow.transform.Transform;
import advect.input.Spelling;
import advect.model.Percentiles;
import advect.model.StorableTypes;
import advect.model.TableModel;
import advect.numeric.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model file says of its model. */
record ModelSummary(TableModel model) {
  /** Parts of a card, by custom, that are short enough to be read. */
  private static final List<String> PARTS =
      List.of("split", "test", "rival", "certificates", "provenance");

  /** Behind the name of a figure, the name of its standard error. */
  private static final String ERROR = "_se";

  private static final String LABEL = "%-14s%s";

  /** For people. */
  String text() {
    List<String> lines = new ArrayList<>();
    if (model.card().get("name") instanceof String name) lines.add(line("name", name));
    lines.add(line("columns", String.join(", ", model.columns())));
    addTo(lines, "preprocessing", preprocessing());
    if (model.card().get("fitted") instanceof String fitted) lines.add(line("fitted", fitted));
    lines.add(line(kind(), map()));
    lines.add(line("base", base()));
    if (model.density().members().size() > 1) lines.add(line("members", members()));
    lines.add(line("parameters", "%,d".formatted(parameters())));
    for (String part : PARTS) {
      if (!(model.card().get(part) instanceof Map<?, ?> map)) continue;
      addTo(lines, part, entries(named(part, map)));
    }
    boolean percentiles = Percentiles.on(model.card()).isPresent();
    lines.add(
        line("percentiles", percentiles ? "known" : "not known: scores are log densities only"));
    return String.join("\n", lines) + "\n";
  }

  /** For programs: the card whole, and what it belongs to. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("columns", model.columns());
    tree.put("preprocessing", preprocessing());
    tree.put(kind(), map());
    tree.put("base", base());
    tree.put("members", model.density().members().size());
    tree.put("parameters", parameters());
    tree.put("card", model.card());
    return tree;
  }

  private List<String> preprocessing() {
    return model.preprocessing().map(Preprocessing::report).orElse(List.of());
  }

  /** "the mean of 3 such flows", or "0.62 such flow + 0.38 normal-mixture". */
  private String members() {
    Density density = model.density();
    double total = density.weights().stream().mapToDouble(w -> w).sum();
    double flows = 0;
    int count = 0;
    List<String> others = new ArrayList<>();
    for (int k = 0; k < density.members().size(); k++) {
      Flow flow = density.members().get(k).flow();
      double share = density.weights().get(k) / total;
      if (flow.isBase()) {
        others.add(String.format(Locale.ROOT, "%.2f %s", share, described(family(flow))));
      } else {
        flows += share;
        count++;
      }
    }
    if (others.isEmpty()) return "the mean of %d such flows".formatted(count);
    String own = count == 1 ? "such flow" : "the mean of %d such flows".formatted(count);
    return String.format(Locale.ROOT, "%.2f %s + ", flows, own) + String.join(" + ", others);
  }

  private static Base family(Flow flow) {
    return flow.base() instanceof GivenBase given ? given.family() : flow.base();
  }

  /** What is told of one flow is told of the first. */
  private Flow first() {
    return model.density().members().get(0).flow();
  }

  private int parameters() {
    return model.density().members().stream().mapToInt(m -> m.flow().parameterCount()).sum();
  }

  /** Its type, and what of it training may change. */
  private String base() {
    Base base = first().base();
    if (base instanceof GivenBase given && given.isFixed()) {
      return "%s, fixed".formatted(described(given.family()));
    }
    int count = base.parameterCount();
    if (count == 0) return described(base);
    String family = described(family(first()));
    return "%s, %,d parameter%s".formatted(family, count, count == 1 ? "" : "s");
  }

  /** As files name it. */
  private static String described(Base family) {
    return StorableTypes.BASES.name(family);
  }

  /** What carries the base to the data: of a continuous flow, its field. */
  private String kind() {
    return first().continuous().isPresent() ? "field" : "transform";
  }

  private String map() {
    Flow flow = first();
    return flow.continuous()
        .map(ode -> described(ode.field()))
        .orElseGet(() -> described(flow.transform()));
  }

  private static String described(Transform transform) {
    if (transform instanceof Ode ode) return "ode of " + described(ode.field());
    if (transform instanceof ElementaryInverse inverse) {
      return "inverse of " + described(inverse.map());
    }
    if (transform instanceof Chain chain) return described(chain);
    return transform.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Parts that read alike are counted where the first of them is. */
  private static String described(Chain chain) {
    if (chain.parts().isEmpty()) return "identity";
    Map<String, Integer> parts = new LinkedHashMap<>();
    for (Transform part : chain.parts()) parts.merge(described(part), 1, Integer::sum);
    return parts.entrySet().stream()
        .map(part -> "%d %s".formatted(part.getValue(), part.getKey()))
        .collect(Collectors.joining("; ", "chain of ", ""));
  }

  private static String described(VectorField field) {
    if (field instanceof Mlp mlp) {
      return described("mlp", mlp.dim(), mlp.hidden(), Spelling.of(mlp.activation()));
    }
    if (field instanceof ConcatSquash squash) {
      return described(
          "concat-squash", squash.dim(), squash.hidden(), Spelling.of(squash.activation()));
    }
    return field.getClass().getSimpleName();
  }

  private static String described(String type, int dim, List<Integer> hidden, String activation) {
    String widths = hidden.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%s, %d dimension%s, hidden layers [%s], %s"
        .formatted(type, dim, dim == 1 ? "" : "s", widths, activation);
  }

  /** The label stands beside the first text only. */
  private static void addTo(List<String> lines, String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) lines.add(line(i == 0 ? label : "", texts.get(i)));
  }

  private static String line(String label, String text) {
    return LABEL.formatted(label, text);
  }

  /** Cards of tables from before there were two figures call the one of dequantized rows nll. */
  private Map<?, ?> named(String part, Map<?, ?> figures) {
    boolean old = part.equals("test") && !figures.containsKey("nll_dequantized");
    if (!old || model.preprocessing().isEmpty()) return figures;
    Map<Object, Object> named = new LinkedHashMap<>();
    figures.forEach(
        (key, value) -> named.put(key.toString().replaceFirst("^nll", "nll_dequantized"), value));
    return named;
  }

  /** A text an entry, but for the standard errors, which stand beside their figures. */
  private static List<String> entries(Map<?, ?> part) {
    return part.keySet().stream()
        .map(String::valueOf)
        .filter(key -> !key.endsWith(ERROR) || !part.containsKey(withoutError(key)))
        .map(key -> key + " " + value(part.get(key), part.get(key + ERROR)))
        .toList();
  }

  private static String withoutError(String key) {
    return key.substring(0, key.length() - ERROR.length());
  }

  private static String value(@Nullable Object value, @Nullable Object error) {
    if (!(value instanceof Double number)) return String.valueOf(value);
    if (error instanceof Double known) return new Estimate(number, known).text();
    boolean small = number != 0 && Math.abs(number) < 1e-3;
    return String.format(Locale.ROOT, small ? "%.1e" : "%.4f", number);
  }
}
